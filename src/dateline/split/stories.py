"""Stories of a document: where one report ends and the next begins, what is a teaser, what is furniture.

Invariant: the parts of all stories together cover the document's whole text, in order, without overlap; a part's text
is the document's text at its span.

Method: lines are body or furniture (`furniture`); a heading such as "Popular posts" makes what follows teasers; there,
a headline line begins a story of its own, and the story ends where the text breaks off. In the main part only a new
dateline ("KABUL —") or a numbered headline begins another story, as in round-ups.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from dateline.layout import is_wrapped
from dateline.records import Document, Quote, Span, Story, quote
from dateline.split.features import is_headline, patterns
from dateline.split.furniture import body_lines, is_page
from dateline.split.zones import Zone, is_text, parts
from dateline.terms import StoryKind

MADE_BY: Final = "split 2"
_LINE: Final = re.compile(r"[^\r\n\f\v\x1c-\x1e\x85\u2028\u2029]+")
_PARAGRAPH: Final = re.compile(r"\S(?:[^\n]|\n(?![ \t]*\n)(?! {2,}))*")
_DATELINE: Final = re.compile(
    r"^[A-Z][A-Z'’.-]+(?: [A-Z][A-Z'’.-]+){0,2}(?:, [A-Z][\w. ]{2,20})?(?: \([^)]{2,30}\))? ?(?:—|–|--|-) "
)
_ITEM: Final = re.compile(r"^(?:\d{1,2}[.)]|[•*–-]) [A-Z](?=.{200}|.{100,}[.!?][\"”’]? [A-Z“].{20})")
"""An item of a round-up: numbered, and long, or of several sentences."""


class Line(NamedTuple):
    """A line that is not blank, without its white space; offsets are code points of the document."""

    start: int
    end: int
    text: str
    body: bool
    zone: Zone


class Piece(NamedTuple):
    """A passage and the number of its story; None is furniture."""

    span: Span
    story: int | None


def split_document(document: Document) -> tuple[Story, ...]:
    """The stories of a document in order of appearance, then its furniture.

    A document without a word gives one story of furniture, or none when its text is empty.
    """
    lines = _lines(document.text, document.prepared)
    numbered = list(_numbered(lines))
    kinds = {number: _kind(lines, numbered, number) for number in dict.fromkeys(n for n in numbered if n is not None)}
    pieces = list(_covering(document.text, list(_pieces(lines, numbered))))
    stories = [
        Story(
            document=document.id,
            number=number,
            kind=kind,
            parts=tuple(quote(document.text, p.span.start, p.span.end) for p in pieces if p.story == number),
            made_by=MADE_BY,
            title=_title(document, lines, numbered, number),
            published=document.published if kind is StoryKind.MAIN else None,
        )
        for number, kind in kinds.items()
    ]
    furniture = tuple(quote(document.text, p.span.start, p.span.end) for p in pieces if p.story is None)
    if furniture:
        stories.append(
            Story(document=document.id, number=None, kind=StoryKind.FURNITURE, parts=furniture, made_by=MADE_BY)
        )
    return tuple(stories)


def _lines(text: str, prepared: bool) -> list[Line]:
    """The lines that are not blank, each with its zone and whether it is body."""
    spans = []
    for match in (_PARAGRAPH if is_wrapped(text) else _LINE).finditer(text):
        stripped = match.group().strip()
        if stripped:
            start = match.start() + match.group().index(stripped)
            spans.append((start, start + len(stripped)))
    lines = [text[start:end] for start, end in spans]
    if prepared or not is_page(lines):
        return [Line(*span, line, True, Zone.MAIN) for span, line in zip(spans, lines, strict=True)]
    found = parts(lines, body_lines(lines))
    return [Line(*span, line, part.kept, part.zone) for span, line, part in zip(spans, lines, found, strict=True)]


def _numbered(lines: Sequence[Line]) -> Iterator[int | None]:
    """The story of each line; None is furniture."""
    number, latest = -1, -1
    previous, main = None, None
    datelines = sum(bool(_DATELINE.match(line.text)) for line in lines if line.body) > 1
    items = sum(bool(_ITEM.match(line.text)) for line in lines if line.body) > 1
    for i, line in enumerate(lines):
        if not line.body:
            yield None
            continue
        if line.zone is Zone.MAIN and main is not None:  # what stood between was no part of it
            previous, number = main
        if _begins(lines, i, previous, datelines, items):
            number = latest = latest + 1
        previous = line
        main = (line, number) if line.zone is Zone.MAIN else main
        yield number


def _begins(lines: Sequence[Line], i: int, previous: Line | None, datelines: bool, items: bool) -> bool:
    """Whether a body line begins a story of its own."""
    line = lines[i]
    if previous is None or line.zone is not previous.zone:
        return True
    if line.zone is Zone.TEASERS:
        return is_headline(line.text) and not is_text(line.text) and is_text(previous.text)
    if datelines and _DATELINE.match(line.text):
        return not (is_headline(previous.text) and not _DATELINE.match(previous.text))
    if datelines and i + 1 < len(lines) and _DATELINE.match(lines[i + 1].text) and lines[i + 1].body:
        return is_headline(line.text)
    return items and bool(_ITEM.match(line.text))


def _kind(lines: Sequence[Line], numbered: Sequence[int | None], number: int) -> StoryKind:
    zone = next(line.zone for line, own in zip(lines, numbered, strict=True) if own == number)
    return StoryKind.TEASER if zone is Zone.TEASERS else StoryKind.MAIN


def _title(document: Document, lines: Sequence[Line], numbered: Sequence[int | None], number: int) -> Quote | None:
    """The story's first line when it reads as a headline over more lines."""
    own = [line for line, n in zip(lines, numbered, strict=True) if n == number]
    if len(own) > 1 and is_headline(own[0].text):
        return quote(document.text, own[0].start, own[0].end)
    return None


def _pieces(lines: Sequence[Line], numbered: Sequence[int | None]) -> Iterator[Piece]:
    """Each line's passages, with credits and buttons inside a body line set apart as furniture."""
    for line, number in zip(lines, numbered, strict=True):
        at = line.start
        for match in patterns("inside").finditer(line.text) if number is not None else ():
            if match.start() + line.start > at:
                yield Piece(Span(at, line.start + match.start()), number)
            yield Piece(Span(line.start + match.start(), line.start + match.end()), None)
            at = line.start + match.end()
        if at < line.end:
            yield Piece(Span(at, line.end), number)


def _covering(text: str, pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Neighbouring pieces of one story as one, and the white space between pieces given to the one before."""
    if not pieces:
        if text:
            yield Piece(Span(0, len(text)), None)
        return
    start, current = 0, pieces[0].story
    for piece in pieces[1:]:
        if piece.story != current:
            yield Piece(Span(start, piece.span.start), current)
            start, current = piece.span.start, piece.story
    yield Piece(Span(start, len(text)), current)
