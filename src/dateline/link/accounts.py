"""Accounts: an incident as each independent source tells it, every version kept.

Invariants: each claim of an incident stands in exactly one account; documents that are copies of one another make one
account; nothing is averaged. The result is a pure function of the claims, whatever their order. What an account is, and
why, is told in `docs/accounts.md`.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from dateline.link.telling import Days
from dateline.link.tolls import tolls
from dateline.link.verdicts import field_verdicts, speaks_against
from dateline.link.voices import OWN, only_source, voice
from dateline.records import Account, Claim, Incident, Span
from dateline.terms import EventType, TollRule


class Report(msgspec.Struct, frozen=True):
    """A claim with the publication date of its document."""

    claim: Claim
    published: dt.date | None


def incident(
    ident: str, reports: Iterable[Report], original_of: Mapping[str, str], rule: TollRule = TollRule.MOST_ACCOUNTS
) -> Incident:
    """The incident of these claims.

    Args:
        ident: the incident's id.
        reports: its claims, at least one, each with the day of publication of its document.
        original_of: for a document that is a copy, the document that it copies.
        rule: how the best number of each toll is chosen.
    """
    told = list(reports)
    days = {report.claim.document: report.published for report in told}
    ordered = sorted((report.claim for report in told), key=_order)
    accounts = accounts_of(ordered, original_of, days)
    return Incident(
        id=ident,
        type=type_of(ordered),
        accounts=accounts,
        fields=field_verdicts(accounts, days),
        tolls=tolls(accounts, days, rule),
    )


def type_of(claims: Iterable[Claim]) -> EventType:
    """The type of an incident: that of most of its claims, of several the one told first."""
    ordered = [claim.type for claim in sorted(claims, key=_order)]
    return max(ordered, key=lambda kind: (ordered.count(kind), -ordered.index(kind)))


def accounts_of(claims: Sequence[Claim], original_of: Mapping[str, str], days: Days) -> tuple[Account, ...]:
    """The independent accounts that claims of one incident make, in the order of their first document.

    Copies are one account; so are documents that all give the same one named source for every claim. A document is
    divided by its sources where these contradict each other.
    """
    tellings: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        tellings[original_of.get(claim.document, claim.document)].append(claim)
    joined: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    first: dict[tuple[str, str], str] = {}
    for original in sorted(tellings):
        for part in _parts(tellings[original], days):
            source = only_source(part)
            key = ("source", source) if source else (original, voice(part[0]))
            joined[key] += part
            first.setdefault(key, original)
    return tuple(
        Account(documents=_documents(first[key], members), claims=tuple(sorted(members, key=_order)))
        for key, members in joined.items()
    )


def _parts(claims: Sequence[Claim], days: Days) -> list[list[Claim]]:
    """One part, or where sources of one document contradict each other, as few as keep these apart.

    Each voice joins the first part against which it says nothing, the document's own voice first.
    """
    by_voice: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_voice[voice(claim)].append(claim)
    parts: list[list[Claim]] = []
    for _, told in sorted(by_voice.items(), key=lambda item: item[0] != OWN):
        home = next((part for part in parts if not speaks_against(part, told, days)), None)
        if home is None:
            parts.append(told)
        else:
            home += told
    return parts


def _order(claim: Claim) -> tuple[str, Span, str]:
    return claim.document, claim.trigger.span, claim.id


def _documents(original: str, claims: Sequence[Claim]) -> tuple[str, ...]:
    """The account's documents, the original first."""
    documents = sorted({claim.document for claim in claims})
    return tuple(sorted(documents, key=lambda document: (document != original, document)))
