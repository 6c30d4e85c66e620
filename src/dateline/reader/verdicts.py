"""The words that show what the network decided: which ones make an act planned, possible or denied, and hedges near it.

Invariant: the status is the network's; only words that speak for that very status are given, or none.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dateline.reader.decode import Found
from dateline.reader.windows import Window
from dateline.records import Quote, Span
from dateline.terms import Status
from dateline.vocab.cues import hedges, status_cue

REACH: Final = 8
"""Words before and after a trigger among which its cues are looked for."""
_MODALS: Final = {
    Status.PLANNED: frozenset({"will", "'ll", "shall", "would", "to"}),
    Status.POSSIBLE: frozenset({"may", "might", "could", "can", "would", "if", "feared", "suspected", "possible"}),
    Status.DENIED: frozenset({"not", "n't", "no", "never", "nor", "neither", "without", "denied", "denies", "deny"}),
    Status.ONGOING: frozenset({"is", "are", "been", "continues", "continued", "continue", "still", "ongoing"}),
    Status.HAPPENED: frozenset[str](),
}


def status_words(window: Window, found: Found, status: Status) -> Span | None:
    """The cue nearest to a trigger, in its sentence, that speaks for this status; None where none does."""
    words = window.words
    near = [
        at
        for at in _near(window, found)
        if words[at].text.lower() in _MODALS[status]
        or (status is not Status.HAPPENED and status_cue(words[at].text.lower()) is status)
    ]
    if not near:
        return None
    at = min(near, key=lambda one: found.start - one if one < found.start else 2 * (one - found.end))
    return Span(words[at].start, words[at].end)


def hedge_of(window: Window, found: Found, parts: Sequence[Quote]) -> Quote | None:
    """A hedge ("allegedly", "is believed to") near a trigger, in its sentence."""
    words = window.words
    for at in _near(window, found):
        for pattern in hedges().get(words[at].text.lower(), ()):
            end = at + len(pattern)
            if tuple(word.text.lower() for word in words[at + 1 : end + 1]) == pattern:
                return window.quote(at, end, parts)
    return None


def _near(window: Window, found: Found) -> list[int]:
    sentence = window.sentence[found.start]
    around = range(max(0, found.start - REACH), min(len(window.words), found.end + 4))
    return [at for at in around if window.sentence[at] == sentence and not found.start <= at <= found.end]
