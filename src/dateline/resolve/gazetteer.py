"""The gazetteer: names of places to what they name (GeoNames, CC BY 4.0; see `data/README.md`).

Invariant: a name gives the same rows in the same order every time. A place is a row; its facts are columns, so that a
story's hundreds of candidates are scored at once (`ranking.py`) and only what is chosen becomes an `Entry`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Final

import marisa_trie
import msgspec
import numpy as np
from numpy.typing import NDArray

from dateline.resolve.more_places import Extra, Short, division_names, regions, state_abbreviations, user_places
from dateline.resolve.normal import normal
from dateline.terms import PlacePrecision
from dateline.vocab.actors import countries, country_of

KINDS: Final = (
    PlacePrecision.TOWN,
    PlacePrecision.PROVINCE,
    PlacePrecision.COUNTRY,
    PlacePrecision.DISTRICT,
    PlacePrecision.REGION,
    PlacePrecision.EXACT,
)
"""What the numbers of the column `kind` mean."""
TOWN, PROVINCE, COUNTRY, DISTRICT, REGION, EXACT = range(6)
CAPITAL: Final = 4
"""The rank of a state's capital; `scripts/gazetteer_sources.py` has all."""
OWN, ALIAS, ADJECTIVE, SHORT = range(4)
"""How a row was found: by its name, another name of it, a nationality, an abbreviation."""
Found = tuple[tuple[int, int], ...]
"""Rows with how each was found."""


class Entry(msgspec.Struct, frozen=True):
    """A place: degrees are WGS 84."""

    geonames: int | None
    name: str
    precision: PlacePrecision
    country: str | None
    admin1: str | None
    admin2: str | None
    lat: float
    lon: float
    population: int


class Gazetteer:
    """The opened artefact; `Gazetteer.open()` gives the one that ships with dateline."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._trie = marisa_trie.Trie()
        self._trie.load(str(folder / "names.marisa"))
        with np.load(folder / "gazetteer.npz") as arrays:
            self.columns: dict[str, NDArray[Any]] = {name: arrays[name] for name in arrays.files}
        self._starts, self._places = self.columns.pop("starts"), self.columns.pop("places")
        self._names, self._codes, self._divisions, self._districts = (
            self.columns.pop(name).tobytes().decode().split("\n")
            for name in ("names", "codes", "divisions", "districts")
        )
        self._more: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self._short: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self._country_rows = self._name_states()
        self._name_divisions(division_names())
        self._replaced = self._append(regions()) | self._append(user_places())
        self._cache: dict[str, Found] = {}

    @classmethod
    @cache
    def open(cls) -> Gazetteer:
        """The gazetteer that ships with dateline, opened once."""
        return cls(Path(str(resources.files("dateline.resolve") / "data")))

    def __len__(self) -> int:
        """Number of places."""
        return len(self._names)

    def find(self, name: str) -> Found:
        """The rows of a name, whatever its case and marks, and how each was found; a nationality leads to its state."""
        found = self._cache.get(name)
        if found is None:
            if len(self._cache) > 50_000:
                self._cache.clear()
            found = self._cache[name] = self._find(name)
        return found

    def _find(self, name: str) -> Found:
        key = normal(name)
        if key in self._replaced:
            return tuple(self._more[key])
        found = dict(self._listed(key))
        found.update(self._more.get(key, ()))
        if key in self._short and (name in state_abbreviations() or name + "." in state_abbreviations()):
            found.update(self._short[key])
        return tuple(found.items()) or self._nation(name)

    def _listed(self, key: str) -> list[tuple[int, int]]:
        number = self._trie.get(key)
        if number is None:
            return []
        places = self._places[self._starts[number] : self._starts[number + 1]].tolist()
        return [(place, OWN) if place >= 0 else (-place - 1, ALIAS) for place in places]

    def _nation(self, name: str) -> Found:
        state = country_of(name)
        row = self._country_rows.get(state.iso2) if state else None
        return () if row is None else ((row, ADJECTIVE),)

    def knows(self, name: str) -> bool:
        """Whether some place has that name in full."""
        key = normal(name)
        return key in self._trie or key in self._more

    def lookup(self, name: str) -> tuple[Entry, ...]:
        """All places of that name, the most populous first, states and regions before towns."""
        entries = [self.entry(row) for row, _ in self.find(name)]
        order = (PlacePrecision.COUNTRY, PlacePrecision.REGION)
        return tuple(sorted(entries, key=lambda e: (e.precision not in order, -e.population, e.geonames or 0)))

    def entry(self, row: int) -> Entry:
        """The facts of a row."""
        c = self.columns
        return Entry(
            geonames=int(c["geonames"][row]) or None,
            name=self._names[row],
            precision=KINDS[c["kind"][row]],
            country=self._codes[c["country"][row]] or None,
            admin1=self._divisions[c["admin1"][row]] or None,
            admin2=self._districts[c["admin2"][row]] or None,
            lat=round(float(c["lat"][row]), 4),
            lon=round(float(c["lon"][row]), 4),
            population=int(c["population"][row]),
        )

    def country_number(self, code: str) -> int:
        """The number that stands for a country in the column `country`; -1 where it has no place."""
        return self._code_numbers.get(code, -1)

    def division_number(self, name: str) -> int:
        """The number that stands for a first-order division's name in the column `admin1`; -1 where there is none."""
        return self._division_numbers.get(name, -1)

    def _name_states(self) -> Mapping[str, int]:
        """Give the states the names that the vocabulary has ("Burma", "UAE"); the artefact holds one name of each."""
        rows = np.flatnonzero(self.columns["kind"] == COUNTRY).tolist()
        by_code = {self._codes[self.columns["country"][row]]: row for row in rows}
        parts = set("scotland;england;wales;northern ireland;west bank;gaza;gaza strip".split(";"))
        parts |= {normal(name) for region in regions() for name in (region.name, *region.other_names)}
        for state in countries():
            row = by_code.get(state.iso2)
            if row is None:
                continue
            self._names[row] = state.name
            for name in (state.name, *state.other_names):
                if name == state.name or normal(name) not in parts:  # those are places of their own
                    self._more[normal(name)].append((row, OWN))
        self._code_numbers = {code: number for number, code in enumerate(self._codes)}
        self._division_numbers = {name: number for number, name in enumerate(self._divisions)}
        return by_code

    def _name_divisions(self, names: tuple[Short, ...]) -> None:
        """Give first-order divisions their short and other English names ("Pa.", "NSW")."""
        rows = np.flatnonzero(self.columns["kind"] == PROVINCE)
        by_place = {(int(self.columns["country"][r]), int(self.columns["admin1"][r])): int(r) for r in rows}
        for short in names:
            row = by_place.get((self.country_number(short.country), self.division_number(short.admin1)))
            if row is not None:
                for name in short.short:
                    self._short[normal(name)].append((row, SHORT))
                for name in short.others:
                    self._more[normal(name)].append((row, OWN))

    def _append(self, extras: tuple[Extra, ...]) -> frozenset[str]:
        """Add places that are no rows of the artefact; the names of those that replace what it has."""
        if not extras:
            return frozenset()
        first = len(self._names)
        self._names += [extra.name for extra in extras]
        kinds = [KINDS.index(extra.precision) for extra in extras]
        added = {
            "geonames": [extra.geonames for extra in extras],
            "kind": kinds,
            "rank": [0] * len(extras),
            "country": [self._number(self._codes, self._code_numbers, extra.country or "") for extra in extras],
            "admin1": [self._number(self._divisions, self._division_numbers, extra.admin1 or "") for extra in extras],
            "admin2": [0] * len(extras),
            "lat": [extra.lat for extra in extras],
            "lon": [extra.lon for extra in extras],
            "population": [0] * len(extras),
        }
        for name, column in self.columns.items():
            self.columns[name] = np.concatenate([column, np.array(added[name], column.dtype)])
        replaced = set()
        for row, extra in enumerate(extras, start=first):
            for name in map(normal, (extra.name, *extra.other_names)):
                if extra.replaces and name not in replaced:
                    self._more[name] = []
                    replaced.add(name)
                self._more[name].append((row, OWN))
        return frozenset(replaced)

    @staticmethod
    def _number(names: list[str], numbers: dict[str, int], name: str) -> int:
        if name not in numbers:
            numbers[name] = len(names)
            names.append(name)
        return numbers[name]
