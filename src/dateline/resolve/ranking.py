"""Which place a name means, by the whole story: all candidates of all names are scored together, twice.

First each candidate is scored by itself: how many live there, what kind of place it is, how its name is written, what
stands next to the name ("…, Texas"), which countries the story speaks of, where the publisher is at home. The scores
become shares (softmax per name). Then the shares of the other names count, too: a candidate gains from company in its
country, in its division, and near by. After Leidner (2007) and the joint models since; the weights are fitted by
`scripts/fit_places.py` and stand in `data/place_weights.tsv`.

Invariant: the same names in the same story give the same ranking; nothing depends on other stories.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dateline.resolve.gazetteer import ADJECTIVE, ALIAS, COUNTRY, DISTRICT, PROVINCE, REGION, SHORT, TOWN, Gazetteer
from dateline.resolve.more_places import Home
from dateline.resolve.normal import normal

OWN_FEATURES: Final = (
    "people", "small", "country", "province", "district", "region", "division people",
    "other name", "nationality", "abbreviation", "section", "small seat", "seat", "capital", "post office",
    "in state of that name", "kind fits", "kind differs", "inside what follows", "outside what follows", "inside elsewhere",
    "nation before", "country in story", "first country", "home country", "home division", "home near",
)  # fmt: skip
COMPANY_FEATURES: Final = ("country's company", "division's company", "near company", "division named")
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
    country of a nationality before it; `weight` grows with how often it is told."""

    text: str
    after: str | None = None
    kind: str | None = None
    nation: str | None = None


class Setting(NamedTuple):
    """What is known of a story beside its names: countries, the most often named first, and the publisher's home."""

    countries: tuple[str, ...] = ()
    home: Home | None = None


class Ranked(NamedTuple):
    """A candidate: row of the gazetteer, share of its name's probability, and what spoke for it (feature to points)."""

    row: int
    share: float
    points: Mapping[str, float]


class Scored(NamedTuple):
    """All candidates of a story: name's number, row, features and share of each; `bounds` part the names."""

    bounds: Ints
    rows: Ints
    features: Floats
    shares: Floats


@cache
def weights() -> tuple[Floats, Floats]:
    """Weights of the first and of the second pass, in the order of `FEATURES`."""
    text = (resources.files("dateline.resolve") / "data" / "place_weights.tsv").read_text(encoding="utf-8")
    lines = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")][1:]
    table = {name: (float(first), float(second)) for name, first, second in lines}
    return tuple(np.array([table[name][k] for name in FEATURES]) for k in (0, 1))  # type: ignore[return-value]


def rank(names: Sequence[Name], setting: Setting) -> Scored:
    """All candidates of the names, scored together; a name that the gazetteer lacks has none."""
    first, second = weights()
    bounds, rows, features = own_features(names, setting)
    if not len(rows):
        return Scored(bounds, rows, features, np.zeros(0))
    owner = np.repeat(np.arange(len(names)), np.diff(bounds))
    size = len(OWN_FEATURES)
    shares = softmax(features[:, :size] @ first[:size], bounds, owner)
    features[:, size:] = company(names, rows, shares, owner)
    return Scored(bounds, rows, features, softmax(features @ second, bounds, owner))


def ranked(scored: Scored, name: int, most: int = 3) -> tuple[Ranked, ...]:
    """The best candidates of a name, with what spoke for each."""
    first, last = int(scored.bounds[name]), int(scored.bounds[name + 1])
    order = sorted(range(first, last), key=lambda k: (-scored.shares[k], int(scored.rows[k])))[:most]
    points = scored.features * weights()[1]
    return tuple(
        Ranked(
            int(scored.rows[k]),
            float(scored.shares[k]),
            {feature: round(float(points[k, f]), 2) for f, feature in enumerate(FEATURES) if abs(points[k, f]) >= 0.05},
        )
        for k in order
    )


def softmax(scores: Floats, bounds: Ints, owner: Ints) -> Floats:
    """Shares within each name; every name has at least one candidate or none at all."""
    starts = bounds[:-1][np.diff(bounds) > 0]
    top = np.maximum.reduceat(scores, starts)
    number = np.cumsum(np.diff(bounds) > 0) - 1
    powers = np.exp(scores - top[number[owner]])
    shares: Floats = powers / np.add.reduceat(powers, starts)[number[owner]]
    return shares


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
        if name.after:
            inside = _inside(here, rows[part], name.after)
            if inside is not None:
                features[part, _AT["inside what follows"]] = inside
                features[part, _AT["outside what follows"]] = ~inside
                same[normal(name.text)] = np.maximum(same.get(normal(name.text), 0.0), inside)
    for number, name in enumerate(names):
        told = same.get(normal(name.text))
        if told is not None:
            features[int(bounds[number]) : int(bounds[number + 1]), _AT["inside elsewhere"]] = told


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
    for position, code in enumerate(setting.countries[:8]):
        there = columns["country"] == gazetteer.country_number(code)
        features[there, _AT["country in story"]] = 1.0 / (position + 1)
        if position == 0:
            features[there, _AT["first country"]] = 1.0
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
    inside = [e for e in entries if home.admin1 in (None, e.admin1) and e.precision.value == KINDS_TOWN]
    return (inside[0].lat, inside[0].lon) if inside else None


KINDS_TOWN: Final = "town"


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
    return np.stack(
        [
            same_country.sum(1) / names_there,
            same_division.sum(1) / names_there,
            np.minimum(near.sum(1), 2.0),
            named.max(1, initial=0.0),
        ],
        axis=1,
    )
