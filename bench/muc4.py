"""Incidents, perpetrators, victims and targets of MUC-4's dev part against its templates.

    python bench/muc4.py --gold ../shared/gold [--json]

A template is found when some claim of type ASSAULT (or COERCE, for kidnapping) in its document touches a string of the
template: a target, victim, or perpetrator, or names its place. Perpetrators: actors of such claims against the strings
of `perp_individual` and `perp_org`; victims: recipients against `hum_tgt_name` and `hum_tgt_desc`; targets: recipients
against `phys_tgt_id`. A string counts as filled when words of it that are not common stand in the party's words; a
party is right when it fills some string. Nothing was trained on this part. Documents: any claim against any template.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from dateline.records import Claim, Document
from dateline.run.pipeline import code_document
from dateline.terms import EventType, Status

KINDS: Final = frozenset({EventType.ASSAULT, EventType.COERCE})
COMMON: Final = frozenset(
    "the a an of and in at by for to two three four five several some many people members".split()
)
ROLES: Final = {
    "perpetrators": ("perp_individual", "perp_org"),
    "victims": ("hum_tgt_name", "hum_tgt_desc"),
    "targets": ("phys_tgt_id",),
}


def words(text: str) -> frozenset[str]:
    """Words that tell strings apart."""
    return frozenset(re.findall(r"\w+", text.lower())) - COMMON


def fills(template: dict[str, list[str]], slots: Iterable[str]) -> list[list[frozenset[str]]]:
    """The slots' strings: one inner list a filler, with its alternatives."""
    given = [value for slot in slots for value in template.get(slot, []) if value not in ("-", "*")]
    return [[words(one) for one in re.findall(r'"([^"]+)"', value)] for value in given]


def matches(filler: list[frozenset[str]], party: frozenset[str]) -> bool:
    """Whether a party's words share one with some alternative."""
    return any(alternative & party for alternative in filler)


class Tally:
    """Right, wanted and found."""

    def __init__(self) -> None:
        self.right = self.hit = self.wanted = self.found = 0

    def figures(self) -> dict[str, float]:
        """Precision over parties, recall over strings, and their harmonic mean."""
        precision, recall = self.right / max(1, self.found), self.hit / max(1, self.wanted)
        both = precision + recall
        f1 = 2 * precision * recall / both if both else 0.0
        return {
            "precision": round(precision, 3),
            "recall": round(recall, 3),
            "F1": round(f1, 3),
            "strings": self.wanted,
        }


def measure(rows: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Figures over documents."""
    tallies = {name: Tally() for name in ROLES}
    incidents, found, with_claims, right_documents, documents = 0, 0, 0, 0, 0
    for row in rows:
        claims = [c for c in coded(row) if c.type in KINDS and c.status is not Status.DENIED]
        documents += 1
        with_claims += bool(claims)
        right_documents += bool(claims) == bool(row["templates"])
        for name, slots in ROLES.items():
            strings = [filler for template in row["templates"] for filler in fills(template, slots)]
            parties = {words(p.text) for c in claims for p in (c.actors if name == "perpetrators" else c.recipients)}
            _count(tallies[name], strings, parties, row["templates"], name)
        for template in row["templates"]:
            incidents += 1
            every = fills(template, [slot for slots in ROLES.values() for slot in slots])
            found += any(matches(f, words(_said(c))) for c in claims for f in every)
    out: dict[str, Any] = {"documents": documents, "relevant or not, right": round(right_documents / documents, 3)}
    out["incidents"] = {"templates": incidents, "found": round(found / max(1, incidents), 3)}
    return out | {name: tally.figures() for name, tally in tallies.items()}


def _count(
    tally: Tally, strings: list[list[frozenset[str]]], parties: set[frozenset[str]], templates: list[Any], name: str
) -> None:
    tally.wanted += len(strings)
    tally.hit += sum(any(matches(filler, party) for party in parties) for filler in strings)
    if name == "targets":  # recipients are victims or targets: precision is told once, with the victims
        strings = [*strings]
        parties = {p for p in parties if any(matches(f, p) for f in strings)}
    elif name == "victims":
        strings = strings + [f for template in templates for f in fills(template, ROLES["targets"])]
    tally.found += len(parties)
    tally.right += sum(any(matches(filler, party) for filler in strings) for party in parties)


def _said(claim: Claim) -> str:
    return " ".join([*(p.text for p in (*claim.actors, *claim.recipients)), claim.trigger.text])


def coded(row: dict[str, Any]) -> tuple[Claim, ...]:
    """The claims of a document."""
    document = Document(
        id=row["id"], origin=row["id"], text=row["text"], sha256="", format="text", encoding="utf-8", made_by="bench"
    )
    return code_document(document).claims


def main() -> None:
    """Measure, and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    options.add_argument("--json", action="store_true")
    asked = options.parse_args()
    with gzip.open(asked.gold / "muc4/dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        found = measure(json.loads(line) for line in lines)
    print(json.dumps(found) if asked.json else json.dumps(found, indent=2))


if __name__ == "__main__":
    main()
