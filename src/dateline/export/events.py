"""Incidents as formats of one row an event see them: one value a field, where the accounts leave one.

Invariant: a field on which the accounts dispute each other has no value here; nobody is declared right. Only what is
told as having happened or as going on is an event.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

import msgspec

from dateline.export.discretion import Discretion
from dateline.export.incident_lines import best_place
from dateline.records import Claim, Document, FieldVerdict, Incident, Party, Place, Quote, Toll
from dateline.terms import CountKind, DatePrecision, EventType, Status

TOLD_AS_FACT: Final = frozenset({Status.HAPPENED, Status.ONGOING})
_FINEST: Final = (
    DatePrecision.TIME, DatePrecision.DAY, DatePrecision.RANGE, DatePrecision.WEEK, DatePrecision.MONTH,
    DatePrecision.SEASON, DatePrecision.YEAR, DatePrecision.DECADE, DatePrecision.UNKNOWN,
)  # fmt: skip


class Days(msgspec.Struct, frozen=True):
    """First and last day, both included."""

    start: dt.date
    end: dt.date
    precision: DatePrecision


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """An incident as one event.

    `actor` and `recipient` are those told most often, `with_actor` and `with_recipient` who stands beside them;
    `killed_of` are the words for whom the best number of killed counts. `documents` and `passage` are as they are told.
    """

    id: str
    type: EventType
    mode: str | None
    place: Place | None
    days: Days | None
    actor: Party | None
    with_actor: tuple[Party, ...]
    recipient: Party | None
    with_recipient: tuple[Party, ...]
    killed: Toll | None
    killed_of: tuple[str, ...]
    sources: tuple[str, ...]
    documents: tuple[Document, ...]
    claims: int
    accounts: int
    disputed: tuple[FieldVerdict, ...]
    passage: Quote
    coarsened: float | None


def event_of(incident: Incident, documents: Mapping[str, Document], discretion: Discretion) -> Event | None:
    """The event that an incident is; None where no claim tells it as a fact.

    Args:
        incident: as the ledger has it.
        documents: at least those of its accounts, by id, as the ledger has them.
        discretion: what is told of them.
    """
    every = [claim for account in incident.accounts for claim in account.claims]
    facts = [claim for claim in every if claim.status in TOLD_AS_FACT]
    if not facts:
        return None
    told, shown = [discretion.claim(claim) for claim in facts], discretion.incident(incident)
    open_ = {verdict.field for verdict in incident.disputed}
    actor, with_actor = _most_told([claim.actors for claim in told]) if "actor" not in open_ else (None, ())
    recipient, beside = _most_told([claim.recipients for claim in told]) if "recipient" not in open_ else (None, ())
    killed = next((toll for toll in incident.tolls if toll.kind is CountKind.KILLED), None)
    return Event(
        id=incident.id,
        type=incident.type,
        mode=_mode(told),
        place=None if "place" in open_ else best_place(told),
        days=_days(told, "time" in open_),
        actor=actor,
        with_actor=with_actor,
        recipient=recipient,
        with_recipient=beside,
        killed=killed,
        killed_of=_counted(told, killed.best if killed else None),
        sources=tuple(dict.fromkeys(source.name or source.text for claim in told for source in claim.sources[:1])),
        documents=tuple(discretion.document(documents[d]) for account in incident.accounts for d in account.documents),
        claims=len(every),
        accounts=len(incident.accounts),
        disputed=shown.disputed,
        passage=discretion.passage(facts[0], documents[facts[0].document]),
        coarsened=discretion.options.coarsen,
    )


def _most_told(parties: Iterable[tuple[Party, ...]]) -> tuple[Party | None, tuple[Party, ...]]:
    """The party told most often, the first told of several, and the others that stand beside it."""
    groups = [group for group in parties if group]
    counted = Counter(_key(party) for group in groups for party in group)
    if not counted:
        return None, ()
    best = counted.most_common(1)[0][0]
    chosen = next(party for group in groups for party in group if _key(party) == best)
    beside = {_key(p): p for group in groups if best in map(_key, group) for p in group if _key(p) != best}
    return chosen, tuple(beside.values())


def _key(party: Party) -> str:
    return (party.name or party.text).lower()


def _mode(claims: Iterable[Claim]) -> str | None:
    """The mode told most often; None where two are told as often."""
    ranked = Counter(claim.mode for claim in claims if claim.mode).most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def _days(claims: Iterable[Claim], disputed: bool) -> Days | None:
    """The most exact days that claims tell, of several those told most often; all of them where they are disputed."""
    told = [
        Days(claim.date.start, claim.date.end, claim.date.precision)
        for claim in claims
        if claim.date and claim.date.start and claim.date.end
    ]
    if not told:
        return None
    if disputed:
        return Days(min(d.start for d in told), max(d.end for d in told), DatePrecision.RANGE)
    counted = Counter(told)
    return min(counted, key=lambda d: (_FINEST.index(d.precision), -counted[d], d.start, d.end))


def _counted(claims: Iterable[Claim], best: int | None) -> tuple[str, ...]:
    """The words for whom the claims count that tell the best number of killed; "" for a claim that does not say."""
    found = [
        count.of or ""
        for claim in claims
        for count in claim.counts
        if count.kind is CountKind.KILLED and not count.part and best is not None and best in (count.low, count.high)
    ]
    return tuple(dict.fromkeys(found))
