"""POLECAT's weekly files: 40 columns, tab-separated, a row a claim, "None" for what is missing.

Source of the columns: public loaders of POLECAT's files (doi 10.7910/DVN/AJGVIT). POLECAT has no status, so that only
what is told as a fact has a row; it has no toll, no passage and no source but the publisher.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from dateline.export.claim_rows import ExportedClaim
from dateline.export.events import TOLD_AS_FACT
from dateline.export.shape import Field, Shape
from dateline.export.table import Cell, Kind
from dateline.records import Party
from dateline.terms import PlacePrecision
from dateline.vocab.actors import country_by_code
from dateline.vocab.ontology import event_types, intensity

_Field = Field[ExportedClaim]
_TOWN: Final = (PlacePrecision.EXACT, PlacePrecision.TOWN)


def _iso3(code: str | None) -> str | None:
    country = country_by_code(code) if code else None
    return country.iso3 if country else None


def _each(role: str, value: Callable[[Party], str | None]) -> Callable[[ExportedClaim], Cell]:
    """A value of each party of a role; "None" stands for a party without it."""

    def give(claim: ExportedClaim) -> Cell:
        found = [value(party) for party in getattr(claim, role)]
        return "; ".join(v or "None" for v in found) if any(found) else None

    return give


def _party(who: str, role: str) -> tuple[_Field, ...]:
    return (
        _Field(f"{who} Name", "names of the parties", _each(role, lambda p: p.name or p.text)),
        _Field(f"{who} Country", "their countries, ISO 3166 alpha-3", _each(role, lambda p: _iso3(p.country))),
        _Field(f"{who} COW"),
        _Field(
            f"Primary {who} Sector", "the role that governs", _each(role, lambda p: p.roles[0] if p.roles else None)
        ),
        _Field(f"{who} Sectors", "all roles, PLOVER's codes", _each(role, lambda p: ", ".join(p.roles))),
        _Field(f"{who} Title"),
        _Field(f"{who} Name Raw", "the words of the text", _each(role, lambda p: p.text)),
        _Field(f"Wikipedia {who} ID"),
    )


def _day(claim: ExportedClaim) -> Cell:
    date = claim.date
    return str(date.start) if date and date.start and date.start == date.end else None


def _town(claim: ExportedClaim) -> Cell:
    return claim.place.name if claim.place and claim.place.precision in _TOWN else None


def _version(claim: ExportedClaim) -> Cell:
    return claim.made_by if claim.coarsened is None else f"{claim.made_by}, coordinates to {claim.coarsened:g} degrees"


_FIELDS: Final[tuple[_Field, ...]] = (
    _Field("Event ID", "id of the claim", lambda c: c.id),
    _Field("Event Date", "the day, where a day is told", _day),
    _Field("Event Type", "type", lambda c: c.type.value),
    _Field("Event Mode", "mode", lambda c: c.mode),
    _Field("Intensity", "PLOVER's score of type and mode", lambda c: intensity(c.type, c.mode), Kind.NUMBER),
    _Field("Quad Code", "name of the quad class, in capitals", lambda c: event_types()[c.type].quad.upper()),
    _Field("Contexts"),
    *_party("Actor", "actors"),
    *_party("Recipient", "recipients"),
    _Field("Placename", "name of the place", lambda c: c.place.name if c.place else None),
    _Field("City", "the same, where it is a town or a spot in one", _town),
    _Field("District", "second-order division", lambda c: c.place.admin2 if c.place else None),
    _Field("Province", "first-order division", lambda c: c.place.admin1 if c.place else None),
    _Field("Country", "country, ISO 3166 alpha-3", lambda c: _iso3(c.place.country) if c.place else None),
    _Field("Latitude", "degrees, WGS 84", lambda c: c.place.lat if c.place else None, Kind.NUMBER),
    _Field("Longitude", "degrees, WGS 84", lambda c: c.place.lon if c.place else None, Kind.NUMBER),
    _Field("GeoNames ID", "GeoNames id", lambda c: c.place.geonames if c.place else None, Kind.WHOLE),
    _Field("Raw Placename", "the words of the text", lambda c: c.place.text if c.place else None),
    _Field("Feature Type"),
    _Field("Source", "publisher", lambda c: c.publisher),
    _Field("Publication Date", "day of publication", lambda c: c.published, Kind.DAY),
    _Field("Story People"),
    _Field("Story Organizations"),
    _Field("Story Locations"),
    _Field("Language", "language of the document, ISO 639-1", lambda c: c.language),
    _Field("Version", "component and version that found the claim; with --coarsen, the grid", _version),
)
POLECAT: Final = Shape(
    name="polecat",
    rows_of="claims",
    fields=_FIELDS,
    takes=lambda claim: claim.status in TOLD_AS_FACT,
    leaves_out="claims whose status is planned, possible or denied",
    missing="None",
    separator="\t",
)
"""POLECAT's shape."""
