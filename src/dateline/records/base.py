"""What all records are made of: spans and quotes."""

from __future__ import annotations

from typing import Final

import msgspec

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
