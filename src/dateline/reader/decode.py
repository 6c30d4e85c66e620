"""From the network's scores to decisions: where triggers, cues and roles begin and end.

Invariant: spans of one kind do not overlap; each begins where its word is more than likely to begin one.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

MORE_THAN_NOT: Final = 0.5
"""Probability with which a trigger goes on."""
EDGE: Final = 0.16
"""Least probability of a word at the edge of a range."""

_FAR: Final = 40.0
"""Differences of scores beyond it are certainty either way."""

Scores = npt.NDArray[np.float32]


class Found(NamedTuple):
    """A labelled range of words, both ends included; `kind` is a column of the scores, `probability` that of its
    begin."""

    start: int
    end: int
    kind: int
    probability: float


def softmax(scores: Scores) -> Scores:
    """Probabilities along the last axis."""
    shifted: Any = np.exp(scores - scores.max(axis=-1, keepdims=True))
    result: Scores = shifted / shifted.sum(axis=-1, keepdims=True)
    return result


def triggers(scores: Scores, least: float) -> Iterator[Found]:
    """Triggers among words.

    Args:
        scores: words x (outside, one begin a type, goes on).
        least: least probability that a trigger, of whatever type, begins.
    """
    sure = softmax(scores)
    begins, inside = 1 - sure[:, 0] - sure[:, -1], sure[:, -1]
    for start, end in _ranges(begins, inside, least):
        yield Found(start, end, int(scores[start, 1:-1].argmax()), float(begins[start]))


def inside(scores: Scores) -> Scores:
    """Probabilities of not being outside; the last axis of the scores is (outside, begins, goes on)."""
    outside = scores[..., 0]
    odds: Any = np.exp(np.clip(scores[..., 1] - outside, -_FAR, _FAR))
    odds += np.exp(np.clip(scores[..., 2] - outside, -_FAR, _FAR))
    result: Scores = odds / (1 + odds)
    return result


def spans(inside: Scores, least: float) -> Iterator[Found]:
    """Ranges of words of one role; `inside` are the words' probabilities to be in it.

    A range is a run of words that are in the role by :data:`EDGE` or more, of which one is by `least` or more: a word
    at its edge is taken in more easily than one alone. What would begin right behind a range is the same range:
    members of a list have a comma or "and" between them.
    """
    likely = np.flatnonzero(inside >= min(EDGE, least)).tolist()
    at = 0
    while at < len(likely):
        first = at
        while at + 1 < len(likely) and likely[at + 1] == likely[at] + 1:
            at += 1
        most = float(inside[likely[first] : likely[at] + 1].max())
        if most >= least:
            yield Found(likely[first], likely[at], 0, most)
        at += 1


def _ranges(begins: Scores, goes_on: Scores, least: float) -> Iterator[tuple[int, int]]:
    at = 0
    while at < len(begins):
        if begins[at] < least:
            at += 1
            continue
        end = at
        while end + 1 < len(begins) and goes_on[end + 1] >= MORE_THAN_NOT:
            end += 1
        yield at, end
        at = end + 1


def evidence(sure: Scores) -> list[float]:
    """What confidence goes by, of a trigger's word: a constant, the log odds of a trigger, those of its type among
    types.

    Args:
        sure: probabilities of the word, as :func:`softmax` gives them.
    """
    begins = float(sure[1:-1].sum())
    return [1.0, _log_odds(begins), _log_odds(float(sure[1:-1].max()) / max(begins, 1e-6))]


def _log_odds(share: float) -> float:
    kept = min(max(share, 1e-4), 1 - 1e-4)
    return math.log(kept / (1 - kept))


def confidence(scores: Scores, weights: Sequence[float]) -> float:
    """Probability that a trigger stands at a word and has the type that is given: logistic, fitted on held-apart
    stories."""
    given = evidence(softmax(scores))
    return 1 / (1 + math.exp(-sum(weight * value for weight, value in zip(weights, given, strict=True))))
