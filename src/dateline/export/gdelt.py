"""GDELT 2.0 event rows: 61 columns, tab-separated, without a header line, a row an incident.

Source of the columns: public loaders of GDELT's files; of the quad classes and the fraction of the year, GDELT's event
codebook 2.0. A row is an incident, not a pair of actors in an article, so that counts of rows do not compare.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from dateline.export.events import Event
from dateline.export.shape import Field, Shape
from dateline.export.table import Cell, Kind
from dateline.records import Party, Place
from dateline.terms import PlacePrecision
from dateline.vocab.actors import country_by_code
from dateline.vocab.country_codes import country_codes
from dateline.vocab.ontology import goldstein, plover_to_cameo

_Field = Field[Event]
_LAST_ROOTS: Final = (5, 8, 13, 20)
"""The last CAMEO root code of each quad class."""
_TYPES: Final = 3
"""Role codes that a row has room for."""
_TOWN: Final = (PlacePrecision.EXACT, PlacePrecision.TOWN, PlacePrecision.DISTRICT)
_COUNTRY, _US_STATE, _US_CITY, _CITY, _DIVISION = 1, 2, 3, 4, 5


def code_of(event: Event) -> str:
    """The event's CAMEO code."""
    return plover_to_cameo(event.type, event.mode)


def quad_class(code: str) -> int:
    """GDELT's quad class of a CAMEO code, 1 to 4."""
    return next(number for number, last in enumerate(_LAST_ROOTS, start=1) if int(code[:2]) <= last)


def geo_type(place: Place) -> int | None:
    """GDELT's type of a place, 1 to 5."""
    american = place.country == "US"
    if place.precision in _TOWN:
        return _US_CITY if american else _CITY
    if place.precision is PlacePrecision.PROVINCE:
        return _US_STATE if american else _DIVISION
    return _COUNTRY if place.precision is PlacePrecision.COUNTRY else None


def _actor(number: int, party: Callable[[Event], Party | None]) -> tuple[_Field, ...]:
    def of(value: Callable[[Party], Cell]) -> Callable[[Event], Cell]:
        def give(event: Event) -> Cell:
            found = party(event)
            return value(found) if found is not None else None

        return give

    def role(at: int) -> Callable[[Party], Cell]:
        return lambda p: p.roles[at] if at < len(p.roles) else None

    who, empty = f"Actor{number}", ("KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code")
    return (
        _Field(f"{who}Code", "code in CAMEO's manner", of(lambda p: p.id)),
        _Field(f"{who}Name", "name", of(lambda p: p.name or p.text)),
        _Field(f"{who}CountryCode", "country, ISO 3166 alpha-3", of(_iso3)),
        *_empty(*(f"{who}{name}" for name in empty)),
        *[_Field(f"{who}Type{n + 1}Code", "a role, PLOVER's code", of(role(n))) for n in range(_TYPES)],
    )


def _empty(*names: str) -> tuple[_Field, ...]:
    return tuple(_Field(name) for name in names)


def _iso3(party: Party) -> Cell:
    country = country_by_code(party.country) if party.country else None
    return country.iso3 if country else None


def _day(event: Event) -> Cell:
    days = event.days
    return int(days.start.strftime("%Y%m%d")) if days and days.start == days.end else None


def _month(event: Event) -> Cell:
    days = event.days
    known = days is not None and (days.start.year, days.start.month) == (days.end.year, days.end.month)
    return int(days.start.strftime("%Y%m")) if days and known else None


def _year(event: Event) -> Cell:
    days = event.days
    return days.start.year if days and days.start.year == days.end.year else None


def _fraction(event: Event) -> Cell:
    """GDELT's: the year, and months of thirty days in a year of 365."""
    days = event.days
    if days is None or days.start != days.end:
        return None
    return round(days.start.year + (days.start.month * 30 + days.start.day) / 365, 4)


def _place(value: Callable[[Place], Cell]) -> Callable[[Event], Cell]:
    return lambda event: value(event.place) if event.place else None


def _full_name(place: Place) -> Cell:
    country = country_by_code(place.country) if place.country else None
    parts = (place.name or place.text, place.admin1, country.name if country else None)
    return ", ".join(dict.fromkeys(part for part in parts if part))


def _fips(place: Place) -> Cell:
    codes = country_codes(place.country)
    return codes.fips if codes else None


def _source(event: Event) -> Cell:
    return event.documents[0].url or event.documents[0].origin


def _geo(who: str) -> tuple[_Field, ...]:
    """The place of an actor, which the text does not tell apart from that of the act."""
    numbers = {"Type": Kind.WHOLE, "Lat": Kind.NUMBER, "Long": Kind.NUMBER}
    names = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
    return tuple(_Field(f"{who}Geo_{name}", kind=numbers.get(name, Kind.TEXT)) for name in names)


_FIELDS: Final[tuple[_Field, ...]] = (
    _Field("GLOBALEVENTID", "id of the incident (GDELT's is a number)", lambda e: e.id),
    _Field("SQLDATE", "the day, where one is told: YYYYMMDD", _day, Kind.WHOLE),
    _Field("MonthYear", "YYYYMM", _month, Kind.WHOLE),
    _Field("Year", "YYYY", _year, Kind.WHOLE),
    _Field("FractionDate", "year and fraction, by GDELT's rule", _fraction, Kind.NUMBER),
    *_actor(1, lambda e: e.actor),
    *_actor(2, lambda e: e.recipient),
    _Field("IsRootEvent", kind=Kind.WHOLE),
    _Field("EventCode", "CAMEO, by the crosswalk", code_of),
    _Field("EventBaseCode", "its first three digits", lambda e: code_of(e)[:3]),
    _Field("EventRootCode", "its first two digits", lambda e: code_of(e)[:2]),
    _Field("QuadClass", "1 to 4, by the CAMEO root", lambda e: quad_class(code_of(e)), Kind.WHOLE),
    _Field("GoldsteinScale", "of codes whose value is known", lambda e: goldstein(code_of(e)), Kind.NUMBER),
    _Field("NumMentions", "claims", lambda e: e.claims, Kind.WHOLE),
    _Field("NumSources", "independent accounts; copies are one", lambda e: e.accounts, Kind.WHOLE),
    _Field("NumArticles", "documents", lambda e: len(e.documents), Kind.WHOLE),
    _Field("AvgTone", kind=Kind.NUMBER),
    *_geo("Actor1"),
    *_geo("Actor2"),
    _Field("ActionGeo_Type", "1 to 5, by precision and country", _place(geo_type), Kind.WHOLE),
    _Field("ActionGeo_FullName", "place, first-order division, country", _place(_full_name)),
    _Field("ActionGeo_CountryCode", "FIPS 10-4", _place(_fips)),
    _Field("ActionGeo_ADM1Code"),
    _Field("ActionGeo_ADM2Code"),
    _Field("ActionGeo_Lat", "degrees, WGS 84", _place(lambda p: p.lat), Kind.NUMBER),
    _Field("ActionGeo_Long", "degrees, WGS 84", _place(lambda p: p.lon), Kind.NUMBER),
    _Field("ActionGeo_FeatureID"),
    _Field("DATEADDED", kind=Kind.WHOLE),
    _Field("SOURCEURL", "address of the first document, else its origin", _source),
)
GDELT: Final = Shape(
    name="gdelt",
    rows_of="incidents",
    fields=_FIELDS,
    takes=lambda event: True,
    leaves_out="incidents that no account tells as a fact",
    separator="\t",
    header=False,
)
"""GDELT's shape."""
