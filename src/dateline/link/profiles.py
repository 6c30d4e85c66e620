"""Profiles: what linking compares of an event as one story tells it, as one row of numbers.

Invariant: a profile is a pure function of the event's claims, its story's sketch and the day of publication. What is
not known is 0 in numbers that stand for words or places, -1 in counts and days, and nan in degrees.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Final

import msgspec
import numpy as np
import numpy.typing as npt

from dateline.link.sketch import NAMES, PLACES, WORDS, number_of
from dateline.records import Claim, Count, Party, Place, Sketch, Time
from dateline.terms import CountKind, DatePrecision, EventType, PlacePrecision

PARTIES: Final = 4
KINDS: Final = tuple(CountKind)
TYPES: Final = tuple(EventType)
PROFILE: Final = np.dtype(
    [
        ("document", "<u8"), ("story", "<i4"), ("type", "u1"), ("mode", "<u4"), ("published", "<i4"), ("start", "<i4"),
        ("end", "<i4"), ("exact", "u1"), ("place", "<u4"), ("wide", "u1"), ("country", "<u4"), ("admin1", "<u4"),
        ("lat", "<f4"), ("lon", "<f4"), ("low", "<i4", len(KINDS)), ("high", "<i4", len(KINDS)),
        ("actors", "<u4", PARTIES), ("recipients", "<u4", PARTIES), ("places", "<u4", PLACES), ("names", "<u4", NAMES),
        ("words", "<u4", WORDS), ("weights", "<f4", WORDS),
    ]
)  # fmt: skip
"""Days are proleptic Gregorian ordinals; `exact`: the date is one day; `wide`: the place is no spot but an area."""
Profiles = npt.NDArray[np.void]
_WIDE: Final = frozenset(
    {PlacePrecision.PROVINCE, PlacePrecision.COUNTRY, PlacePrecision.REGION, PlacePrecision.UNKNOWN}
)
_FINE: Final = (PlacePrecision.EXACT, PlacePrecision.TOWN, PlacePrecision.DISTRICT, PlacePrecision.PROVINCE)
_PEOPLE: Final = frozenset(
    "people person civilians man men woman women child children victims residents others members they them he she it "
    "who him her those two three four five".split()
)
"""Names that tell nobody apart."""


class Event(msgspec.Struct, frozen=True):
    """The claims of one event of one story, with what linking needs to know of the story."""

    claims: tuple[Claim, ...]
    published: dt.date | None
    sketch: Sketch | None


def events_of(claims: Iterable[Claim], published: dt.date | None, sketches: Iterable[Sketch]) -> tuple[Event, ...]:
    """The events of a document, in the order of its text."""
    sketch_of = {sketch.story: sketch for sketch in sketches}
    groups: dict[tuple[int, str, EventType], list[Claim]] = {}
    for claim in sorted(claims, key=lambda claim: (claim.trigger.span, claim.id)):
        groups.setdefault((claim.story, claim.event, claim.type), []).append(claim)
    return tuple(Event(tuple(group), published, sketch_of.get(story)) for (story, _, _), group in groups.items())


def profile(event: Event) -> Any:
    """The profile of an event: one row of :data:`PROFILE`."""
    row = np.zeros((), dtype=PROFILE)
    first = event.claims[0]
    row["document"] = int(first.document[1:17], 16) if first.document[1:17].isalnum() else number_of(first.document)
    row["story"], row["type"] = first.story, TYPES.index(first.type)
    row["mode"] = next((number_of(claim.mode) for claim in event.claims if claim.mode), 0)
    row["published"] = event.published.toordinal() if event.published else -1
    _set_day(row, [claim.date for claim in event.claims if claim.date and claim.date.start])
    _set_place(row, [claim.place for claim in event.claims if claim.place])
    _set_counts(row, [count for claim in event.claims for count in claim.counts if not count.part])
    row["actors"] = _filled(_party_numbers(p for claim in event.claims for p in claim.actors), PARTIES)
    row["recipients"] = _filled(_party_numbers(p for claim in event.claims for p in claim.recipients), PARTIES)
    if event.sketch:
        row["places"] = _filled(event.sketch.places, PLACES)
        row["names"] = _filled(event.sketch.names, NAMES)
        row["words"] = _filled([word for word, _ in event.sketch.words], WORDS)
        row["weights"] = _filled([weight for _, weight in event.sketch.words], WORDS)
    return row


def _filled(values: Sequence[float], size: int) -> list[float]:
    return [*values[:size], *[0] * (size - len(values[:size]))]


def _set_day(row: Any, dates: Sequence[Time]) -> None:
    """The shortest of the dates; the first told of several alike."""
    row["start"] = row["end"] = -1
    spans = [(d.end.toordinal() - d.start.toordinal(), i) for i, d in enumerate(dates) if d.start and d.end]
    if spans:
        chosen = dates[min(spans)[1]]
        assert chosen.start is not None
        assert chosen.end is not None
        row["start"], row["end"] = chosen.start.toordinal(), chosen.end.toordinal()
        row["exact"] = chosen.start == chosen.end and chosen.precision in (DatePrecision.DAY, DatePrecision.TIME)


def _set_place(row: Any, places: Sequence[Place]) -> None:
    """The most exact of the places; the one told most often of several alike."""
    row["lat"] = row["lon"] = np.nan
    if not places:
        return
    times = Counter(place.geonames for place in places)
    fine = {precision: rank for rank, precision in enumerate(_FINE)}
    chosen = min(places, key=lambda p: (fine.get(p.precision, len(fine)), -times[p.geonames], places.index(p)))
    row["place"] = chosen.geonames or (number_of(chosen.name) if chosen.name else 0)
    row["wide"] = chosen.precision in _WIDE
    row["country"] = number_of(chosen.country) if chosen.country else 0
    row["admin1"] = number_of(chosen.country or "", chosen.admin1) if chosen.admin1 else 0
    if chosen.lat is not None and chosen.lon is not None:
        row["lat"], row["lon"] = chosen.lat, chosen.lon


def _set_counts(row: Any, counts: Sequence[Count]) -> None:
    """The first number of each kind."""
    row["low"] = row["high"] = -1
    for count in reversed(counts):
        kind = KINDS.index(count.kind)
        row["low"][kind] = -1 if count.low is None else min(count.low, 2**31 - 1)
        row["high"][kind] = -1 if count.high is None else min(count.high, 2**31 - 1)


def _party_numbers(parties: Iterable[Party]) -> list[int]:
    """Numbers that stand for parties that can be told from others: by code, else by name."""
    found: dict[int, None] = {}
    for party in parties:
        name = (party.name or party.text).lower()
        if party.id or name not in _PEOPLE:
            found.setdefault(number_of(party.id or name), None)
    return list(found)
