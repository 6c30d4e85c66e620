"""Cost against the size of a document: seconds from one file to its claims, over four sizes, on one core.

    python bench/scaling.py --gold ../shared/gold [--json]

The texts of gold/voa/dev are joined, and repeated, to one document of so many words; the least of three rounds is
given.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import time
from pathlib import Path
from typing import Any, Final

from dateline.records import Document
from dateline.run.pipeline import code_document

SIZES: Final = (12_500, 25_000, 50_000, 100_000)
ROUNDS: Final = 1


def document(words: list[str], size: int) -> Document:
    """A document of so many words, a sentence of the news a line."""
    repeated = (words * (size // len(words) + 1))[:size]
    text = " ".join(repeated)
    return Document(id="d", origin="d", text=text, sha256="", format="text", encoding="utf-8", made_by="bench")


def measure(gold: Path) -> dict[str, Any]:
    """Seconds and words a second by size."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with gzip.open(gold / "voa/dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        words = [word for line in lines for word in json.loads(line)["text"].split(" ")]
    code_document(document(words, 500))
    found = {}
    for size in SIZES:
        one = document(words, size)
        seconds = []
        for _ in range(ROUNDS):
            began = time.process_time()
            code_document(one)
            seconds.append(time.process_time() - began)
        found[f"{size} words"] = {"seconds": round(min(seconds), 2), "words a second": round(size / min(seconds))}
    return found


def main() -> None:
    """Measure, and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    options.add_argument("--json", action="store_true")
    asked = options.parse_args()
    found = measure(asked.gold)
    print(json.dumps(found) if asked.json else json.dumps(found, indent=2))


if __name__ == "__main__":
    main()
