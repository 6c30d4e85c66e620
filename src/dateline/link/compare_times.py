"""Times of accounts against each other.

Invariant: two times are apart when no day lies in both; a day inside a week is compatible with it. Only days that the
words of a claim give dispute each other, not those that it takes over from another sentence, and no spans longer than
a week: a year names an earlier act as often as this one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Final

import msgspec

from dateline.link.telling import Relation
from dateline.records import Claim
from dateline.terms import EventType

ABOUT: Final = dt.timedelta(days=1)
"""Days by which a time that is told as approximate may be wrong on each side."""
LONGEST: Final = dt.timedelta(days=7)
"""The longest span of days that can dispute another one."""


class Interval(msgspec.Struct, frozen=True):
    """The first and the last day of a time, both included. `firm`: it can dispute another one."""

    start: dt.date
    end: dt.date
    firm: bool


Told = Mapping[EventType, Interval]
"""From the first to the last day of an account's claims, by the type of the act."""


def days_told(claims: Iterable[Claim]) -> dict[EventType, Interval] | None:
    """The days that an account gives, by type, of its firm times where it has any; None where none is known."""
    found: dict[EventType, list[Interval]] = {}
    for claim in claims:
        time = claim.date
        if time and time.start and time.end:
            slack = ABOUT if time.approximate else dt.timedelta()
            firm = not time.inherited and time.end - time.start < LONGEST
            found.setdefault(claim.type, []).append(Interval(time.start - slack, time.end + slack, firm))
    return {kind: _joined([one for one in told if one.firm] or told) for kind, told in found.items()} or None


def _joined(intervals: Iterable[Interval]) -> Interval:
    told = list(intervals)
    return Interval(min(i.start for i in told), max(i.end for i in told), all(i.firm for i in told))


def hull(told: Told) -> Interval:
    """From the first to the last day of an account."""
    return _joined(told.values())


def relate_times(a: Told, b: Told) -> Relation:
    """How the days of two accounts stand, in the acts of which both tell."""
    if a == b:
        return Relation.SAME
    return max((_relate(a[kind], b[kind]) for kind in a.keys() & b.keys()), default=Relation.COMPATIBLE)


def _relate(a: Interval, b: Interval) -> Relation:
    if (a.start, a.end) == (b.start, b.end):
        return Relation.SAME
    meet = a.start <= b.end and b.start <= a.end
    return Relation.COMPATIBLE if meet or not (a.firm and b.firm) else Relation.APART


def day_label(start: dt.date | None, end: dt.date | None) -> str:
    """A day, or the first and the last."""
    return f"{start}" if start == end else f"{start} to {end}"
