"""Estimate how often each pattern of the lexicon is an event of its type, from labelled training claims.

    python scripts/weigh_triggers.py --gold ../shared/gold

Writes src/dateline/vocab/data/trigger_weights.tsv. A pattern that fires `seen` times, of which `right` overlap a labelled
trigger of its type, gets the weight (right + K * prior) / (seen + K): Laplace smoothing towards the pattern's prior, with
K = 3. Only counts are kept, never text. Training parts only: gold/voa/train and gold/official/train.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from dateline.reader.phrases import Words
from dateline.reader.sentences import sentences, tokens
from dateline.reader.tagging import tag
from dateline.reader.triggers import candidates
from dateline.records import quote
from dateline.vocab.lexicon import PRIOR, SELDOM, patterns

SETS: Final = ("voa/train.jsonl.gz", "official/train.jsonl.gz")
STRENGTH: Final = 3.0
TARGET: Final = Path(__file__).parent.parent / "src/dateline/vocab/data/trigger_weights.tsv"
HEAD: Final = """# What it is: how often a pattern of triggers.toml is an event of its type where the first reader sees it, in news.
# Source: counts over gold/voa/train and gold/official/train, made by scripts/weigh_triggers.py; no text is kept.
# Licence: Apache-2.0.
"""
Key = tuple[str, str, str]


def documents(gold: Path) -> Iterator[dict[str, Any]]:
    """Labelled documents of the training sets."""
    for name in SETS:
        with gzip.open(gold / name, "rt", encoding="utf-8") as lines:
            yield from (json.loads(line) for line in lines)


def count(gold: Path) -> tuple[Counter[Key], Counter[Key]]:
    """How often each pattern fires, and how often it is right."""
    seen: Counter[Key] = Counter()
    right: Counter[Key] = Counter()
    for document in documents(gold):
        text = document["text"]
        labelled = [(claim["trigger"]["span"], claim["type"]) for claim in document["claims"]]
        for span in sentences((quote(text, 0, len(text)),)):
            found = tokens(text[span.start : span.end], span.start)
            for candidate in candidates(Words(found, tag(found)), 0.0):
                entry = candidate.entry
                key = (entry.lemma, entry.pos, entry.type.value)
                start, end = found[candidate.start].start, found[candidate.end - 1].end
                seen[key] += 1
                right[key] += any(a < end and start < b and kind == entry.type for (a, b), kind in labelled)
    return seen, right


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--gold", type=Path, required=True)
    seen, right = count(parser.parse_args().gold)
    priors = {
        (pattern.lstrip("*"), pos, type_): PRIOR[pos] * (SELDOM if pattern.startswith("*") else 1.0)
        for type_, _, pos, pattern in patterns()
    }
    rows = ["pattern\tpos\ttype\tweight\tseen"]
    for key in sorted(seen):
        weight = (right[key] + STRENGTH * priors[key]) / (seen[key] + STRENGTH)
        rows.append("\t".join([*key, f"{weight:.2f}", str(seen[key])]))
    TARGET.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    print(f"{len(rows) - 1} patterns seen, {sum(right.values())} of {sum(seen.values())} firings right")


if __name__ == "__main__":
    main()
