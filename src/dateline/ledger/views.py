"""What the ledger answers with: small records over its tables.

Invariant: a name that is asked for is found whatever its case and accents, and a place with all that lies in it.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from functools import lru_cache

import msgspec

from dateline.records import Claim, Document, Place
from dateline.terms import EventType, Status
from dateline.vocab.actors import country_by_code, country_of


class ClaimFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Which claims are wanted; what is empty or None does not choose.

    `party`, `actor`, `recipient` and `source` are parts of a name, whatever their case. `place` is a country (its name
    or ISO 3166 alpha-2 code), with all places in it, or a part of the name of a place, its province or its district.
    `since` and `until` are days, both included, and choose by the claim's own date.
    """

    types: tuple[EventType, ...] = ()
    statuses: tuple[Status, ...] = ()
    country: str | None = None
    place: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    party: str | None = None
    actor: str | None = None
    recipient: str | None = None
    source: str | None = None
    document: str | None = None
    min_confidence: float = 0.0
    limit: int | None = None


class Told(msgspec.Struct, frozen=True):
    """A claim with the document that tells it."""

    claim: Claim
    document: Document


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """What a ledger holds, by the current view."""

    documents: int
    stories: int
    statements: int
    claims: int
    incidents: int
    copies: int
    rejected: int
    runs: int


class RunRow(msgspec.Struct, frozen=True, kw_only=True):
    """A run as the ledger keeps it; times are UTC, ISO 8601."""

    id: str
    started: str
    finished: str | None
    options: str
    components: str
    inputs: int | None
    done: int | None
    rejected: int | None


def matches(claim: Claim, wanted: ClaimFilter) -> bool:
    """Whether a claim has the names that a filter asks for."""
    actors = [name for p in claim.actors for name in (p.name, p.text)]
    recipients = [name for p in claim.recipients for name in (p.name, p.text)]
    sources = [name for s in claim.sources for name in (s.name, s.text)]
    asked = (
        (wanted.party, actors + recipients),
        (wanted.actor, actors),
        (wanted.recipient, recipients),
        (wanted.source, sources),
    )
    if wanted.place is not None and not (claim.place and _lies_in(claim.place, wanted.place)):
        return False
    return all(part is None or any(_has(name, part) for name in names if name) for part, names in asked)


def _lies_in(place: Place, wanted: str) -> bool:
    """Whether a place is the one asked for, or lies in it; a country's name is no part of another one's."""
    names = [name for name in (place.name, place.text, place.admin1, place.admin2) if name]
    country = country_by_code(wanted) or country_of(wanted)
    if country is None:
        return any(_has(name, wanted) for name in names)
    return place.country == country.iso2 or any(_folded(name) == _folded(wanted) for name in names)


def _has(name: str, part: str) -> bool:
    return _folded(part) in _folded(name)


@lru_cache(maxsize=65536)
def _folded(name: str) -> str:
    """A name in lower case and without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
