"""The gazetteer: names of places to what they name (GeoNames, CC BY 4.0; see `data/README.md`).

Invariant: a name gives the same entries in the same order every time, the most populous first.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from pathlib import Path
from typing import Final

import marisa_trie
import msgspec
import numpy as np

from dateline.resolve.normal import normal
from dateline.terms import PlacePrecision
from dateline.vocab.actors import countries

_KINDS: Final = (PlacePrecision.TOWN, PlacePrecision.PROVINCE, PlacePrecision.COUNTRY)


class Entry(msgspec.Struct, frozen=True):
    """A place: degrees are WGS 84; `own_name` is False where it was found by another name of it."""

    geonames: int | None
    name: str
    precision: PlacePrecision
    country: str | None
    admin1: str | None
    lat: float
    lon: float
    population: int
    own_name: bool


class Gazetteer:
    """The opened artefact; `Gazetteer.open()` gives the one that ships with dateline."""

    def __init__(self, folder: Path) -> None:
        self._trie = marisa_trie.Trie()
        self._trie.load(str(folder / "names.marisa"))
        with np.load(folder / "gazetteer.npz") as arrays:
            self._columns = {name: arrays[name] for name in arrays.files}
        self._names = self._columns.pop("names").tobytes().decode().split("\n")
        self._codes = self._columns.pop("codes").tobytes().decode().split("\n")
        self._divisions = self._columns.pop("divisions").tobytes().decode().split("\n")
        self._more = {**self._states(), **_regions(folder / "regions.tsv")}

    @classmethod
    @cache
    def open(cls) -> Gazetteer:
        """The gazetteer that ships with dateline, opened once."""
        return cls(Path(str(resources.files("dateline.resolve") / "data")))

    def __len__(self) -> int:
        """Number of places."""
        return len(self._names)

    def lookup(self, name: str) -> tuple[Entry, ...]:
        """All places of that name, whatever its case and marks, the most populous first."""
        key = normal(name)
        more = self._more.get(key, ())
        number = self._trie.get(key)
        if number is None:
            return more
        starts = self._columns["starts"]
        found = [self._entry(int(place)) for place in self._columns["places"][starts[number] : starts[number + 1]]]
        return (*more, *sorted(found, key=lambda entry: (-entry.population, entry.geonames or 0)))

    def knows(self, name: str) -> bool:
        """Whether some place has that name."""
        key = normal(name)
        return key in self._trie or key in self._more

    def _states(self) -> dict[str, tuple[Entry, ...]]:
        """The states by the names that the vocabulary has ("Burma", "UAE"); the artefact holds one name of each."""
        numbers = np.flatnonzero(self._columns["kind"] == _KINDS.index(PlacePrecision.COUNTRY))
        by_code = {entry.country: entry for entry in map(self._entry, map(int, numbers))}
        return {
            normal(name): (msgspec.structs.replace(by_code[state.iso2], name=state.name),)
            for state in countries()
            if state.iso2 in by_code
            for name in (state.name, *state.other_names)
        }

    def _entry(self, place: int) -> Entry:
        number, own = (place, True) if place >= 0 else (-place - 1, False)
        c = self._columns
        return Entry(
            geonames=int(c["geonames"][number]) or None,
            name=self._names[number],
            precision=_KINDS[c["kind"][number]],
            country=self._codes[c["country"][number]],
            admin1=self._divisions[c["admin1"][number]] or None,
            lat=round(float(c["lat"][number]), 4),
            lon=round(float(c["lon"][number]), 4),
            population=int(c["population"][number]),
            own_name=own,
        )


def _regions(path: Path) -> dict[str, tuple[Entry, ...]]:
    """Regions that are no division of GeoNames, by each of their names."""
    found: dict[str, tuple[Entry, ...]] = {}
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    for line in lines[1:]:
        name, others, country, lat, lon = line.split("\t")
        entry = Entry(None, name, PlacePrecision.REGION, country or None, None, float(lat), float(lon), 0, True)
        found.update({normal(each): (entry,) for each in (name, *others.split(";")) if each})
    return found
