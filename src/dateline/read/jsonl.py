"""JSON lines, gzip'd or not: {"id", "text", "published"?, "title"?, "url"?, "publisher"?}; other keys are ignored.

Invariant: a record's text is taken exactly as it stands; a line that does not hold is rejected alone.
"""

from __future__ import annotations

import datetime as dt
import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from dateline.read.options import Content, Unreadable


class Record(msgspec.Struct):
    """A line of JSONL input."""

    id: str
    text: str
    published: str | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None


def lines(path: Path, max_bytes: int) -> Iterator[tuple[int, bytes]]:
    """Number and bytes of each line that is not blank; a line beyond `max_bytes` comes cut, one byte longer than that.

    Raises:
        Unreadable: `unreadable` when a gzip file is damaged.
    """
    with path.open("rb") as raw:
        try:
            if path.suffix == ".gz":
                with gzip.open(raw) as unpacked:
                    yield from numbered(unpacked, max_bytes)  # type: ignore[arg-type] # GzipFile reads like a file
            else:
                yield from numbered(raw, max_bytes)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise Unreadable("unreadable", str(error)) from error


def numbered(stream: BinaryIO, max_bytes: int) -> Iterator[tuple[int, bytes]]:
    """As `lines`, from an open stream of bytes."""
    number = 0
    while line := stream.readline(max_bytes + 1):
        number += 1
        rest = line
        while len(rest) > max_bytes and not rest.endswith(b"\n"):
            rest = stream.readline(max_bytes + 1)
        if line.strip():
            yield number, line


def read_record(line: bytes) -> tuple[str, Content]:
    """A record's id and content.

    Raises:
        Unreadable: `bad-record` or `empty`.
    """
    try:
        record = msgspec.json.decode(line, type=Record)
        record.text.encode("utf-8")
    except (msgspec.DecodeError, UnicodeError) as error:
        raise Unreadable("bad-record", str(error)) from error
    if not record.text.strip():
        raise Unreadable("empty")
    return record.id, Content(
        text=record.text,
        encoding="utf-8",
        title=record.title,
        published=_day(record.published),
        publisher=record.publisher,
        url=record.url,
    )


def _day(value: str | None) -> dt.date | None:
    if not value:
        return None
    try:
        return dt.datetime.fromisoformat(value).date()
    except ValueError as error:
        raise Unreadable("bad-record", f"published: {value!r} is no ISO date") from error
