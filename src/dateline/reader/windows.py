"""A story as the encoder reads it: windows of whole sentences, each a row of word pieces with what is known of its
words.

Invariant: the windows cover the story's sentences in order, each once. A window depends on its story alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from importlib import resources
from typing import Any, Final, NamedTuple

from dateline.reader.phrases import Words
from dateline.reader.status import is_content, status
from dateline.reader.triggers import Candidate
from dateline.reader.worded import worded
from dateline.records import Quote, Span
from dateline.terms import EventType, Status

LONGEST: Final = 176
"""Word pieces of a window; a longer sentence is cut."""
CLS: Final = 101
SEP: Final = 102
UNKNOWN: Final = 100
HINTS: Final = {kind: number for number, kind in enumerate(EventType, start=1)}
"""What the trigger lexicon says of a word: the number of its type, 0 where it is no trigger."""
CASES: Final = 4
"""Ways in which a word is written: without capitals, with a first capital, in capitals, with digits."""


class Word(NamedTuple):
    """A word of a sentence: where it stands in the document, its pieces, how it is written, the lexicon's hint.

    `asked`: it names an act that another act of the sentence only asks for, threatens, promises or refuses. `status`:
    what the words around say of whether the act that it names happened, with those words; None where they say nothing.
    """

    text: str
    start: int
    end: int
    pieces: tuple[int, ...]
    case: int
    hint: int
    asked: bool = False
    status: tuple[Status, Span] | None = None


class Window(NamedTuple):
    """Words that are read in one pass, and the number of each one's sentence."""

    words: tuple[Word, ...]
    sentence: tuple[int, ...]

    def quote(self, first: int, last: int, parts: Sequence[Quote]) -> Quote:
        """The document's text from word `first` to word `last`, both included."""
        start, end = self.words[first].start, self.words[last].end
        part = next(part for part in parts if part.span.start <= start and end <= part.span.end)
        return Quote(part.text[start - part.span.start : end - part.span.start], Span(start, end))


class Row(NamedTuple):
    """A window as numbers: pieces, case and hint at each piece, and the piece at which each word begins."""

    pieces: list[int]
    cases: list[int]
    hints: list[int]
    first: list[int]


@cache
def _tokenizer() -> Any:
    from tokenizers import Tokenizer

    path = resources.files("dateline.reader") / "model" / "tokenizer.json"
    return Tokenizer.from_str(path.read_text(encoding="utf-8"))


def read_words(text: str, span: Span) -> tuple[Word, ...]:
    """The words of a sentence; `text` is its text, `span` where it stands in the document."""
    words, named = worded(text, span.start)
    found = words.tokens
    hints = [0] * len(found)
    asked = [False] * len(found)
    said: list[tuple[Status, Span] | None] = [None] * len(found)
    for number, candidate in enumerate(named):
        content = is_content(words, candidate, named[:number])
        verdict = _said(words, candidate)
        for at in range(candidate.start, candidate.end):
            said[at] = said[at] or verdict
            hints[at] = hints[at] or HINTS[candidate.entry.type]
            asked[at] = asked[at] or content
    return tuple(
        Word(token.text, token.start, token.end, *_looks(token.text), hints[at], asked[at], said[at])
        for at, token in enumerate(found)
    )


def _said(words: Words, candidate: Candidate) -> tuple[Status, Span] | None:
    """What the words around a trigger say of whether the act happened, where they say it."""
    verdict = status(words, candidate)
    if verdict.words is None:
        return None
    first, last = verdict.words
    return verdict.status, Span(words.tokens[first].start, words.tokens[last - 1].end)


@lru_cache(maxsize=1 << 16)
def _looks(text: str) -> tuple[tuple[int, ...], int]:
    """The pieces of a word and how it is written: both depend on the word alone, and most words come again."""
    pieces = tuple(_tokenizer().encode(text, add_special_tokens=False).ids[:LONGEST])
    return pieces or (UNKNOWN,), _case(text)


def _case(text: str) -> int:
    if any(character.isdigit() for character in text):
        return 3
    if text[0].isupper():
        return 2 if len(text) > 1 and text.isupper() else 1
    return 0


def windows(sentences: Iterable[tuple[Word, ...]]) -> Iterator[Window]:
    """Windows over a story's sentences: as many whole sentences as fit."""
    words: list[Word] = []
    numbers: list[int] = []
    size = 0
    for number, sentence in enumerate(sentences):
        for part in _cut(sentence):
            length = sum(len(word.pieces) for word in part)
            if words and size + length > LONGEST:
                yield Window(tuple(words), tuple(numbers))
                words, numbers, size = [], [], 0
            words += part
            numbers += [number] * len(part)
            size += length
    if words:
        yield Window(tuple(words), tuple(numbers))


def _cut(words: tuple[Word, ...]) -> Iterator[tuple[Word, ...]]:
    """A sentence in pieces that fit a window: most often itself."""
    start = size = 0
    for at, word in enumerate(words):
        if size + len(word.pieces) > LONGEST:
            yield words[start:at]
            start, size = at, 0
        size += len(word.pieces)
    if start < len(words):
        yield words[start:]


def row(window: Window) -> Row:
    """A window as numbers, with the marks at its ends."""
    pieces, cases, hints, first = [CLS], [0], [0], []
    for word in window.words:
        first.append(len(pieces))
        pieces += word.pieces
        cases += [word.case] * len(word.pieces)
        hints += [word.hint] * len(word.pieces)
    return Row([*pieces, SEP], [*cases, 0], [*hints, 0], first)
