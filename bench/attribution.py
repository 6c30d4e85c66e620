"""Status and source chains on hard invented sentences (tests/quality/attribution.txt), which nothing was trained on.

    python bench/attribution.py [--json]

Claims are paired by triggers that overlap, those of one type first. Status: F1 of each of the five over the labelled
claims (one that was not found is missed; a found claim without a labelled one is not counted), and their mean. Chain:
of the pairs, the share whose sources are as many, in the same order, each overlapping its label; and the same without
the order.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any, Final

sys.path.insert(0, str(Path(__file__).parent.parent / "training"))
from labels import Labelled, read_labels  # the notation has its home there

from dateline.reader import Reader
from dateline.records import Claim, Document, Source, Span
from dateline.run.pipeline import code_document
from dateline.terms import Status

ITEMS: Final = Path(__file__).parent.parent / "tests/quality/attribution.txt"


def claims_of(item: Labelled, reader: Reader) -> tuple[Claim, ...]:
    """What a reader finds in an item."""
    published = dt.date.fromisoformat(item["published"]) if item["published"] else None
    document = Document(
        id=item["id"], origin=item["id"], text=item["text"], sha256="", format="text", encoding="utf-8",
        made_by="bench", published=published,
    )  # fmt: skip
    return code_document(document, reader).claims


def pairs(item: Labelled, found: tuple[Claim, ...]) -> list[tuple[Labelled, Claim | None]]:
    """Each labelled claim with the found one that is its pair."""
    left = list(found)
    matched: dict[str, Claim] = {}
    for typed in (True, False):
        for claim in item["claims"]:
            if claim["id"] in matched:
                continue
            span = Span(*claim["trigger"]["span"])
            near = [c for c in left if c.trigger.span.overlaps(span) and (not typed or c.type == claim["type"])]
            if near:
                matched[claim["id"]] = near[0]
                left.remove(near[0])
    return [(claim, matched.get(claim["id"])) for claim in item["claims"]]


def same_source(label: Labelled, source: Source) -> bool:
    """Whether a source's words overlap the label's."""
    return source.span.overlaps(Span(*label["span"]))


def same_chain(label: list[Labelled], sources: tuple[Source, ...]) -> tuple[bool, bool]:
    """Whether the chain is right, and whether its members are, in whatever order."""
    if len(label) != len(sources):
        return False, False
    ordered = all(same_source(one, other) for one, other in zip(label, sources, strict=True))
    return ordered, all(any(same_source(one, other) for other in sources) for one in label)


def measure(reader: Reader = Reader.TRAINED) -> dict[str, Any]:
    """Figures of a reader over all items."""
    right, wanted, given = Counter[str](), Counter[str](), Counter[str]()
    found = ordered = members = 0
    items = read_labels(ITEMS)
    for item in items:
        for label, claim in pairs(item, claims_of(item, reader)):
            wanted[label["status"]] += 1
            if claim is None:
                continue
            found += 1
            given[claim.status.value] += 1
            right[claim.status.value] += claim.status == label["status"]
            chain = same_chain(label["sources"], claim.sources)
            ordered, members = ordered + chain[0], members + chain[1]
    f1 = {s.value: 2 * right[s.value] / max(1, wanted[s.value] + given[s.value]) for s in Status}
    claims = sum(wanted.values())
    return {
        "items": len(items),
        "claims": claims,
        "found": round(found / claims, 3),
        "status, of those found": round(sum(right.values()) / max(1, found), 3),
        "status, macro F1": round(sum(f1.values()) / len(f1), 3),
        "status, F1": {name: round(value, 3) for name, value in f1.items()},
        "source chain, of those found": round(ordered / max(1, found), 3),
        "sources in any order": round(members / max(1, found), 3),
    }


def main() -> None:
    """Measure both readers, and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--gold", help="not used: the items are in tests/quality")
    options.add_argument("--json", action="store_true")
    asked = options.parse_args()
    told = {reader.value: measure(reader) for reader in Reader}
    print(json.dumps(told) if asked.json else json.dumps(told, indent=2))


if __name__ == "__main__":
    main()
