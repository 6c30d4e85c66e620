"""The public lines: what `dateline code` prints, and what exports of claims hold. Stable: `v` is the format's version.

Invariant: a line holds nothing that its records do not; `document` is the origin as it was given, and spans are those
of the document's text.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, Final

import msgspec

from dateline.records import (
    FORMAT,
    Claim,
    Coded,
    Count,
    Document,
    Party,
    Place,
    Quote,
    Source,
    Span,
    Statement,
    Time,
)
from dateline.terms import DatePrecision, EventType, PlacePrecision, Status, StoryKind


class Evidence(msgspec.Struct, frozen=True):
    """The sentence that reports the event."""

    span: Span


class ClaimLine(msgspec.Struct, frozen=True, kw_only=True):
    """A claim with what its document says about itself."""

    v: int = FORMAT
    id: str
    document: str
    story: int
    event: str
    type: EventType
    mode: str | None
    status: Status
    trigger: Quote
    evidence: Evidence
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    place: Place | None
    date: Time | None
    counts: tuple[Count, ...]
    sources: tuple[Source, ...]
    hedge: Quote | None
    status_span: Span | None
    denies: str | None
    confidence: float
    published: dt.date | None
    publisher: str | None
    title: str | None
    url: str | None
    made_by: str


class StoryLine(msgspec.Struct, frozen=True, kw_only=True):
    """One passage of a story, or of furniture (`story` None)."""

    v: int = FORMAT
    document: str
    story: int | None
    kind: StoryKind
    span: Span
    title: str | None
    published: dt.date | None


class StatementLine(msgspec.Struct, frozen=True, kw_only=True):
    """A statement: who says what."""

    v: int = FORMAT
    document: str
    story: int
    source: Source | None
    cue: Quote | None
    content: tuple[Quote, ...]


class PlaceLine(msgspec.Struct, frozen=True, kw_only=True):
    """A toponym."""

    v: int = FORMAT
    document: str
    text: str
    span: Span
    name: str | None
    geonames: int | None
    country: str | None
    admin1: str | None
    admin2: str | None
    lat: float | None
    lon: float | None
    precision: PlacePrecision


class TimeLine(msgspec.Struct, frozen=True, kw_only=True):
    """A time expression; `value` is TIMEX3."""

    v: int = FORMAT
    document: str
    text: str
    span: Span
    value: str | None
    start: dt.date | None
    end: dt.date | None
    precision: DatePrecision
    approximate: bool


LINES: Final[dict[str, type[msgspec.Struct]]] = {
    "claims": ClaimLine,
    "stories": StoryLine,
    "statements": StatementLine,
    "places": PlaceLine,
    "times": TimeLine,
}
"""What `dateline code --what` prints, by name."""


def claim_line(claim: Claim, document: Document) -> ClaimLine:
    """The public line of a claim."""
    fields = msgspec.structs.asdict(claim) | {"document": document.origin, "evidence": Evidence(claim.evidence)}
    return ClaimLine(
        **fields,
        published=document.published,
        publisher=document.publisher,
        title=document.title,
        url=document.url,
    )


def statement_line(statement: Statement, document: Document) -> StatementLine:
    """The public line of a statement."""
    return StatementLine(
        document=document.origin,
        story=statement.story,
        source=statement.source,
        cue=statement.cue,
        content=statement.content,
    )


def lines(coded: Coded, what: str) -> Iterator[msgspec.Struct]:
    """The public lines of a document.

    Args:
        coded: the document with all that was made of it.
        what: a key of `LINES`.
    """
    origin = coded.document.origin
    if what == "claims":
        yield from (claim_line(claim, coded.document) for claim in coded.claims)
    elif what == "stories":
        yield from _stories(coded)
    elif what == "statements":
        yield from (statement_line(statement, coded.document) for statement in coded.statements)
    elif what == "places":
        yield from (PlaceLine(document=origin, **_fields(place)) for _, place in coded.places)
    else:
        yield from (TimeLine(document=origin, **_fields(time, "inherited")) for _, time in coded.times)


def _fields(record: msgspec.Struct, *without: str) -> dict[str, Any]:
    return {name: value for name, value in msgspec.structs.asdict(record).items() if name not in without}


def _stories(coded: Coded) -> Iterator[StoryLine]:
    found = [(part.span, story) for story in coded.stories for part in story.parts]
    for span, story in sorted(found, key=lambda pair: pair[0]):
        yield StoryLine(
            document=coded.document.origin,
            story=story.number,
            kind=story.kind,
            span=span,
            title=story.title.text if story.title else None,
            published=story.published,
        )


def schemas() -> dict[str, dict[str, Any]]:
    """JSON Schema (2020-12) of each kind of line, made from the records."""
    return {
        what: {"$schema": "https://json-schema.org/draft/2020-12/schema"} | msgspec.json.schema(kind)
        for what, kind in LINES.items()
    }
