"""What the ledger answers with: small records over its tables."""

from __future__ import annotations

import datetime as dt

import msgspec

from dateline.records import Claim, Document
from dateline.terms import EventType, Status


class ClaimFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Which claims are wanted; what is empty or None does not choose.

    `place`, `party`, `actor`, `recipient` and `source` are parts of a name, whatever their case; `since` and `until`
    are days, both included, and choose by the claim's own date.
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
    places = [claim.place.name, claim.place.text, claim.place.admin1] if claim.place else []
    asked = (
        (wanted.party, actors + recipients),
        (wanted.actor, actors),
        (wanted.recipient, recipients),
        (wanted.source, sources),
        (wanted.place, places),
    )
    return all(part is None or any(part.lower() in name.lower() for name in names if name) for part, names in asked)
