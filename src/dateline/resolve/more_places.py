"""Places and names beside the artefact: regions and waters, short names of divisions, homes of publishers.

Invariant: each file is TSV with a comment that says what it is and a header line; what it holds is read once.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

import msgspec

from dateline.terms import PlacePrecision
from dateline.vocab.user_places import user_places as listed_by_user


class Extra(msgspec.Struct, frozen=True):
    """A place that is no row of the artefact; `replaces`: other places of its names are forgotten."""

    name: str
    other_names: tuple[str, ...]
    country: str | None
    admin1: str | None
    lat: float
    lon: float
    precision: PlacePrecision
    geonames: int = 0
    replaces: bool = False


class Short(msgspec.Struct, frozen=True):
    """A first-order division's other names; `short` are those that only stand after a comma or in full view."""

    country: str
    admin1: str
    short: tuple[str, ...]
    others: tuple[str, ...]


class Home(msgspec.Struct, frozen=True):
    """Where a publisher writes for; degrees are None for a whole country or division."""

    country: str
    admin1: str | None
    town: str | None


def _rows(name: str) -> list[list[str]]:
    text = (resources.files("dateline.resolve") / "data" / name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [[cell.strip() for cell in line.split("\t")] for line in lines[1:]]


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def regions() -> tuple[Extra, ...]:
    """Regions, lands and waters that are no division of GeoNames, and some well-known spots; a sea replaces what has
    its name ("Red Sea" is a state of Sudan, too)."""
    return tuple(
        Extra(
            name,
            _listed(more),
            country or None,
            None,
            float(lat),
            float(lon),
            PlacePrecision(kind),
            int(ident or 0),
            replaces=name.split()[-1] in ("Sea", "Ocean") and not country,
        )
        for name, more, kind, country, lat, lon, ident in _rows("regions.tsv")
    )


def division_names() -> tuple[Short, ...]:
    """Short and other English names of first-order divisions."""
    return tuple(
        Short(country, admin1, _listed(short), _listed(others))
        for country, admin1, short, others in _rows("division_names.tsv")
    )


@cache
def state_abbreviations() -> frozenset[str]:
    """Short names as they are written: "Pa.", "N.Y.", "NSW"."""
    return frozenset(name for short in division_names() for name in short.short)


@cache
def publishers() -> dict[str, Home]:
    """Homes of publishers by the domain of their pages, and by name in lower case."""
    found: dict[str, Home] = {}
    for domains, names, country, admin1, town in _rows("publishers.tsv"):
        home = Home(country, admin1 or None, town or None)
        for key in (*_listed(domains), *(name.lower() for name in _listed(names))):
            found.setdefault(key, home)
    return found


@cache
def person_names() -> frozenset[str]:
    """Names of people in lower case."""
    text = (resources.files("dateline.resolve") / "data" / "person_names.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


def user_places() -> tuple[Extra, ...]:
    """Places of the user's own vocabulary file; each replaces what has its names."""
    return tuple(
        Extra(p.name, p.other_names, p.country, p.admin1, p.lat, p.lon, p.precision, replaces=True)
        for p in listed_by_user()
    )
