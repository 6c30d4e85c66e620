"""The words of a sentence around its numbers: which of them are counted, and where a phrase ends.

Invariant: the words counted follow the number, and hold no preposition, conjunction or auxiliary.
"""

from __future__ import annotations

import re
from typing import Final

import msgspec

from dateline.records import Span
from dateline.resolve.numerals import Number, find_numbers
from dateline.terms import CountKind
from dateline.vocab.function_words import function_words
from dateline.vocab.numbers import cues, things

FILL: Final = frozenset(
    "a an the of another other others more additional total all its their his these those such and".split()
)
"""Words that may stand between a verb, a number and what is counted."""
OUTCOMES: Final = frozenset(
    "deaths death fatalities arrests arrest injuries detentions killings murders executions abductions kidnappings "
    "hostages prisoners detainees casualties".split()
)
"""Nouns that say by themselves what became of the people whose number stands before them."""
AUXILIARIES: Final = frozenset(
    "be been being was were is are has have had get got left remain remains remained".split()
)
_WORD: Final = re.compile(r"(?:[A-Z]\.){2,}|[\w’'-]+")
_FEW: Final = (3, 9)
"""What "several", "a few" and "a handful" stand for; the codebook does not take them for counts."""
_JOINS: Final = re.compile(r"\s*(?:,|and|,\s*and|as well as)\s*")
_INCLUDING: Final = re.compile(
    r"\b(?:including|among (?:them|whom)|(?:of|among) (?:them|whom),?)\s(?:the\s)?$", re.IGNORECASE
)
_OF_THEM: Final = re.compile(r",? of (?:them|whom)\b", re.IGNORECASE)
_PART_REACH: Final = 120
"""How many characters before a part its whole may stand."""
_PEOPLE: Final = frozenset({CountKind.PARTICIPANTS, CountKind.TROOPS})


class Word(msgspec.Struct, frozen=True):
    """A word of the sentence and its place there."""

    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        """The word in lower case."""
        return self.text.lower()


class Counted(msgspec.Struct, frozen=True):
    """A number with what stands after it: the words counted, and the indices of the first word and the first beyond."""

    number: Number
    first: int
    beyond: int
    of: str | None


class Phrases:
    """A sentence with its words and the phrases that its numbers begin; numbers of things are left out."""

    def __init__(self, sentence: str, trigger: Span) -> None:
        self.sentence, self.trigger = sentence, trigger
        self.words = [Word(match.group(), *match.span()) for match in _WORD.finditer(sentence)]
        counted = [self.phrase_of(number) for number in find_numbers(sentence) if (number.low, number.high) != _FEW]
        self.counted = [one for one in counted if (one.of or "").lower().split(" ")[-1] not in things()]

    def in_trigger(self, word: Word) -> bool:
        """Whether a word is one of the trigger's."""
        return self.trigger.overlaps(Span(word.start, word.end))

    def covers_trigger(self, one: Counted) -> bool:
        """Whether the words counted are, or hold, the trigger."""
        return any(self.in_trigger(word) for word in self.words[one.first : one.beyond])

    def breaks(self, start: int, end: int) -> bool:
        """Whether punctuation stands between two places."""
        return any(mark in self.sentence[start:end] for mark in ',;:()[]—–.!?"“”')

    def joined(self, index: int) -> bool:
        """Whether a number is joined to the one before it by a comma or "and"."""
        before, number = self.counted[index - 1], self.counted[index].number
        end = self.words[before.beyond - 1].end if before.beyond > before.first else before.number.span.end
        return _JOINS.fullmatch(self.sentence[end : number.span.start]) is not None

    def is_part(self, index: int) -> bool:
        """Whether a number tells how many of those counted just before it were something."""
        before, number = self.counted[index - 1], self.counted[index].number
        after = self.sentence[number.span.end : number.span.end + 12]
        between = self.sentence[before.number.span.end : number.span.start]
        if _INCLUDING.search(between) and len(between) < _PART_REACH:
            return True
        return len(between) < _PART_REACH and _OF_THEM.match(after) is not None

    def words_between(self, start: int, end: int) -> int | None:
        """How many words stand between two places in this order; None in the other order."""
        return None if start > end else sum(1 for word in self.words if word.start >= start and word.end <= end)

    def phrase_of(self, number: Number) -> Counted:
        """A number with the noun phrase after it."""
        first = next((i for i, word in enumerate(self.words) if word.start >= number.span.end), len(self.words))
        last = number.span.end
        index, start = first, None
        while index < len(self.words) and not self.breaks(last, self.words[index].start):
            word = self.words[index]
            filling = start is None and word.lower in FILL and word.lower != "and"
            if not filling and self._ends_phrase(index, start is None):
                break
            start = index if start is None and not filling else start
            last, index = word.end, index + 1
        of = self.sentence[self.words[start].start : last] if start is not None else None
        return Counted(number, first, index, of)

    def _ends_phrase(self, index: int, is_first: bool) -> bool:
        """Whether a word cannot be part of the phrase that a number begins."""
        word, lists = self.words[index].lower, function_words()
        if word == "shot" and not is_first:
            return True  # "8 men shot, 2 dead": two are dead, not ten
        if word in FILL | AUXILIARIES | lists.prepositions | lists.subordinators | lists.conjunctions:
            return True
        if word in lists.be | lists.have | lists.modals | lists.adverbs | lists.common_verbs:
            return True
        kind = cues().get(word)
        if kind is CountKind.PARTICIPANTS and not word.endswith(("ers", "ors")):
            return True  # "thousands marched"
        if kind is None or kind in _PEOPLE or word in OUTCOMES:
            verb = word.endswith(("ed", "ing")) or (self.in_trigger(self.words[index]) and word not in OUTCOMES)
            return verb and not is_first
        return not (is_first and self._is_adjective(index))

    def _is_adjective(self, index: int) -> bool:
        """Whether a participle stands before the noun that it tells of: "22 wounded local fighters"."""
        if index + 1 == len(self.words) or self.breaks(self.words[index].end, self.words[index + 1].start):
            return False
        lists = function_words()
        return self.words[index + 1].lower not in FILL | lists.prepositions | lists.subordinators
