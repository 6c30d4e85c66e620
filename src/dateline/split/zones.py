"""The parts of a page by their headings, and what the model's verdict on single lines becomes in each.

Invariant: a line has one zone; among readers' comments nothing is kept, in the main part nothing is lost that reads as
prose next to the body.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from typing import Final

from dateline.split.features import OWN, is_heading, own_features, patterns

HEADLINE_WORDS: Final = 20
LONG: Final = 200
"""Characters from which a teaser's line is its text and no headline."""
_LABEL: Final = 60
"""Characters below which a line with a furniture's pattern is furniture, whatever the model says."""
_END: Final = re.compile(r"[.!?…:;,][\"”’')\]]*$")
_SENTENCE_END: Final = re.compile(r"[.!?][\"”’')\]]*$")
_PROSE_WORDS: Final = 8
_PROSE_SHARE: Final = 0.15
"""Least share of function words in prose."""
_NEAR: Final = 3
"""Lines before the body's first and after its last line in which prose still belongs to it."""


class Zone(Enum):
    """The part of a page that a line stands in."""

    MAIN = "main"
    COMMENTS = "comments"
    TEASERS = "teasers"


def zones(lines: Sequence[str]) -> tuple[list[Zone], list[bool]]:
    """The zone of each line, and whether it is the heading that opens one; never one of the first three lines."""
    found: list[Zone] = []
    headings: list[bool] = []
    zone = Zone.MAIN
    for number, line in enumerate(lines):
        opened = _opened(line) if number > 2 else None
        zone = opened or zone
        found.append(zone)
        headings.append(opened is not None)
    return found, headings


def _opened(line: str) -> Zone | None:
    if is_heading(line, "teasers"):
        return Zone.TEASERS
    return Zone.COMMENTS if is_heading(line, "comments") else None


def mended(lines: Sequence[str], body: Sequence[bool], zone: Sequence[Zone]) -> list[bool]:
    """Which lines are kept, from the model's verdict on each and its zone."""
    kept = [flag and not is_label(line) for line, flag in zip(lines, body, strict=True)]
    main = [i for i, flag in enumerate(kept) if flag and zone[i] is Zone.MAIN]
    first, last = (main[0], main[-1]) if main else (len(lines), -1)
    return [_keep(lines, kept, zone, i, first, last) for i in range(len(lines))]


def _keep(lines: Sequence[str], kept: Sequence[bool], zone: Sequence[Zone], i: int, first: int, last: int) -> bool:
    line = lines[i]
    if zone[i] is Zone.COMMENTS:
        return False
    if zone[i] is Zone.TEASERS:
        return len(line) > LONG or (is_headline(line) and i + 1 < len(lines) and len(lines[i + 1]) > LONG)
    if kept[i] or (first - _NEAR <= i <= last + _NEAR and is_prose(line)):
        return True
    following = i + 1 < len(lines) and (kept[i + 1] or is_prose(lines[i + 1]))
    return first - _NEAR - 1 <= i <= first and following and is_headline(line)


def is_label(line: str) -> bool:
    """Whether a short line is furniture by its words alone: "Share this", "Skip to main content"."""
    return len(line) < _LABEL and not _END.search(line) and bool(patterns("furniture").search(line))


def is_headline(line: str) -> bool:
    """Whether a line could be a headline: a few words, no end mark, no furniture's pattern."""
    words = line.split()
    plain = 3 <= len(words) <= HEADLINE_WORDS and not _END.search(line) and any(word[0].isupper() for word in words)
    return plain and not patterns("furniture").search(line)


def is_prose(line: str) -> bool:
    """Whether a line reads as running text: enough words, of which some are function words, and a sentence's end."""
    if len(line.split()) < _PROSE_WORDS or not _SENTENCE_END.search(line):
        return False
    features = dict(zip(OWN, own_features(line, repeated=False), strict=True))
    return features["function words"] >= _PROSE_SHARE and not features["pattern"]
