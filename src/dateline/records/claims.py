"""Claims with resolved values, and what these are."""

from __future__ import annotations

import datetime as dt

import msgspec

from dateline.records.base import Quote, Span
from dateline.terms import CountKind, DatePrecision, EventType, PartyKind, PlacePrecision, SourceKind, Status


class Party(msgspec.Struct, frozen=True, kw_only=True):
    """An actor or recipient. `country` is ISO 3166 alpha-2, `id` a CAMEO-style code, `roles` PLOVER's sectors.

    `kind` is what it is; `group` for people who are described and not named.
    """

    text: str
    span: Span
    name: str | None = None
    id: str | None = None
    country: str | None = None
    roles: tuple[str, ...] = ()
    kind: PartyKind | None = None


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A toponym and what it names. Degrees are WGS 84; `geonames` is the GeoNames id; `country` ISO 3166 alpha-2."""

    text: str
    span: Span
    name: str | None = None
    geonames: int | None = None
    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: PlacePrecision = PlacePrecision.UNKNOWN


class Time(msgspec.Struct, frozen=True, kw_only=True):
    """A time expression. `value` is TIMEX3; `start` and `end` are days, both included, None when unknown.

    `inherited`: a claim took it over from another sentence, which tells the same event or the acts just before.
    """

    text: str
    span: Span
    value: str | None = None
    start: dt.date | None = None
    end: dt.date | None = None
    precision: DatePrecision = DatePrecision.UNKNOWN
    approximate: bool = False
    inherited: bool = False


class Count(msgspec.Struct, frozen=True, kw_only=True):
    """A number of people. `low` or `high` is None where the text leaves that side open; `of` is who is counted.

    `part`: these people are among those of another count of the claim and kind ("22, among them four children").
    """

    kind: CountKind
    low: int | None
    high: int | None
    text: str
    span: Span
    of: str | None = None
    part: bool = False


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Who, other than the publisher, is given as saying so."""

    text: str
    span: Span
    name: str | None = None
    kind: SourceKind | None = None
    anonymous: bool = False


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """One passage's report of one event: the unit of the ledger.

    `sources` go innermost first. `date` always has words in the text.
    `confidence` is 0 to 1. `denies` is the id of the claim that this one answers.
    """

    id: str
    document: str
    story: int
    event: str
    type: EventType
    mode: str | None
    status: Status
    trigger: Quote
    evidence: Span
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
    made_by: str
