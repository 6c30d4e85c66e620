"""Numbers of accounts against each other: like is compared with like, and the latest version of an account counts.

Invariants: "12 soldiers and 3 civilians" is no dispute of "15 people", nor is a part of its whole ("22, among them
four children"); two numbers are apart when their ranges share no number.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import product
from typing import Final

import msgspec

from dateline.link.telling import Days, Relation
from dateline.records import Claim, Count
from dateline.terms import CountKind, SourceKind
from dateline.vocab.actors import role_noun

PEOPLE: Final = "people"
"""Whom a number counts when its words do not divide people by side or age."""
_DIVIDING: Final = frozenset({"MIL", "COP", "PRM", "SPY", "REB", "UAF", "CRM", "CVL"})
_ALONE: Final = frozenset("child children woman women girl girls boy boys baby babies others other".split())


LEAP: Final = 3
"""A number that another account tells more than so many times as high is another telling, and no later count."""
LEAP_FROM: Final = 10
"""The least difference that is a leap: one who died first and four in the end is none."""
_SIDES: Final = {
    SourceKind.OFFICIAL: "state",
    SourceKind.MILITARY: "state",
    SourceKind.ARMED_GROUP: "armed group",
}


class Figure(msgspec.Struct, frozen=True):
    """A number or range that an account tells of a class of people; None where the text leaves a side open."""

    of: str
    low: int | None
    high: int | None

    @property
    def label(self) -> str:
        """As the text tells it: "12", "at least 20", "24 to 99"."""
        if self.low == self.high:
            return str(self.low)
        if self.high is None:
            return f"at least {self.low}"
        return f"up to {self.high}" if self.low is None else f"{self.low} to {self.high}"

    @property
    def best(self) -> int:
        """The number that a reader would take away: the lower end where it is known."""
        return (self.high or 0) if self.low is None else self.low


class Counted(msgspec.Struct, frozen=True):
    """What an account tells of a kind of count: its latest figures, and its whole, in words.

    `day` is the day of publication; `superseded`: an earlier document of the account told other numbers; `sides`:
    whose sources tell it, the state's or the armed groups'.
    """

    figures: tuple[Figure, ...]
    whole: Figure
    day: dt.date | None
    superseded: bool
    sides: frozenset[str]


def counted(kind: CountKind, claims: Iterable[Claim], days: Days) -> Counted | None:
    """What one account tells of a kind; None where it tells no number.

    A number is of the day on which the account told it first: a copy that comes later with an old number tells nothing
    new. Documents that tell nothing new give no version.
    """
    by_day = _by_day(kind, claims, days)
    if not by_day:
        return None
    versions = [_figures(kind, by_day[day]) for day in sorted(by_day)]
    latest = max(by_day)
    return Counted(
        figures=versions[-1],
        whole=_whole(versions[-1]),
        day=None if latest == dt.date.min else latest,
        superseded=any(_relate_all(old, versions[-1]) is Relation.APART for old in versions[:-1]),
        sides=frozenset(_SIDES[s.kind] for claim in by_day[latest] for s in claim.sources if s.kind in _SIDES),
    )


def _by_day(kind: CountKind, claims: Iterable[Claim], days: Days) -> dict[dt.date, list[Claim]]:
    """The claims with numbers of a kind, by day of publication, of documents that then told a new number."""
    documents: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if _counts(kind, claim):
            documents[claim.document].append(claim)
    told: dict[tuple[int | None, int | None], dt.date] = {}
    found: dict[dt.date, list[Claim]] = defaultdict(list)
    for document in sorted(documents, key=lambda ident: (days.get(ident) or dt.date.min, ident)):
        day = days.get(document) or dt.date.min
        numbers = [(count.low, count.high) for claim in documents[document] for count in _counts(kind, claim)]
        if any(told.setdefault(number, day) == day for number in numbers):
            found[day] += documents[document]
    return found


def _counts(kind: CountKind, claim: Claim) -> list[Count]:
    return [count for count in claim.counts if count.kind is kind and not count.part]


def _figures(kind: CountKind, claims: Sequence[Claim]) -> tuple[Figure, ...]:
    """The figures of claims in order; where one claim divides people, the sum of its classes stands beside them."""
    found: list[Figure] = []
    for claim in claims:
        told = [Figure(people_class(c.of), c.low, c.high) for c in _counts(kind, claim)]
        found += told
        if len({figure.of for figure in told}) == len(told) > 1 and PEOPLE not in {figure.of for figure in told}:
            found.append(_sum(told))
    return tuple(found)


def _sum(figures: Sequence[Figure]) -> Figure:
    highs = [figure.high for figure in figures]
    return Figure(
        PEOPLE,
        sum(figure.low or 0 for figure in figures),
        None if None in highs else sum(high for high in highs if high is not None),
    )


def people_class(of: str | None) -> str:
    """The class of people that a count's words name: a role that divides them, children, others; else `PEOPLE`."""
    head = (of or "").lower().split()[-1:] or [""]
    if head[0] in _ALONE:
        return head[0]
    noun = role_noun(head[0])
    return noun.role if noun is not None and noun.role in _DIVIDING else PEOPLE


def _whole(figures: Sequence[Figure]) -> Figure:
    """The figure for all people, where there is one; of several, the one told most often, then first."""
    of_all = [figure for figure in figures if figure.of == PEOPLE] or list(figures)
    return max(of_all, key=lambda figure: (of_all.count(figure), -of_all.index(figure)))


def relate_counts(a: Counted, b: Counted) -> Relation:
    """How what two accounts tell stands to each other."""
    return _relate_all(a.figures, b.figures)


def _relate_all(a: Sequence[Figure], b: Sequence[Figure]) -> Relation:
    """By each class that both give, the nearest two figures; where they share none, a part may not exceed the whole."""
    if any(_relate(x, y) is Relation.SAME for x, y in product(a, b) if PEOPLE in (x.of, y.of)) and len(a) + len(b) < 3:
        return Relation.SAME
    shared = {figure.of for figure in a} & {figure.of for figure in b}
    if shared:
        return max(min(_relate(x, y) for x, y in product(a, b) if x.of == y.of == of) for of in sorted(shared))
    exceeds = any(_exceeds(x, y) or _exceeds(y, x) for x, y in product(a, b))
    return Relation.APART if exceeds else Relation.COMPATIBLE


def _exceeds(part: Figure, whole: Figure) -> bool:
    return whole.of == PEOPLE and whole.high is not None and (part.low or 0) > whole.high


def _relate(a: Figure, b: Figure) -> Relation:
    if (a.low, a.high) == (b.low, b.high):
        return Relation.SAME
    return Relation.APART if _over(a, b) or _over(b, a) else Relation.COMPATIBLE


def _over(a: Figure, b: Figure) -> bool:
    """Whether the first lies wholly above the second."""
    return b.high is not None and (a.low or 0) > b.high


def risen(values: Sequence[Counted]) -> bool:
    """Whether every two accounts that are apart are of two days, the later one with the larger number, and not by
    sources of two sides at war."""
    pairs = [(a, b) for i, a in enumerate(values) for b in values[i + 1 :] if relate_counts(a, b) is Relation.APART]
    return all(_rises(a, b) or _rises(b, a) for a, b in pairs)


def _rises(earlier: Counted, later: Counted) -> bool:
    if earlier.day is None or later.day is None or earlier.day >= later.day:
        return False
    low, high = earlier.whole.best, later.whole.best
    leaps = high > LEAP * low and high - low >= LEAP_FROM
    return low < high and not leaps and not _opposed(earlier.sides, later.sides)


def _opposed(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(a and b) and not a & b


def count_versions(kind: CountKind, claims: Iterable[Claim]) -> list[tuple[str, str]]:
    """The numbers of a kind in words, each with the id of its claim."""
    return [
        (Figure(PEOPLE, count.low, count.high).label, claim.id) for claim in claims for count in _counts(kind, claim)
    ]
