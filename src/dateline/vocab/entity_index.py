"""From names to entities: the index over dateline's own vocabulary and the user's.

Invariant: a look-up costs a few dictionary accesses whatever the size of the vocabulary; a user's name comes before
dateline's own; acronyms and short names are matched as they are written, longer names whatever their case.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Final, NamedTuple

import msgspec

from dateline.errors import DatelineError
from dateline.terms import PartyKind
from dateline.vocab.entities import Entity, day_of, own_entities
from dateline.vocab.files import numbered_rows
from dateline.vocab.user import UserWords, user_words

_SHORT: Final = 4
"""Names of so few letters are matched as they are written."""


class Named(NamedTuple):
    """An entity that a name leads to; `weak` where the story must name its country."""

    entity: Entity
    weak: bool
    where: str


class Seat(NamedTuple):
    """What a city's name stands for: a country's ISO 3166 alpha-2 code or an entity's name; days included."""

    of: str
    start: dt.date | None
    end: dt.date | None
    where: str


class Index(msgspec.Struct, frozen=True):
    """Names as they are written, and `folded` in lower case, with what they lead to.

    `longest` is the most words of the names that begin with a word, in lower case. `countries` are a user's names of
    countries, by ISO 3166 alpha-2 code.
    """

    names: Mapping[str, tuple[Named, ...]]
    folded: Mapping[str, tuple[Named, ...]]
    longest: Mapping[str, int]
    countries: Mapping[str, str]
    entities: tuple[Entity, ...]

    def find(self, name: str) -> tuple[Named, ...]:
        """All that a name can lead to, strong before weak; another case counts only where it begins with a capital."""
        found = self.names.get(name)
        if found is None and len(name) > _SHORT and name[0].isupper():
            found = self.folded.get(name.lower())
        return found or ()

    def by_name(self, name: str) -> Entity | None:
        """The entity whose own name or strong alias this is."""
        return next((named.entity for named in self.find(name) if not named.weak), None)


@cache
def index() -> Index:
    """The index, with the vocabulary of the user that the environment names; `index.cache_clear()` where that changes.

    Raises:
        DatelineError: where a vocabulary file does not hold together.
    """
    return build(own_entities(), user_words())


def build(own: tuple[Entity, ...], user: UserWords) -> Index:
    """The index over dateline's own entities, with what a user adds or overrides.

    Raises:
        DatelineError: `bad-vocabulary` where a user's alias leads nowhere.
    """
    replaced = {entity.name for entity in user.entities}
    kept = [*user.entities, *(entity for entity in own if entity.name not in replaced)]
    names: dict[str, list[Named]] = {}
    for entity in kept:
        _add(names, entity)
    countries: dict[str, str] = {}
    by_name = {entity.name: entity for entity in kept}
    codes = {row.cells["name"]: row.cells["iso2"] for row in numbered_rows("countries.tsv")}
    for alias in user.aliases:
        entity_ = by_name.get(alias.of) or next((n.entity for n in names.get(alias.of, ()) if not n.weak), None)
        code = codes.get(alias.of, alias.of if alias.of in codes.values() else None)
        if entity_ is not None:
            for key in _keys((alias.name,)):
                names.setdefault(key, []).insert(0, Named(entity_, False, alias.where))
        elif code is not None:
            countries[alias.name] = code
        else:
            raise DatelineError("bad-vocabulary", alias.where, f"there is no entity or country {alias.of!r}")
    ordered = {key: tuple(sorted(found, key=lambda named: named.weak)) for key, found in names.items()}
    folded: dict[str, tuple[Named, ...]] = {}
    for key, found in ordered.items():
        if len(key) > _SHORT and not key.isupper():
            folded.setdefault(key.lower(), found)
    return Index(ordered, folded, _longest((*ordered, *countries)), countries, tuple(kept))


def _add(names: dict[str, list[Named]], entity: Entity) -> None:
    for key in _keys((entity.name, *entity.other_names)):
        names.setdefault(key, []).append(Named(entity, False, entity.where))
    for key in _keys(entity.weak_names):
        names.setdefault(key, []).append(Named(entity, True, entity.where))


def _keys(names: Iterable[str]) -> Iterator[str]:
    """A name with straight and with typographic apostrophes."""
    for name in names:
        yield name
        if "'" in name:
            yield name.replace("'", "’")
        elif "’" in name:
            yield name.replace("’", "'")


def _longest(names: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for name in names:
        words = name.split()
        if words:
            first = words[0].lower()
            found[first] = max(found.get(first, 0), len(words))
    return found


@cache
def seats() -> Mapping[str, tuple[Seat, ...]]:
    """Cities whose names stand for a government.

    Raises:
        DatelineError: `bad-vocabulary`.
    """
    found: dict[str, list[Seat]] = {}
    for row in numbered_rows("seats.tsv"):
        cells = row.cells
        seat = Seat(cells["of"], day_of(cells["start"], row.where), day_of(cells["end"], row.where, True), row.where)
        found.setdefault(cells["name"], []).append(seat)
    return {name: tuple(many) for name, many in found.items()}


def seat(name: str, day: dt.date | None) -> Seat | None:
    """What a city's name stands for on a day; without a day only the country where the government has changed."""
    many = seats().get(name, ())
    if day is None:
        return many[0] if many else None
    return next((s for s in many if (s.start is None or s.start <= day) and (s.end is None or day <= s.end)), None)


def organisation(name: str) -> Entity | None:
    """The organisation, force or body with that name or acronym; no person and no de facto state."""
    found = index().by_name(name)
    return None if found is None or found.kind in (PartyKind.PERSON, PartyKind.STATE) else found


def organisations() -> tuple[Entity, ...]:
    """All entities but people and de facto states."""
    return tuple(e for e in index().entities if e.kind not in (PartyKind.PERSON, PartyKind.STATE))
