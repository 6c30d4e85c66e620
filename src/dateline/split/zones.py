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
from itertools import pairwise
from typing import Final

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
_GOES_ON: Final = re.compile(r"(?:[HQ]*P)?[HQ]*PPP|[HQ]*PP(?!H[PQT])|Q*P$")
"""Marks of lines, as `_mark` gives them, by which a story goes on: three paragraphs, or two before no other item."""
_NEAR: Final = 3
"""Lines before the body's first and after its last line in which prose still belongs to it."""


_HEAD_LINES: Final = 6
"""Lines between a headline and its story in which by-lines, dates and buttons may stand."""
_DATED: Final = re.compile(r"\b\d{4}\b|\b\d\d?:\d\d\b")


class Zone(Enum):
    """The part of a page that a line stands in."""

    MAIN = "main"
    COMMENTS = "comments"
    TEASERS = "teasers"


def zones(lines: Sequence[str], body: Sequence[bool]) -> tuple[list[Zone], list[bool]]:
    """The zone of each line, and whether it is the heading that opens one, from the model's verdict on each line."""
    texts = np.array([len(line) if flag else 0 for line, flag in zip(lines, body, strict=True)], dtype=np.float64)
    before = np.cumsum(texts) - texts
    opened = [_opened(line, before[i], texts.sum() - before[i]) for i, line in enumerate(lines)]
    starts = [i for i, zone in enumerate(opened) if zone is not None]
    found = [Zone.MAIN] * len(lines)
    commented = False
    for start, end in pairwise([*starts, len(lines)]):
        zone = opened[start] or Zone.MAIN
        commented = commented or zone is Zone.COMMENTS
        section = range(start + 1, end)
        on = None if commented else _goes_on([lines[i] for i in section], [body[i] for i in section])
        closed = end if on is None else start + 1 + on
        found[start:end] = [zone] * (closed - start) + [Zone.MAIN] * (end - closed)
    for i in _broken_off(lines, found):
        found[i] = Zone.TEASERS
    return found, [zone is not None for zone in opened]


def _broken_off(lines: Sequence[str], zone: Sequence[Zone]) -> Iterator[int]:
    """The lines of teasers that no heading announces: headlines, each over a text that breaks off, one after
    another."""
    texts = [
        i
        for i in range(1, len(lines))
        if zone[i] is Zone.MAIN and len(lines[i]) > LONG and _BROKEN.search(lines[i]) and is_headline(lines[i - 1])
    ]
    for first, second in pairwise(texts):
        if second - first <= _NEAR:
            yield from range(first - 1, second + 1)


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
    return marks.index("P") if _GOES_ON.match("".join(marks)) else None


def _mark(line: str, body: bool) -> str:
    """H for a headline; for prose P when it is body to the model, else Q; T for text that breaks off; else nothing."""
    if is_text(line):
        return ("P" if body else "Q") if is_prose(line) else "T"
    return "H" if is_headline(line) and len(line.split()) >= _SUBHEAD_WORDS else ""


def mended(lines: Sequence[str], body: Sequence[bool], zone: Sequence[Zone]) -> list[bool]:
    """Which lines are kept, from the model's verdict on each and its zone."""
    kept = [flag and not is_label(line) for line, flag in zip(lines, body, strict=True)]
    main = [i for i, flag in enumerate(kept) if flag and zone[i] is Zone.MAIN]
    near = range(main[0] - _NEAR, main[-1] + _NEAR + 1) if main else range(0)
    found = [_keep(lines, flag, zone[i], i, near) for i, flag in enumerate(kept)]
    first = next((i for i, flag in enumerate(found) if flag and zone[i] is Zone.MAIN), 0)
    if (headline := _headline_above(lines, first)) is not None:
        found[headline] = True
    return found


def _keep(lines: Sequence[str], kept: bool, zone: Zone, i: int, near: range) -> bool:
    if zone is Zone.MAIN:
        return kept or (i in near and is_prose(lines[i]))
    if zone is Zone.COMMENTS:
        return False
    return is_text(lines[i]) or (is_headline(lines[i]) and i + 1 < len(lines) and is_text(lines[i + 1]))


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
