"""Claims as exports tell them: the public line with its passage, and flat for tables.

Invariant: each row carries the claim's id, its passage with the place of that in the document, and its sources.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import msgspec

from dateline.export.discretion import Discretion
from dateline.export.public import ClaimLine, claim_line
from dateline.records import Claim, Count, Document, Party, Quote
from dateline.terms import CountKind, DatePrecision, EventType, PlacePrecision, Status


class ExportedClaim(ClaimLine, frozen=True, kw_only=True):
    """A claim as `dateline code` prints it, with what a ledger and an export add.

    `passage` has the words that report it; `passage_whole` is False where they were cut. `coarsened` is the grid of
    the coordinates, degrees, or None.
    """

    document_id: str
    language: str | None
    incident: str | None
    passage: Quote
    passage_whole: bool
    coarsened: float | None


class ClaimRow(msgspec.Struct, frozen=True, kw_only=True):
    """A claim in one row; several values of one column are joined by "; ", links of a chain of sources by " < "."""

    id: str
    incident: str | None
    document: str
    document_id: str
    story: int
    event: str
    type: EventType
    mode: str | None
    status: Status
    trigger: str
    actors: str
    actor_ids: str
    recipients: str
    recipient_ids: str
    place: str | None
    geonames: int | None
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    place_precision: PlacePrecision | None
    coarsened: float | None
    date_text: str | None
    start: dt.date | None
    end: dt.date | None
    date_precision: DatePrecision | None
    killed_low: int | None
    killed_high: int | None
    injured_low: int | None
    injured_high: int | None
    counts: str
    sources: str
    source_kinds: str
    hedge: str | None
    confidence: float
    published: dt.date | None
    publisher: str | None
    title: str | None
    url: str | None
    evidence_start: int
    evidence_end: int
    passage: str
    passage_start: int
    passage_end: int
    passage_whole: bool
    made_by: str


def exported_claim(claim: Claim, document: Document, incident: str | None, discretion: Discretion) -> ExportedClaim:
    """A claim as it is told.

    Args:
        claim: as the ledger has it.
        document: its document.
        incident: the id of its incident.
        discretion: what is told of it.
    """
    passage = discretion.passage(claim, document)
    line = claim_line(discretion.claim(claim), discretion.document(document))
    return ExportedClaim(
        **msgspec.structs.asdict(line),
        document_id=document.id,
        language=document.language,
        incident=incident,
        passage=passage,
        passage_whole=passage.span == claim.evidence,
        coarsened=discretion.options.coarsen,
    )


def claim_row(line: ExportedClaim) -> ClaimRow:
    """The flat row of a claim."""
    place, date = line.place, line.date
    killed, injured = (first_toll(line.counts, kind) for kind in (CountKind.KILLED, CountKind.INJURED))
    return ClaimRow(
        id=line.id,
        incident=line.incident,
        document=line.document,
        document_id=line.document_id,
        story=line.story,
        event=line.event,
        type=line.type,
        mode=line.mode,
        status=line.status,
        trigger=line.trigger.text,
        actors=joined(map(named, line.actors)),
        actor_ids=joined(party.id for party in line.actors),
        recipients=joined(map(named, line.recipients)),
        recipient_ids=joined(party.id for party in line.recipients),
        place=(place.name or place.text) if place else None,
        geonames=place.geonames if place else None,
        country=place.country if place else None,
        admin1=place.admin1 if place else None,
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        place_precision=place.precision if place else None,
        coarsened=line.coarsened,
        date_text=date.text if date else None,
        start=date.start if date else None,
        end=date.end if date else None,
        date_precision=date.precision if date else None,
        killed_low=killed.low if killed else None,
        killed_high=killed.high if killed else None,
        injured_low=injured.low if injured else None,
        injured_high=injured.high if injured else None,
        counts=joined(f"{count.kind.value}: {count.text}" for count in line.counts),
        sources=" < ".join(source.name or source.text for source in line.sources),
        source_kinds=joined(source.kind.value if source.kind else None for source in line.sources),
        hedge=line.hedge.text if line.hedge else None,
        confidence=line.confidence,
        published=line.published,
        publisher=line.publisher,
        title=line.title,
        url=line.url,
        evidence_start=line.evidence.span.start,
        evidence_end=line.evidence.span.end,
        passage=line.passage.text,
        passage_start=line.passage.span.start,
        passage_end=line.passage.span.end,
        passage_whole=line.passage_whole,
        made_by=line.made_by,
    )


def named(party: Party) -> str:
    """A party's name, or its words."""
    return party.name or party.text


def joined(values: Iterable[str | None]) -> str:
    """The values that are known, in order."""
    return "; ".join(value for value in values if value)


def first_toll(counts: Iterable[Count], kind: CountKind) -> Count | None:
    """The first count of a kind that is no part of another one."""
    return next((count for count in counts if count.kind is kind and not count.part), None)
