"""Estimate the first reader's weights from labelled training claims.

    python scripts/weigh_triggers.py --gold ../shared/gold

Writes src/dateline/vocab/data/trigger_weights.tsv: a pattern that fires `seen` times, of which `right` overlap a
labelled trigger of its type, gets the weight (right + K * prior) / (seen + K) with K = 3. Then
src/dateline/reader/data/confidence.tsv: a logistic regression over what stands around a trigger, in which each
trigger's word is weighed without the trigger itself; and prints the threshold that belongs into `reader.first.LEAST`.
Only counts and coefficients are kept, never text. Training parts only: gold/voa/train and gold/official/train.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dateline.reader.confidence import logit
from dateline.reader.sentence import Sentence
from dateline.reader.sentences import sentences
from dateline.reader.triggers import Candidate, candidates
from dateline.records import Span, quote
from dateline.vocab.lexicon import PRIOR, SELDOM, patterns

SETS: Final = ("voa/train.jsonl.gz", "official/train.jsonl.gz")
STRENGTH: Final = 3.0
RIDGE: Final = 2.0
_SOURCE: Final = Path(__file__).parent.parent / "src/dateline"
WEIGHTS: Final = _SOURCE / "vocab/data/trigger_weights.tsv"
COEFFICIENTS: Final = _SOURCE / "reader/data/confidence.tsv"
HEAD: Final = """\
# What it is: how often a pattern of triggers.toml is an event of its type where the first reader sees it.
# Source: counts over gold/voa/train and gold/official/train, made by scripts/weigh_triggers.py; no text is kept.
# Licence: Apache-2.0.
"""
CONFIDENCE_HEAD: Final = """\
# What it is: coefficients of the regression that gives the first reader's claims their confidence.
# Source: fitted on gold/voa/train and gold/official/train by scripts/weigh_triggers.py; no text is kept.
# Licence: Apache-2.0.
"""
Key = tuple[str, str, str]


class Example(NamedTuple):
    """A trigger of a document, what the regression sees of it, and whether it is a labelled event."""

    document: int
    features: dict[str, float]
    label: bool


def documents(gold: Path) -> Iterator[dict[str, Any]]:
    """Labelled documents of the training sets."""
    for name in SETS:
        with gzip.open(gold / name, "rt", encoding="utf-8") as lines:
            yield from (json.loads(line) for line in lines)


def sentences_of(document: dict[str, Any]) -> Iterator[Sentence]:
    """The sentences of a labelled document."""
    text = document["text"]
    for span in sentences((quote(text, 0, len(text)),)):
        yield Sentence(text[span.start : span.end], span)


def is_right(sentence: Sentence, trigger: Candidate, claims: list[dict[str, Any]]) -> bool:
    """Whether a labelled claim of the trigger's type has a trigger that overlaps it."""
    own = sentence.quote(trigger.start, trigger.end).span
    return any(c["type"] == trigger.entry.type and own.overlaps(Span(*c["trigger"]["span"])) for c in claims)


def key_of(trigger: Candidate) -> Key:
    """What a weight is kept for."""
    return trigger.entry.lemma, trigger.entry.pos, trigger.entry.type.value


def count(gold: Path) -> tuple[Counter[Key], Counter[Key]]:
    """How often each pattern fires, and how often it is right."""
    seen: Counter[Key] = Counter()
    right: Counter[Key] = Counter()
    for document in documents(gold):
        for sentence in sentences_of(document):
            for trigger in candidates(sentence.words):
                seen[key_of(trigger)] += 1
                right[key_of(trigger)] += is_right(sentence, trigger, document["claims"])
    return seen, right


def smoothed(right: float, seen: float, prior: float) -> float:
    """A share, drawn towards its prior."""
    return (right + STRENGTH * prior) / (seen + STRENGTH)


def examples(gold: Path, seen: Counter[Key], right: Counter[Key], priors: dict[Key, float]) -> list[Example]:
    """Every trigger with its features; its word's weight is taken without the trigger itself."""
    found = []
    for number, document in enumerate(documents(gold)):
        for sentence in sentences_of(document):
            for one in sentence.found():
                key, label = key_of(one.trigger), is_right(sentence, one.trigger, document["claims"])
                weight = smoothed(right[key] - label, seen[key] - 1, priors[key])
                found.append(Example(number, one.features | {"weight": logit(weight)}, label))
    return found


def regress(chosen: list[Example], names: list[str]) -> NDArray[np.float64]:
    """Coefficients of a logistic regression with a ridge penalty, by Newton's method."""
    x = np.array([[example.features.get(name, 0.0) for name in names] for example in chosen])
    y = np.array([float(example.label) for example in chosen])
    coefficients = np.zeros(len(names))
    for _ in range(25):
        p = 1 / (1 + np.exp(-(x @ coefficients)))
        gradient = x.T @ (y - p) - RIDGE * coefficients
        hessian = (x * (p * (1 - p))[:, None]).T @ x + RIDGE * np.eye(len(names))
        coefficients = coefficients + np.linalg.solve(hessian, gradient)
    return coefficients


def best_threshold(found: list[Example], names: list[str], labelled: int) -> tuple[float, float]:
    """Least confidence with the best F1 of (trigger, type), five-fold by document; and that F1."""
    told = np.zeros(len(found))
    for fold in range(5):
        fitted = regress([e for e in found if e.document % 5 != fold], names)
        for i, example in enumerate(found):
            if example.document % 5 == fold:
                told[i] = 1 / (
                    1 + np.exp(-sum(example.features.get(n, 0.0) * c for n, c in zip(names, fitted, strict=True)))
                )
    label = np.array([example.label for example in found])
    scores = [(2 * (label & (told >= t)).sum() / ((told >= t).sum() + labelled), t) for t in np.arange(0.2, 0.6, 0.02)]
    return max((float(f), round(float(t), 2)) for f, t in scores)[::-1]


def main() -> None:
    """Write both tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--gold", type=Path, required=True)
    gold = parser.parse_args().gold
    seen, right = count(gold)
    priors = {
        (pattern.lstrip("*"), pos, type_): PRIOR[pos] * (SELDOM if pattern.startswith("*") else 1.0)
        for type_, _, pos, pattern in patterns()
    }
    rows = ["pattern\tpos\ttype\tweight\tseen"]
    rows += ["\t".join([*k, f"{smoothed(right[k], seen[k], priors[k]):.2f}", str(seen[k])]) for k in sorted(seen)]
    WEIGHTS.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    found = examples(gold, seen, right, priors)
    names = sorted({name for example in found for name in example.features})
    fitted = regress(found, names)
    lines = ["feature\tcoefficient", *(f"{name}\t{value:.3f}" for name, value in zip(names, fitted, strict=True))]
    COEFFICIENTS.write_text(CONFIDENCE_HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    labelled = sum(len(document["claims"]) for document in documents(gold))
    threshold, f1 = best_threshold(found, names, labelled)
    print(f"{len(rows) - 1} patterns seen; best threshold {threshold}, F1 of trigger and type in five folds {f1:.3f}")


if __name__ == "__main__":
    main()
