"""Limits and defaults of reading, and what each format's reader returns."""

from __future__ import annotations

import datetime as dt
from typing import Final

import msgspec

MADE_BY: Final = "read 1"
MAX_BYTES: Final = 25_000_000
"""Largest document that is read, in bytes, unless told otherwise."""


class ReadOptions(msgspec.Struct, frozen=True, kw_only=True):
    """How to read.

    `published` is the day for documents that give none themselves; `max_bytes` the largest document;
    `any_language` keeps documents that are not in English.
    """

    published: dt.date | None = None
    max_bytes: int = MAX_BYTES
    any_language: bool = False


class Content(msgspec.Struct, frozen=True, kw_only=True):
    """What a format's reader takes out of an input: text, and what the input says about itself."""

    text: str
    encoding: str
    title: str | None = None
    published: dt.date | None = None
    publisher: str | None = None
    url: str | None = None
    prepared: bool = False


class Unreadable(Exception):
    """Why an input cannot be read: a code of `errors.CODES` and what more is known."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code, detail)
        self.code, self.detail = code, detail
