"""Accounts as exports tell them: one an independent source of an incident, with every value that it gives.

Invariant: each value carries the claims that give it, with the passage and the chain of sources of the first one. What
an account says twice in the same words is one value, told by two claims.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

import msgspec

from dateline.export.claim_rows import joined, named
from dateline.export.discretion import Discretion
from dateline.export.incident_lines import best_place
from dateline.records import FORMAT, Account, Claim, Count, Document, Incident, Place, Quote, Time
from dateline.terms import CountKind, DatePrecision, EventType, PlacePrecision

_Value = TypeVar("_Value")


class AccountValue(msgspec.Struct, frozen=True, kw_only=True):
    """A value that an account gives of a field; `sources` are those of the first claim, innermost first."""

    field: str
    value: str
    claims: tuple[str, ...]
    document: str
    passage: Quote
    sources: tuple[str, ...]


class ExportedAccount(msgspec.Struct, frozen=True, kw_only=True):
    """An incident as one independent source tells it.

    `account` counts from 1; `documents` are origins, the original before its copies; `disputed` are the fields of the
    incident on which accounts cannot both hold.
    """

    v: int = FORMAT
    incident: str
    account: int
    accounts: int
    type: EventType
    documents: tuple[str, ...]
    document_ids: tuple[str, ...]
    publisher: str | None
    published: dt.date | None
    url: str | None
    place: Place | None
    dates: tuple[Time, ...]
    counts: tuple[Count, ...]
    values: tuple[AccountValue, ...]
    disputed: tuple[str, ...]
    coarsened: float | None


class AccountRow(msgspec.Struct, frozen=True, kw_only=True):
    """An account in one row; several values of one column are joined by "; ", links of a chain by " < ".

    `evidence` says which claims give each field; the passage is that of `passage_claim`, which gives most fields.
    """

    incident: str
    account: int
    accounts: int
    publisher: str | None
    published: dt.date | None
    documents: str
    document_ids: str
    url: str | None
    type: EventType
    mode: str
    status: str
    actor: str
    recipient: str
    place: str | None
    geonames: int | None
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    place_precision: PlacePrecision | None
    coarsened: float | None
    time: str
    start: dt.date | None
    end: dt.date | None
    date_precision: DatePrecision | None
    killed_low: int | None
    killed_high: int | None
    injured_low: int | None
    injured_high: int | None
    arrested_low: int | None
    arrested_high: int | None
    abducted_low: int | None
    abducted_high: int | None
    displaced_low: int | None
    displaced_high: int | None
    missing_low: int | None
    missing_high: int | None
    participants_low: int | None
    participants_high: int | None
    troops_low: int | None
    troops_high: int | None
    sources: str
    disputed: str
    claims: str
    evidence: str
    passage: str
    passage_claim: str
    passage_document: str
    passage_start: int
    passage_end: int


def exported_accounts(
    incident: Incident, documents: Mapping[str, Document], discretion: Discretion
) -> Iterator[ExportedAccount]:
    """The accounts of an incident as they are told.

    Args:
        incident: as the ledger has it.
        documents: at least those of its accounts, by id, as the ledger has them.
        discretion: what is told of them.
    """
    for number, account in enumerate(incident.accounts, start=1):
        told = [discretion.document(documents[ident]) for ident in account.documents]
        claims = [
            (discretion.claim(claim), discretion.passage(claim, documents[claim.document])) for claim in _first(account)
        ]
        yield ExportedAccount(
            incident=incident.id,
            account=number,
            accounts=len(incident.accounts),
            type=incident.type,
            documents=tuple(document.origin for document in told),
            document_ids=account.documents,
            publisher=told[0].publisher,
            published=told[0].published,
            url=told[0].url,
            place=best_place(claim for claim, _ in claims),
            dates=_once(claim.date for claim, _ in claims),
            counts=_once(count for claim, _ in claims for count in claim.counts if not count.part),
            values=_values(claims, {document.id: document.origin for document in told}),
            disputed=tuple(verdict.field for verdict in incident.disputed),
            coarsened=discretion.options.coarsen,
        )


def _first(account: Account) -> list[Claim]:
    """The account's claims, those of the original before those of its copies."""
    order = {document: n for n, document in enumerate(account.documents)}
    return sorted(account.claims, key=lambda claim: (order[claim.document], claim.trigger.span, claim.id))


def _once(values: Iterable[_Value | None]) -> tuple[_Value, ...]:
    return tuple(dict.fromkeys(value for value in values if value is not None))


def _values(claims: Iterable[tuple[Claim, Quote]], origins: Mapping[str, str]) -> tuple[AccountValue, ...]:
    found: dict[tuple[str, str], AccountValue] = {}
    for claim, passage in claims:
        for field, value in _fields(claim):
            known = found.get((field, value))
            found[field, value] = (
                msgspec.structs.replace(known, claims=(*known.claims, claim.id))
                if known
                else AccountValue(
                    field=field,
                    value=value,
                    claims=(claim.id,),
                    document=origins[claim.document],
                    passage=passage,
                    sources=tuple(source.name or source.text for source in claim.sources),
                )
            )
    return tuple(found.values())


def _fields(claim: Claim) -> Iterator[tuple[str, str]]:
    """Each field that a claim gives, with its value in words."""
    yield "type", claim.type.value
    if claim.mode:
        yield "mode", claim.mode
    yield "status", claim.status.value
    yield from (("actor", named(party)) for party in claim.actors)
    yield from (("recipient", named(party)) for party in claim.recipients)
    if claim.place:
        yield "place", claim.place.name or claim.place.text
    if claim.date:
        yield "time", _days(claim.date)
    yield from ((count.kind.value, count.text) for count in claim.counts if not count.part)


def _days(time: Time) -> str:
    if time.start is None or time.end is None:
        return time.text
    return str(time.start) if time.start == time.end else f"{time.start} to {time.end}"


def account_row(account: ExportedAccount) -> AccountRow:
    """The flat row of an account."""
    lead = _lead(account.values)
    place = account.place
    starts = [time.start for time in account.dates if time.start]
    ends = [time.end for time in account.dates if time.end]
    fields = dict.fromkeys(value.field for value in account.values)
    claims = {field: [c for v in account.values if v.field == field for c in v.claims] for field in fields}
    tolls = {f"{kind.value}_{side}": bound for kind in CountKind for side, bound in _bounds(account.counts, kind)}
    return AccountRow(
        incident=account.incident,
        account=account.account,
        accounts=account.accounts,
        publisher=account.publisher,
        published=account.published,
        documents=joined(account.documents),
        document_ids=joined(account.document_ids),
        url=account.url,
        type=account.type,
        mode=_of("mode", account),
        status=_of("status", account),
        actor=_of("actor", account),
        recipient=_of("recipient", account),
        place=(place.name or place.text) if place else None,
        geonames=place.geonames if place else None,
        country=place.country if place else None,
        admin1=place.admin1 if place else None,
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        place_precision=place.precision if place else None,
        coarsened=account.coarsened,
        time=_of("time", account),
        start=min(starts, default=None),
        end=max(ends, default=None),
        date_precision=account.dates[0].precision if len(account.dates) == 1 else None,
        **tolls,
        sources=joined(dict.fromkeys(" < ".join(value.sources) for value in account.values)),
        disputed=joined(account.disputed),
        claims=joined(dict.fromkeys(claim for value in account.values for claim in value.claims)),
        evidence=joined(f"{field}: {', '.join(dict.fromkeys(claims[field]))}" for field in fields),
        passage=lead.passage.text,
        passage_claim=lead.claims[0],
        passage_document=lead.document,
        passage_start=lead.passage.span.start,
        passage_end=lead.passage.span.end,
    )


def _of(field: str, account: ExportedAccount) -> str:
    return joined(value.value for value in account.values if value.field == field)


def _lead(values: tuple[AccountValue, ...]) -> AccountValue:
    """A value of the claim that gives most fields; of several, of the first. Every claim has a type and a status."""
    given = [claim for value in values for claim in value.claims]
    return max((value for value in values), key=lambda value: given.count(value.claims[0]))


def _bounds(counts: Iterable[Count], kind: CountKind) -> Iterator[tuple[str, int | None]]:
    """The least and the most of an account's counts of a kind; None where a count leaves that side open."""
    of_kind = [count for count in counts if count.kind is kind]
    lows, highs = [count.low for count in of_kind], [count.high for count in of_kind]
    yield "low", None if None in lows else min((n for n in lows if n is not None), default=None)
    yield "high", None if None in highs else max((n for n in highs if n is not None), default=None)
