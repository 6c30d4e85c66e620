"""A ledger against events that others coded by hand: which of them it has, lacks, or tells otherwise.

Invariants: an incident answers at most one event, and an event has at most one incident; the result does not depend on
the order of either. The rule is `Rule`, and is printed with every result.

Method: pairs of which type family, days and place fit are candidates; the nearest pairs are taken first, by distance,
then days apart, then deaths. After MELTT (Donnay et al. 2019, "Integrating Conflict Event Data", Journal of Conflict
Resolution), which matches events of several data sets by windows of space and time and by type.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Final

import msgspec

from dateline.export.incident_lines import IncidentLine
from dateline.link.compare_places import kilometres
from dateline.run.reference import ReferenceEvent
from dateline.terms import PlacePrecision

_TOWNS: Final = frozenset({PlacePrecision.EXACT, PlacePrecision.TOWN})


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """When an incident is taken for an event: `days` of slack, `km` between two exact places."""

    days: int = 1
    km: float = 25.0

    def words(self) -> str:
        """The rule as it is printed with every result."""
        return (
            f"an incident is the event when its type is of the event's family, their days overlap or are at most "
            f"{self.days} apart, both are in one country, and their places, where both are towns, are at most "
            f"{self.km:g} km apart; deaths differ when the ranges low to high share no number"
        )


class Finding(StrEnum):
    """What a ledger knows of an event."""

    HAS = "has"
    LACKS = "lacks"
    OTHERWISE = "otherwise"


class Matched(msgspec.Struct, frozen=True, kw_only=True):
    """An event of the export with what the ledger has for it.

    `differs`: `deaths` and `days`, each told otherwise; `km` None where one place is no town.
    """

    event: ReferenceEvent
    finding: Finding
    incident: str | None = None
    km: float | None = None
    days_apart: int | None = None
    killed_best: int | None = None
    killed_low: int | None = None
    killed_high: int | None = None
    differs: tuple[str, ...] = ()


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """The result, with the rule in words."""

    rule: str
    has: int
    otherwise: int
    lacks: int
    events: tuple[Matched, ...]


class _Pair(msgspec.Struct, frozen=True):
    event: ReferenceEvent
    line: IncidentLine
    km: float | None
    days: int

    def rank(self) -> tuple[float, int, int, str, str]:
        """The nearest first; pairs of unknown distance after all others."""
        deaths = abs(self.event.best - (self.line.killed_best or 0))
        return (float("inf") if self.km is None else self.km), self.days, deaths, self.event.id, self.line.id


def compare(events: Sequence[ReferenceEvent], lines: Iterable[IncidentLine], rule: Rule) -> Comparison:
    """Match events with incidents one to one.

    Args:
        events: of an export.
        lines: the ledger's incidents.
        rule: what fits.
    """
    taken: dict[str, _Pair] = {}
    used: set[str] = set()
    for pair in sorted(_pairs(events, lines, rule), key=_Pair.rank):
        if pair.event.id not in taken and pair.line.id not in used:
            taken[pair.event.id] = pair
            used.add(pair.line.id)
    found = tuple(_matched(taken[e.id]) if e.id in taken else Matched(event=e, finding=Finding.LACKS) for e in events)
    number = {finding: sum(one.finding is finding for one in found) for finding in Finding}
    return Comparison(
        rule=rule.words(),
        has=number[Finding.HAS],
        otherwise=number[Finding.OTHERWISE],
        lacks=number[Finding.LACKS],
        events=found,
    )


def _pairs(events: Sequence[ReferenceEvent], lines: Iterable[IncidentLine], rule: Rule) -> Iterator[_Pair]:
    by_country: dict[str, list[ReferenceEvent]] = defaultdict(list)
    for event in events:
        if event.country:
            by_country[event.country].append(event)
    for line in lines:
        for event in by_country.get(line.country or "", ()):
            pair = _pair(event, line, rule)
            if pair is not None:
                yield pair


def _pair(event: ReferenceEvent, line: IncidentLine, rule: Rule) -> _Pair | None:
    if line.type not in event.types or line.start is None or line.end is None:
        return None
    days = days_apart((event.start, event.end), (line.start, line.end))
    if days > rule.days:
        return None
    km = None
    if event.exact and line.place_precision in _TOWNS:
        km = kilometres((event.lat, event.lon), (line.lat, line.lon))
    return None if km is not None and km > rule.km else _Pair(event, line, km, days)


def days_apart(a: tuple[dt.date, dt.date], b: tuple[dt.date, dt.date]) -> int:
    """Days between two ranges of days; 0 where they overlap."""
    return max(0, (a[0] - b[1]).days, (b[0] - a[1]).days)


def _matched(pair: _Pair) -> Matched:
    event, line = pair.event, pair.line
    known = line.killed_low is not None and line.killed_high is not None
    deaths = known and ((line.killed_low or 0) > event.high or event.low > (line.killed_high or 0))
    differs = tuple(name for name, holds in (("deaths", deaths), ("days", pair.days > 0)) if holds)
    return Matched(
        event=event,
        finding=Finding.OTHERWISE if differs else Finding.HAS,
        incident=line.id,
        km=None if pair.km is None else round(pair.km, 1),
        days_apart=pair.days,
        killed_best=line.killed_best,
        killed_low=line.killed_low,
        killed_high=line.killed_high,
        differs=differs,
    )
