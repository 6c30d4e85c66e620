"""Reports and incidents of a ledger, counted by month, type and country; always both.

Invariants: a report is a document that tells an incident, however many claims it makes of it; the incidents of each
table add up to the ledger's, and so do the reports. What is not known is counted as such.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Final

import msgspec

from dateline.export.incident_lines import best_place
from dateline.ledger import ClaimFilter, Ledger
from dateline.link.accounts import type_of
from dateline.records import Claim

UNKNOWN: Final = "not known"


class By(StrEnum):
    """What is counted by."""

    MONTH = "month"
    TYPE = "type"
    COUNTRY = "country"


class Number(msgspec.Struct, frozen=True, kw_only=True):
    """How many reports and incidents have a value: a month (`2025-11`), a type, or a country (ISO 3166 alpha-2)."""

    by: By
    value: str
    reports: int
    incidents: int


def statistics(ledger: Ledger, wanted: ClaimFilter | None = None) -> tuple[Number, ...]:
    """The numbers by month, then by type, then by country; months in order, the others by incidents.

    Args:
        ledger: what is counted.
        wanted: which claims count; all without it.
    """
    home = ledger.incident_of()
    members: dict[str, list[Claim]] = defaultdict(list)
    for told in ledger.claims(wanted):
        if told.claim.id in home:
            members[home[told.claim.id]].append(told.claim)
    return tuple(number for by, of in _VALUES.items() for number in _numbers(by, of, members))


def _numbers(by: By, of: Callable[[Sequence[Claim]], str], members: Mapping[str, Sequence[Claim]]) -> list[Number]:
    reports: dict[str, int] = defaultdict(int)
    incidents: dict[str, int] = defaultdict(int)
    for claims in members.values():
        value = of(claims)
        incidents[value] += 1
        reports[value] += len({claim.document for claim in claims})
    found = [Number(by=by, value=v, reports=reports[v], incidents=incidents[v]) for v in incidents]
    if by is By.MONTH:
        return sorted(found, key=lambda number: (number.value == UNKNOWN, number.value))
    return sorted(found, key=lambda number: (number.value == UNKNOWN, -number.incidents, number.value))


def _month(claims: Iterable[Claim]) -> str:
    """The month of the first day that a claim gives."""
    starts = [claim.date.start for claim in claims if claim.date and claim.date.start]
    return f"{min(starts):%Y-%m}" if starts else UNKNOWN


def _type(claims: Sequence[Claim]) -> str:
    return type_of(claims).value


def _country(claims: Sequence[Claim]) -> str:
    place = best_place(claims)
    return (place.country if place else None) or UNKNOWN


_VALUES: Final[Mapping[By, Callable[[Sequence[Claim]], str]]] = {
    By.MONTH: _month,
    By.TYPE: _type,
    By.COUNTRY: _country,
}


def months(numbers: Iterable[Number]) -> list[Number]:
    """The numbers by month without gaps: a month of which nothing is told has 0 of both; what is not known is left
    out."""
    known = {number.value: number for number in numbers if number.by is By.MONTH and number.value != UNKNOWN}
    if not known:
        return []
    found = []
    day = dt.date.fromisoformat(f"{min(known)}-01")
    while f"{day:%Y-%m}" <= max(known):
        value = f"{day:%Y-%m}"
        found.append(known.get(value, Number(by=By.MONTH, value=value, reports=0, incidents=0)))
        day = (day + dt.timedelta(days=31)).replace(day=1)
    return found
