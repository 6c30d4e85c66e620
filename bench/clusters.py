"""Scores of a grouping against the right one: B-cubed, and pairs.

Both take a group's name for every item. B-cubed (Bagga and Baldwin 1998) averages over items the share of an item's
group that belongs with it, and the share of what belongs with it that is in its group; pairs count each two items that
are together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

import msgspec


class Score(msgspec.Struct, frozen=True):
    """Precision, recall (0 to 1) and their harmonic mean; 1 where there was nothing to find and nothing was found."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean."""
        return 2 * self.precision * self.recall / max(self.precision + self.recall, 1e-9)

    def figures(self) -> dict[str, float]:
        """As printed."""
        return {"p": round(self.precision, 3), "r": round(self.recall, 3), "f1": round(self.f1, 3)}


def of_counts(right: int, given: int, wanted: int) -> Score:
    """The score of so many right ones among those given, and those wanted."""
    return Score(right / given if given else 1.0, right / wanted if wanted else 1.0)


def b_cubed(gold: Mapping[str, str], found: Mapping[str, str]) -> Score:
    """B-cubed over the items of `gold`; `found` names a group for each of them."""
    both = Counter((gold[item], found[item]) for item in gold)
    in_gold, in_found = Counter(gold.values()), Counter(found[item] for item in gold)
    items = max(len(gold), 1)
    precision = sum(n * n / in_found[group] for (_, group), n in both.items()) / items
    recall = sum(n * n / in_gold[group] for (group, _), n in both.items()) / items
    return Score(precision, recall)


def pairs(gold: Mapping[str, str], found: Mapping[str, str]) -> Score:
    """Precision and recall of pairs of items that are together."""
    both = Counter((gold[item], found[item]) for item in gold)
    in_gold, in_found = Counter(gold.values()), Counter(found[item] for item in gold)
    return of_counts(_pairs(both.values()), _pairs(in_found.values()), _pairs(in_gold.values()))


def _pairs(sizes: Iterable[int]) -> int:
    return sum(n * (n - 1) // 2 for n in sizes)
