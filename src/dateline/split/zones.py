"""The parts of a page by their headings, and what the model's verdict on single lines becomes in each.

Invariant: a line has one zone; among readers' comments nothing is kept, in the main part nothing is lost that reads as
prose next to the body.

A heading such as "Popular posts" or "12 comments" opens a zone only below a story: at a page's top it is a link. A
story that goes on after a heading ("Related: ..." in its midst) closes the zone again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from itertools import pairwise, takewhile
from typing import Final, NamedTuple

import numpy as np

from dateline.split.features import is_heading, is_headline, is_prose, patterns

LONG: Final = 200
"""Characters from which a teaser's line is its text and no headline."""
_LABEL: Final = 60
"""Characters below which a line with a furniture's pattern is furniture, whatever the model says."""
_END: Final = re.compile(r"[.!?…:;,][\"”’')\]]*$")
_OMITTED: Final = re.compile(r"(?:\.\.\.|…|\[…\]|\[\.\.\.\])[\"”’')\]]*$")
_BROKEN: Final = re.compile(r"(?:\w|,|\.\.\.|…|\[…\]|\[\.\.\.\])$")
"""How a text ends that breaks off."""
_COUNTED: Final = re.compile(r"\d|^(?:leave|post|write|add|join|log|sign|speak)\b", re.IGNORECASE)
_STORY: Final = 120
"""Characters of body from which a story stands before a heading, so that the heading is no link at the page's top."""
_TEASERS_SHARE: Final = 0.1
_COMMENTS_SHARE: Final = 0.25
"""Of the body's characters after a heading, the share that must stand before it."""
_SUBHEAD_WORDS: Final = 5
"""Words below which a headline over prose may be a story's own subhead."""
_TEASER_WORDS: Final = 12
_GOES_ON: Final = re.compile(r"(?P<again>H+[PQ]{3})|(?:[HQ]*P)?[HQ]*PPP|[HQ]*PP(?!H[PQT])|Q*P$")
"""Marks of lines, as `_mark` gives them, by which a story goes on: three paragraphs, or two before no other item."""
_NEAR: Final = 3
"""Lines before the body's first and after its last line in which prose still belongs to it."""


_HEAD_LINES: Final = 6
"""Lines between a headline and its story in which by-lines, dates and buttons may stand."""
_HEADLINES: Final = 2
"""A headline, and a second one or a caption under it."""
_DATED: Final = re.compile(r"\b\d{4}\b|\b\d\d?:\d\d\b")


class Zone(Enum):
    """The part of a page that a line stands in."""

    MAIN = "main"
    COMMENTS = "comments"
    TEASERS = "teasers"


class Part(NamedTuple):
    """What becomes of one line: its zone, and whether it is kept as a story's."""

    zone: Zone
    kept: bool


def parts(lines: Sequence[str], body: Sequence[bool]) -> list[Part]:
    """What becomes of each line of a page, from the model's verdict on each.

    A page without a line of prose among its body has one that the model does not know: there, prose is body.
    """
    prose = [is_prose(line) for line in lines]
    if not any(flag and reads for flag, reads in zip(body, prose, strict=True)):
        body = [flag or reads for flag, reads in zip(body, prose, strict=True)]
    zone, headings, again = _zones(lines, body)
    kept = _mended(lines, [flag and not head for flag, head in zip(body, headings, strict=True)], zone, again)
    return [Part(where, flag and not head) for where, flag, head in zip(zone, kept, headings, strict=True)]


def _zones(lines: Sequence[str], body: Sequence[bool]) -> tuple[list[Zone], list[bool], list[bool]]:
    """The zone of each line; whether it is the heading that opens one; whether a story goes on there after one."""
    texts = np.array([len(line) if flag else 0 for line, flag in zip(lines, body, strict=True)], dtype=np.float64)
    before = np.cumsum(texts) - texts
    opened = [_opened(line, before[i], texts.sum() - before[i]) for i, line in enumerate(lines)]
    starts = [i for i, zone in enumerate(opened) if zone is not None]
    found = [Zone.MAIN] * len(lines)
    again = [False] * len(lines)
    commented = False
    for start, end in pairwise([*starts, len(lines)]):
        zone = opened[start] or Zone.MAIN
        commented = commented or zone is Zone.COMMENTS
        on = None if commented else _goes_on(lines[start + 1 : end], body[start + 1 : end])
        closed = end if on is None else start + 1 + on
        found[start:end] = [zone] * (closed - start) + [Zone.MAIN] * (end - closed)
        again[closed:end] = [True] * (end - closed)
    for i in _broken_off(lines, found):
        found[i] = Zone.TEASERS
    return found, [zone is not None for zone in opened], again


def _broken_off(lines: Sequence[str], zone: Sequence[Zone]) -> Iterator[int]:
    """The lines of teasers that no heading announces: headlines, each over a text that breaks off."""
    texts = [
        i
        for i in range(1, len(lines))
        if zone[i] is Zone.MAIN and len(lines[i]) > LONG and _BROKEN.search(lines[i]) and is_headline(lines[i - 1])
    ]
    for first, second in pairwise(texts):
        if second - first <= _NEAR:
            yield from range(first - 1, second + 1)
            announced = range(first - 2, max(first - 2 - _NEAR, -1), -1)
            yield from takewhile(lambda i: len(lines[i]) < _LABEL and not _END.search(lines[i]), announced)


def _opened(line: str, before: float, after: float) -> Zone | None:
    """The zone that a line opens with so many characters of body before and after it.

    A bare "Comments" may as well be a button inside a story: then most of the story is still to come.
    """
    if before < _STORY:
        return None
    if is_heading(line, "teasers"):
        return Zone.TEASERS if before > _TEASERS_SHARE * after else None
    share = _COMMENTS_SHARE if _COUNTED.search(line) else 1.0
    return Zone.COMMENTS if is_heading(line, "comments") and before > share * after else None


def _goes_on(lines: Sequence[str], body: Sequence[bool]) -> int | None:
    """Where, under a heading of teasers, the main story goes on: at paragraphs that are not the items of a list."""
    marks = [_mark(line, flag) for line, flag in zip(lines, body, strict=True)]
    if not (match := _GOES_ON.match("".join(marks))):
        return None
    return next(i for i, mark in enumerate(marks) if mark == "P" or (match["again"] and mark == "Q"))


def _mark(line: str, body: bool) -> str:
    """H for a headline; for prose P when it is body to the model, else Q; T for text that breaks off; else nothing."""
    if is_text(line):
        return ("P" if body else "Q") if is_prose(line) else "T"
    return "H" if is_headline(line) and len(line.split()) >= _SUBHEAD_WORDS else ""


def _mended(lines: Sequence[str], body: Sequence[bool], zone: Sequence[Zone], again: Sequence[bool]) -> list[bool]:
    """Which lines are kept: the body without labels, prose next to it or where it goes on, the headline, teasers."""
    kept = [flag and not is_label(line) for line, flag in zip(lines, body, strict=True)]
    main = [i for i, flag in enumerate(kept) if flag and zone[i] is Zone.MAIN]
    near = range(main[0] - _NEAR, main[-1] + _NEAR + 1) if main else range(0)
    found = [_keep(lines, flag, zone, i, prose_too=again[i] or i in near) for i, flag in enumerate(kept)]
    first = next((i for i, flag in enumerate(found) if flag and zone[i] is Zone.MAIN), 0)
    for _ in range(_HEADLINES):
        if (headline := _headline_above(lines, first)) is not None:
            found[headline], first = True, headline
    return found


def _keep(lines: Sequence[str], kept: bool, zone: Sequence[Zone], i: int, *, prose_too: bool) -> bool:
    if zone[i] is Zone.MAIN:
        return kept or (prose_too and is_prose(lines[i]))
    if zone[i] is Zone.COMMENTS:
        return False
    over = i + 1 < len(lines) and zone[i + 1] is Zone.TEASERS and is_text(lines[i + 1])
    return is_text(lines[i]) or (over and is_headline(lines[i]))


def _headline_above(lines: Sequence[str], first: int) -> int | None:
    """The headline over a story's first line, from which a by-line, a date and buttons may part it."""
    for i in range(first - 1, max(-1, first - _HEAD_LINES - 1), -1):
        if is_headline(lines[i]) and not _DATED.search(lines[i]):
            return i
        if not (len(lines[i]) < _LABEL and (patterns("furniture").search(lines[i]) or _DATED.search(lines[i]))):
            return None
    return None


def is_label(line: str) -> bool:
    """Whether a short line is furniture by its words alone: "Share this", "Skip to main content"."""
    return len(line) < _LABEL and not _END.search(line) and bool(patterns("furniture").search(line))


def is_text(line: str) -> bool:
    """Whether a line under a heading of teasers is a teaser's text, whole or broken off, and no headline."""
    if len(line) > LONG:
        return True
    words = len(line.split())
    return words >= _TEASER_WORDS and (is_prose(line) or bool(_OMITTED.search(line)))
