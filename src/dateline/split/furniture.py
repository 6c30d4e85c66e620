"""Which lines of a page are its body: a small model over `features`, smoothed over neighbouring lines.

Invariant: a line's verdict depends on the lines of its page alone.

Method: a network of one hidden layer gives each line a probability; a second one sees those of the lines around it.
Both are trained by scripts/train_split.py on gold/pages; figures by `python bench/pages.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Final

import msgspec
import numpy as np

from dateline.split.features import Matrix, is_heading, page_features, patterns

WINDOW: Final = 6
"""Lines on each side whose probabilities the second network sees."""
_LEAST_LINES: Final = 4
"""Texts with fewer lines are kept whole."""
_SHORT_SHARE: Final = 0.2
"""Share of short lines without an end mark from which a text counts as a page."""


class Network(msgspec.Struct, frozen=True):
    """Weights of one network: input to hidden, hidden bias, hidden to output, output bias; and the inputs' scale."""

    mean: tuple[float, ...]
    scale: tuple[float, ...]
    hidden: tuple[tuple[float, ...], ...]
    hidden_bias: tuple[float, ...]
    output: tuple[float, ...]
    output_bias: float

    def apply(self, inputs: Matrix) -> Matrix:
        """Probabilities of body, one a row."""
        scaled = (inputs - np.array(self.mean)) / np.array(self.scale)
        hidden = np.tanh(scaled @ np.array(self.hidden) + np.array(self.hidden_bias))
        return np.asarray(1.0 / (1.0 + np.exp(-(hidden @ np.array(self.output) + self.output_bias))), dtype=np.float64)


class Model(msgspec.Struct, frozen=True):
    """The two networks, and the probability from which a line is body."""

    first: Network
    second: Network
    threshold: float

    def body(self, lines: Sequence[str]) -> Matrix:
        """Probability of body for each line."""
        features = page_features(lines)
        return self.second.apply(neighbours(self.first.apply(features), features))


@cache
def model() -> Model:
    """The model that ships with dateline."""
    raw = (resources.files("dateline.split") / "data" / "model.json").read_bytes()
    return msgspec.json.decode(raw, type=Model)


def neighbours(probabilities: Matrix, features: Matrix) -> Matrix:
    """Inputs of the second network: the first one's logits around each line, and the line's own features."""
    logits = np.log(np.clip(probabilities, 1e-6, 1 - 1e-6) / np.clip(1 - probabilities, 1e-6, 1))
    padded = np.pad(logits, WINDOW, constant_values=-3.0)
    around = np.column_stack([padded[k : k + len(logits)] for k in range(2 * WINDOW + 1)])
    ahead = np.flip(np.maximum.accumulate(np.flip(np.append(logits[1:], -7.0))))
    behind = np.maximum.accumulate(np.append(-7.0, logits[:-1]))
    return np.hstack([around, ahead[:, None], behind[:, None], features])


def body_lines(lines: Sequence[str]) -> list[bool]:
    """For each line that is not blank, whether the model takes it for the page's body."""
    return [bool(p >= model().threshold) for p in model().body(lines)]


def is_page(lines: Sequence[str]) -> bool:
    """Whether a text shows signs of a page around its story."""
    if len(lines) < _LEAST_LINES:
        return False
    if any(is_heading(line, "comments") or is_heading(line, "teasers") for line in lines):
        return True
    patterned = sum(len(line) < 90 and bool(patterns("furniture").search(line.strip())) for line in lines)
    short = sum(len(line.split()) < 8 and not line.rstrip().endswith((".", "?", "!", "”", '"', ":")) for line in lines)
    return patterned >= 2 or (short > _SHORT_SHARE * len(lines) and short >= _LEAST_LINES)
