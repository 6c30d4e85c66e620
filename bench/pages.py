"""Body against furniture on labelled pages, five-fold by page; and how much of plain news is kept whole.

    python bench/pages.py --gold ../shared/gold [--json]

Character F1 of the body, micro over all pages and as the mean of pages: a character is right when its line is kept and
labelled body. Each page is judged by a model that was trained on the other four fifths. Beside it: everything kept; and
trafilatura, which wants markup, on a page made of the same lines, each a <p>, in the mode that favours recall: a line
is kept when its words come out. The guard: plain texts without a page around them, which must come out whole and as
one story.
"""

from __future__ import annotations

import argparse
import gzip
import html
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from trafilatura import extract

from dateline.records import Document
from dateline.split import split_document
from dateline.split.furniture import Model, is_page
from dateline.split.zones import Zone, parts
from dateline.terms import StoryKind

sys.path.insert(0, str(Path(__file__).parent.parent / "scripts"))  # the trainer is a script, and stays one
from train_split import Page, load, train

FOLDS: Final = 5
GUARD: Final = ("voa/train", "official/train", "times/timebank", "times/aquaint", "places/lgl", "muc4/train")
Kept = NDArray[np.bool_]


def by_dateline(page: Page, model: Model) -> Kept:
    """The lines of a page's main part that dateline keeps, with this model."""
    if not is_page(page.lines):
        return np.ones(len(page.lines), dtype=np.bool_)
    found = parts(page.lines, model.body(page.lines))
    return np.array([part.kept and part.zone is Zone.MAIN for part in found])


def by_trafilatura(page: Page) -> Kept:
    """The lines whose words trafilatura gives back."""
    paragraphs = "".join(f"<p>{html.escape(line)}</p>" for line in page.lines)
    text = extract(f"<html><body>{paragraphs}</body></html>", favor_recall=True, include_comments=False) or ""
    words = " ".join(text.split())
    return np.array([" ".join(line.split()) in words for line in page.lines])


def scores(pages: list[Page], keep: Callable[[int, Page], Kept]) -> dict[str, float]:
    """Precision, recall and F1 of characters over all pages, and the mean F1 of pages."""
    hits = kept = labelled = 0.0
    single = []
    for number, page in enumerate(pages):
        lengths = np.array([len(line) for line in page.lines], dtype=np.float64)
        chosen = keep(number, page)
        hit, own, gold = (lengths * chosen * page.body).sum(), (lengths * chosen).sum(), (lengths * page.body).sum()
        hits, kept, labelled = hits + hit, kept + own, labelled + gold
        single.append(2 * hit / (own + gold) if own + gold else 1.0)
    return {
        "precision": round(float(hits / kept), 4),
        "recall": round(float(hits / labelled), 4),
        "F1": round(float(2 * hits / (kept + labelled)), 4),
        "mean F1 of pages": round(float(np.mean(single)), 4),
    }


def guard(gold: Path, name: str) -> dict[str, float | int]:
    """Of plain texts: the share of characters kept in main stories, and how many texts became several stories."""
    kept = total = several = number = 0
    with gzip.open(gold / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            text = json.loads(line)["text"]
            stories = split_document(
                Document(id="d", origin="o", text=text, sha256="", format="text", encoding="utf-8", made_by="bench")
            )
            kept += sum(len(part.text) for s in stories if s.kind is StoryKind.MAIN for part in s.parts)
            several += sum(story.kind is not StoryKind.FURNITURE for story in stories) > 1
            total += len(text)
            number += 1
    return {"texts": number, "characters kept": round(kept / total, 4), "texts in several stories": several}


def measure(gold: Path) -> dict[str, Any]:
    """All figures."""
    pages = load(gold)
    models = [train([p for i, p in enumerate(pages) if i % FOLDS != fold]) for fold in range(FOLDS)]
    return {
        "pages": len(pages),
        "dateline": scores(pages, lambda number, page: by_dateline(page, models[number % FOLDS])),
        "everything kept": scores(pages, lambda _, page: np.ones(len(page.lines), dtype=np.bool_)),
        "trafilatura": scores(pages, lambda _, page: by_trafilatura(page)),
        "plain text": {name: guard(gold, name) for name in GUARD},
    }


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
