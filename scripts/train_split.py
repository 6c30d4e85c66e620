"""Train the model that tells a page's body from its furniture.

    python scripts/train_split.py --gold ../shared/gold

Reads gold/pages/dev.jsonl.gz and writes src/dateline/split/data/model.tsv: a small network (numpy, Adam, fixed
seed). bench/pages.py measures it five-fold, by page, with this module's `train`; what ships is trained on all
pages. What a model leans to (body or furniture, when in doubt) is tuned on odds that networks gave to pages of the
training part which they had not seen.

What was tried (five-fold; all characters / mean of pages; the model alone, before the rules of `split.zones`; from the
second row on, plain texts are kept whole and the lean is the best of a few, picked on the same folds, which `train`
does not do):

    two networks, features of lines and near neighbours, a threshold     0.909 / 0.866
    the same, best path over lines, leaning to body                      0.919 / 0.898
    boosted trees (scikit-learn), same features                          0.920 / 0.892
    boosted trees, with `split.surroundings`                             0.930 / 0.925
    two networks, with `split.surroundings`                              0.932 / 0.911
    one network of 8 units, with `split.surroundings` (kept)             0.943 / 0.925
    the same with crops of pages, for small pages (kept)                 0.943 / 0.912

Trees would need a larger table for no gain; a second network gave less than one alone.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dateline.split.features import Matrix
from dateline.split.furniture import FILE, Model, best_path
from dateline.split.surroundings import NAMES, page_features

TARGET: Final = Path(__file__).parent.parent / "src/dateline/split/data" / FILE
SEED: Final = 11
HIDDEN: Final = 8
EPOCHS: Final = 15
BATCH: Final = 1024
RATE: Final = 0.02
DECAY: Final = 1e-3
CHANGE: Final = 1.0
LEANS: Final = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
INNER_FOLDS: Final = 4
DIGITS: Final = 3
CROPS: Final = 2
"""Small pages that are cut out of each page, for pages of the web are larger than most that people save as text."""
CROPPED_FROM: Final = 40
"""Lines from which a page is large enough to cut small ones out of it."""
MOST_AROUND: Final = 16
MOST_BODY: Final = 24
HEAD: Final = """\
# What it is: weights of the network that tells a page's body from its furniture (src/dateline/split/furniture.py).
# A row a feature: mean and scale, then its weights to the hidden units; below, the network's other numbers.
# Source: made by scripts/train_split.py from labelled lines of web pages (gold/pages). Licence: Apache-2.0.
"""


class Page(NamedTuple):
    """A labelled page: its lines, and whether each is body."""

    ident: str
    lines: list[str]
    body: NDArray[np.bool_]


class Learned(NamedTuple):
    """A page's features, labels and the weights of its lines."""

    features: Matrix
    labels: Matrix
    weights: Matrix


def load(gold: Path) -> list[Page]:
    """The labelled pages."""
    with gzip.open(gold / "pages/dev.jsonl.gz", "rt", encoding="utf-8") as rows:
        found = [json.loads(row) for row in rows]
    return [
        Page(p["id"], [line["text"] for line in p["lines"]], np.array([bool(line["body"]) for line in p["lines"]]))
        for p in found
    ]


def learned(page: Page) -> Learned:
    """What a network is fitted to. A line counts by its length, as the measure does, but never for nothing."""
    weights = np.array([np.sqrt(len(line) + 10.0) for line in page.lines])
    return Learned(page_features(page.lines), page.body.astype(np.float64), weights)


def crops(page: Page, number: int) -> list[Page]:
    """Small pages out of a large one: the beginning of its body, and a few lines of what stands before and after."""
    if len(page.lines) < CROPPED_FROM or not page.body.any():
        return []
    random = np.random.default_rng((SEED, number))
    first, last = int(np.flatnonzero(page.body)[0]), int(np.flatnonzero(page.body)[-1])
    found = []
    for _ in range(CROPS):
        before, after = random.integers(0, MOST_AROUND, size=2)
        size = random.integers(3, MOST_BODY)
        index = np.arange(len(page.lines))
        chosen = (index >= first - before) & (index < first + size) & (index <= last)
        chosen |= (index > last) & (index <= last + after)
        found.append(Page(page.ident, [page.lines[i] for i in index[chosen]], page.body[chosen]))
    return found


def fit(pages: Sequence[Learned]) -> Model:
    """A network that minimises weighted cross-entropy; it leans to neither side."""
    inputs, labels, weights = (np.concatenate(column) for column in zip(*pages, strict=True))
    random = np.random.default_rng(SEED)
    mean, scale = inputs.mean(axis=0), inputs.std(axis=0) + 1e-3
    x = (inputs - mean) / scale
    parameters = [
        random.normal(0, 1 / np.sqrt(x.shape[1]), (x.shape[1], HIDDEN)),
        np.zeros(HIDDEN),
        random.normal(0, 1 / np.sqrt(HIDDEN), HIDDEN),
        np.zeros(1),
    ]
    moments = [(np.zeros_like(p), np.zeros_like(p)) for p in parameters]
    batches = max(len(x) // BATCH, 1)
    for step in range(EPOCHS * batches):
        if step % batches == 0:
            order = random.permutation(len(x))
        chosen = order[step % batches :: batches]
        rate = RATE * (1 - step / (EPOCHS * batches))
        gradients = _gradients(x[chosen], labels[chosen], weights[chosen] / weights[chosen].sum(), parameters)
        for parameter, gradient, (first, second) in zip(parameters, gradients, moments, strict=True):
            first += 0.1 * (gradient - first)
            second += 0.001 * (gradient**2 - second)
            size = np.sqrt(second / (1 - 0.999 ** (step + 1))) + 1e-8
            parameter -= rate * first / (1 - 0.9 ** (step + 1)) / size
    mean, scale, hidden, hidden_bias, output, bias = (np.round(p, DIGITS) for p in (mean, scale, *parameters))
    return Model(mean, scale, hidden, hidden_bias, output, float(bias[0]), 0.0, CHANGE)


def _gradients(x: Matrix, labels: Matrix, weights: Matrix, parameters: Sequence[Matrix]) -> list[Matrix]:
    hidden = np.tanh(x @ parameters[0] + parameters[1])
    error = weights * (1 / (1 + np.exp(-(hidden @ parameters[2] + parameters[3][0]))) - labels)
    back = np.outer(error, parameters[2]) * (1 - hidden**2)
    gradients = [x.T @ back, back.sum(axis=0), hidden.T @ error, np.array([error.sum()])]
    return [gradient + DECAY * parameter for gradient, parameter in zip(gradients, parameters, strict=True)]


def train(pages: Sequence[Page]) -> Model:
    """The network of all pages, with the lean that is best for networks that had not seen the page."""
    data = [[learned(p) for p in (page, *crops(page, i))] for i, page in enumerate(pages)]
    odds: list[Matrix] = [np.empty(0)] * len(pages)
    for fold in range(INNER_FOLDS):
        model = fit([page for i, own in enumerate(data) if i % INNER_FOLDS != fold for page in own])
        for i in range(fold, len(pages), INNER_FOLDS):
            odds[i] = model.odds(data[i][0].features)
    return fit([page for own in data for page in own])._replace(
        lean=max(LEANS, key=lambda lean: _f1(pages, odds, lean))
    )


def _f1(pages: Sequence[Page], odds: Sequence[Matrix], lean: float) -> float:
    """Character F1 of the body over all pages, plus the mean of the pages' F1."""
    hits = total = 0.0
    single = []
    for page, own in zip(pages, odds, strict=True):
        lengths = np.array([len(line) for line in page.lines], dtype=np.float64)
        kept = np.array(best_path(own + lean, CHANGE))
        hit, both = (lengths * kept * page.body).sum(), (lengths * kept).sum() + (lengths * page.body).sum()
        hits, total = hits + hit, total + both
        single.append(2 * hit / both if both else 1.0)
    return float(2 * hits / total + np.mean(single))


def written(model: Model) -> str:
    """The model's file."""
    units = [f"unit {k + 1}" for k in range(len(model.output))]
    table = [
        ("name", "mean", "scale", *units),
        *((name, *row) for name, *row in zip(NAMES, model.mean, model.scale, *model.hidden.T, strict=True)),
        ("hidden bias", *model.hidden_bias),
        ("output", *model.output),
        ("output bias", model.output_bias),
        ("lean", model.lean),
        ("change", model.change),
    ]
    return HEAD + "".join("\t".join(c if isinstance(c, str) else f"{c:g}" for c in row) + "\n" for row in table)


def main() -> None:
    """Train on all pages and write the model."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--gold", type=Path, required=True)
    pages = load(parser.parse_args().gold)
    TARGET.write_text(written(train(pages)), encoding="utf-8")
    print(f"{len(pages)} pages, {TARGET.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
