#!/usr/bin/env python3
"""Measure how well sketches tell which marked acts of news stories are one event (ECB+, gold mentions given).

    python bench/ecbplus.py --gold DIR [--json]

DIR holds `ecbplus/{train,dev}.jsonl.gz`. Trained on train; B-cubed and pairs on dev, over mentions of acts that have a
chain, all topics together. Beside it the rule that mentions with one lemma in one topic are one event, which is told
the topics; ours is not. Two mentions are compared when their stems or their sentences' words are alike, and their
texts' are; features are stems and the cosines of sentences and of texts by `vocab/data/word_counts.tsv`; a logistic
regression scores pairs, and `link.clusters` joins them, as it does claims.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any, Final

import msgspec
import numpy as np
from clusters import b_cubed, pairs
from times import lines

from dateline.link.clusters import average_linkage, parts
from dateline.link.sketch import word_list, word_weights

STEM: Final = 5
NEAR: Final = 0.12
"""Least cosine of two texts whose mentions are compared."""
ALIKE: Final = 0.2
"""Least cosine of two sentences whose mentions are compared without a stem in common."""
PULL: Final = 1e-3
GRID: Final = (-1.5, -1.0, -0.5, 0.0, 0.5)
Vector = Mapping[str, float]


class Mention(msgspec.Struct, frozen=True):
    """A marked act: an id, its chain, topic, document, stem, and the weighted words of its sentence and text."""

    id: str
    chain: str
    topic: str
    document: str
    stem: str
    sentence: Vector
    text: Vector


def vector(words: Sequence[str]) -> Vector:
    """Words by weight, of length 1."""
    found = word_weights(words)
    length = math.sqrt(sum(v * v for v in found.values())) or 1.0
    return {w: v / length for w, v in found.items()}


def cosine(a: Vector, b: Vector) -> float:
    """Of two vectors of length 1."""
    small, large = (a, b) if len(a) < len(b) else (b, a)
    return sum(value * large.get(word, 0.0) for word, value in small.items())


def mentions(path: Path) -> Iterator[Mention]:
    """The marked acts of a file."""
    for row in lines(path, "all"):
        sentences: dict[int, list[str]] = defaultdict(list)
        for token, number in zip(row["tokens"], row["sent_of_token"], strict=True):
            sentences[number].append(token)
        words = {number: vector(word_list(" ".join(tokens))) for number, tokens in sentences.items()}
        text = vector(word_list(" ".join(row["tokens"])))
        for m in row["mentions"]:
            if m["type"].startswith("ACTION") and m.get("chain"):
                name = f"{row['id']}/{m['m_id']}"
                stem = m["text"].lower().split()[0][:STEM]
                topic = str(row["topic"])
                yield Mention(name, m["chain"], topic, row["id"], stem, words[m["sentence"]], text)


def compared(given: Sequence[Mention]) -> tuple[list[tuple[int, int]], Any]:
    """The pairs that are compared, and their features."""
    texts = {one.document: one.text for one in given}
    near = {frozenset((a, b)): c for a, b in combinations(texts, 2) if (c := cosine(texts[a], texts[b])) > NEAR}
    by_text: dict[str, list[int]] = defaultdict(list)
    for i, one in enumerate(given):
        by_text[one.document].append(i)
    blocks = [(min(key), max(key), value) for key, value in near.items()]
    ends: list[tuple[int, int]] = []
    rows: list[list[float]] = []
    for a, b, text in [*blocks, *((document, document, 1.0) for document in by_text)]:
        for i in by_text[a]:
            for j in by_text[b]:
                if (a == b and i >= j) or given[i].document > given[j].document:
                    continue
                stem = given[i].stem == given[j].stem
                words = cosine(given[i].sentence, given[j].sentence)
                if stem or words > ALIKE:
                    same = a == b
                    ends.append((i, j))
                    rows.append([1.0, stem, words, text, same, stem * words, stem * text, stem * same, words * text])
    return ends, np.asarray(rows, dtype=np.float64)


def fit(table: Any, right: Any) -> Any:
    """Weights of a logistic regression by Newton's method, pulled to 0."""
    weight = np.zeros(table.shape[1])
    for _ in range(30):
        share = 1 / (1 + np.exp(-table @ weight))
        slope = table.T @ (share - right) / len(right) + PULL * weight
        bend = (table * (share * (1 - share))[:, None]).T @ table / len(right) + PULL * np.eye(len(weight))
        weight -= np.linalg.solve(bend, slope)
    return weight


def grouped(given: Sequence[Mention], ends: Sequence[tuple[int, int]], points: Any, least: float) -> dict[str, str]:
    """The group of each mention."""
    known = {pair: float(p) - least for pair, p in zip(ends, points, strict=True)}
    found: dict[str, str] = {}
    for part in parts(range(len(given)), [pair for pair, p in known.items() if p > 0]):
        matrix = np.asarray([[known.get((min(a, b), max(a, b)), -3.0 - least) for b in part] for a in part])
        for group in average_linkage(matrix):
            found |= {given[part[i]].id: given[part[group[0]]].id for i in group}
    return found


def measure(gold: Path) -> dict[str, Any]:
    """The figures on dev; the threshold is the best on train."""
    train, dev = (list(mentions(gold / f"ecbplus/{name}.jsonl.gz")) for name in ("train", "dev"))
    ends, table = compared(train)
    right = np.asarray([train[i].chain == train[j].chain for i, j in ends], dtype=np.float64)
    weight = fit(table, right)
    wanted = {one.id: one.chain for one in train}
    best = max(GRID, key=lambda least: b_cubed(wanted, grouped(train, ends, table @ weight, least)).f1)
    ends, table = compared(dev)
    wanted = {one.id: one.chain for one in dev}
    found = grouped(dev, ends, table @ weight, best)
    lemma = {one.id: f"{one.topic} {one.stem}" for one in dev}
    return {
        "mentions": len(dev),
        "threshold": best,
        "sketches": {"B-cubed": b_cubed(wanted, found).figures(), "pairs": pairs(wanted, found).figures()},
        "one lemma in one topic": {
            "B-cubed": b_cubed(wanted, lemma).figures(),
            "pairs": pairs(wanted, lemma).figures(),
        },
    }


def main() -> None:
    """Read the options, measure, print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    options.add_argument("--json", action="store_true", help="print JSON, as it does anyway")
    print(json.dumps(measure(options.parse_args().gold), indent=2))


if __name__ == "__main__":
    main()
