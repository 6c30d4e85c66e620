"""Train the model that tells a page's body from its furniture.

    python scripts/train_split.py --gold ../shared/gold

Reads gold/pages/dev.jsonl.gz and writes src/dateline/split/data/model.json: two small networks (numpy, full-batch
Adam, fixed seed). bench/pages.py measures it five-fold, by page, with this module's `train`; what ships is trained on
all pages.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from dateline.split.features import Matrix, page_features
from dateline.split.furniture import Model, Network, neighbours

TARGET: Final = Path(__file__).parent.parent / "src/dateline/split/data/model.json"
SEED: Final = 11
HIDDEN: Final = 16
STEPS: Final = 400
RATE: Final = 0.02
DECAY: Final = 3e-4
INNER_FOLDS: Final = 4


class Page(NamedTuple):
    """A labelled page: its lines, and whether each is body."""

    ident: str
    lines: list[str]
    body: NDArray[np.bool_]


def load(gold: Path) -> list[Page]:
    """The labelled pages."""
    with gzip.open(gold / "pages/dev.jsonl.gz", "rt", encoding="utf-8") as rows:
        found = [json.loads(row) for row in rows]
    return [
        Page(p["id"], [line["text"] for line in p["lines"]], np.array([bool(line["body"]) for line in p["lines"]]))
        for p in found
    ]


def fit(inputs: Matrix, labels: Matrix, weights: Matrix) -> Network:
    """A network that minimises weighted cross-entropy."""
    random = np.random.default_rng(SEED)
    mean, scale = inputs.mean(axis=0), inputs.std(axis=0) + 1e-3
    x = (inputs - mean) / scale
    parameters = [
        random.normal(0, 1 / np.sqrt(x.shape[1]), (x.shape[1], HIDDEN)),
        np.zeros(HIDDEN),
        random.normal(0, 1 / np.sqrt(HIDDEN), HIDDEN),
        np.zeros(1),
    ]
    first = [np.zeros_like(p) for p in parameters]
    second = [np.zeros_like(p) for p in parameters]
    total = weights.sum()
    for step in range(1, STEPS + 1):
        hidden = np.tanh(x @ parameters[0] + parameters[1])
        error = weights * (1 / (1 + np.exp(-(hidden @ parameters[2] + parameters[3][0]))) - labels) / total
        back = np.outer(error, parameters[2]) * (1 - hidden**2)
        gradients = [x.T @ back, back.sum(axis=0), hidden.T @ error, np.array([error.sum()])]
        for i, gradient in enumerate(gradients):
            gradient = gradient + DECAY * parameters[i]
            first[i] = 0.9 * first[i] + 0.1 * gradient
            second[i] = 0.999 * second[i] + 0.001 * gradient**2
            parameters[i] = parameters[i] - RATE * (first[i] / (1 - 0.9**step)) / (
                np.sqrt(second[i] / (1 - 0.999**step)) + 1e-8
            )
    rounded = [np.round(p, 4) for p in parameters]
    return Network(
        tuple(np.round(mean, 4).tolist()),
        tuple(np.round(scale, 4).tolist()),
        tuple(tuple(row) for row in rounded[0].tolist()),
        tuple(rounded[1].tolist()),
        tuple(rounded[2].tolist()),
        float(rounded[3][0]),
    )


def weights_of(page: Page) -> Matrix:
    """A line counts by its length, as the measure does, but never for nothing."""
    return np.array([np.sqrt(len(line) + 10.0) for line in page.lines])


def train(pages: Sequence[Page]) -> Model:
    """Both networks; the second is fitted on probabilities that the first gave to pages it had not seen."""
    features = [page_features(page.lines) for page in pages]
    labels = [page.body.astype(np.float64) for page in pages]
    weights = [weights_of(page) for page in pages]

    def fitted(chosen: Sequence[int]) -> Network:
        return fit(*(np.concatenate([column[i] for i in chosen]) for column in (features, labels, weights)))

    inputs: list[Matrix] = [np.empty(0)] * len(pages)
    for fold in range(INNER_FOLDS):
        network = fitted([i for i in range(len(pages)) if i % INNER_FOLDS != fold])
        for i in range(fold, len(pages), INNER_FOLDS):
            inputs[i] = neighbours(network.apply(features[i]), features[i])
    second = fit(np.concatenate(inputs), np.concatenate(labels), np.concatenate(weights))
    lengths = np.concatenate([[len(line) for line in page.lines] for page in pages]).astype(np.float64)
    return Model(fitted(range(len(pages))), second, _threshold(second.apply(np.concatenate(inputs)), labels, lengths))


def _threshold(probabilities: Matrix, labels: Sequence[Matrix], lengths: Matrix) -> float:
    """The probability that gives the best character F1 on the training pages."""
    truth = np.concatenate(labels)
    best = (0.0, 0.5)
    for threshold in np.arange(0.2, 0.8, 0.05):
        kept = probabilities >= threshold
        hit = (lengths * kept * truth).sum()
        best = max(best, (2 * hit / ((lengths * kept).sum() + (lengths * truth).sum()), round(float(threshold), 2)))
    return best[1]


def main() -> None:
    """Train on all pages and write the model."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--gold", type=Path, required=True)
    pages = load(parser.parse_args().gold)
    TARGET.write_bytes(msgspec.json.encode(train(pages)) + b"\n")
    print(f"{len(pages)} pages, {TARGET.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
