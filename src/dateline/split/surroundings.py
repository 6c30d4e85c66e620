"""What stands around a line of a page: its neighbours, the prose before and after it, the headings that it follows.

Invariant: a line's features depend on the lines of its page alone; there are `len(NAMES)` of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dateline.split.features import COLUMN, OWN, Matrix, is_heading, page_own

BEHIND: Final = 250
"""Characters of prose from which a story stands before a heading, so that the heading is no link at the page's top."""
_AROUND: Final = (1, 2, 4)
_NEIGHBOURS: Final = OWN[:11]
_DENSITY: Final = (5, 12, 25)
_HEADINGS: Final = ("comments", "teasers")
_FAR: Final = 40.0
"""Lines from which a distance counts as far."""
_LONG: Final = 120
_PREFIX: Final = 12
_PLACE: Final = ("position", "from the end", "is first", "longest before", "long lines near", "begins as others do")
_PROSE: Final = ("share of prose before", "share of prose after", "prose before", "prose after", "lines since prose",
                 "lines until prose")  # fmt: skip
_HEADED: Final = ("under {}", "lines since {}", "lines until {}", "heading of {}")
_DENSE: Final = ("prose within {}", "prose within {}, of the page's most", "text within {}",
                 "text within {}, of the page's most")  # fmt: skip
_KIND: Final = ("short lines near", "short lines around", "lines of code near", "uneven lengths near")
_PAGE: Final = ("page's lines", "page's share of prose", "page's prose", "page's median length", "page's short lines")
NAMES: Final = (
    *OWN,
    *(f"{side}{n} {o}" for n in _AROUND for side in "<>" for o in _NEIGHBOURS),
    *_PLACE,
    *_PROSE,
    *(name.format(kind) for kind in _HEADINGS for name in _HEADED),
    *(name.format(n) for n in _DENSITY for name in _DENSE),
    *_KIND,
    *_PAGE,
)
"""The features' names: "<2 length" is the mean of the two lines before."""


def page_features(lines: Sequence[str]) -> Matrix:
    """Features of all lines of a page, one row a line; a page has one line or more."""
    own = page_own(lines)
    lengths = np.array([len(line) for line in lines], dtype=np.float64)
    prose = lengths * own[:, COLUMN["prose"]]
    before = np.cumsum(prose) - prose
    columns = [
        *_place(lines, lengths),
        *_amounts(prose, before),
        *(column for kind in _HEADINGS for column in _headed(lines, kind, before)),
        *(column for n in _DENSITY for text in (prose, np.minimum(lengths, 400.0)) for column in _dense(text, n)),
        *_kind(own, lengths),
        *_page(prose, lengths),
    ]
    return np.hstack([own, *_around(own[:, : len(_NEIGHBOURS)]), np.column_stack(columns)])


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


def _place(lines: Sequence[str], lengths: Matrix) -> list[Matrix]:
    size = len(lines)
    index = np.arange(size, dtype=np.float64)
    prefixes = [line.strip().lower()[:_PREFIX] for line in lines]
    times = Counter(prefixes)
    return [
        index / size,
        np.minimum(size - index, 30) / 30.0,
        (index == 0).astype(np.float64),
        np.log1p(np.maximum.accumulate(np.append(0.0, lengths[:-1]))) / 7.0,
        _mean_near((lengths > _LONG).astype(np.float64), 5),
        np.array([min(times[prefix], 6) / 6.0 for prefix in prefixes]),
    ]


def _amounts(prose: Matrix, before: Matrix) -> list[Matrix]:
    total = prose.sum() + 1e-9
    after = total - before - prose
    flags = prose > 0
    since, until = _since(flags), np.flip(_since(np.flip(flags)))
    return [before / total, after / total, np.log1p(before) / 8, np.log1p(np.maximum(after, 0)) / 8, since, until]


def _headed(lines: Sequence[str], kind: str, before: Matrix) -> list[Matrix]:
    """Whether a heading of that kind with a story before it has come; how far the last and the next heading are."""
    heads = np.array([is_heading(line, kind) for line in lines])
    under = np.maximum.accumulate(heads & (before > BEHIND))
    return [
        under.astype(np.float64), _since(heads), np.flip(_since(np.flip(heads))), heads.astype(np.float64),
    ]  # fmt: skip


def _since(flags: NDArray[np.bool_]) -> Matrix:
    """Logarithm of the number of lines since the last flagged line before each."""
    index = np.arange(len(flags), dtype=np.float64)
    last = np.maximum.accumulate(np.where(flags, index, -_FAR))
    since: Matrix = np.log1p(np.minimum(index - np.append(-_FAR, last[:-1]), _FAR))
    return since


def _dense(text: Matrix, n: int) -> list[Matrix]:
    near = _mean_near(text, n)
    return [np.log1p(near) / 6.0, near / (near.max() + 1e-9)]


def _kind(own: Matrix, lengths: Matrix) -> list[Matrix]:
    short = (lengths < 60).astype(np.float64)
    logarithms = np.log1p(lengths)
    steps = np.abs(np.diff(logarithms, prepend=logarithms[0]))
    return [_mean_near(short, 3), _mean_near(short, 10), _mean_near(own[:, COLUMN["code"]], 4), _mean_near(steps, 3)]


def _page(prose: Matrix, lengths: Matrix) -> list[Matrix]:
    total = prose.sum()
    values = (
        np.log(len(lengths)) / 6.0,
        total / (lengths.sum() + 1.0),
        np.log1p(total) / 9.0,
        np.median(lengths) / 100.0,
        (lengths < 60).mean(),
    )
    return [np.full(len(lengths), value) for value in values]


def _mean_near(values: Matrix, n: int) -> Matrix:
    """Mean over the `n` lines on each side of a line and itself; lines beyond the page count as 0."""
    return np.convolve(values, np.ones(2 * n + 1), mode="full")[n : n + len(values)] / (2 * n + 1)
