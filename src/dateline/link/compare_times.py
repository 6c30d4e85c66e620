"""Times of accounts against each other.

Invariant: two times are apart when no day lies in both; a day inside a week is compatible with it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Final

import msgspec

from dateline.link.telling import Relation
from dateline.records import Time

ABOUT: Final = dt.timedelta(days=1)
"""Days by which a time that is told as approximate may be wrong on each side."""


class Interval(msgspec.Struct, frozen=True):
    """The first and the last day of a time, both included."""

    start: dt.date
    end: dt.date


def hull(times: Iterable[Time]) -> Interval | None:
    """From the first to the last day that an account gives; None where it gives none that is known."""
    known = [(t.start - _slack(t), t.end + _slack(t)) for t in times if t.start and t.end]
    if not known:
        return None
    return Interval(min(start for start, _ in known), max(end for _, end in known))


def _slack(time: Time) -> dt.timedelta:
    """By how much words such as "around" and "early" widen a time."""
    return ABOUT if time.approximate else dt.timedelta()


def relate_times(a: Interval, b: Interval) -> Relation:
    """Equal, overlapping, or apart."""
    if a == b:
        return Relation.SAME
    return Relation.COMPATIBLE if a.start <= b.end and b.start <= a.end else Relation.APART


def day_label(start: dt.date | None, end: dt.date | None) -> str:
    """A day, or the first and the last."""
    return f"{start}" if start == end else f"{start} to {end}"
