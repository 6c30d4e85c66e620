"""Places of accounts against each other: the same, one inside the other, or two.

Invariant: only places of one level are apart, or places whose parents are; a country and a town in it are compatible.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Final

import msgspec

from dateline.link.telling import Relation
from dateline.records import Claim, Place
from dateline.terms import PlacePrecision

Point = tuple[float | None, float | None]
"""Latitude and longitude, degrees, WGS 84; None where not known."""
NEAR_KM: Final = 5.0
"""A quarter or a hamlet as far as this from a town's point is told as the town, too."""
_RANK: Final = {
    PlacePrecision.EXACT: 4,
    PlacePrecision.TOWN: 4,
    PlacePrecision.DISTRICT: 3,
    PlacePrecision.PROVINCE: 2,
    PlacePrecision.COUNTRY: 1,
}
_EARTH_KM: Final = 6371.0


def place_label(place: Place) -> str:
    """The place's name, or its words where it is not known."""
    return place.name or place.text


class Told(msgspec.Struct, frozen=True):
    """The places of an account that are no parent of another one ("Sirte, Libya" is Sirte).

    `firm`: they stand in the sentences that report the act, and are not taken over from others, as from a dateline.
    """

    places: frozenset[Place]
    firm: bool


def places_told(claims: Iterable[Claim]) -> Told | None:
    """The places of an account, the firm ones where it has any; None where it tells none."""
    told = [(claim.place, claim.evidence.covers(claim.place.span)) for claim in claims if claim.place]
    firm = {place for place, in_its_sentence in told if in_its_sentence}
    known = firm or {place for place, _ in told}
    finest = frozenset(p for p in known if not any(_contains(p, q) for q in known if q != p))
    return Told(finest, bool(firm)) if known else None


def relate_places(a: Told, b: Told) -> Relation:
    """How the places of two accounts stand: by the nearest two of them; only firm ones are apart."""
    relation = min(_relate(p, q) for p in a.places for q in b.places)
    return relation if a.firm and b.firm else min(relation, Relation.COMPATIBLE)


def _relate(a: Place, b: Place) -> Relation:
    if a.geonames is not None and a.geonames == b.geonames:
        return Relation.SAME
    if place_label(a).lower() == place_label(b).lower() and not _differ(a.country, b.country):
        return Relation.SAME
    if _differ(a.country, b.country):
        return Relation.APART
    rank_a, rank_b = _RANK.get(a.precision, 0), _RANK.get(b.precision, 0)
    if not rank_a or not rank_b:
        return Relation.COMPATIBLE
    if min(rank_a, rank_b) > 1 and _differ(a.admin1, b.admin1) and not near(a, b):
        return Relation.APART
    if rank_a != rank_b or min(rank_a, rank_b) == 1:
        return Relation.COMPATIBLE
    return Relation.COMPATIBLE if near(a, b) else Relation.APART


def _contains(whole: Place, part: Place) -> bool:
    higher = _RANK.get(whole.precision, 0) < _RANK.get(part.precision, 0)
    return higher and _relate(whole, part) is Relation.COMPATIBLE


def _differ(a: str | None, b: str | None) -> bool:
    return a is not None and b is not None and a != b


def near(a: Place, b: Place) -> bool:
    """Whether two places of which the coordinates are known lie within `NEAR_KM`."""
    return (apart := kilometres((a.lat, a.lon), (b.lat, b.lon))) is not None and apart <= NEAR_KM


def kilometres(a: Point, b: Point) -> float | None:
    """The great-circle distance of two points (haversine); None where a coordinate is not known."""
    if a[0] is None or a[1] is None or b[0] is None or b[1] is None:
        return None
    lat_a, lat_b = math.radians(a[0]), math.radians(b[0])
    half = math.sin((lat_b - lat_a) / 2) ** 2
    half += math.cos(lat_a) * math.cos(lat_b) * math.sin(math.radians(b[1] - a[1]) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))
