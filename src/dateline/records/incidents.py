"""Links, copies, decisions of people; incidents with their accounts."""

from __future__ import annotations

import msgspec

from dateline.records.base import Span
from dateline.records.claims import Claim
from dateline.terms import Action, CountKind, EventType, TollRule, Verdict


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """A decision that a claim belongs to an incident; appended, never changed. `by` is a component or a user."""

    claim: str
    incident: str
    score: float
    reason: str
    by: str


class Anchor(msgspec.Struct, frozen=True, array_like=True, order=True):
    """What a decision calls a claim, whatever the version that found it."""

    document: str
    trigger: Span
    type: EventType


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """What a person decided about incidents; `groups` are claims: see `ledger.decisions`. `at` is UTC, ISO 8601."""

    number: int
    action: Action
    groups: tuple[tuple[Anchor, ...], ...]
    by: str
    at: str
    reason: str
    undoes: int | None = None


class Copy(msgspec.Struct, frozen=True, kw_only=True):
    """A decision that a document tells what another one told first; both then are one account. `share` is 0 to 1."""

    document: str
    original: str
    share: float
    by: str


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """One incident as one independent source tells it: documents that are copies of each other, with their claims."""

    documents: tuple[str, ...]
    claims: tuple[Claim, ...]


class Version(msgspec.Struct, frozen=True):
    """A value of a field in words, and the ids of the claims that tell it."""

    value: str
    claims: tuple[str, ...]


class FieldVerdict(msgspec.Struct, frozen=True, kw_only=True):
    """What the accounts tell of one field, how the versions stand to each other, and why the verdict is so.

    `field` is type, actor, recipient, place, time, status or a kind of count.
    """

    field: str
    verdict: Verdict
    versions: tuple[Version, ...]
    why: str


class Toll(msgspec.Struct, frozen=True, kw_only=True):
    """The summary of a kind of count: the least and the most that an account tells, and the best by a named rule."""

    kind: CountKind
    best: int | None
    low: int | None
    high: int | None
    rule: TollRule


class Incident(msgspec.Struct, frozen=True, kw_only=True):
    """What several claims report: a cluster with every claim kept, its accounts, and how they stand to each other.

    `fields` are in order: type, actor, recipient, place, time, each kind of count that occurs, status; a field of
    which no account tells anything is left out.
    """

    id: str
    type: EventType
    accounts: tuple[Account, ...]
    fields: tuple[FieldVerdict, ...]
    tolls: tuple[Toll, ...]

    @property
    def disputed(self) -> tuple[FieldVerdict, ...]:
        """The fields in which two accounts cannot both hold."""
        return tuple(each for each in self.fields if each.verdict is Verdict.DISPUTED)
