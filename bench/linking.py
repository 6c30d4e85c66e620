#!/usr/bin/env python3
"""Measure linking on news of gun violence: are the articles of one incident found to be of one?

    python bench/linking.py --gold DIR [--ledger LEDGER] [--json]

DIR holds `gva/articles.jsonl.gz`: 2,797 articles of 1,300 incidents. They are read into a fresh ledger (or taken from
`--ledger`, where they were read before) as any input is, with their day of publication, and every article is put to
the main incident that `dateline incidents --by-document` names; one without an incident stands alone. The weights of
pairs were fitted on this set: `training/pairs.py --folds 5` says what fitting by folds gives. Beside it, over the same
claims: articles whose first placed and dated claims of violence have one town and day; and articles whose words are
alike, joined by average linkage at the threshold that is best for this very set.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np
from clusters import b_cubed, pairs
from times import lines

from dateline.ledger import Ledger, open_ledger
from dateline.link.clusters import average_linkage, parts
from dateline.link.profiles import Event, profile
from dateline.link.scores import features
from dateline.read import ReadOptions
from dateline.records import Claim
from dateline.run.by_document import by_document
from dateline.run.session import run
from dateline.terms import EventType

GRID: Final = (0.1, 0.15, 0.2, 0.25, 0.3, 0.4)


def articles(gold: Path) -> list[dict[str, Any]]:
    """The articles."""
    return lines(gold / "gva/articles.jsonl.gz", "all")


def read(gold: Path, folder: Path) -> str:
    """Read the articles into a fresh ledger; its path."""
    source, address = folder / "gva.jsonl", str(folder / "gva.ledger")
    with source.open("w", encoding="utf-8") as out:
        for row in articles(gold):
            text = f"{row['title'] or ''}\n\n{row['text'] or ''}"
            record = {"id": row["id"], "text": text, "published": row["dct"], "title": row["title"], "url": row["uri"]}
            out.write(json.dumps(record) + "\n")
    with open_ledger(address, create=True) as ledger:
        run(ledger, [str(source)], ReadOptions())
    return address


def town_and_day(claims: tuple[Claim, ...]) -> str | None:
    """The town and day of the first claims of violence that have them."""
    violent = [claim for claim in claims if claim.type is EventType.ASSAULT]
    place = next((claim.place.geonames for claim in violent if claim.place and claim.place.geonames), None)
    day = next((claim.date.start for claim in violent if claim.date and claim.date.start), None)
    return f"{place} {day}" if place and day else None


def alike(ledger: Ledger, ids: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Articles joined by the words of their sketches alone, at each threshold."""
    names, rows = [], []
    for origin, document in ids.items():
        sketch = next(iter(ledger.sketches(document)), None)
        claims = ledger.claims_of(document)
        if sketch and claims:
            names.append(origin)
            rows.append(profile(Event(claims[:1], None, sketch)))
    table = np.asarray(rows)
    index: dict[int, list[int]] = {}
    for i, words in enumerate(table["words"]):
        for word in words[:12]:
            index.setdefault(int(word), []).append(i)
    near = {(a, b) for some in index.values() if len(some) < 60 for i, a in enumerate(some) for b in some[i + 1 :]}
    ends = np.asarray(sorted(near))
    cosine = features(table[ends[:, 0]], table[ends[:, 1]])["words"]
    points = {(int(a), int(b)): float(c) for (a, b), c in zip(ends, cosine, strict=True)}
    for least in GRID:
        found: dict[str, str] = {}
        for part in parts(range(len(names)), [pair for pair, c in points.items() if c > least]):
            matrix = np.asarray([[points.get((min(a, b), max(a, b)), 0.0) - least for b in part] for a in part])
            for group in average_linkage(matrix):
                found |= {names[part[i]]: names[part[group[0]]] for i in group}
        yield found


def figures(gold: Mapping[str, str], found: Mapping[str, str]) -> dict[str, Any]:
    """B-cubed and pairs; an article that is not found stands alone."""
    whole = {name: found.get(name) or f"none of {name}" for name in gold}
    return {"B-cubed": b_cubed(gold, whole).figures(), "pairs": pairs(gold, whole).figures()}


def measure(gold: Path, address: str) -> dict[str, Any]:
    """The figures of the ledger's incidents and of the two simpler ways."""
    wanted = {row["id"]: row["incident"] for row in articles(gold)}
    with open_ledger(address) as ledger:
        main = {line.document: line.main for line in by_document(ledger) if line.main}
        ids = {document.origin: document.id for document in ledger.documents()}
        places = {origin: found for origin, one in ids.items() if (found := town_and_day(ledger.claims_of(one)))}
        words = [figures(wanted, found) for found in alike(ledger, ids)]
    return {
        "articles": len(wanted),
        "without an incident": len(wanted) - len(main),
        "dateline": figures(wanted, main),
        "town and day": figures(wanted, places),
        "words alone": max(words, key=lambda one: float(one["B-cubed"]["f1"])),
    }


def main() -> None:
    """Read the options, measure, print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    options.add_argument("--ledger", help="a ledger that holds the articles already")
    options.add_argument("--json", action="store_true", help="print JSON, as it does anyway")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(measure(asked.gold, asked.ledger or read(asked.gold, Path(folder))), indent=2))


if __name__ == "__main__":
    main()
