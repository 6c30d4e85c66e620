"""All records that go from room to room.

Invariants: records are frozen; collections are tuples; a value that the text does not give is ``None`` or empty, never
guessed. Every span is a half-open range of code points of the document's text, and ``document.text[start:end]`` is the
quoted text, for every span in every record (`tests/test_spans.py` holds this).
"""

from __future__ import annotations

import datetime as dt
from typing import Final

import msgspec

from dateline.terms import (
    Action,
    CountKind,
    DatePrecision,
    EventType,
    PartyKind,
    PlacePrecision,
    SourceKind,
    Status,
    StoryKind,
    TollRule,
    Verdict,
)

FORMAT: Final = 1
"""Version of the public format: the `v` of every line that `dateline code` prints."""


class Span(msgspec.Struct, frozen=True, array_like=True, order=True):
    """Half-open range of code points of a document's text; printed as ``[start, end]``."""

    start: int
    end: int

    def covers(self, other: Span) -> bool:
        """Whether the other span lies inside this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


class Quote(msgspec.Struct, frozen=True, order=True):
    """Words of a document, with the place where they stand."""

    text: str
    span: Span


def quote(text: str, start: int, end: int) -> Quote:
    """The quote of ``text[start:end]``, where `text` is a document's whole text."""
    return Quote(text[start:end], Span(start, end))


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that was read; its text never changes.

    `origin` is the path, URL or record id as given, with `/` between folders; `published` is from metadata,
    `--published` or a record's key, and `published_from` says which; `sha256` is of the raw bytes.
    `prepared`: the reader of the format took furniture out (HTML), so `split` only looks for borders of stories.
    """

    id: str
    origin: str
    text: str
    sha256: str
    format: str
    encoding: str
    made_by: str
    title: str | None = None
    published: dt.date | None = None
    published_from: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    prepared: bool = False


class Rejection(msgspec.Struct, frozen=True, kw_only=True):
    """An input that ended without being done; `code` is a key of ``errors.CODES``."""

    code: str
    origin: str
    detail: str = ""
    made_by: str


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a document that is one report, or furniture.

    `parts` are the story's passages in order; furniture that interrupts a story lies between them. The parts of all
    stories of a document together cover its whole text, without overlap. Furniture has `number` None.
    """

    document: str
    number: int | None
    kind: StoryKind
    parts: tuple[Quote, ...]
    made_by: str
    title: Quote | None = None
    published: dt.date | None = None


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """A passage that the text ascribes to somebody. `source` is None where nobody is named."""

    id: str
    document: str
    story: int
    content: tuple[Quote, ...]
    made_by: str
    cue: Quote | None = None
    source: Source | None = None


class RawCount(msgspec.Struct, frozen=True):
    """A number that the reader ties to an act; `text` holds its words."""

    quote: Quote
    kind: CountKind


class RawParty(msgspec.Struct, frozen=True):
    """A party as the text words it; `antecedent` is what a pronoun stands for, where the reader found it."""

    quote: Quote
    antecedent: Quote | None = None


class RawSource(msgspec.Struct, frozen=True):
    """A source as the text words it, and its kind where the wording shows it."""

    quote: Quote
    kind: SourceKind | None = None
    anonymous: bool = False
    antecedent: Quote | None = None


class RawClaim(msgspec.Struct, frozen=True, kw_only=True):
    """A claim as the reader finds it: spans and classes, nothing resolved.

    `place`, `date` and `counts` are None where the reader leaves the choice to `resolve`. `event` groups the
    claims of one event in a document. `date_open` False: the reader looked for words of the date and found none in
    reach, so that a `date` of None leaves `resolve` nothing to choose in the claim's own sentence.
    """

    id: str
    document: str
    story: int
    type: EventType
    mode: str | None
    status: Status
    trigger: Quote
    evidence: Span
    actors: tuple[RawParty, ...]
    recipients: tuple[RawParty, ...]
    sources: tuple[RawSource, ...]
    event: str
    confidence: float
    made_by: str
    place: Quote | None = None
    date: Quote | None = None
    date_open: bool = True
    counts: tuple[RawCount, ...] | None = None
    status_span: Span | None = None
    hedge: Quote | None = None
    denies: str | None = None


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What the reader found in one story: its sentences in order, statements and raw claims."""

    story: Story
    sentences: tuple[Span, ...]
    statements: tuple[Statement, ...]
    claims: tuple[RawClaim, ...]


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


class Sketch(msgspec.Struct, frozen=True, kw_only=True):
    """What tells a story from others, for linking; numbers that stand for words, 32 bits each.

    `words` are pairs of a word and its weight (0 to 1), the heaviest first; `names` stand for two words each; `places`
    are GeoNames ids of towns, the most frequent first.
    """

    document: str
    story: int
    words: tuple[tuple[int, float], ...]
    names: tuple[int, ...]
    places: tuple[int, ...]


class Coded(msgspec.Struct, frozen=True, kw_only=True):
    """All that was made of one document: what `run` stores and `code` prints.

    `made_by` joins the versions of all components; places and times stand with the number of their story.
    """

    document: Document
    stories: tuple[Story, ...]
    statements: tuple[Statement, ...]
    claims: tuple[Claim, ...]
    made_by: str
    places: tuple[tuple[int, Place], ...] = ()
    times: tuple[tuple[int, Time], ...] = ()
    sketches: tuple[Sketch, ...] = ()


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
