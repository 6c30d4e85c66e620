"""Which numbers of a sentence count people killed, injured, arrested …, and whom they count.

Invariant: a count's words are a number of the sentence, with its bounds; a number that no word of the sentence, nor the
act itself, says the meaning of is no count. The rules look at nothing but the words around a number: a verb before it
("killing at least 12"), a participle or noun after it ("200 people had been killed", "three deaths"), a number that it
is joined to ("25 Eritreans and 12 others"), and last the type of the act.
"""

from __future__ import annotations

import re
from typing import Final

import msgspec

from dateline.records import Count, Span
from dateline.resolve.counted_phrases import AUXILIARIES, FILL, OUTCOMES, Counted, Phrases, Word
from dateline.resolve.numerals import Number, find_numbers
from dateline.terms import CountKind, EventType
from dateline.vocab.function_words import function_words
from dateline.vocab.numbers import cues

__all__ = ["Number", "find_counts", "find_numbers"]

_LINKS: Final = frozenset(
    "who that which also reportedly still either feared believed confirmed reported presumed now already so far to "
    "left found later since not only".split()
)
_INTRANSITIVE: Final = frozenset("died die dead perished fled flee missing disappeared homeless".split())
"""Words of which the people counted are the subject."""
_BEFORE_NUMBER: Final = (FILL | frozenset("to up rose reached with".split())) - {"and"}
_REACH: Final = 16
"""How many words after a number its participle may stand."""
_NEAR: Final = 1_000
"""How many characters before and after its trigger an act's numbers may stand."""
_TOLLS: Final = frozenset(
    {CountKind.KILLED, CountKind.INJURED, CountKind.MISSING, CountKind.DISPLACED, CountKind.ABDUCTED}
)
_SUFFERED: Final = _TOLLS | {CountKind.ARRESTED}
KEPT: Final[dict[EventType, frozenset[CountKind]]] = {
    EventType.ASSAULT: _TOLLS,
    EventType.COERCE: frozenset({CountKind.ARRESTED, CountKind.DISPLACED}),
    EventType.PROTEST: frozenset({CountKind.PARTICIPANTS}),
    EventType.MOBILIZE: frozenset({CountKind.TROOPS}),
    EventType.AID: frozenset({CountKind.DISPLACED}),
}
"""Kinds that a claim of a type takes from other words of its sentence than its trigger."""


_TOLL: Final = re.compile(
    r"\bdeath toll(?:\s[\w’'-]+){0,8}?\s(?:to|at|of|is|was|reached|hit|passed|exceeded)\s$"
    r"|\btoll(?:\s[\w’'-]+){0,8}?\s(?:rose|risen|climbed|jumped|reached|stands?|stood)(?:\s(?:to|at))?\s$",
    re.IGNORECASE,
)
"""A number that a word on the toll leads to: "the death toll of the attack rose from 10 to"."""
_ATTENDED: Final = re.compile(r"\b(?:attended|joined) by (?:about |some |the )?$")
_TOOK_PART: Final = re.compile(
    r"\b(?:participat(?:ed|e|ing)|took part|take part|taking part|involved) in (?:\w+ ){0,8}$", re.IGNORECASE
)


class _Reason(msgspec.Struct, frozen=True):
    """Why a number counts something: the kind, and the word that says so (None where only the act's type does)."""

    kind: CountKind
    cue: Word | None


def find_counts(
    sentence: str, trigger: Span, offset: int, type_: EventType, others: tuple[Span, ...] = ()
) -> tuple[Count, ...]:
    """The counts of people that belong to the act which `trigger` names.

    Args:
        sentence: the text of the sentence that tells the act.
        trigger: the trigger's place in `sentence`.
        offset: where the sentence begins in its document; added to the spans of the counts.
        type_: the type of the act.
        others: the triggers of the other acts that the sentence tells; a number that one of them counts is not ours.
    """
    start, end = _window(sentence, trigger)
    trigger, offset = Span(trigger.start - start, trigger.end - start), offset + start
    if not find_numbers(sentence[start:end]):
        return ()
    found: list[Count] = []
    reader = _Reader(sentence[start:end], trigger, type_, tuple(Span(o.start - start, o.end - start) for o in others))
    for index, (counted, reason) in enumerate(zip(reader.counted, reader.reasons(), strict=True)):
        if reason is None or not reader.belongs(reason):
            continue
        found.append(count_of(counted, reason.kind, offset, part=index > 0 and reader.is_part(index)))
    return tuple(found)


def count_of(counted: Counted, kind: CountKind, offset: int, *, part: bool = False) -> Count:
    """A number of a sentence that begins at `offset` in its document, as a count."""
    number, span = counted.number, counted.number.span
    place = Span(offset + span.start, offset + span.end)
    low, high = number.low, number.high
    return Count(kind=kind, low=low, high=high, text=number.text, span=place, of=counted.of, part=part)


def _window(sentence: str, trigger: Span) -> tuple[int, int]:
    """The part of a sentence that is read: all of it, unless it is absurdly long; it ends between words."""
    start, end = max(0, trigger.start - _NEAR), min(len(sentence), trigger.end + _NEAR)
    if start:
        start = max(sentence.find(" ", start, trigger.start), start)
    if end < len(sentence):
        end = max(sentence.rfind(" ", trigger.end, end), trigger.end)
    return start, end


class _Reader(Phrases):
    """One sentence, read for one act."""

    def __init__(self, sentence: str, trigger: Span, type_: EventType, others: tuple[Span, ...]) -> None:
        super().__init__(sentence, trigger)
        self.type, self.others = type_, others
        self.own = {cues()[word.lower] for word in self.words if self.in_trigger(word) and word.lower in cues()}

    def reasons(self) -> list[_Reason | None]:
        """What every number counts, in order; joined numbers share a reason."""
        before = [self._verb_before(one) for one in self.counted]
        after = [None if verb else self._word_after(one) for verb, one in zip(before, self.counted, strict=True)]
        for index in range(len(after) - 1, 0, -1):  # "12 soldiers and two officers were killed"
            together = self.joined(index) or self.is_part(index)
            if after[index - 1] is None and before[index - 1] is None and together:
                after[index - 1] = after[index]
        reasons = [verb or word for verb, word in zip(before, after, strict=True)]
        for index in range(1, len(reasons)):  # "killed 12 soldiers and two officers"
            if reasons[index] is None and (self.joined(index) or self.is_part(index)):
                reasons[index] = reasons[index - 1]
        return [reason or self._by_type(one) for reason, one in zip(reasons, self.counted, strict=True)]

    def belongs(self, reason: _Reason) -> bool:
        """Whether a number that counts so belongs to this act, not to another one of the sentence."""
        if reason.cue is None or self.in_trigger(reason.cue):
            return True
        if any(other.overlaps(Span(reason.cue.start, reason.cue.end)) for other in self.others):
            return False
        return reason.kind in KEPT.get(self.type, frozenset()) and reason.kind not in self.own

    def _verb_before(self, one: Counted) -> _Reason | None:
        """ "killing at least 12", "the death of 49 people", "wounding another 30", "a death toll of 12"."""
        last = one.number.span.start
        index = next((i for i, word in enumerate(self.words) if word.end > last), len(self.words)) - 1
        if _TOLL.search(self.sentence, max(0, last - 100), last):
            return _Reason(CountKind.KILLED, None)
        while index >= 0 and not self.breaks(self.words[index].end, last):
            word = self.words[index]
            if word.lower not in _BEFORE_NUMBER:
                kind = CountKind.KILLED if word.lower == "toll" else cues().get(word.lower)
                if self.in_trigger(word) and len(self.own) == 1:
                    kind = next(iter(self.own))
                return _Reason(kind, word) if kind in _SUFFERED and kind else None
            last, index = word.start, index - 1
        return None

    def _word_after(self, one: Counted) -> _Reason | None:
        """ "200 people had been killed", "12 dead", "three more arrests", "10 bombers arrested in March"."""
        head = self.words[one.beyond - 1] if one.beyond > one.first else None
        if head is not None and head.lower in OUTCOMES and head.lower in cues():
            return _Reason(cues()[head.lower], head)
        for index in range(one.beyond, min(one.beyond + _REACH, len(self.words))):
            kind = cues().get(self.words[index].lower)
            if kind is not None and kind in _SUFFERED:
                return _Reason(kind, self.words[index]) if self._is_passive(one.beyond, index) else None
        return None

    def _is_passive(self, beyond: int, index: int) -> bool:
        """Whether a cue after a number tells what was done to the people counted, not what they did."""
        between, word = self.words[beyond:index], self.words[index].lower
        if between and any(between[0].start <= other.number.span.start < between[-1].end for other in self.counted):
            return False
        if word in _INTRANSITIVE:
            return len(between) <= _REACH // 2 or all(w.lower in AUXILIARIES | _LINKS for w in between)
        if any(w.lower in AUXILIARIES for w in between[-3:]):
            return True
        following = self.words[index + 1].lower if index + 1 < len(self.words) else ""
        ends = not following or self.breaks(self.words[index].end, self.words[index + 1].start)
        return not between and (ends or following in function_words().prepositions | {"and", "when", "so"})

    def _by_type(self, one: Counted) -> _Reason | None:
        """What the type of the act makes of a number that stands by its trigger."""
        nouns = {cues()[word.lower] for word in self.words[one.first : one.beyond] if word.lower in cues()}
        behind = self.words_between(one.number.span.end, self.trigger.start)
        ahead = self.words_between(self.trigger.end, one.number.span.start)
        kind = None
        if self.type is EventType.PROTEST:
            kind = CountKind.PARTICIPANTS if self._is_protester(one, nouns, behind, ahead) else None
        elif self.type is EventType.MOBILIZE or CountKind.TROOPS in nouns:
            near = (ahead is not None and ahead <= 4) or (behind is not None and behind <= 6)
            kind = CountKind.TROOPS if near and one.of else None
        elif self._takes_part(one) or (
            self.type in {EventType.ASSAULT, EventType.CONSULT} and behind is not None and self._is_subject(one)
        ):
            kind = CountKind.PARTICIPANTS
        elif self.type is EventType.COERCE and ahead is not None and ahead <= 1 and one.of:
            kind = CountKind.ARRESTED
        return _Reason(kind, None) if kind else None

    def _is_protester(self, one: Counted, nouns: set[CountKind], behind: int | None, ahead: int | None) -> bool:
        """Whether those counted protest: those whom the trigger itself names, else whoever is counted near it."""
        named = [other for other in self.counted if self.covers_trigger(other)]
        if named:
            return one in named
        near = (behind is not None and behind <= _REACH + 2) or (CountKind.PARTICIPANTS in nouns and ahead is not None)
        return near and CountKind.TROOPS not in nouns

    def _takes_part(self, one: Counted) -> bool:
        """Whether those counted take part in the act: "attended by hundreds", "10 took part in the talks"."""
        if _ATTENDED.search(self.sentence, self.trigger.end, one.number.span.start):
            return True
        between = self.sentence[one.number.span.end : max(one.number.span.end, self.trigger.start)]
        return bool(one.of) and _TOOK_PART.search(between) is not None

    def _is_subject(self, one: Counted) -> bool:
        """Whether the act follows at once on the words counted, in the active voice, and they are not known before."""
        known = self.sentence[: one.number.span.start].lower().endswith(("the ", "these ", "those "))
        between = [word for word in self.words[one.beyond :] if word.end <= self.trigger.start]
        following = next((word.lower for word in self.words if word.start >= self.trigger.end), "by")
        passive = not between and following in function_words().prepositions
        if between and between[0].lower == "of":  # "40 members of the coalition will meet"
            verb = next((i for i, word in enumerate(between[:6]) if word.lower in function_words().modals), None)
            between = between[verb:] if verb else between
        modal = all(word.lower in function_words().modals | {"have", "has", "had"} for word in between)
        return bool(one.of) and not known and modal and not passive
