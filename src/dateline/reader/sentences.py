"""Sentences and words of a story, as spans of the document.

Invariant: sentences lie inside one part of the story, in order, without overlap; a line break ends one, since a
headline, a list item or a dateline is no part of the next line, unless the text's lines are broken at a column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from dateline.layout import is_wrapped
from dateline.records import Quote, Span
from dateline.vocab.function_words import function_words

_STOP = r"[.!?…]+[\"”’')\]]*(?=\s+[\"“‘'(\[]*[A-Z0-9<])"
_BORDER = re.compile(_STOP + r"|[\r\n\f\v\u2028\u2029]+")
_BORDER_WRAPPED = re.compile(_STOP + r"|\n[ \t]*\n\s*|\n(?= {2,})")
_WORD = re.compile(
    r"[^\W\d_]\.(?:[^\W\d_]\.)+|\d+(?:[.,:]\d+)*(?:st|nd|rd|th)?|n['’]t\b|[^\W_]+?(?=n['’]t\b)"
    r"|[^\W_]+(?:-[^\W_]+)*|['’](?:s|re|ve|ll|d|m)\b|[^\w\s]",
)
_LAST_WORD = re.compile(r"([^\s(\[\"“‘]+)$")
_STARTERS = frozenset("The In But He She They It A An On At This That These Those We And However Meanwhile".split())
_LONGEST = 4000
"""Characters after which a sentence is cut at the next white space: text without full stops stays linear in cost."""


class Token(NamedTuple):
    """A word or mark; `start` and `end` are code points of the document."""

    text: str
    lower: str
    start: int
    end: int


def sentences(parts: tuple[Quote, ...]) -> tuple[Span, ...]:
    """The sentences of a story's parts, as spans of the document, without surrounding white space."""
    return tuple(span for part in parts for span in _of_part(part.text, part.span.start))


def tokens(text: str, offset: int) -> list[Token]:
    """Words and marks of `text`, which begins at code point `offset` of the document."""
    return [
        Token(m.group(), m.group().lower().replace("’", "'"), offset + m.start(), offset + m.end())
        for m in _WORD.finditer(text)
    ]


def _of_part(text: str, offset: int) -> Iterator[Span]:
    start = 0
    for border in (_BORDER_WRAPPED if is_wrapped(text) else _BORDER).finditer(text):
        if border.group()[0] == "." and _abbreviated(text, border.start(), border.end()):
            continue
        yield from _pieces(text, start, border.end(), offset)
        start = border.end()
    yield from _pieces(text, start, len(text), offset)


def _pieces(text: str, start: int, end: int, offset: int) -> Iterator[Span]:
    while start < end:
        stop = end
        if end - start > _LONGEST:
            space = text.rfind(" ", start, start + _LONGEST)
            stop = space + 1 if space > start else start + _LONGEST
        piece = text[start:stop]
        left = len(piece) - len(piece.lstrip())
        right = len(piece.rstrip())
        if left < right:
            yield Span(offset + start + left, offset + start + right)
        start = stop


def _abbreviated(text: str, dot: int, after: int) -> bool:
    """Whether the full stop at `dot` belongs to a shortened word, so that the sentence goes on."""
    last = _LAST_WORD.search(text, max(0, dot - 20), dot)
    if not last:
        return False
    word = last.group(1)
    following = text[after : after + 20].split(None, 1)
    next_word = following[0].strip("\"“‘'(") if following else ""
    if len(word) == 1 and word.isupper() and word != "I":
        return next_word not in _STARTERS
    lower = word.lower()
    if "." in word and all(len(piece) == 1 for piece in word.split(".")):
        return next_word not in _STARTERS
    return (lower in function_words().abbreviations and lower not in ("no", "co", "al")) or (
        lower == "no" and next_word[:1].isdigit()
    )
