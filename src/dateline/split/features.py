"""What a line of a page looks like by itself: numbers from which body and furniture are told apart.

Invariant: a line's features depend on its own text and on whether the page repeats it; there are `len(OWN)` of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dateline.vocab.function_words import function_words

Matrix = NDArray[np.float64]
OWN: Final = (
    "length", "words", "function words", "ends a sentence", "ends with a mark of omission", "commas", "capitals",
    "digits", "short", "very short", "pattern", "quote", "many sentences", "address", "first person", "lower start",
    "repeated", "no letters", "dialogue", "second person", "prose", "headline", "code", "date", "no spaces",
)  # fmt: skip
"""Features of a line by itself."""
COLUMN: Final = {name: number for number, name in enumerate(OWN)}
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_END: Final = re.compile(r"[.!?:][\"”’')\]]*$")
_SENTENCE_END: Final = re.compile(r"[.!?][\"”’')\]]*$")
_NO_HEADLINE_END: Final = re.compile(r"[.!?…:;,][\"”’')\]]*$")
_ADDRESS: Final = re.compile(r"https?://|www\.|\S@\S|#\w")
_CODE: Final = re.compile(r"[{}<>=;\\_$/|\[\]]")
_MONTH: Final = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DATE: Final = re.compile(rf"\b{_MONTH}\b.{{0,8}}\b\d{{4}}\b|\b\d{{1,2}}[/.:-]\d{{1,2}}", re.IGNORECASE)
_NO_SPACES: Final = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
"""Characters of scripts that put no space between words."""
_FIRST: Final = frozenset({"i", "my", "me", "i'm", "thanks", "thank", "lol"})
_SECOND: Final = frozenset({"you", "your", "please"})
_HEADLINE_WORDS: Final = 20
_PROSE_WORDS: Final = 8
_PROSE_SHARE: Final = 0.15
"""Least share of function words in prose."""
_PROSE_CHARACTERS: Final = 30
"""Least characters of prose in a script without spaces."""


@cache
def patterns(kind: str) -> re.Pattern[str]:
    """The patterns of `data/boilerplate.tsv` of one kind, as one."""
    text = (resources.files("dateline.split") / "data" / "boilerplate.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t", 1) for line in text.splitlines() if line and not line.startswith("#")][1:]
    joined = "|".join(f"(?:{pattern})" for name, pattern in rows if name == kind)
    return re.compile(joined, re.IGNORECASE if kind != "inside" else 0)


def is_heading(line: str, kind: str) -> bool:
    """Whether a short line is a heading of that kind: "comments" or "teasers"."""
    return len(line) < 90 and bool(patterns(kind).search(line.strip()))


def is_headline(line: str) -> bool:
    """Whether a line could be a headline: a few words, no end mark, no furniture's pattern."""
    words = line.split(maxsplit=_HEADLINE_WORDS)
    plain = 3 <= len(words) <= _HEADLINE_WORDS and not _NO_HEADLINE_END.search(line)
    return plain and any(word[0].isupper() for word in words) and not patterns("furniture").search(line)


def is_prose(line: str) -> bool:
    """Whether a line reads as running text: enough words, of which some are function words, and a sentence's end."""
    return bool(own_features(line.strip(), repeated=False)[COLUMN["prose"]])


def own_features(line: str, repeated: bool) -> list[float]:
    """The features `OWN` of one line, which has no white space around it."""
    found = _WORD.findall(line)
    words = [word.lower().replace("’", "'") for word in found]
    count, size = max(len(words), 1), len(line)
    common = sum(map(_closed().__contains__, words)) / count
    unspaced = len(_NO_SPACES.findall(line)) if not line.isascii() else 0
    pattern = size < 200 and bool(patterns("furniture").search(line))
    reads_on = len(line.split(maxsplit=_PROSE_WORDS)) >= _PROSE_WORDS and common >= _PROSE_SHARE and not pattern
    return [
        np.log1p(size) / 5.0,
        min(len(words), 60) / 60.0,
        common,
        float(bool(_END.search(line))),
        float(line.endswith(("...", "…", "[...]", "»", "→"))),
        min(line.count(","), 6) / 6.0,
        sum(word[0].isupper() for word in found) / count,
        sum(map(str.isdigit, line)) / (size + 1.0),
        float(len(words) < 10),
        float(len(words) < 4),
        float(pattern),
        float('"' in line or "“" in line),
        min(len(re.findall(r"[.!?] ", line)), 6) / 6.0,
        float(bool(_ADDRESS.search(line))),
        float(not _FIRST.isdisjoint(words)),
        float(line[:1].islower()),
        float(repeated),
        float(not words),
        float(line.startswith(("-", "–", "—", "@"))),
        float(not _SECOND.isdisjoint(words)),
        float((reads_on and bool(_SENTENCE_END.search(line))) or unspaced > _PROSE_CHARACTERS),
        float(is_headline(line)),
        len(_CODE.findall(line)) / (size + 5.0),
        float(bool(_DATE.search(line))),
        unspaced / (size + 1.0),
    ]


@cache
def _closed() -> frozenset[str]:
    closed = function_words()
    return closed.determiners | closed.prepositions | closed.be | closed.conjunctions


def page_own(lines: Sequence[str]) -> Matrix:
    """The features `OWN` of all lines of a page, one row a line."""
    stripped = [line.strip() for line in lines]
    times: dict[str, int] = {}
    for line in stripped:
        times[line] = times.get(line, 0) + 1
    return np.array([own_features(line, times[line] > 1) for line in stripped], dtype=np.float64).reshape(-1, len(OWN))
