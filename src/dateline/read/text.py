"""Plain text and Markdown: taken as they stand, so that every offset is one of the file's own characters."""

from __future__ import annotations

from dateline.read.decode import decode
from dateline.read.options import Content


def read_text(raw: bytes) -> Content:
    """A text file's content; only a byte-order mark is taken off.

    Raises:
        Unreadable: see `decode`.
    """
    text, encoding = decode(raw)
    return Content(text=text, encoding=encoding)
