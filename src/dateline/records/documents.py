"""Documents, their stories, and inputs that were rejected."""

from __future__ import annotations

import datetime as dt

import msgspec

from dateline.records.base import Quote
from dateline.terms import StoryKind


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
