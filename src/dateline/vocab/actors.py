"""States, peoples and the nouns for people and offices: what a party's or source's words name.

Invariant: a look-up gives one entry or None; names of more than four letters are matched whatever their case, acronyms
exactly, so that "is" is no Islamic State and "us" no United States.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TypeVar

import msgspec

from dateline.errors import DatelineError
from dateline.terms import SourceKind
from dateline.vocab.entities import listed
from dateline.vocab.entity_index import index, organisation, organisations
from dateline.vocab.files import numbered_rows
from dateline.vocab.inflection import plural
from dateline.vocab.ontology import sectors

__all__ = [
    "Country", "People", "RoleNoun", "countries", "country_by_code", "country_of", "is_adjective", "longest_noun",
    "organisation", "organisation_names", "organisations", "outlets", "people_of", "role_noun",
]  # fmt: skip

_Entry = TypeVar("_Entry")


class Country(msgspec.Struct, frozen=True):
    """A state or territory; `iso2` and `iso3` are ISO 3166-1 codes."""

    iso2: str
    iso3: str
    name: str
    other_names: tuple[str, ...]
    adjectives: tuple[str, ...]
    capital: str
    where: str = ""


class People(msgspec.Struct, frozen=True):
    """A people, a region or a part of a country: its country (ISO 3166 alpha-2), or CAMEO's code of a region."""

    name: str
    country: str | None
    code: str | None
    where: str


class RoleNoun(msgspec.Struct, frozen=True):
    """A noun for people, an office or a group, with PLOVER's roles (the first governs) and what it is as a source.

    `yields` says to which role of a noun before it it yields: "yes" (any), "armed", or "no".
    """

    noun: str
    roles: tuple[str, ...]
    kind: SourceKind
    anonymous: bool
    yields: str
    where: str

    @property
    def role(self) -> str | None:
        """The role that governs."""
        return self.roles[0] if self.roles else None


@cache
def countries() -> tuple[Country, ...]:
    """All states and territories."""
    found = []
    for where, r in numbered_rows("countries.tsv"):
        names, adjectives = listed(r["other_names"]), listed(r["adjectives"])
        found.append(Country(r["iso2"], r["iso3"], r["name"], names, adjectives, r["capital"], where))
    return tuple(found)


def _keys(names: Iterator[str]) -> Iterator[str]:
    """A name as it is looked up: as it stands, and in lower case when it is no acronym."""
    for name in names:
        yield name
        if len(name) > 4 and not name.isupper():
            yield name.lower()


@cache
def _countries_by_name() -> Mapping[str, Country]:
    found: dict[str, Country] = {}
    for country in countries():
        plurals = (
            plural(adjective) for adjective in country.adjectives if not adjective.endswith(("ese", "ish", "ch", "s"))
        )
        for key in _keys(iter((country.name, *country.other_names, *country.adjectives, *plurals))):
            found.setdefault(key, country)
    return found


@cache
def _adjectives() -> frozenset[str]:
    return frozenset(key for country in countries() for key in _keys(iter(country.adjectives)))


def is_adjective(word: str) -> bool:
    """Whether it is a country's adjective ("Libyan"), which may also name one of its people."""
    return word in _adjectives()


@cache
def _peoples() -> Mapping[str, People]:
    found: dict[str, People] = {}
    for where, r in numbered_rows("peoples.tsv"):
        people = People(r["name"], r["country"] or None, r["code"] or None, where)
        for key in (r["name"], *listed(r["other_names"])):
            found.setdefault(key, people)
    return found


def people_of(name: str) -> People | None:
    """The people or region with that name or adjective, written with a capital."""
    return _peoples().get(name)


@cache
def _role_nouns() -> Mapping[str, RoleNoun]:
    """By singular and plural.

    Raises:
        DatelineError: `bad-vocabulary` where a role is none of PLOVER's, or a noun stands twice.
    """
    found: dict[str, RoleNoun] = {}
    for where, r in numbered_rows("role_nouns.tsv"):
        unknown = [role for role in listed(r["role"]) if role not in sectors()]
        if unknown or r["yields"] not in ("yes", "no", "armed"):
            raise DatelineError("bad-vocabulary", where, f"{r['noun']}: {unknown or r['yields']} is not known")
        entry = RoleNoun(
            r["noun"], listed(r["role"]), SourceKind(r["kind"]), r["anonymous"] == "yes", r["yields"], where
        )
        if entry.noun in found and found[entry.noun].noun == entry.noun:
            raise DatelineError("bad-vocabulary", where, f"{entry.noun!r} stands in {found[entry.noun].where} too")
        found[entry.noun] = entry
        for other in _plurals(entry.noun):
            found.setdefault(other, entry)
    return found


def _plurals(noun: str) -> Iterator[str]:
    """ "secretaries of state", "policemen", "children", "rebel groups"."""
    first, of, rest = noun.partition(" of ")
    yield plural(first) + of + rest
    if noun.endswith("man"):
        yield noun[:-3] + "men"
    if noun.endswith("child"):
        yield noun + "ren"


@cache
def _longest() -> Mapping[str, int]:
    found: dict[str, int] = {}
    for noun in _role_nouns():
        words = noun.split()
        found[words[0]] = max(found.get(words[0], 0), len(words))
    return found


def country_of(name: str) -> Country | None:
    """The country that a name, adjective or name of people belongs to; a user's names come first."""
    own = index().countries
    return (country_by_code(own[name]) if name in own else None) or _find(_countries_by_name(), name)


def _find(index_: Mapping[str, _Entry], name: str) -> _Entry | None:
    return index_.get(name) or (index_.get(name.lower()) if len(name) > 4 else None)


@cache
def _countries_by_code() -> Mapping[str, Country]:
    return {country.iso2: country for country in countries()}


def country_by_code(iso2: str) -> Country | None:
    """The country with an ISO 3166 alpha-2 code."""
    return _countries_by_code().get(iso2)


def role_noun(words: str) -> RoleNoun | None:
    """The entry of a lower-case noun, singular or plural."""
    return _role_nouns().get(words)


def longest_noun(word: str) -> int:
    """The most words of the nouns for people that begin with this lower-case word."""
    return _longest().get(word, 0)


@cache
def outlets() -> frozenset[str]:
    """Names of media, so that a newspaper's name is read as no place."""
    media = [o for o in organisations() if o.source_kind is SourceKind.MEDIA]
    return frozenset(name for o in media for name in (o.name, *o.other_names))


@cache
def organisation_names() -> frozenset[str]:
    """All names of organisations of two words or more, in which an inner place name is no place."""
    return frozenset(name for o in organisations() for name in (o.name, *o.other_names) if " " in name)
