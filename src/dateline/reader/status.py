"""Whether an act happened, by the words around its trigger, and which words say so.

Invariant: an act that is only asked for, threatened, promised or refused is no claim of its own (`is_content`); an act
that somebody denies is never `happened`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from dateline.reader.phrases import Words, verb_group_start
from dateline.reader.tagging import NOMINAL, Tag
from dateline.reader.triggers import Candidate
from dateline.terms import EventType, Status
from dateline.vocab.cues import hedges, status_cue

_PROMISED: Final = frozenset({EventType.REQUEST, EventType.THREATEN, EventType.AGREE, EventType.REJECT})
_VERBAL: Final = frozenset(
    {
        EventType.REQUEST,
        EventType.THREATEN,
        EventType.AGREE,
        EventType.REJECT,
        EventType.ACCUSE,
        EventType.SUPPORT,
        EventType.CONCEDE,
        EventType.CONSULT,
    }
)
_MODALS: Final = {
    **dict.fromkeys(("will", "shall", "'ll", "won't", "would"), Status.PLANNED),
    **dict.fromkeys(("could", "may", "might", "can"), Status.POSSIBLE),
}
_CONDITION: Final = frozenset({"if", "unless", "should", "whether"})
_BORDERS: Final = frozenset({";", "—", "–", "”", '"', ":"})
_DENIALS: Final = frozenset({"deny", "denied", "denies", "denying", "refuted", "refute", "refutes", "rejected"})
_DENIED_NOUNS: Final = frozenset(
    {"that", "having", "any", "reports", "allegations", "claims", "accusations", "it", "its"}
)
_REACH: Final = 8


class Verdict(NamedTuple):
    """Status, and the token numbers of the words that decide it."""

    status: Status
    words: tuple[int, int] | None = None


def is_content(words: Words, found: Candidate, earlier: Sequence[Candidate]) -> bool:
    """Whether an earlier trigger asks for, threatens, promises or refuses this act, or it hangs on a condition."""
    for governor in reversed(earlier):
        if governor.entry.type in _PROMISED and governor.end <= found.start:
            return _hangs_on(words, governor.reach, found)
    return _conditional(words, found)


def _hangs_on(words: Words, after: int, found: Candidate) -> bool:
    """Whether no clause with a finite verb of its own comes between the governor and the trigger."""
    group = verb_group_start(words, found.start) if found.verbal else found.start
    between = range(after, found.start)
    if any(words.tokens[i].text in _BORDERS for i in between):
        return False
    if not found.verbal or found.form in ("base", "gerund"):
        return not any(words.tokens[i].lower in ("after", "while", "who", "which", "following") for i in between)
    if any(words.tags[i] is Tag.MODAL for i in range(group, found.start)):
        return True
    return words.tokens[group - 1].lower == "be" if group > 0 else False


def _conditional(words: Words, found: Candidate) -> bool:
    """Whether the clause of the trigger begins with "if" or "unless"."""
    for i in range(found.start - 1, max(-1, found.start - 2 * _REACH), -1):
        if words.tokens[i].lower in _CONDITION and words.tags[i] is not Tag.MODAL:
            return True
        if words.tokens[i].text == "," or words.tokens[i].text in _BORDERS:
            return False
    return False


def status(words: Words, found: Candidate) -> Verdict:
    """The status of an act by denial, negation, modal verbs and the verbs that govern it."""
    denied = _denial(words, found)
    if denied:
        return Verdict(Status.DENIED, denied)
    start = verb_group_start(words, found.start) if found.verbal else found.start
    group = range(start, found.start)
    for i in group:
        lower = words.tokens[i].lower
        if words.tags[i] is Tag.NEGATION:
            return Verdict(Status.DENIED, (i, i + 1))
        if lower in _MODALS:
            return Verdict(_MODALS[lower], (i, i + 1))
    governed = _governor(words, start)
    if governed is not None:
        return governed
    hanging = _participle(words, found, start)
    if hanging is not None:
        return hanging
    if _progressive(words, found, group) and found.entry.type not in _VERBAL:
        return Verdict(Status.ONGOING, (start, found.start))
    return Verdict(Status.HAPPENED)


def _denial(words: Words, found: Candidate) -> tuple[int, int] | None:
    """ "denied that it had shelled", "denies any attack": the denying verb before the trigger, in one clause."""
    if found.start > 0 and words.tokens[found.start].lower in _DENIALS:
        return None
    for i in range(found.start - 1, max(-1, found.start - 2 * _REACH), -1):
        if words.tokens[i].text in _BORDERS:
            return None
        if words.tokens[i].lower in _DENIALS and words.tags[i] is Tag.VERB:
            after = words.tokens[i + 1].lower
            gerund = found.verbal and "gerund" in found.forms
            return (i, i + 1) if after in _DENIED_NOUNS or gerund or words.tags[i + 1] in NOMINAL else None
    return None


def _governor(words: Words, start: int) -> Verdict | None:
    """The verb or noun that governs "to V" or a noun: "plans to", "tried to", "a planned", "expected"."""
    at = start - 1
    if at < 0 or words.tags[at] not in (Tag.TO, *NOMINAL):
        return None
    for i in range(at, max(-1, at - _REACH), -1):
        if words.tokens[i].text in {",", *_BORDERS} or words.tags[i] is Tag.SUBORDINATOR:
            return None
        given = status_cue(words.tokens[i].lower)
        if given is not None:
            return Verdict(given, (i, i + 1))
        if words.tags[i] is Tag.VERB:
            return None
    return None


def _participle(words: Words, found: Candidate, start: int) -> Verdict | None:
    """ "could turn to Ankara, asking for arms": a participle behind a comma is as real as the verb that it hangs on."""
    if not found.verbal or found.form != "gerund" or start < 2 or words.tokens[start - 1].text != ",":
        return None
    for i in range(start - 2, max(-1, start - 2 * _REACH), -1):
        if words.tokens[i].text in _BORDERS or words.tags[i] is Tag.SUBORDINATOR:
            return None
        if words.tags[i] is Tag.MODAL:
            given = _MODALS.get(words.tokens[i].lower)
            return Verdict(given, (i, i + 1)) if given else None
        if words.tags[i] is Tag.VERB and not any(words.tags[at] is Tag.MODAL for at in range(max(0, i - 3), i)):
            return None
    return None


def _progressive(words: Words, found: Candidate, group: range) -> bool:
    """ "is battling", "are being shelled": present tense of be with a gerund."""
    if not found.verbal or "gerund" not in found.forms:
        return False
    return any(words.tokens[i].lower in ("is", "are", "'re", "am") for i in group)


def hedge(words: Words, found: Candidate) -> tuple[int, int] | None:
    """Token numbers of a hedge ("allegedly", "is believed to") near the trigger, or None."""
    for i in range(max(0, found.start - _REACH), min(len(words.tokens), found.reach + 3)):
        for pattern in hedges().get(words.tokens[i].lower, ()):
            end = i + 1 + len(pattern)
            if tuple(token.lower for token in words.tokens[i + 1 : end]) == pattern:
                return (i, end)
    return None
