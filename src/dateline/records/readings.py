"""What the reader finds in a story: spans and classes, nothing resolved."""

from __future__ import annotations

import msgspec

from dateline.records.base import Quote, Span
from dateline.records.claims import Source
from dateline.records.documents import Story
from dateline.terms import CountKind, EventType, SourceKind, Status


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
