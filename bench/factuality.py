"""How sure it is that an event happened: UDS-IH2's dev part, sentence by sentence.

    python bench/factuality.py --gold ../shared/gold [--json]

The labels are -3 (it did not happen) to 3 (it did), at a word. The network is asked at that word, as it is at a
trigger. Beside it a constant (the training part's mean) and the lexicon reader's status rules, whose five statuses
count as the training part's mean label of each. Pearson's correlation and the mean absolute error, the two figures of
the set's authors (Rudinger et al. 2018).
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np

from dateline.reader.network import network
from dateline.reader.phrases import Words
from dateline.reader.status import status
from dateline.reader.triggers import Candidate
from dateline.reader.windows import read_words, windows
from dateline.reader.worded import worded
from dateline.records import Span
from dateline.terms import EventType, Status
from dateline.vocab.lexicon import Trigger

CLAIM: Final = 0


class Judged(NamedTuple):
    """A labelled word: its label, the network's score, the rules' status."""

    label: float
    score: float
    status: Status


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The sentences of a part."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def judged(row: dict[str, Any], *, ask: bool) -> Iterator[Judged]:
    """The labelled words of a sentence; with `ask`, the network's scores for them."""
    written = row["text"].split(" ")
    starts = np.cumsum([0, *(len(word) + 1 for word in written)])
    text = row["text"]
    parts = list(windows([read_words(text, Span(0, len(text)))])) if ask else []
    encoded = [network().encode(window) for window in parts]
    words, _ = worded(text, 0)
    for target in row["targets"]:
        at = int(starts[target["span1"][0]])
        number = next((i for i, token in enumerate(words.tokens) if token.start <= at < token.end), None)
        if number is None:
            continue
        score = float("nan")
        for window, read in zip(parts, encoded, strict=True):
            here = next((i for i, word in enumerate(window.words) if word.start <= at < word.end), None)
            if here is not None:
                score = float(network().ask(read, [here], [CLAIM]).facts[0])
        if ask and np.isnan(score):
            continue
        yield Judged(float(target["label"]), score, by_rules(words, number))


def by_rules(words: Words, number: int) -> Status:
    """The status that the first reader's rules give an act named by one word."""
    verbal = words.tags[number].name == "VERB"
    entry = Trigger(words.tokens[number].lower, "v" if verbal else "n", EventType.ASSAULT, None, 1.0)
    form = "gerund" if verbal and entry.lemma.endswith("ing") else "past" if verbal else "singular"
    one = Candidate(number, number + 1, number + 1, None, entry, form, frozenset({form}))
    return status(words, one).status


def compare(guesses: Any, labels: Any) -> dict[str, float]:
    """Correlation (0 for a constant) and error of guesses."""
    constant = float(np.std(guesses)) == 0
    return {
        "correlation": 0.0 if constant else round(float(np.corrcoef(guesses, labels)[0, 1]), 4),
        "mean absolute error": round(float(np.abs(guesses - labels).mean()), 4),
    }


def measure(gold: Path) -> dict[str, Any]:
    """The three guesses on the dev part."""
    folder = gold / "factuality"
    known: dict[Status, list[float]] = defaultdict(list)
    for row in rows(folder / "uds_ih2_train.jsonl.gz"):
        for one in judged(row, ask=False):
            known[one.status].append(one.label)
    mean = float(np.mean([label for some in known.values() for label in some]))
    means = {name: float(np.mean(some)) for name, some in known.items()}
    found = [one for row in rows(folder / "uds_ih2_dev.jsonl.gz") for one in judged(row, ask=True)]
    labels = np.asarray([one.label for one in found])
    ruled = np.asarray([means.get(one.status, mean) for one in found])
    scores = np.clip([one.score for one in found], -3, 3)
    return {
        "words": len(found),
        "constant": compare(np.full(len(found), mean), labels),
        "lexicon reader's rules": compare(ruled, labels),
        "network": compare(scores, labels),
    }


def main() -> None:
    """Measure, and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    options.add_argument("--json", action="store_true")
    asked = options.parse_args()
    found = measure(asked.gold)
    if asked.json:
        print(json.dumps(found))
        return
    print(f"{found['words']} labelled words")
    for name, one in list(found.items())[1:]:
        print(f"{name:24} r {one['correlation']:.3f}  mean absolute error {one['mean absolute error']:.3f}")


if __name__ == "__main__":
    main()
