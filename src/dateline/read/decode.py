"""From bytes to text: byte-order mark, UTF-8, what the page declares, then detection (`faust-cchardet`).

Invariant: text that comes out can be encoded as UTF-8, and holds every character that the bytes do, but for a mark of
byte order.
"""

from __future__ import annotations

import codecs
import re
from typing import Final

import cchardet

from dateline.read.options import Unreadable

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC: Final = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF", b"PK\x03\x04", b"\x1f\x8b", b"\x7fELF", b"MZ\x90", b"BZh",
    b"\xfd7zXZ", b"(\xb5/\xfd", b"SQLite format 3", b"RIFF", b"OggS", b"ID3", b"\xd0\xcf\x11\xe0", b"7z\xbc\xaf",
b"Rar!", )  # fmt: skip
_DECLARED: Final = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE
)
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_SAMPLE: Final = 65_536
_LEAST_LETTERS: Final = 0.4
"""Least share of letters, digits and white space in prose; code, tables of symbols and noise fall below."""


def decode(raw: bytes) -> tuple[str, str]:
    """Text and the name of its encoding.

    Raises:
        Unreadable: `empty`, `binary`, `undecodable` or `not-text`.
    """
    if not raw.strip():
        raise Unreadable("empty")
    if raw.startswith(_MAGIC):
        raise Unreadable("binary", "its first bytes are those of another kind of file")
    for text, encoding in _attempts(raw):
        if text is not None:
            return _checked(text), encoding
    raise Unreadable("undecodable")


def _attempts(raw: bytes) -> list[tuple[str | None, str]]:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return [(_try(raw[len(mark) :], encoding), encoding)]
    text = _try(raw, "utf-8")
    if text is not None and "\x00" not in text[:_SAMPLE]:
        return [(text, "utf-8")]
    if raw[:_SAMPLE].count(0) > 0:
        return [(_wide(raw), "utf-16")]
    declared = _DECLARED.search(raw[:4096])
    guessed = cchardet.detect(raw[:_SAMPLE])["encoding"]
    names = [declared.group(1).decode("ascii") if declared else None, guessed, "windows-1252"]
    return [(_try(raw, name), name.lower()) for name in names if name]


def _wide(raw: bytes) -> str | None:
    """UTF-16 without a mark: NULs stand at every other byte of Latin text; anything else with NULs is binary."""
    even, odd = raw[0:_SAMPLE:2].count(0), raw[1:_SAMPLE:2].count(0)
    half = min(len(raw), _SAMPLE) / 2
    for zeros, others, encoding in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if zeros > 0.7 * half and others < 0.1 * half:
            return _try(raw, encoding)
    raise Unreadable("binary", "NUL bytes")


def _try(raw: bytes, encoding: str) -> str | None:
    try:
        text = raw.decode(encoding)
        text.encode("utf-8")
    except (UnicodeError, LookupError):
        return None
    return text


def _checked(text: str) -> str:
    sample = text[:_SAMPLE]
    if not text.strip("\ufeff \t\r\n\f\v"):
        raise Unreadable("empty")
    if len(_CONTROL.findall(sample)) > 0.02 * len(sample) + 1:
        raise Unreadable("binary", "control characters")
    plain = sum(character.isalnum() or character.isspace() for character in sample)
    if plain < _LEAST_LETTERS * len(sample):
        raise Unreadable("not-text", f"{plain / len(sample):.0%} of it is letters")
    return text
