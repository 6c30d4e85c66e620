"""Which place a name means, by the whole story: all candidates of all names are scored together, twice.

First each candidate is scored by itself: how many live there, what kind of place it is, how its name is written, what
stands next to the name ("…, Texas"), which countries the story speaks of, where the publisher is at home. The scores
become shares (softmax per name). Then the shares of the other names count, too: a candidate gains from company in its
country, in its division, and near by. After Leidner (2007) and the joint models since; the weights are fitted by
`scripts/fit_places.py` and stand in `data/place_weights.tsv`.

Invariant: the same names in the same story give the same ranking; nothing depends on other stories.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Final, NamedTuple

import numpy as np

from dateline.resolve.candidates import FEATURES, OWN_FEATURES, Floats, Ints, Name, Setting, company, own_features

MOST_NAMES: Final = 150
"""How many different names are scored together; longer stories are taken in such pieces, so that their cost grows with
their length alone."""


class Ranked(NamedTuple):
    """A candidate: row of the gazetteer, share of its name's probability, and what spoke for it (feature to points)."""

    row: int
    share: float
    points: Mapping[str, float]


class Scored(NamedTuple):
    """All candidates of a story: name's number, row, features and share of each; `bounds` part the names."""

    bounds: Ints
    rows: Ints
    features: Floats
    shares: Floats


@cache
def weights() -> tuple[Floats, Floats]:
    """Weights of the first and of the second pass, in the order of `FEATURES`."""
    text = (resources.files("dateline.resolve") / "data" / "place_weights.tsv").read_text(encoding="utf-8")
    lines = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")][1:]
    table = {name: (float(first), float(second)) for name, first, second in lines}
    return tuple(np.array([table[name][k] for name in FEATURES]) for k in (0, 1))  # type: ignore[return-value]


def rank(names: Sequence[Name], setting: Setting) -> Scored:
    """All candidates of the names, scored together; a name that the gazetteer lacks has none."""
    if len(names) > MOST_NAMES:
        return _joined([rank(names[i : i + MOST_NAMES], setting) for i in range(0, len(names), MOST_NAMES)])
    first, second = weights()
    bounds, rows, features = own_features(names, setting)
    if not len(rows):
        return Scored(bounds, rows, features, np.zeros(0))
    owner = np.repeat(np.arange(len(names)), np.diff(bounds))
    size = len(OWN_FEATURES)
    shares = softmax(features[:, :size] @ first[:size], bounds, owner)
    features[:, size:] = company(names, rows, shares, owner)
    return Scored(bounds, rows, features, softmax(features @ second, bounds, owner))


def _joined(parts: Sequence[Scored]) -> Scored:
    starts = np.cumsum([0, *(len(part.rows) for part in parts)])
    bounds = np.concatenate([[0], *(part.bounds[1:] + start for part, start in zip(parts, starts, strict=False))])
    rows, features, shares = (np.concatenate([part[k] for part in parts]) for k in (1, 2, 3))
    return Scored(bounds, rows, features, shares)


def ranked(scored: Scored, name: int, most: int = 3) -> tuple[Ranked, ...]:
    """The best candidates of a name, with what spoke for each."""
    first, last = int(scored.bounds[name]), int(scored.bounds[name + 1])
    order = sorted(range(first, last), key=lambda k: (-scored.shares[k], int(scored.rows[k])))[:most]
    points = scored.features * weights()[1]
    return tuple(
        Ranked(
            int(scored.rows[k]),
            float(scored.shares[k]),
            {feature: round(float(points[k, f]), 2) for f, feature in enumerate(FEATURES) if abs(points[k, f]) >= 0.05},
        )
        for k in order
    )


def softmax(scores: Floats, bounds: Ints, owner: Ints) -> Floats:
    """Shares within each name; every name has at least one candidate or none at all."""
    starts = bounds[:-1][np.diff(bounds) > 0]
    top = np.maximum.reduceat(scores, starts)
    number = np.cumsum(np.diff(bounds) > 0) - 1
    powers = np.exp(scores - top[number[owner]])
    shares: Floats = powers / np.add.reduceat(powers, starts)[number[owner]]
    return shares
