"""From what a user names to documents: files, folders, standard input; one document or one rejection each.

Invariant: nothing that is named is lost: each file, and each line of a JSONL file, gives exactly one result.
"""

from __future__ import annotations

import hashlib
import io
import os
import posixpath
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

from dateline.ids import document_id
from dateline.read.html import read_html
from dateline.read.jsonl import lines, numbered, read_record
from dateline.read.language import language_of
from dateline.read.options import MADE_BY, Content, ReadOptions, Unreadable
from dateline.read.text import read_text
from dateline.records import Document, Rejection

FORMATS: Final[dict[str, str]] = {
    ".txt": "text", ".md": "markdown", ".html": "html", ".htm": "html", ".xhtml": "html",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".jsonl.gz": "jsonl",
}  # fmt: skip
"""Endings and the formats that they name."""
_READERS: Final[dict[str, Callable[[bytes], Content]]] = {"text": read_text, "markdown": read_text, "html": read_html}
_Result = Document | Rejection


def read_inputs(inputs: Iterable[str], options: ReadOptions) -> Iterator[Document | Rejection]:
    """Read files, folders (with all below them, in order of name; hidden files are passed over) and `-`.

    Args:
        inputs: paths as a user gives them.
        options: limits and defaults.
    """
    for name in inputs:
        if name == "-":
            yield from _standard_input(options)
            continue
        path = Path(name)
        if not name or not path.exists():
            yield _rejection("missing", name, "dateline fetches no pages; save it first" if "://" in name else "")
        elif path.is_dir():
            yield from _folder(path, options)
        else:
            yield from _file(path, options)


def _folder(folder: Path, options: ReadOptions) -> Iterator[_Result]:
    found = False
    for file in _files(folder):
        found = True
        yield from _file(file, options)
    if not found:
        yield _rejection("empty", _origin(folder), "a folder without files")


def _files(folder: Path) -> Iterator[Path]:
    for directory, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(directory) / name for name in sorted(names) if not name.startswith("."))


def _origin(path: Path) -> str:
    return posixpath.normpath(path.as_posix())


def _format(path: Path) -> str | None:
    name = path.name.lower()
    return FORMATS.get(".jsonl.gz" if name.endswith(".jsonl.gz") else path.suffix.lower())


def _file(path: Path, options: ReadOptions) -> Iterator[_Result]:
    origin, format_ = _origin(path), _format(path)
    try:
        if not path.is_file():  # a pipe or a device would be waited for without end
            raise Unreadable("unreadable", "a pipe or device") if path.exists() else Unreadable("missing", "a link")
        if format_ is None:
            raise Unreadable("unknown-format", path.suffix)
        if format_ == "jsonl":
            yield from _jsonl(origin, lines(path, options.max_bytes), options)
            return
        if path.stat().st_size > options.max_bytes:
            raise Unreadable("too-large", f"{path.stat().st_size} bytes, the limit is {options.max_bytes}")
        raw = path.read_bytes()
    except Unreadable as error:
        yield _rejection(error.code, origin, error.detail)
        return
    except OSError as error:
        yield _rejection("unreadable", origin, error.strerror or "")
        return
    yield _one(origin, raw, format_, options)


def _standard_input(options: ReadOptions) -> Iterator[_Result]:
    stream = io.BufferedReader(sys.stdin.buffer)  # type: ignore[type-var] # a buffer over one, for its `peek`
    try:
        if stream.peek(1).lstrip().startswith(b"{"):
            yield from _jsonl("-", numbered(stream, options.max_bytes), options)
            return
        raw = stream.read(options.max_bytes + 1)
    finally:
        stream.detach()  # or standard input would be closed with it
    if len(raw) > options.max_bytes:
        yield _rejection("too-large", "-", f"more than {options.max_bytes} bytes")
        return
    markup = raw[:2000].lstrip()[:200].lower().startswith((b"<!doctype html", b"<html", b"<?xml"))
    yield _one("-", raw, "html" if markup else "text", options)


def _one(origin: str, raw: bytes, format_: str, options: ReadOptions) -> _Result:
    try:
        return _document(origin, raw, format_, _READERS[format_](raw), options)
    except Unreadable as error:
        return _rejection(error.code, origin, error.detail)


def _jsonl(origin: str, found: Iterator[tuple[int, bytes]], options: ReadOptions) -> Iterator[_Result]:
    number = 0
    try:
        for number, line in found:
            yield _record(f"{origin}:{number}", line, options)
    except Unreadable as error:
        yield _rejection(error.code, f"{origin}:{number + 1}", error.detail)
        return
    if number == 0:
        yield _rejection("empty", origin)


def _record(where: str, line: bytes, options: ReadOptions) -> _Result:
    try:
        if len(line) > options.max_bytes:
            raise Unreadable("too-large", f"more than {options.max_bytes} bytes")
        ident, content = read_record(line)
        return _document(ident, line.strip(), "jsonl", content, options)
    except Unreadable as error:
        return _rejection(error.code, where, error.detail)


def _document(origin: str, raw: bytes, format_: str, content: Content, options: ReadOptions) -> Document:
    language = language_of(content.text)
    if language not in (None, "en") and not options.any_language:
        raise Unreadable("language", language or "")
    published, stated = content.published, "record" if format_ == "jsonl" else "metadata"
    if published is None and options.published is not None:
        published, stated = options.published, "option"
    return Document(
        id=document_id(origin, raw),
        origin=origin,
        text=content.text,
        sha256=hashlib.sha256(raw).hexdigest(),
        format=format_,
        encoding=content.encoding,
        made_by=MADE_BY,
        title=content.title,
        published=published,
        published_from=stated if published else None,
        publisher=content.publisher,
        url=content.url,
        language=language,
        prepared=content.prepared,
    )


def _rejection(code: str, origin: str, detail: str = "") -> Rejection:
    return Rejection(code=code, origin=origin, detail=detail, made_by=MADE_BY)
