"""What a line of a page looks like: numbers from which body and furniture are told apart.

Invariant: a line's features depend on the lines of its page alone; there are `len(NAMES)` of them.
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
    "repeated", "no letters", "dialogue", "second person",
)  # fmt: skip
"""Features of a line by itself."""
_AROUND: Final = (1, 2, 4)
_CONTEXT: Final = (
    "after comments",
    "after teasers",
    "position",
    "from the end",
    "is first",
    "longest before",
    "run length",
)
NAMES: Final = (*OWN, *(f"{side}{n} {o}" for n in _AROUND for side in "<>" for o in OWN[:11]), *_CONTEXT)
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_END: Final = re.compile(r"[.!?:][\"”’')\]]*$")
_ADDRESS: Final = re.compile(r"https?://|www\.|\S@\S|#\w")
_FIRST: Final = frozenset({"i", "my", "me", "i'm", "thanks", "thank", "lol"})
_SECOND: Final = frozenset({"you", "your", "please"})
_SEEN: Final = 3
"""Lines after which a page's first comments heading counts as one, and not as a link at its head."""


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


def own_features(line: str, repeated: bool) -> list[float]:
    """The features `OWN` of one line."""
    words = [word.lower().replace("’", "'") for word in _WORD.findall(line)]
    count = max(len(words), 1)
    closed = function_words()
    common = sum(
        w in closed.determiners or w in closed.prepositions or w in closed.be or w in closed.conjunctions for w in words
    )
    stripped = line.strip()
    return [
        np.log1p(len(stripped)) / 5.0,
        min(len(words), 60) / 60.0,
        common / count,
        float(bool(_END.search(stripped))),
        float(stripped.endswith(("...", "…", "[...]", "»", "→"))),
        min(stripped.count(","), 6) / 6.0,
        sum(word[0].isupper() for word in _WORD.findall(line)) / count,
        min(sum(character.isdigit() for character in stripped) / (len(stripped) + 1.0), 1.0),
        float(len(words) < 10),
        float(len(words) < 4),
        float(len(stripped) < 200 and bool(patterns("furniture").search(stripped))),
        float('"' in stripped or "“" in stripped),
        min(len(re.findall(r"[.!?] ", stripped)), 6) / 6.0,
        float(bool(_ADDRESS.search(stripped))),
        float(any(word in _FIRST for word in words)),
        float(stripped[:1].islower()),
        float(repeated),
        float(not words),
        float(stripped.startswith(("-", "–", "—", "@"))),
        float(any(word in _SECOND for word in words)),
    ]


def page_features(lines: Sequence[str]) -> Matrix:
    """Features of all lines of a page, one row a line."""
    times: dict[str, int] = {}
    for line in lines:
        times[line.strip()] = times.get(line.strip(), 0) + 1
    own = np.array([own_features(line, times[line.strip()] > 1) for line in lines], dtype=np.float64)
    return np.hstack([own, *_around(own[:, :11]), _context(lines)])


def _around(own: Matrix) -> list[Matrix]:
    """Mean of the `n` lines before, and of the `n` lines after, for each `n`."""
    size, width = own.shape
    sums = np.vstack([np.zeros(width), np.cumsum(own, axis=0)])
    index = np.arange(size)
    found = []
    for n in _AROUND:
        low, high = np.maximum(index - n, 0), np.minimum(index + 1 + n, size)
        found.append((sums[index] - sums[low]) / n)
        found.append((sums[high] - sums[index + 1]) / n)
    return found


def _context(lines: Sequence[str]) -> Matrix:
    size = len(lines)
    lengths = np.array([len(line) for line in lines], dtype=np.float64)
    comments = np.cumsum([i >= _SEEN and is_heading(line, "comments") for i, line in enumerate(lines)]) > 0
    teasers = np.cumsum([i >= _SEEN and is_heading(line, "teasers") for i, line in enumerate(lines)]) > 0
    longest = np.maximum.accumulate(np.concatenate([[0.0], lengths[:-1]]))
    long = lengths > 120
    return np.column_stack(
        [
            comments,
            teasers,
            np.arange(size) / size,
            np.minimum(size - np.arange(size), 30) / 30.0,
            np.arange(size) == 0,
            np.log1p(longest) / 7.0,
            _runs(long) / 10.0,
        ]
    ).astype(np.float64)


def _runs(flags: NDArray[np.bool_]) -> Matrix:
    """For each line, how many long lines there are among the ten around it."""
    kernel = np.ones(11)
    return np.convolve(flags.astype(np.float64), kernel, mode="full")[5 : 5 + len(flags)]
