"""ACLED's export: 31 columns (after March 2023), comma-separated, a row an incident of a kind that ACLED records.

Source of the columns: documentation of ACLED's R package and its guide to the columns of 2023; of the codes, ACLED's
codebook, October 2024. An empty `fatalities` means that nobody tells a number; ACLED would write 0.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from dateline.export.events import Event
from dateline.export.shape import Field, Shape
from dateline.export.sides import Side, side_of
from dateline.export.table import Cell, Kind
from dateline.records import Party, Place
from dateline.terms import DatePrecision, EventType
from dateline.vocab.actors import country_by_code
from dateline.vocab.country_codes import country_codes
from dateline.vocab.ontology import AcledType, acled, acled_geo_precision

_Field = Field[Event]
_CLASH: Final = AcledType("Battles", "Armed clash")
_ATTACK: Final = AcledType("Violence against civilians", "Attack")
_ARMED: Final = (Side.STATE, Side.GROUP, Side.UNKNOWN_ARMED)
_POLITICAL: Final = frozenset({"Battles", "Explosions/Remote violence", "Violence against civilians"})
_DISORDER: Final = {
    "Excessive force against protesters": "Political violence; Demonstrations",
    "Mob violence": "Political violence",
    "Violent demonstration": "Demonstrations",
}
_TIME: Final = {
    DatePrecision.TIME: 1, DatePrecision.DAY: 1, DatePrecision.RANGE: 2, DatePrecision.WEEK: 2, DatePrecision.MONTH: 3,
}  # fmt: skip
_STATE, _REBELS, _MILITIA, _RIOTERS, _PROTESTERS, _CIVILIANS, _OTHER = 1, 2, 3, 5, 6, 7, 8
_INTER: Final = {"REB": _REBELS, "ISM": _REBELS, "PRM": _MILITIA, "CRM": _MILITIA, "UAF": _MILITIA} | dict.fromkeys(
    ("IGO", "UNO", "EUR", "IMG"), _OTHER
)


def acled_type(event: Event) -> AcledType | None:
    """ACLED's type: the crosswalk's, but a clash needs two armed sides, and an attack on civilians has no armed one."""
    found = acled(event.type, event.mode)
    armed = side_of(event.recipient) in _ARMED
    if found == _CLASH and side_of(event.recipient) is Side.CIVILIANS:
        return _ATTACK
    return _CLASH if found == _ATTACK and armed and side_of(event.actor) in _ARMED else found


def _disorder(event: Event) -> Cell:
    found = acled_type(event)
    if found is None:
        return None
    if found.sub_event_type in _DISORDER:
        return _DISORDER[found.sub_event_type]
    if found.event_type in _POLITICAL:
        return "Political violence"
    return "Demonstrations" if found.event_type == "Protests" else found.event_type


def _type(event: Event) -> Cell:
    found = acled_type(event)
    return found.event_type if found else None


def _sub_type(event: Event) -> Cell:
    found = acled_type(event)
    return found.sub_event_type if found else None


def _inter(party: Party | None, event: Event) -> int | None:
    """ACLED's number of a kind of actor; a state's forces abroad are others."""
    if party is None or not party.roles:
        return None
    if party is event.actor and event.type is EventType.PROTEST:
        return _RIOTERS if _type(event) == "Riots" else _PROTESTERS
    if party.roles[0] in _INTER:
        return _INTER[party.roles[0]]
    if side_of(party) is Side.STATE:
        home = event.place.country if event.place else None
        return None if home is None or party.country is None else _STATE if home == party.country else _OTHER
    return _CIVILIANS if side_of(party) is Side.CIVILIANS else None


def _interaction(event: Event) -> Cell:
    """Both numbers, the lower first; 0 stands for no second actor."""
    first = _inter(event.actor, event)
    second = _inter(event.recipient, event) if event.recipient else 0
    if first is None or second is None:
        return None
    low, high = sorted((first, second))
    return int(f"{low}{high}") if low else first * 10


def _civilian_targeting(event: Event) -> Cell:
    violent = _type(event) in _POLITICAL or _sub_type(event) == "Excessive force against protesters"
    return "Civilian targeting" if violent and side_of(event.recipient) is Side.CIVILIANS else None


def _name(party: Party | None) -> Cell:
    return (party.name or party.text) if party else None


def _names(parties: tuple[Party, ...]) -> Cell:
    return "; ".join(party.name or party.text for party in parties) or None


def _place(value: Callable[[Place], Cell]) -> Callable[[Event], Cell]:
    return lambda event: value(event.place) if event.place else None


def _country(place: Place) -> Cell:
    country = country_by_code(place.country) if place.country else None
    return country.name if country else None


def _iso(place: Place) -> Cell:
    codes = country_codes(place.country)
    return codes.number if codes else None


def _geo_precision(place: Place) -> Cell:
    return acled_geo_precision(place.precision)


def _fatalities(event: Event) -> Cell:
    return event.killed.best if event.killed else None


def _day(event: Event) -> Cell:
    return event.days.start if event.days and event.days.start == event.days.end else None


def _year(event: Event) -> Cell:
    return event.days.start.year if event.days and event.days.start.year == event.days.end.year else None


def _notes(event: Event) -> Cell:
    """The passage, how many tell it, and what they dispute."""
    told = [f"“{event.passage.text}”", f"Accounts: {event.accounts}; documents: {len(event.documents)}."]
    if event.days and event.days.start != event.days.end:
        told.append(f"Between {event.days.start} and {event.days.end}.")
    told += [f"Disputed: {v.field} ({' / '.join(version.value for version in v.versions)})." for v in event.disputed]
    return " ".join(told)


def _tags(event: Event) -> Cell:
    tags = [f"disputed={verdict.field}" for verdict in event.disputed]
    tags += [f"coordinates rounded to {event.coarsened:g} degrees"] if event.coarsened is not None else []
    return "; ".join(tags) or None


def _sources(event: Event) -> Cell:
    return "; ".join(dict.fromkeys(document.publisher or document.origin for document in event.documents))


_FIELDS: Final[tuple[_Field, ...]] = (
    _Field("event_id_cnty", "id of the incident (ACLED's is a country and a number)", lambda e: e.id),
    _Field("event_date", "the day, where one is told", _day, Kind.DAY),
    _Field("year", "its year", _year, Kind.WHOLE),
    _Field("time_precision", "1 to 3", lambda e: _TIME.get(e.days.precision) if e.days else None, Kind.WHOLE),
    _Field("disorder_type", "by sub-event type", _disorder),
    _Field("event_type", "by the crosswalk", _type),
    _Field("sub_event_type", "by the crosswalk and the sides", _sub_type),
    _Field("actor1", "the actor", lambda e: _name(e.actor)),
    _Field("assoc_actor_1", "who is told beside it", lambda e: _names(e.with_actor)),
    _Field("inter1", "1 to 8, by role", lambda e: _inter(e.actor, e), Kind.WHOLE),
    _Field("actor2", "the recipient", lambda e: _name(e.recipient)),
    _Field("assoc_actor_2", "who is told beside it", lambda e: _names(e.with_recipient)),
    _Field("inter2", "1 to 8, by role", lambda e: _inter(e.recipient, e), Kind.WHOLE),
    _Field("interaction", "both numbers, where both are known", _interaction, Kind.WHOLE),
    _Field("civilian_targeting", "where the recipient are civilians", _civilian_targeting),
    _Field("iso", "ISO 3166-1 number of the country", _place(_iso), Kind.WHOLE),
    _Field("region"),
    _Field("country", "name", _place(_country)),
    _Field("admin1", "first-order division", _place(lambda p: p.admin1)),
    _Field("admin2", "second-order division", _place(lambda p: p.admin2)),
    _Field("admin3"),
    _Field("location", "name of the place", _place(lambda p: p.name or p.text)),
    _Field("latitude", "degrees, WGS 84", _place(lambda p: p.lat), Kind.NUMBER),
    _Field("longitude", "degrees, WGS 84", _place(lambda p: p.lon), Kind.NUMBER),
    _Field("geo_precision", "1 to 3; empty for a country", _place(_geo_precision), Kind.WHOLE),
    _Field("source", "publishers", _sources),
    _Field("source_scale"),
    _Field("notes", "a passage, the number of accounts, and what they dispute", _notes),
    _Field("fatalities", "the number that the toll's rule chooses", _fatalities, Kind.WHOLE),
    _Field("tags", "disputed fields; with --coarsen, the grid", _tags),
    _Field("timestamp", kind=Kind.WHOLE),
)
ACLED: Final = Shape(
    name="acled",
    rows_of="incidents",
    fields=_FIELDS,
    takes=lambda event: acled_type(event) is not None,
    leaves_out="incidents that no account tells as a fact, and types that ACLED does not record",
)
"""ACLED's shape."""
