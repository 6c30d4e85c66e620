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
from dateline.resolve.numerals import Number, find_numbers
from dateline.terms import CountKind, EventType
from dateline.vocab.function_words import function_words
from dateline.vocab.numbers import cues, things

__all__ = ["Number", "find_counts", "find_numbers"]

_WORD: Final = re.compile(r"(?:[A-Z]\.){2,}|[\w’'-]+")
_FILL: Final = frozenset(
    "a an the of another other others more additional total all its their his these those such and".split()
)
_OUTCOMES: Final = frozenset("deaths death fatalities arrests arrest injuries detentions killings murders executions "
                             "abductions kidnappings hostages prisoners detainees casualties".split())  # fmt: skip
"""Nouns that a number may stand before and that say by themselves what became of the people."""
_AUXILIARIES: Final = frozenset(
    "be been being was were is are has have had get got left remain remains remained".split()
)
_LINKS: Final = frozenset("who that which also reportedly still either feared believed confirmed reported presumed now "
                          "already so far to left found later since not only".split())  # fmt: skip
_FEW: Final = (3, 9)
"""What "several", "a few" and "a handful" stand for; the codebook does not take them for counts."""
_REACH: Final = 16
"""How many words after a number its participle may stand."""
_NEAR: Final = 1_000
"""How many characters before and after its trigger an act's numbers may stand."""
_TOLLS: Final = frozenset(
    {CountKind.KILLED, CountKind.INJURED, CountKind.MISSING, CountKind.DISPLACED, CountKind.ABDUCTED}
)
KEPT: Final[dict[EventType, frozenset[CountKind]]] = {
    EventType.ASSAULT: _TOLLS,
    EventType.COERCE: frozenset({CountKind.ARRESTED, CountKind.DISPLACED}),
    EventType.PROTEST: frozenset({CountKind.PARTICIPANTS}),
    EventType.MOBILIZE: frozenset({CountKind.TROOPS}),
    EventType.AID: frozenset({CountKind.DISPLACED}),
}
"""Kinds that a claim of a type takes from other words of its sentence than its trigger."""


class _Word(msgspec.Struct, frozen=True):
    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        return self.text.lower()


class _Counted(msgspec.Struct, frozen=True):
    """A number with what stands after it: the words counted, and the index of the first word beyond them."""

    number: Number
    first: int
    beyond: int
    of: str | None


class _Reason(msgspec.Struct, frozen=True):
    """Why a number counts something: the kind, and the word that says so (None where only the act's type does)."""

    kind: CountKind
    cue: _Word | None


def find_counts(sentence: str, trigger: Span, offset: int, type_: EventType) -> tuple[Count, ...]:
    """The counts of people that belong to the act which `trigger` names.

    Args:
        sentence: the text of the sentence that tells the act.
        trigger: the trigger's place in `sentence`.
        offset: where the sentence begins in its document; added to the spans of the counts.
        type_: the type of the act.
    """
    start, end = _window(sentence, trigger)
    trigger, offset = Span(trigger.start - start, trigger.end - start), offset + start
    found = []
    reader = _Reader(sentence[start:end], trigger, type_)
    for counted, reason in zip(reader.counted, reader.reasons(), strict=True):
        if reason is None or not reader.belongs(reason):
            continue
        number, span = counted.number, counted.number.span
        place = Span(offset + span.start, offset + span.end)
        found.append(
            Count(kind=reason.kind, low=number.low, high=number.high, text=number.text, span=place, of=counted.of)
        )
    return tuple(found)


def _window(sentence: str, trigger: Span) -> tuple[int, int]:
    """The part of a sentence that is read: all of it, unless it is absurdly long; it ends between words."""
    start, end = max(0, trigger.start - _NEAR), min(len(sentence), trigger.end + _NEAR)
    if start:
        start = max(sentence.find(" ", start, trigger.start), start)
    if end < len(sentence):
        end = max(sentence.rfind(" ", trigger.end, end), trigger.end)
    return start, end


class _Reader:
    """One sentence, read for one act."""

    def __init__(self, sentence: str, trigger: Span, type_: EventType) -> None:
        self.sentence, self.trigger, self.type = sentence, trigger, type_
        self.words = [_Word(match.group(), *match.span()) for match in _WORD.finditer(sentence)]
        counted = [self._counted(number) for number in find_numbers(sentence) if (number.low, number.high) != _FEW]
        self.counted = [one for one in counted if (one.of or "").lower().split(" ")[-1] not in things()]

    def reasons(self) -> list[_Reason | None]:
        """What every number counts, in order; joined numbers share a reason."""
        reasons = [self._verb_before(one) or self._word_after(one) for one in self.counted]
        for index in range(len(reasons) - 1, 0, -1):  # "12 soldiers and two officers were killed"
            if reasons[index - 1] is None and self._joined(index) and reasons[index] is not None:
                reasons[index - 1] = self._word_after(self.counted[index])
        for index in range(1, len(reasons)):  # "killed 12 soldiers and two officers"
            if reasons[index] is None and self._joined(index):
                reasons[index] = reasons[index - 1]
        return [reason or self._by_type(one) for reason, one in zip(reasons, self.counted, strict=True)]

    def belongs(self, reason: _Reason) -> bool:
        """Whether a number that counts so belongs to this act, not to another one of the sentence."""
        if reason.cue is None or self.trigger.overlaps(Span(reason.cue.start, reason.cue.end)):
            return True
        own = {cues()[word.lower] for word in self.words if self._in_trigger(word) and word.lower in cues()}
        return reason.kind in KEPT.get(self.type, frozenset()) and reason.kind not in own

    def _in_trigger(self, word: _Word) -> bool:
        return self.trigger.overlaps(Span(word.start, word.end))

    def _counted(self, number: Number) -> _Counted:
        """The noun phrase after a number."""
        first = next((i for i, word in enumerate(self.words) if word.start >= number.span.end), len(self.words))
        last = number.span.end
        index, start = first, None
        while index < len(self.words) and not self._breaks(last, self.words[index].start):
            word = self.words[index]
            if start is None and word.lower in _FILL and word.lower != "and":
                last, index = word.end, index + 1
                continue
            if self._ends_phrase(index, start is None):
                break
            start = index if start is None else start
            last, index = word.end, index + 1
        of = self.sentence[self.words[start].start : last] if start is not None else None
        return _Counted(number, first, index, of)

    def _ends_phrase(self, index: int, is_first: bool) -> bool:
        """Whether a word cannot be part of the phrase that a number begins."""
        word = self.words[index].lower
        lists = function_words()
        if word in lists.prepositions or word in _FILL or word in lists.subordinators or word in lists.conjunctions:
            return True
        if word in lists.be | lists.have | lists.modals | lists.adverbs | _AUXILIARIES:
            return True
        kind = cues().get(word)
        if kind is CountKind.PARTICIPANTS and not word.endswith(("ers", "ors")):
            return True
        if word in lists.common_verbs or (not is_first and word.endswith("ing")):
            return True
        if word in _OUTCOMES or word not in cues() or kind in {CountKind.PARTICIPANTS, CountKind.TROOPS}:
            verb = word.endswith("ed") or (self._in_trigger(self.words[index]) and word not in _OUTCOMES)
            return verb and not is_first
        following = self.words[index + 1] if index + 1 < len(self.words) else None
        adjective = is_first and following is not None and following.lower not in lists.prepositions
        adjective = adjective and not self._breaks(self.words[index].end, self.words[index + 1].start)
        return not adjective or (following is not None and following.lower in _FILL | lists.subordinators)

    def _breaks(self, start: int, end: int) -> bool:
        """Whether punctuation stands between two places."""
        return any(mark in self.sentence[start:end] for mark in ',;:()[]—–.!?"“”')

    def _verb_before(self, one: _Counted) -> _Reason | None:
        """ "killing at least 12", "the death of 49 people", "wounding another 30", "a death toll of 12"."""
        index = next((i for i, word in enumerate(self.words) if word.end > one.number.span.start), len(self.words)) - 1
        last = one.number.span.start
        while index >= 0 and not self._breaks(self.words[index].end, last):
            word = self.words[index]
            if word.lower == "toll":
                return _Reason(CountKind.KILLED, word)
            if word.lower not in _FILL | {"to", "up", "rose", "reached", "with", "lives"} or word.lower == "and":
                own = next((cues()[w.lower] for w in self.words if self._in_trigger(w) and w.lower in cues()), None)
                kind = own if self._in_trigger(word) else cues().get(word.lower)
                return _Reason(kind, word) if kind in _TOLLS | {CountKind.ARRESTED} and kind else None
            last, index = word.start, index - 1
        return None

    def _word_after(self, one: _Counted) -> _Reason | None:
        """ "200 people had been killed", "12 dead", "three more arrests", "10 bombers arrested in March"."""
        head = self.words[one.beyond - 1] if one.beyond > one.first else None
        if head is not None and head.lower in _OUTCOMES and head.lower in cues():
            return _Reason(cues()[head.lower], head)
        for index in range(one.beyond, min(one.beyond + _REACH, len(self.words))):
            word = self.words[index]
            between = self.words[one.beyond : index]
            if word.lower not in cues() or cues()[word.lower] not in _TOLLS | {CountKind.ARRESTED}:
                continue
            if self._is_passive(index, between):
                return _Reason(cues()[word.lower], word)
            return None
        return None

    def _is_passive(self, index: int, between: list[_Word]) -> bool:
        """Whether a cue after a number tells what was done to the people counted, not what they did."""
        if between and any(between[0].start <= other.number.span.start < between[-1].end for other in self.counted):
            return False
        word = self.words[index].lower
        intransitive = word in {"died", "die", "dead", "perished", "fled", "flee", "missing", "disappeared", "homeless"}
        if intransitive:
            return all(w.lower in _AUXILIARIES | _LINKS for w in between) or len(between) <= 8
        if between and any(w.lower in _AUXILIARIES for w in between[-3:]):
            return True
        following = self.words[index + 1].lower if index + 1 < len(self.words) else ""
        ends = index + 1 == len(self.words) or self._breaks(self.words[index].end, self.words[index + 1].start)
        return not between and (ends or following in function_words().prepositions | {"and", "when", "so"})

    def _joined(self, index: int) -> bool:
        """Whether a number is joined to the one before it by a comma or "and"."""
        before, number = self.counted[index - 1], self.counted[index].number
        end = self.words[before.beyond - 1].end if before.beyond > before.first else before.number.span.end
        return re.fullmatch(r"\s*(?:,|and|,\s*and|as well as)\s*", self.sentence[end : number.span.start]) is not None

    def _by_type(self, one: _Counted) -> _Reason | None:
        """What the type of the act makes of a number that stands by its trigger."""
        nouns = {cues()[word.lower] for word in self.words[one.first : one.beyond] if word.lower in cues()}
        behind = self._words_between(one.number.span.end, self.trigger.start)
        ahead = self._words_between(self.trigger.end, one.number.span.start)
        if self.type is EventType.PROTEST:
            return self._protesters(one, nouns, behind, ahead)
        if self.type is EventType.MOBILIZE or CountKind.TROOPS in nouns:
            near = (ahead is not None and ahead <= 4) or (behind is not None and behind <= 6)
            return _Reason(CountKind.TROOPS, None) if near and one.of else None
        known = self.sentence[: one.number.span.start].lower().endswith(("the ", "these ", "those "))
        if (
            self.type in {EventType.ASSAULT, EventType.CONSULT}
            and behind is not None
            and not known
            and self._is_subject(one)
        ):
            return _Reason(CountKind.PARTICIPANTS, None)
        if self.type is EventType.COERCE and ahead is not None and ahead <= 1:
            return _Reason(CountKind.ARRESTED, None) if one.of else None
        return None

    def _protesters(
        self, one: _Counted, nouns: set[CountKind], behind: int | None, ahead: int | None
    ) -> _Reason | None:
        """Who protests: those called protesters by the trigger itself, else whoever is counted near it."""
        by_trigger = [other for other in self.counted if self._covers_trigger(other)]
        if by_trigger:
            return _Reason(CountKind.PARTICIPANTS, None) if one in by_trigger else None
        near = (behind is not None and behind <= _REACH + 2) or (CountKind.PARTICIPANTS in nouns and ahead is not None)
        return _Reason(CountKind.PARTICIPANTS, None) if near and CountKind.TROOPS not in nouns else None

    def _covers_trigger(self, one: _Counted) -> bool:
        return any(self._in_trigger(word) for word in self.words[one.first : one.beyond])

    def _is_subject(self, one: _Counted) -> bool:
        """Whether the act follows on the words counted at once, in the active voice."""
        between = [w for w in self.words[one.beyond :] if w.end <= self.trigger.start]
        following = next((w.lower for w in self.words if w.start >= self.trigger.end), "by")
        passive = not between and following in function_words().prepositions
        modal = all(word.lower in function_words().modals | {"have", "has", "had"} for word in between)
        return bool(one.of) and modal and not passive

    def _words_between(self, start: int, end: int) -> int | None:
        """How many words stand between two places in this order; None in the other order."""
        return None if start > end else sum(1 for word in self.words if word.start >= start and word.end <= end)
