"""UCDP's Georeferenced Event Dataset: 49 columns (25.1, 26.1), comma-separated, a row a lethal incident.

Source of the columns: public loaders that compare them with the real header; of the codes, UCDP GED's codebook. UCDP
records fights of organised actors that its coders confirm; a row here says only that accounts tell of killed people.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from dateline.export.events import Event
from dateline.export.shape import Field, Shape
from dateline.export.sides import Side, side_of, side_of_words
from dateline.export.table import Cell, Kind
from dateline.records import Party, Place
from dateline.terms import PlacePrecision
from dateline.vocab.actors import country_by_code
from dateline.vocab.ontology import ucdp_date_prec, ucdp_where_prec

_Field = Field[Event]
_STATE_BASED, _NON_STATE, _ONE_SIDED = 1, 2, 3
_CELLS_A_DEGREE: Final = 2
_PRIO_COLUMNS: Final = 720
_POINT: Final = (PlacePrecision.EXACT, PlacePrecision.TOWN, PlacePrecision.DISTRICT)


def type_of_violence(event: Event) -> int | None:
    """1 state-based, 2 between groups, 3 one-sided, by the sides of actor and recipient; None where one has no side."""
    sides = {side_of(event.actor), _recipient_side(event)}
    if Side.UNKNOWN_ARMED in sides or None in sides:
        return None
    if Side.CIVILIANS in sides:
        return _ONE_SIDED if side_of(event.actor) is not Side.CIVILIANS else None
    return _STATE_BASED if Side.STATE in sides else _NON_STATE


def _recipient_side(event: Event) -> Side | None:
    """The side of the recipient; without one, of those who are counted as killed."""
    if event.recipient is not None:
        return side_of(event.recipient)
    sides = {side_of_words(words) for words in event.killed_of}
    return sides.pop() if len(sides) == 1 else None


def sides(event: Event) -> tuple[Party | None, Party | None]:
    """Side A and side B: the state is A where one fights a group; else who did it is A."""
    first, second = event.actor, event.recipient
    if side_of(second) is Side.STATE and side_of(first) is Side.GROUP:
        first, second = second, first
    return first, second


def _side(number: int) -> Callable[[Event], Cell]:
    def give(event: Event) -> Cell:
        if number == 1 and type_of_violence(event) == _ONE_SIDED:
            return "Civilians"
        party = sides(event)[number]
        return (party.name or party.text) if party else None

    return give


def _dyad(event: Event) -> Cell:
    a, b = _side(0)(event), _side(1)(event)
    return f"{a} - {b}" if a and b else None


def _deaths(column: str) -> Callable[[Event], Cell]:
    """The best number in the column of the side that the count's words name, and then 0 in the others; else unknown."""

    def give(event: Event) -> Cell:
        best = event.killed.best if event.killed else None
        named = {side_of_words(words) for words in event.killed_of}
        side = named.pop() if len(named) == 1 else None
        columns = {"deaths_civilians"} if side is Side.CIVILIANS else set()
        if side in (Side.STATE, Side.GROUP):
            columns = {f"deaths_{'ab'[n]}" for n, party in enumerate(sides(event)) if side_of(party) is side}
        if len(columns) == 1:
            return best if column in columns else 0
        return best if column == "deaths_unknown" else None

    return give


def _toll(name: str) -> Callable[[Event], Cell]:
    return lambda event: getattr(event.killed, name) if event.killed else None


def _place(value: Callable[[Place], Cell]) -> Callable[[Event], Cell]:
    return lambda event: value(event.place) if event.place else None


def _wkt(place: Place) -> Cell:
    return None if place.lat is None or place.lon is None else f"POINT ({place.lon:g} {place.lat:g})"


def priogrid(place: Place) -> int | None:
    """The PRIO-GRID cell of a point: half degrees, counted from 1 at 90 south 180 west, eastwards, then northwards;
    None for what is larger than a district, whose point would stand for one cell of many."""
    if place.lat is None or place.lon is None or place.precision not in _POINT:
        return None
    row = min(int((place.lat + 90) * _CELLS_A_DEGREE), 180 * _CELLS_A_DEGREE - 1)
    return row * _PRIO_COLUMNS + int((place.lon + 180) * _CELLS_A_DEGREE) % _PRIO_COLUMNS + 1


def _country(place: Place) -> Cell:
    country = country_by_code(place.country) if place.country else None
    return country.name if country else None


def _where(event: Event) -> Cell:
    place = event.place
    if place is None:
        return None
    inside = ", ".join(dict.fromkeys(filter(None, (place.name or place.text, place.admin2, place.admin1))))
    return inside if event.coarsened is None else f"{inside}; coordinates rounded to {event.coarsened:g} degrees"


def _joined(values: Iterable[object]) -> Cell:
    return "; ".join(dict.fromkeys(str(value) for value in values if value)) or None


def _article(event: Event) -> Cell:
    return _joined(
        ", ".join(f'"{part}"' for part in (d.publisher or d.origin, d.published, d.title) if part)
        for d in event.documents
    )


def _empty(*names: str, kind: Kind = Kind.TEXT) -> tuple[_Field, ...]:
    return tuple(_Field(name, kind=kind) for name in names)


_FIELDS: Final[tuple[_Field, ...]] = (
    _Field("id", "id of the incident (UCDP's is a number)", lambda e: e.id),
    *_empty("relid"),
    _Field("year", "year of the first day", lambda e: e.days.start.year if e.days else None, Kind.WHOLE),
    *_empty("active_year", kind=Kind.WHOLE),
    *_empty("code_status"),
    _Field("type_of_violence", "1 to 3, by the sides of actor and recipient", type_of_violence, Kind.WHOLE),
    *_empty("conflict_dset_id", "conflict_new_id", kind=Kind.WHOLE),
    *_empty("conflict_name"),
    *_empty("dyad_dset_id", "dyad_new_id", kind=Kind.WHOLE),
    _Field("dyad_name", "both sides, where both are known", _dyad),
    *_empty("side_a_dset_id", "side_a_new_id", kind=Kind.WHOLE),
    _Field("side_a", "the state, where a state fights a group; else the actor", _side(0)),
    *_empty("side_b_dset_id", "side_b_new_id", kind=Kind.WHOLE),
    _Field("side_b", "the other side; Civilians for one-sided violence", _side(1)),
    _Field("number_of_sources", "independent accounts; copies are one", lambda e: e.accounts, Kind.WHOLE),
    _Field("source_article", "publisher, day and headline of each document", _article),
    _Field("source_office", "publishers", lambda e: _joined(d.publisher for d in e.documents)),
    _Field("source_date", "days of publication", lambda e: _joined(d.published for d in e.documents)),
    _Field("source_headline", "headlines", lambda e: _joined(d.title for d in e.documents)),
    _Field("source_original", "who the documents say says so", lambda e: _joined(e.sources)),
    _Field("where_prec", "1 to 7, by precision", _place(lambda p: ucdp_where_prec(p.precision)), Kind.WHOLE),
    _Field("where_coordinates", "name of the place", _place(lambda p: p.name or p.text)),
    _Field("where_description", "the place and its divisions; with --coarsen, the grid", _where),
    _Field("adm_1", "first-order division", _place(lambda p: p.admin1)),
    _Field("adm_2", "second-order division", _place(lambda p: p.admin2)),
    _Field("latitude", "degrees, WGS 84", _place(lambda p: p.lat), Kind.NUMBER),
    _Field("longitude", "degrees, WGS 84", _place(lambda p: p.lon), Kind.NUMBER),
    _Field("geom_wkt", "the point", _place(_wkt)),
    _Field("priogrid_gid", "PRIO-GRID cell, of a district or less", _place(priogrid), Kind.WHOLE),
    _Field("country", "name", _place(_country)),
    *_empty("country_id", kind=Kind.WHOLE),
    *_empty("region"),
    *_empty("event_clarity", kind=Kind.WHOLE),
    _Field("date_prec", "1 to 5", lambda e: ucdp_date_prec(e.days.precision) if e.days else None, Kind.WHOLE),
    _Field("date_start", "first day", lambda e: e.days.start if e.days else None, Kind.DAY),
    _Field("date_end", "last day", lambda e: e.days.end if e.days else None, Kind.DAY),
    _Field("deaths_a", "best, where all are of side A", _deaths("deaths_a"), Kind.WHOLE),
    _Field("deaths_b", "best, where all are of side B", _deaths("deaths_b"), Kind.WHOLE),
    _Field("deaths_civilians", "best, where all are civilians", _deaths("deaths_civilians"), Kind.WHOLE),
    _Field("deaths_unknown", "best, where no side is told", _deaths("deaths_unknown"), Kind.WHOLE),
    _Field("best", "the number that the toll's rule chooses", _toll("best"), Kind.WHOLE),
    _Field("high", "the most that an account tells", _toll("high"), Kind.WHOLE),
    _Field("low", "the least that an account tells", _toll("low"), Kind.WHOLE),
    *_empty("gwnoa", "gwnob"),
)
UCDP: Final = Shape(
    name="ucdp",
    rows_of="incidents",
    fields=_FIELDS,
    takes=lambda event: event.killed is not None and any((event.killed.best, event.killed.high, event.killed.low)),
    leaves_out="incidents that no account tells as a fact, and those in which nobody is told to be killed",
)
"""UCDP GED's shape."""
