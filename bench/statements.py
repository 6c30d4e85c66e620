"""Statements on PolNeAR's dev part: source, cue and content spans, exact and by overlap, and contents with their
source.

    python bench/statements.py --gold ../shared/gold [--json]

Spans are paired one to one inside a document: exact when both ends agree, by overlap when they share a character. A
content is tied to its right source when its statement's source overlaps a source of the labelled attribution whose
content it overlaps, over the labelled contents that have a source and whose content was found.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from dateline.records import Document, Statement
from dateline.run.pipeline import code_document

ROLES: Final = ("source", "cue", "content")
Range = tuple[int, int]


def overlap(a: Range, b: Range) -> bool:
    """Whether two ranges share a character."""
    return a[0] < b[1] and b[0] < a[1]


def labelled(row: dict[str, Any]) -> list[dict[str, list[Range]]]:
    """Attributions: the spans of each role, a discontinuous one's outer bounds as one."""
    found = []
    for group in row["annotations"]:
        for one in group["attributions"]:
            roles = {role: [_outer(q["spans"]) for q in one.get(role, []) if isinstance(q, dict)] for role in ROLES}
            if any(roles.values()):
                found.append(roles)
    return found


def _outer(spans: list[list[int]]) -> Range:
    return min(s[0] for s in spans), max(s[1] for s in spans)


def spans_of(statement: Statement, role: str) -> list[Range]:
    """A statement's span in that role; its content's outer bounds."""
    if role == "content":
        return [(statement.content[0].span.start, statement.content[-1].span.end)]
    quote = statement.source if role == "source" else statement.cue
    return [(quote.span.start, quote.span.end)] if quote else []


def paired(gold: Iterable[Range], found: Iterable[Range], exact: bool) -> int:
    """How many of the found ones pair with a labelled one, one to one."""
    left, right = list(found), 0
    for one in gold:
        match = next((f for f in left if (f == one if exact else overlap(f, one))), None)
        if match:
            left.remove(match)
            right += 1
    return right


def measure(rows: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Precision, recall and F1 by role, and the share of contents with their source."""
    counts = {(role, how): [0, 0, 0] for role in ROLES for how in ("exact", "overlap")}
    tied = with_source = 0
    for row in rows:
        gold = labelled(row)
        document = Document(
            id=row["id"], origin=row["id"], text=row["text"], sha256="", format="text", encoding="utf-8", made_by="b"
        )
        statements = code_document(document).statements
        for role in ROLES:
            wanted = sorted(span for one in gold for span in one[role])
            found = sorted({span for s in statements for span in spans_of(s, role)})
            for how in ("exact", "overlap"):
                tally = counts[role, how]
                for at, number in enumerate((paired(wanted, found, how == "exact"), len(wanted), len(found))):
                    tally[at] += number
        for one in gold:
            if not one["content"] or not one["source"]:
                continue
            near = [s for s in statements if any(overlap(spans_of(s, "content")[0], c) for c in one["content"])]
            if near:
                with_source += 1
                sources = [span for s in near for span in spans_of(s, "source")]
                tied += any(overlap(span, wanted) for span in sources for wanted in one["source"])
    out: dict[str, Any] = {}
    for (role, how), (right, wanted_n, found_n) in counts.items():
        precision, recall = right / max(1, found_n), right / max(1, wanted_n)
        f1 = 2 * right / max(1, wanted_n + found_n)
        out.setdefault(role, {})[how] = {
            "precision": round(precision, 3),
            "recall": round(recall, 3),
            "F1": round(f1, 3),
        }
    return out | {"contents with their source": round(tied / max(1, with_source), 3)}


def main() -> None:
    """Measure, and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    options.add_argument("--json", action="store_true")
    asked = options.parse_args()
    with gzip.open(asked.gold / "polnear/dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        found = measure(json.loads(line) for line in lines)
    print(json.dumps(found) if asked.json else json.dumps(found, indent=2))


if __name__ == "__main__":
    main()
