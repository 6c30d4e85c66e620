"""Events of others, coded by hand: CSV exports of UCDP GED and of ACLED, told apart by their header.

Invariant: an event holds what its row says and nothing else. Columns are found by name, so that versions with more of
them are read too.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Final

import msgspec

from dateline.errors import DatelineError
from dateline.terms import EventType
from dateline.vocab.actors import country_of
from dateline.vocab.ontology import of_acled


class Origin(StrEnum):
    """Whose export it is."""

    UCDP = "UCDP GED"
    ACLED = "ACLED"


class ReferenceEvent(msgspec.Struct, frozen=True, kw_only=True):
    """An event as the export has it: days both included, degrees WGS 84, deaths as best, low and high.

    `exact`: the coordinates are those of a town or spot. `types`: the event types that it can be in a ledger.
    """

    id: str
    origin: Origin
    start: dt.date
    end: dt.date
    country: str | None
    place: str
    lat: float | None
    lon: float | None
    exact: bool
    types: frozenset[EventType]
    label: str
    best: int
    low: int
    high: int


_NEEDED: Final = {
    Origin.UCDP: (
        "id", "type_of_violence", "side_a", "side_b", "where_prec", "where_coordinates", "latitude", "longitude",
        "country", "date_start", "date_end", "best", "high", "low",
    ),
    Origin.ACLED: (
        "event_id_cnty", "event_date", "event_type", "sub_event_type", "actor1", "actor2", "country", "location",
        "latitude", "longitude", "geo_precision", "fatalities",
    ),
}  # fmt: skip
_MIXED: Final = {"Riots": frozenset({EventType.ASSAULT})}
"""Types that ACLED's crosswalk does not name, and news tell as such: mob violence is an attack."""
_UCDP_KIND: Final = {"1": "state-based violence", "2": "non-state violence", "3": "one-sided violence"}
_UCDP_NEAR: Final = 2
"""The largest where_prec of coordinates that are those of a town, or lie within about 25 km of it."""
_ACLED_NEAR: Final = 1
_DAYS: Final = ("%Y-%m-%d", "%d %B %Y", "%Y-%m-%d %H:%M:%S.%f", "%Y-%m-%d %H:%M:%S")
"""The forms of days in the exports' versions."""


def read_reference(path: Path) -> list[ReferenceEvent]:
    """The events of an export, in the order of the file.

    Raises:
        DatelineError: `missing`, `unreadable`, or `bad-table` with the line that does not hold.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            return list(_events(path, csv.DictReader(stream)))
    except FileNotFoundError as error:
        raise DatelineError("missing", str(path)) from error
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DatelineError("bad-table", str(path), type(error).__name__) from error


def _events(path: Path, rows: csv.DictReader[str]) -> Iterator[ReferenceEvent]:
    header = set(rows.fieldnames or ())
    origin = next((one for one, needed in _NEEDED.items() if header.issuperset(needed)), None)
    if origin is None:
        raise DatelineError("bad-table", str(path), "its header is neither UCDP GED's nor ACLED's")
    make = _ucdp if origin is Origin.UCDP else _acled
    for row in rows:
        try:
            yield make(row)
        except (ValueError, TypeError, AttributeError) as error:
            raise DatelineError("bad-table", f"{path}, line {rows.line_num}", str(error)) from error


def _ucdp(row: Mapping[str, str]) -> ReferenceEvent:
    kind = _UCDP_KIND.get(row["type_of_violence"], "violence")
    return ReferenceEvent(
        id=row["id"],
        origin=Origin.UCDP,
        start=_day(row["date_start"]),
        end=_day(row["date_end"]),
        country=_country(row["country"]),
        place=row["where_coordinates"],
        lat=_degrees(row["latitude"]),
        lon=_degrees(row["longitude"]),
        exact=int(row["where_prec"]) <= _UCDP_NEAR,
        types=frozenset({EventType.ASSAULT}),
        label=f"{kind}: {row['side_a']} - {row['side_b']}",
        best=int(row["best"]),
        low=int(row["low"]),
        high=int(row["high"]),
    )


def _acled(row: Mapping[str, str]) -> ReferenceEvent:
    deaths = int(row["fatalities"] or 0)
    day = _day(row["event_date"])
    sides = " - ".join(filter(None, (row["actor1"], row["actor2"])))
    return ReferenceEvent(
        id=row["event_id_cnty"],
        origin=Origin.ACLED,
        start=day,
        end=day,
        country=_country(row["country"]),
        place=row["location"],
        lat=_degrees(row["latitude"]),
        lon=_degrees(row["longitude"]),
        exact=int(row["geo_precision"]) <= _ACLED_NEAR,
        types=of_acled(row["event_type"]) | _MIXED.get(row["event_type"], frozenset()),
        label=f"{row['sub_event_type']}: {sides}",
        best=deaths,
        low=deaths,
        high=deaths,
    )


def _day(words: str) -> dt.date:
    for form in _DAYS:
        try:
            return dt.datetime.strptime(words.strip(), form).date()
        except ValueError:
            continue
    raise ValueError(f"{words!r} is no date")


def _degrees(words: str) -> float | None:
    return float(words) if words.strip() else None


def _country(name: str) -> str | None:
    """The ISO code of a country's name; UCDP adds former names in brackets: "Yemen (North Yemen)"."""
    found = country_of(name) or country_of(name.partition(" (")[0])
    return found.iso2 if found else None
