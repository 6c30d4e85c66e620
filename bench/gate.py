"""What the gate in front of the encoder skips, and what it loses.

    python bench/gate.py --gold ../shared/gold [--json]

Share of windows (and of their words) that are not read: on news of conflict (gold/voa/dev), local news
(gold/places/lgl) and web pages (gold/pages, body only); and the share of gold/voa/dev's labelled claims whose trigger
lies in a window that is skipped.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from dateline.reader.gate import passes
from dateline.reader.sentences import sentences
from dateline.reader.windows import Window, read_words, windows
from dateline.records import Quote, Span


def records(path: Path) -> Iterator[Any]:
    """Records of a gzip'd file of JSON lines."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def text_windows(text: str) -> list[Window]:
    """A text's windows, as the reader cuts a story."""
    spans = sentences((Quote(text, Span(0, len(text))),))
    return list(windows(read_words(text[s.start : s.end], s) for s in spans))


def skipped(texts: Iterable[str]) -> dict[str, float]:
    """Shares of windows and words that the gate keeps from the encoder."""
    all_windows = [window for text in texts for window in text_windows(text)]
    closed = [window for window in all_windows if not passes(window)]
    words, closed_words = (sum(len(w.words) for w in some) for some in (all_windows, closed))
    return {"windows": round(len(closed) / len(all_windows), 3), "words": round(closed_words / words, 3)}


def lost(rows: Iterable[Any]) -> float:
    """Share of labelled claims whose trigger stands in a skipped window."""
    claims = gone = 0
    for row in rows:
        closed = [w for w in text_windows(row["text"]) if not passes(w)]
        for claim in row["claims"]:
            claims += 1
            at = claim["trigger"]["span"][0]
            gone += any(w.words[0].start <= at < w.words[-1].end for w in closed)
    return round(gone / claims, 4)


def measure(gold: Path) -> dict[str, Any]:
    """Skipped shares by set, and lost claims."""
    news = [row["text"] for row in records(gold / "voa/dev.jsonl.gz")]
    local = [row["text"] for row in records(gold / "places/lgl.jsonl.gz")]
    pages = ["\n".join(x["text"] for x in row["lines"] if x["body"]) for row in records(gold / "pages/dev.jsonl.gz")]
    shares = {"conflict news": skipped(news), "local news": skipped(local), "web pages": skipped(pages)}
    return {"skipped": shares, "claims lost": lost(records(gold / "voa/dev.jsonl.gz"))}


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
