"""A story as the encoder reads it: windows of whole sentences, each a row of word pieces with what is known of its
words.

Invariant: the windows' own sentences cover the story's sentences in order, each once; the sentence before a window is
read again as its context. A window depends on its story alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib import resources
from typing import Any, Final, NamedTuple

from dateline.reader.phrases import Words
from dateline.reader.sentences import Token, tokens
from dateline.reader.status import is_content, status
from dateline.reader.tagging import tag
from dateline.reader.triggers import Candidate, candidates
from dateline.records import Quote, Span
from dateline.terms import EventType, Status

LONGEST: Final = 176
"""Word pieces of a window's own sentences; a longer sentence is cut."""
CONTEXT: Final = 64
"""Word pieces that the sentence before a window may have to be read with it."""
CLS: Final = 101
SEP: Final = 102
UNKNOWN: Final = 100
HINTS: Final = {kind: number for number, kind in enumerate(EventType, start=1)}
"""What the trigger lexicon says of a word: the number of its type, 0 where it is no trigger."""
MOST_HINTS: Final = 40
"""Triggers of a sentence that the lexicon is asked for; more stand only in lists and noise, and would cost their
square."""
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
    """Words that are read in one pass; those before number `own` are context, and `sentence` numbers each one's."""

    words: tuple[Word, ...]
    sentence: tuple[int, ...]
    own: int

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
    found = tokens(text, span.start)
    words = Words(found, tag(found))
    named = candidates(words)[:MOST_HINTS]
    hints = [0] * len(found)
    asked = [False] * len(found)
    said: list[tuple[Status, Span] | None] = [None] * len(found)
    for number, candidate in enumerate(named):
        content = is_content(words, candidate, named[:number])
        said[candidate.start] = said[candidate.start] or _said(words, candidate)
        for at in range(candidate.start, candidate.end):
            hints[at] = hints[at] or HINTS[candidate.entry.type]
            asked[at] = asked[at] or content
    pieces = _pieces(found)
    return tuple(
        Word(token.text, token.start, token.end, pieces[at], _case(token.text), hints[at], asked[at], said[at])
        for at, token in enumerate(found)
    )


def _said(words: Words, candidate: Candidate) -> tuple[Status, Span] | None:
    """What the words around a trigger say of whether the act happened, where they say it."""
    verdict = status(words, candidate)
    if verdict.words is None:
        return None
    first, last = verdict.words
    return verdict.status, Span(words.tokens[first].start, words.tokens[last - 1].end)


def _pieces(found: list[Token]) -> list[tuple[int, ...]]:
    if not found:
        return []
    encoded = _tokenizer().encode([token.text for token in found], is_pretokenized=True, add_special_tokens=False)
    pieces: list[list[int]] = [[] for _ in found]
    for piece, word in zip(encoded.ids, encoded.word_ids, strict=True):
        pieces[word].append(piece)
    return [tuple(own[:LONGEST]) or (UNKNOWN,) for own in pieces]


def _case(text: str) -> int:
    if any(character.isdigit() for character in text):
        return 3
    if text[0].isupper():
        return 2 if len(text) > 1 and text.isupper() else 1
    return 0


def windows(sentences: Iterable[tuple[Word, ...]]) -> Iterator[Window]:
    """Windows over a story's sentences: as many whole sentences as fit, and the sentence before as context."""
    before: _Numbered = []
    own: _Numbered = []
    size = 0
    for number, words in enumerate(sentences):
        for piece in _cut(words):
            length = sum(len(word.pieces) for word in piece)
            if own and size + length > LONGEST:
                yield _window(before, own)
                last = own[-1][0]
                before, own, size = _fitting([pair for pair in own if pair[0] == last]), [], 0
            own += [(number, word) for word in piece]
            size += length
    if own:
        yield _window(before, own)


_Numbered = list[tuple[int, Word]]


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


def _fitting(sentence: _Numbered) -> _Numbered:
    return sentence if sum(len(word.pieces) for _, word in sentence) <= CONTEXT else []


def _window(before: _Numbered, own: _Numbered) -> Window:
    both = before + own
    return Window(tuple(word for _, word in both), tuple(number for number, _ in both), len(before))


def row(window: Window) -> Row:
    """A window as numbers, with the marks at its ends."""
    pieces, cases, hints, first = [CLS], [0], [0], []
    for word in window.words:
        first.append(len(pieces))
        pieces += word.pieces
        cases += [word.case] * len(word.pieces)
        hints += [word.hint] * len(word.pieces)
    return Row([*pieces, SEP], [*cases, 0], [*hints, 0], first)
