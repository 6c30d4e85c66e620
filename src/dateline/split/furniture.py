"""Which lines of a page are its body: a small network over `surroundings`, and the best path over all lines.

Invariant: a line's verdict depends on the lines of its page alone.

Method: a network of one hidden layer gives each line the logarithm of its odds of being body; among all ways to mark
the lines, the one is taken whose odds are best when each change between body and furniture has a price (the Viterbi
algorithm). Trained by scripts/train_split.py on gold/pages; figures by `python bench/pages.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Final, NamedTuple

import numpy as np

from dateline.errors import DatelineError
from dateline.split.features import Matrix, is_heading, patterns
from dateline.split.surroundings import NAMES, page_features

FILE: Final = "model.tsv"
SURE: Final = 6.0
"""Log odds beyond which a line counts no more."""
_LEAST_LINES: Final = 4
"""Texts with fewer lines are kept whole."""
_SHORT_SHARE: Final = 0.2
"""Share of short lines without an end mark from which a text counts as a page."""


class Model(NamedTuple):
    """A network of one hidden layer, and what it takes to change between body and furniture.

    `hidden` has one row a feature and one column a hidden unit. `lean` is added to all log odds; `change` is the price
    of a change, in log odds.
    """

    mean: Matrix
    scale: Matrix
    hidden: Matrix
    hidden_bias: Matrix
    output: Matrix
    output_bias: float
    lean: float
    change: float

    def odds(self, features: Matrix) -> Matrix:
        """Log odds of being body, one a row, without the lean."""
        hidden = np.tanh((features - self.mean) / self.scale @ self.hidden + self.hidden_bias)
        return np.clip(hidden @ self.output + self.output_bias, -SURE, SURE)

    def body(self, lines: Sequence[str]) -> list[bool]:
        """For each line, whether it is body."""
        return best_path(self.odds(page_features(lines)) + self.lean, self.change) if lines else []


def best_path(odds: Matrix, change: float) -> list[bool]:
    """The marks with the greatest sum of log odds over body lines, less the price of the changes; it begins outside."""
    outside, inside = 0.0, -change
    stays: list[tuple[bool, bool]] = []
    for value in odds.tolist():
        enters, leaves = outside - change > inside, inside - change > outside
        stays.append((leaves, not enters))
        outside, inside = max(outside, inside - change), max(inside, outside - change) + value
    marks = [inside > outside]
    for leaves, stayed in reversed(stays[1:]):
        marks.append(stayed if marks[-1] else leaves)
    return marks[::-1]


@cache
def model() -> Model:
    """The model that ships with dateline.

    Raises:
        DatelineError: `bad-vocabulary` when the file does not have the features of `surroundings`.
    """
    return parse((resources.files("dateline.split") / "data" / FILE).read_text(encoding="utf-8"))


def parse(text: str) -> Model:
    """A model from its file: a row a feature (name, mean, scale, weights), then rows of the network's other numbers."""
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")][1:]
    numbers = {row[0]: np.array([float(cell) for cell in row[1:] if cell]) for row in rows}
    if [row[0] for row in rows[: len(NAMES)]] != list(NAMES):
        raise DatelineError("bad-vocabulary", FILE, "its rows are not the features of dateline.split.surroundings")
    features = np.stack([numbers[name] for name in NAMES])
    single = {name: float(numbers[name][0]) for name in ("output bias", "lean", "change")}
    return Model(
        features[:, 0], features[:, 1], features[:, 2:], numbers["hidden bias"], numbers["output"],
        single["output bias"], single["lean"], single["change"],
    )  # fmt: skip


def body_lines(lines: Sequence[str]) -> list[bool]:
    """For each line that is not blank, whether the model takes it for the page's body."""
    return model().body(lines)


def is_page(lines: Sequence[str]) -> bool:
    """Whether a text shows signs of a page around its story."""
    if len(lines) < _LEAST_LINES:
        return False
    if any(is_heading(line, "comments") or is_heading(line, "teasers") for line in lines):
        return True
    patterned = sum(len(line) < 90 and bool(patterns("furniture").search(line.strip())) for line in lines)
    short = sum(len(line.split()) < 8 and not line.rstrip().endswith((".", "?", "!", "”", '"', ":")) for line in lines)
    return patterned >= 2 or (short > _SHORT_SHARE * len(lines) and short >= _LEAST_LINES)
