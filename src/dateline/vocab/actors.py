"""States, organisations and the nouns for people and offices: what a party's or source's words name.

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
from dateline.vocab.files import rows
from dateline.vocab.inflection import plural
from dateline.vocab.ontology import sectors

_Entry = TypeVar("_Entry")


class Country(msgspec.Struct, frozen=True):
    """A state or territory; `iso2` and `iso3` are ISO 3166-1 codes."""

    iso2: str
    iso3: str
    name: str
    other_names: tuple[str, ...]
    adjectives: tuple[str, ...]
    capital: str


class Organisation(msgspec.Struct, frozen=True):
    """A body that holds across documents; `country` is ISO 3166 alpha-2 or None, `code` CAMEO-style or None."""

    name: str
    other_names: tuple[str, ...]
    kind: SourceKind
    country: str | None
    roles: tuple[str, ...]
    code: str | None


class RoleNoun(msgspec.Struct, frozen=True):
    """A noun for people, an office or a group, with PLOVER's role (or None) and what it is as a source."""

    noun: str
    role: str | None
    kind: SourceKind
    anonymous: bool


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


@cache
def countries() -> tuple[Country, ...]:
    """All states and territories."""
    return tuple(
        Country(r["iso2"], r["iso3"], r["name"], _listed(r["other_names"]), _listed(r["adjectives"]), r["capital"])
        for r in rows("countries.tsv")
    )


@cache
def organisations() -> tuple[Organisation, ...]:
    """All organisations.

    Raises:
        DatelineError: `bad-vocabulary` where a role is none of PLOVER's.
    """
    found = []
    for r in rows("organisations.tsv"):
        roles = _listed(r["roles"])
        unknown = [role for role in roles if role not in sectors()]
        if unknown:
            raise DatelineError("bad-vocabulary", "organisations.tsv", f"{r['name']}: {unknown}")
        kind = SourceKind(r["kind"])
        found.append(
            Organisation(r["name"], _listed(r["other_names"]), kind, r["country"] or None, roles, r["code"] or None)
        )
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
def _organisations_by_name() -> Mapping[str, Organisation]:
    found: dict[str, Organisation] = {}
    for organisation_ in organisations():
        for key in _keys(iter((organisation_.name, *organisation_.other_names))):
            found.setdefault(key, organisation_)
    return found


@cache
def _role_nouns() -> Mapping[str, RoleNoun]:
    found: dict[str, RoleNoun] = {}
    for r in rows("role_nouns.tsv"):
        entry = RoleNoun(r["noun"], r["role"] or None, SourceKind(r["kind"]), r["anonymous"] == "yes")
        found.setdefault(entry.noun, entry)
        found.setdefault(plural(entry.noun), entry)
        if entry.noun.endswith("man"):
            found.setdefault(entry.noun[:-3] + "men", entry)
    found.setdefault("children", found["child"])
    return found


def country_of(name: str) -> Country | None:
    """The country that a name, adjective or name of people belongs to."""
    return _find(_countries_by_name(), name)


def _find(index: Mapping[str, _Entry], name: str) -> _Entry | None:
    return index.get(name) or (index.get(name.lower()) if len(name) > 4 else None)


def country_by_code(iso2: str) -> Country | None:
    """The country with an ISO 3166 alpha-2 code."""
    return next((country for country in countries() if country.iso2 == iso2), None)


def organisation(name: str) -> Organisation | None:
    """The organisation with that name or acronym."""
    return _find(_organisations_by_name(), name)


def role_noun(word: str) -> RoleNoun | None:
    """The entry of a lower-case noun, singular or plural."""
    return _role_nouns().get(word)


@cache
def outlets() -> frozenset[str]:
    """Names of media, so that a newspaper's name is read as no place."""
    return frozenset(name for o in organisations() if o.kind is SourceKind.MEDIA for name in (o.name, *o.other_names))


@cache
def organisation_names() -> frozenset[str]:
    """All names of organisations of two words or more, in which an inner place name is no place."""
    return frozenset(name for o in organisations() for name in (o.name, *o.other_names) if " " in name)
