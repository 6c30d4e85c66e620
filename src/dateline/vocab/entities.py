"""Entities that hold across documents: states' bodies, forces, armed groups, parties, organisations, people in office.

Invariant: what is loaded holds together: kinds, countries and roles are known ones, a term does not end before it
begins, and a name that needs no context leads to one entity; else loading fails with file and line.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

import msgspec

from dateline.errors import DatelineError
from dateline.terms import PartyKind, SourceKind
from dateline.vocab.files import Row, numbered_rows
from dateline.vocab.ontology import sectors

ENTITY_FILES: Final = (
    "state_bodies.tsv",
    "armed_groups.tsv",
    "political_parties.tsv",
    "international.tsv",
    "media.tsv",
)
WEAK: Final = "~"
"""Stands before a name that counts only in stories that name the entity's country."""
SOURCE_KINDS: Final = {
    PartyKind.ARMED_GROUP: SourceKind.ARMED_GROUP,
    PartyKind.INTERNATIONAL: SourceKind.INTERNATIONAL,
    PartyKind.NGO: SourceKind.NGO,
    PartyKind.MEDIUM: SourceKind.MEDIA,
}
"""What an entity is as a source; others are official, or military by their roles."""


class Term(msgspec.Struct, frozen=True):
    """An office with the roles that it gives; days are included, None where open."""

    office: str
    roles: tuple[str, ...]
    start: dt.date | None
    end: dt.date | None

    def holds_on(self, day: dt.date) -> bool:
        """Whether the day lies in the term."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


class Entity(msgspec.Struct, frozen=True, kw_only=True):
    """A party known by name; `country` is ISO 3166 alpha-2, `code` CAMEO-style; `where` is its file and line."""

    name: str
    other_names: tuple[str, ...]
    weak_names: tuple[str, ...]
    kind: PartyKind
    country: str | None
    roles: tuple[str, ...]
    code: str | None
    start: dt.date | None
    end: dt.date | None
    where: str
    terms: tuple[Term, ...] = ()

    @property
    def source_kind(self) -> SourceKind:
        """What it is as a source."""
        if self.roles and self.roles[0] == "MIL" and self.kind is not PartyKind.INTERNATIONAL:
            return SourceKind.MILITARY
        if self.roles and self.roles[0] in ("REB", "PRM", "CRM", "ISM"):
            return SourceKind.ARMED_GROUP
        return SOURCE_KINDS.get(self.kind, SourceKind.OFFICIAL)

    def term_on(self, day: dt.date | None) -> Term | None:
        """The office held on a day; without a day the longest one, an office of government first."""
        if not self.terms:
            return None
        if day is None:
            return max(self.terms, key=_weight)
        return next((term for term in reversed(self.terms) if term.holds_on(day)), None)

    def existed_on(self, day: dt.date | None) -> bool:
        """Whether it can be meant on a day: from its beginning on; what has ended can still be told of."""
        begin = self.start or min((t.start for t in self.terms if t.start), default=None)
        return day is None or begin is None or begin <= day


def _weight(term: Term) -> tuple[bool, int]:
    """Offices of government first, then the longest."""
    end = term.end or dt.date(2026, 12, 31)
    return ("GOV" in term.roles, (end - (term.start or end)).days)


def listed(cell: str) -> tuple[str, ...]:
    """The parts of a cell, parted by `;`."""
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def day_of(cell: str, where: str, last: bool = False) -> dt.date | None:
    """The first (or last) day of "YYYY", "YYYY-MM" or "YYYY-MM-DD"; None for an empty cell.

    Raises:
        DatelineError: `bad-vocabulary`.
    """
    if not cell:
        return None
    try:
        parts = [int(part) for part in cell.split("-")]
        year, month = parts[0], parts[1] if len(parts) > 1 else 12 if last else 1
        day = parts[2] if len(parts) > 2 else calendar.monthrange(year, month)[1] if last else 1
        return dt.date(year, month, day)
    except (ValueError, IndexError, calendar.IllegalMonthError) as error:
        raise DatelineError("bad-vocabulary", where, f"{cell!r} is no year or month") from error


def entity_of(row: Row, countries: frozenset[str], kind: str | None = None) -> Entity:
    """The entity that a row gives.

    Args:
        row: with columns name, other_names, kind, country, roles, code, start, end.
        countries: known ISO 3166 alpha-2 codes.
        kind: its kind, when the column `kind` says something else.

    Raises:
        DatelineError: `bad-vocabulary` with file and line.
    """
    cells, where = row.cells, row.where
    if not cells.get("name"):
        raise DatelineError("bad-vocabulary", where, "a name is needed")
    try:
        known = PartyKind(kind or cells["kind"])
    except ValueError as error:
        raise DatelineError("bad-vocabulary", where, f"{kind or cells['kind']!r} is no kind of party") from error
    names = listed(cells.get("other_names", ""))
    start, end = day_of(cells.get("start", ""), where), day_of(cells.get("end", ""), where, last=True)
    _check_order(start, end, where)
    return Entity(
        name=cells["name"],
        other_names=tuple(name for name in names if not name.startswith(WEAK)),
        weak_names=tuple(name.removeprefix(WEAK) for name in names if name.startswith(WEAK)),
        kind=known,
        country=_known_country(cells.get("country", ""), countries, where),
        roles=_known_roles(listed(cells.get("roles", "")), where),
        code=cells.get("code") or None,
        start=start,
        end=end,
        where=where,
    )


def leader_of(row: Row, countries: frozenset[str]) -> Entity:
    """The person that a row of leaders.tsv gives.

    Raises:
        DatelineError: `bad-vocabulary` with file and line.
    """
    terms = tuple(_term(cell, row.where) for cell in listed(row.cells["terms"]))
    if not terms:
        raise DatelineError("bad-vocabulary", row.where, "a term is needed")
    plain = Row(row.where, {"name": row.cells["name"], "other_names": row.cells["other_names"]})
    entity = entity_of(plain, countries, PartyKind.PERSON.value)
    country = _known_country(row.cells["country"], countries, row.where)
    roles = tuple(dict.fromkeys(role for term in terms for role in term.roles))
    return msgspec.structs.replace(entity, country=country, terms=terms, roles=roles)


def _term(cell: str, where: str) -> Term:
    try:
        office, roles, span = cell.rsplit(":", 2)
        start, end = span.split("/")
    except ValueError as error:
        raise DatelineError("bad-vocabulary", where, f"{cell!r} is not office:roles:from/to") from error
    known = _known_roles(tuple(roles.split(",")), where)
    term = Term(office.strip(), known, day_of(start, where), day_of(end, where, last=True))
    _check_order(term.start, term.end, where)
    return term


def _check_order(start: dt.date | None, end: dt.date | None, where: str) -> None:
    if start and end and end < start:
        raise DatelineError("bad-vocabulary", where, f"it ends ({end}) before it begins ({start})")


def _known_country(code: str, countries: frozenset[str], where: str) -> str | None:
    if code and code not in countries:
        raise DatelineError("bad-vocabulary", where, f"{code!r} is no country of countries.tsv")
    return code or None


def _known_roles(roles: tuple[str, ...], where: str) -> tuple[str, ...]:
    unknown = [role for role in roles if role not in sectors()]
    if unknown:
        raise DatelineError("bad-vocabulary", where, f"unknown roles: {', '.join(unknown)}")
    return roles


@cache
def known_countries() -> frozenset[str]:
    """The ISO 3166 alpha-2 codes of countries.tsv."""
    return frozenset(row.cells["iso2"] for row in numbered_rows("countries.tsv"))


@cache
def own_entities() -> tuple[Entity, ...]:
    """All entities of dateline's own vocabulary files.

    Raises:
        DatelineError: `bad-vocabulary` with file and line.
    """
    countries = known_countries()
    found = [entity_of(row, countries) for name in ENTITY_FILES for row in numbered_rows(name)]
    found += [leader_of(row, countries) for row in numbered_rows("leaders.tsv")]
    check_names(found)
    return tuple(found)


def check_names(entities: Iterable[Entity]) -> None:
    """Hold that a name without `~` leads to one entity.

    Raises:
        DatelineError: `bad-vocabulary` with both lines.
    """
    first: dict[str, str] = {}
    for name, where in _strong(entities):
        if name in first:
            raise DatelineError("bad-vocabulary", where, f"the name {name!r} stands in {first[name]} too")
        first[name] = where


def _strong(entities: Iterable[Entity]) -> Iterator[tuple[str, str]]:
    for entity in entities:
        for name in (entity.name, *entity.other_names):
            yield name, entity.where
