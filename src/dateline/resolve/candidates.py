"""What speaks for each candidate of a story's names: the features that `ranking.py` weighs, as one array.

Invariant: a feature depends on the names of the story and its setting alone; what it is called in `FEATURES` is its row
in `data/place_weights.tsv`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dateline.resolve.gazetteer import ADJECTIVE, ALIAS, COUNTRY, DISTRICT, PROVINCE, REGION, SHORT, TOWN, Gazetteer
from dateline.resolve.more_places import Home
from dateline.resolve.normal import normal
from dateline.terms import PlacePrecision

OWN_FEATURES: Final = (
    "people", "small", "country", "province", "district", "region", "division people",
    "other name", "nationality", "abbreviation", "section", "small seat", "seat", "capital", "post office",
    "in state of that name", "wide region", "kind fits", "kind differs", "inside what follows", "outside what follows",
    "inside elsewhere", "nation before", "people before", "country in story", "first country", "country not in story",
    "only country", "home country", "home division", "home near",
)  # fmt: skip
COMPANY_FEATURES: Final = ("country's company", "division's company", "near company", "division named", "sisters")
FEATURES: Final = OWN_FEATURES + COMPANY_FEATURES
EARTH_KM: Final = 6371.0
REACH_KM: Final = 100.0
"""How far company reaches: it counts 1/e at this distance."""
REGION_KM: Final = 500.0
_DISTRICT_KINDS: Final = frozenset("county parish district borough municipality".split())
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Name(NamedTuple):
    """A name in a story: as written, what follows it (a division or country), the kind that the words say, and the
    countries that the words before it tell (see `beside.Beside`)."""

    text: str
    after: str | None = None
    kind: str | None = None
    nation: str | None = None
    people: str | None = None


class Setting(NamedTuple):
    """What is known of a story beside its names: countries, the most often named first, and the publisher's home."""

    countries: tuple[str, ...] = ()
    home: Home | None = None


def own_features(names: Sequence[Name], setting: Setting) -> tuple[Ints, Ints, Floats]:
    """Bounds, rows and features of all candidates; those of company are left at zero."""
    gazetteer = Gazetteer.open()
    found = [gazetteer.find(name.text) for name in names]
    bounds = np.cumsum([0, *map(len, found)])
    rows = np.array([row for one in found for row, _ in one], np.int64)
    how = np.array([h for one in found for _, h in one], np.int64)
    features = np.zeros((len(rows), len(FEATURES)))
    if len(rows):
        columns = {name: column[rows] for name, column in gazetteer.columns.items()}
        _of_itself(features, columns, how)
        _of_words(features, columns, rows, names, bounds)
        _of_setting(features, columns, setting)
    return bounds, rows, features


_AT: Final = {name: number for number, name in enumerate(FEATURES)}


def _of_itself(features: Floats, columns: Mapping[str, NDArray[Any]], how: Ints) -> None:
    kind, rank_ = columns["kind"], columns["rank"]
    people = np.log10(columns["population"].astype(np.float64) + 10.0)
    town, division = kind == TOWN, (kind == PROVINCE) | (kind == DISTRICT)
    features[:, _AT["people"]] = np.where(town, people - 3.0, 0.0)
    features[:, _AT["small"]] = town & (people < 3.3)
    features[:, _AT["division people"]] = np.where(division, people - 5.0, 0.0)
    for number, name in ((COUNTRY, "country"), (PROVINCE, "province"), (DISTRICT, "district"), (REGION, "region")):
        features[:, _AT[name]] = kind == number
    features[:, _AT["wide region"]] = (kind == REGION) & (columns["country"] == Gazetteer.open().country_number(""))
    for number, name in ((ALIAS, "other name"), (ADJECTIVE, "nationality"), (SHORT, "abbreviation")):
        features[:, _AT[name]] = how == number
    for number, name in enumerate(("section", "small seat", "seat", "capital", "post office"), start=1):
        features[:, _AT[name]] = town & (rank_ == number)


def _of_words(
    features: Floats, columns: Mapping[str, NDArray[Any]], rows: Ints, names: Sequence[Name], bounds: Ints
) -> None:
    """What the words next to a name say of it."""
    gazetteer = Gazetteer.open()
    same: dict[str, Floats] = {}
    for number, name in enumerate(names):
        part = slice(int(bounds[number]), int(bounds[number + 1]))
        if part.start == part.stop:
            continue
        here = {key: column[part] for key, column in columns.items()}
        states = here["kind"] == COUNTRY
        if states.any():
            own = np.isin(here["country"], here["country"][states]) & ~states
            features[part, _AT["in state of that name"]] = own
        if name.kind:
            wanted = (DISTRICT,) if name.kind in _DISTRICT_KINDS else (PROVINCE, REGION)
            features[part, _AT["kind fits"]] = np.isin(here["kind"], wanted)
            features[part, _AT["kind differs"]] = ~np.isin(here["kind"], (PROVINCE, DISTRICT, REGION))
        if name.nation:
            features[part, _AT["nation before"]] = here["country"] == gazetteer.country_number(name.nation)
        if name.people:
            features[part, _AT["people before"]] = here["country"] == gazetteer.country_number(name.people)
        if name.after:
            inside = _inside(here, rows[part], name.after)
            if inside is not None:
                features[part, _AT["inside what follows"]] = inside
                features[part, _AT["outside what follows"]] = ~inside
                same[normal(name.text)] = np.maximum(same.get(normal(name.text), 0.0), inside)
    for number, name in enumerate(names):
        told = same.get(normal(name.text))
        if told is not None:
            part = slice(int(bounds[number]), int(bounds[number + 1]))
            features[part, _AT["inside elsewhere"]] = told * (1 - features[part, _AT["inside what follows"]])


def _inside(here: Mapping[str, NDArray[Any]], rows: Ints, parent: str) -> NDArray[np.bool_] | None:
    """Which candidates lie in a place of that name; None where it names no division, country or region."""
    columns = Gazetteer.open().columns
    parents = [row for row, how in Gazetteer.open().find(parent) if columns["kind"][row] != TOWN and how != ADJECTIVE]
    if not parents:
        return None
    found = np.zeros(len(rows), bool)
    for row in parents:
        kind, at = int(columns["kind"][row]), {key: columns[key][row] for key in ("country", "admin1", "admin2")}
        if kind == REGION:
            within = distances(here["lat"], here["lon"], columns["lat"][row], columns["lon"][row]) < REGION_KM
        else:
            within = here["country"] == at["country"]
            if kind in (PROVINCE, DISTRICT):
                within &= here["admin1"] == at["admin1"]
            if kind == DISTRICT:
                within &= here["admin2"] == at["admin2"]
        found |= within & (rows != row)
    return found


def _of_setting(features: Floats, columns: Mapping[str, NDArray[Any]], setting: Setting) -> None:
    """What the story's countries and the publisher's home say."""
    gazetteer = Gazetteer.open()
    if setting.countries:
        named = [gazetteer.country_number(code) for code in (*setting.countries, "")]
        features[:, _AT["country not in story"]] = ~np.isin(columns["country"], named)
    for position, code in enumerate(setting.countries[:8]):
        there = columns["country"] == gazetteer.country_number(code)
        features[there, _AT["country in story"]] = 1.0 / (position + 1)
        if position == 0:
            features[there, _AT["first country"]] = 1.0
            features[there, _AT["only country"]] = len(setting.countries) == 1
    if setting.home is None:
        return
    home = setting.home
    there = columns["country"] == gazetteer.country_number(home.country)
    features[:, _AT["home country"]] = there
    if home.admin1:
        division = there & (columns["admin1"] == gazetteer.division_number(home.admin1))
        features[:, _AT["home division"]] = division
    point = home_point(home)
    if point:
        away = distances(columns["lat"], columns["lon"], *point)
        features[:, _AT["home near"]] = np.where(columns["kind"] == COUNTRY, 0.0, np.exp(-away / REACH_KM))


@cache
def home_point(home: Home) -> tuple[float, float] | None:
    """Degrees of the town that a publisher is at home in: the most populous of that name in its division."""
    gazetteer = Gazetteer.open()
    entries = [e for e in gazetteer.lookup(home.town or "") if e.country == home.country] if home.town else []
    inside = [e for e in entries if home.admin1 in (None, e.admin1) and e.precision is PlacePrecision.TOWN]
    return (inside[0].lat, inside[0].lon) if inside else None


def distances(lat: NDArray[Any], lon: NDArray[Any], to_lat: float, to_lon: float) -> Floats:
    """Great-circle distances in km from places to a point, all in degrees (by the chord, exact on the sphere)."""
    chord = np.linalg.norm(unit(lat, lon) - unit(np.array([to_lat]), np.array([to_lon])), axis=1)
    return np.asarray(2 * EARTH_KM * np.arcsin(np.minimum(chord / 2, 1.0)))


def unit(lat: NDArray[Any], lon: NDArray[Any]) -> Floats:
    """Points on the unit sphere, one a row."""
    phi, theta = np.radians(lat.astype(np.float64)), np.radians(lon.astype(np.float64))
    return np.stack([np.cos(phi) * np.cos(theta), np.cos(phi) * np.sin(theta), np.sin(phi)], axis=1)


def company(names: Sequence[Name], rows: Ints, shares: Floats, owner: Ints) -> Floats:
    """For each candidate: the share of the other names in its country and division, near it, and of its division
    named itself. A name's other mentions are no company."""
    columns = Gazetteer.open().columns
    keys = {key: number for number, key in enumerate(dict.fromkeys(normal(name.text) for name in names))}
    key = np.array([keys[normal(name.text)] for name in names])[owner]
    country = columns["country"][rows].astype(np.int64)
    division = country * 65_536 + columns["admin1"][rows]
    kind = columns["kind"][rows]
    strong = np.flatnonzero(shares > 0.02)
    other = key[strong][None, :] != key[:, None]
    mass = other * shares[strong][None, :]
    names_there = max(len(keys) - 1, 1)
    same_country = mass * (country[strong][None, :] == country[:, None])
    same_division = same_country * (division[strong][None, :] == division[:, None]) * (kind != COUNTRY)[:, None]
    same_division *= (kind[strong] != COUNTRY)[None, :]
    points = unit(columns["lat"][rows], columns["lon"][rows])
    chord = np.sqrt(np.maximum(2.0 - 2.0 * points @ points[strong].T, 0.0))
    local = (kind == TOWN) | (kind == DISTRICT)
    near = mass * np.exp(-chord * EARTH_KM / REACH_KM) * local[strong][None, :] * local[:, None]
    named = same_division * (kind[strong] == PROVINCE)[None, :] * (kind != PROVINCE)[:, None]
    sisters = same_country * (kind[strong] == PROVINCE)[None, :] * (kind == PROVINCE)[:, None]
    return np.stack(
        [
            same_country.sum(1) / names_there,
            same_division.sum(1) / names_there,
            np.minimum(near.sum(1), 2.0),
            named.max(1, initial=0.0),
            np.minimum(sisters.sum(1), 2.0),
        ],
        axis=1,
    )
