"""Clusters: which events are one incident, given how likely each two of them are.

Invariants: the result depends on the set of events alone, whatever their order; events that a person told apart never
share a cluster, and those that a person joined do. Method: average linkage (Sokal and Michener 1958) inside each
connected part of the graph of likely pairs, so that a chain of likely pairs does not join unlike ends.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from typing import Final

import numpy as np
import numpy.typing as npt

Pair = tuple[int, int]
Matrix = npt.NDArray[np.float64]
Scorer = Callable[[Sequence[int]], Matrix]
"""Gives the scores of all pairs of some events as a square matrix, in log odds."""
LARGEST: Final = 600
"""Events that are clustered at once; of a larger part, the less likely pairs are cut first."""
DECIDED: Final = 1e6
"""What counts against a pair that a person told apart, in log odds."""


def parts(members: Iterable[int], edges: Iterable[Pair]) -> list[list[int]]:
    """Connected parts of a graph, each in ascending order."""
    parent = {member: member for member in members}

    def root(one: int) -> int:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for a, b in edges:
        low, high = sorted((root(a), root(b)))
        parent[high] = low
    found: dict[int, list[int]] = defaultdict(list)
    for member in sorted(parent):
        found[root(member)].append(member)
    return list(found.values())


def clusters(
    part: Sequence[int], edges: Mapping[Pair, float], score: Scorer, decided: Mapping[Pair, bool], threshold: float
) -> list[list[int]]:
    """The clusters of one connected part.

    Args:
        part: numbers of events, ascending, which say nothing of when they came.
        edges: log odds of the pairs that are likely.
        score: gives all scores among some events.
        decided: pairs that a person joined (True) or told apart (False).
        threshold: least mean log odds at which two clusters become one.
    """
    apart = {pair for pair, joined in decided.items() if not joined}
    found = _clusters(part, edges, score, apart, threshold)
    home = {member: number for number, group in enumerate(found) for member in group}
    joined = [(home[a], home[b]) for (a, b), one in decided.items() if one and a in home and b in home]
    return [sorted(one for number in some for one in found[number]) for some in parts(range(len(found)), joined)]


def _clusters(
    part: Sequence[int], edges: Mapping[Pair, float], score: Scorer, apart: Set[Pair], threshold: float
) -> list[list[int]]:
    """The clusters of one connected part, without what people joined."""
    if len(part) == 1:
        return [list(part)]
    if len(part) > LARGEST:
        return _cut(part, edges, score, apart, threshold)
    matrix = score(part) - threshold
    place = {member: i for i, member in enumerate(part)}
    for a, b in apart:
        if a in place and b in place:
            matrix[place[a], place[b]] = matrix[place[b], place[a]] = -DECIDED
    return [[part[i] for i in group] for group in average_linkage(matrix)]


def _cut(
    part: Sequence[int], edges: Mapping[Pair, float], score: Scorer, apart: Set[Pair], threshold: float
) -> list[list[int]]:
    """The clusters of a part that is too large: of what is left when the weaker half of its pairs is cut."""
    members = set(part)
    inside = {pair: value for pair, value in edges.items() if pair[0] in members and pair[1] in members}
    middle = float(np.median(list(inside.values())))
    strong = {pair: value for pair, value in inside.items() if value > middle}
    smaller = parts(part, strong)
    if len(smaller) == 1:  # all that is left are equally likely
        return [sorted(part)]
    return [group for one in smaller for group in _clusters(one, strong, score, apart, threshold)]


def average_linkage(matrix: Matrix) -> list[list[int]]:
    """Join the two clusters with the highest mean score until none is above nothing; of equal ones the first.

    Args:
        matrix: scores of each two, less the threshold; the diagonal does not count.
    """
    sums = matrix.astype(np.float64).copy()
    sizes = np.ones(len(sums))
    groups = [[i] for i in range(len(sums))]
    alive = np.ones(len(sums), dtype=bool)
    while True:
        means = sums / np.outer(sizes, sizes)
        means[~alive, :] = means[:, ~alive] = -np.inf
        np.fill_diagonal(means, -np.inf)
        best = int(np.round(means, 6).argmax())
        a, b = sorted((best // len(sums), best % len(sums)))
        if not means[a, b] > 0:
            return [sorted(groups[i]) for i in np.flatnonzero(alive)]
        sums[a, :] += sums[b, :]
        sums[:, a] += sums[:, b]
        sizes[a] += sizes[b]
        groups[a] += groups[b]
        alive[b] = False
