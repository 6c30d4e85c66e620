"""A user's own places: rows of kind `place` in the vocabulary file that `DATELINE_VOCAB` names.

The file is TSV with a header line; `#` begins a comment line. The columns `kind`, `name`, `lat` and `lon` are needed
for a place; `other_names` (parted by `;`), `country` (ISO 3166 alpha-2), `admin1` and `precision` may be left out or
empty. Rows of other kinds (entity, alias) are read elsewhere, and their columns do not matter here.

Invariant: a user's place replaces every other place of its names; a row that does not hold together is an error that
names file and line.
"""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from dateline.errors import DatelineError
from dateline.terms import PlacePrecision
from dateline.vocab.user import VARIABLE


class UserPlace(msgspec.Struct, frozen=True):
    """A place as a user gives it; degrees are WGS 84."""

    name: str
    other_names: tuple[str, ...]
    country: str | None
    admin1: str | None
    lat: float
    lon: float
    precision: PlacePrecision


def user_places() -> tuple[UserPlace, ...]:
    """The places of the file that the environment names; none where it names no file.

    Raises:
        DatelineError: `missing` where there is no such file, `bad-vocabulary` where a row does not hold together.
    """
    path = os.environ.get(VARIABLE)
    return read_places(Path(path)) if path else ()


def read_places(path: Path) -> tuple[UserPlace, ...]:
    """The places of a vocabulary file, in its order.

    Raises:
        DatelineError: `missing` or `bad-vocabulary`.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise DatelineError("missing", str(path), type(error).__name__) from error
    numbered = [(n, line.split("\t")) for n, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    if not numbered:
        return ()
    header = [cell.strip() for cell in numbered[0][1]]
    rows = [(n, dict(zip(header, (cell.strip() for cell in cells), strict=False))) for n, cells in numbered[1:]]
    return tuple(_place(row, f"{path}:{n}") for n, row in rows if row.get("kind") == "place")


def _place(row: dict[str, str], where: str) -> UserPlace:
    try:
        lat, lon = float(row.get("lat", "")), float(row.get("lon", ""))
        precision = PlacePrecision(row.get("precision") or "town")
    except ValueError as error:
        raise DatelineError("bad-vocabulary", where, str(error)) from error
    country = row.get("country") or None
    if not row.get("name") or not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise DatelineError("bad-vocabulary", where, "a place needs a name, and degrees on this world")
    if country and not (len(country) == 2 and country.isascii() and country.isupper()):
        raise DatelineError("bad-vocabulary", where, f"{country!r} is no ISO 3166 code of two letters")
    names = tuple(name.strip() for name in row.get("other_names", "").split(";") if name.strip())
    return UserPlace(row["name"], names, country, row.get("admin1") or None, lat, lon, precision)
