"""Finding copies in a ledger: new documents are compared with all, and only what that touches is decided anew.

Invariant: which documents are copies depends on the documents of the ledger alone, not on the runs that brought them.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dateline.ledger import Ledger
from dateline.ledger.likeness import CopyIndex
from dateline.link.copies import MADE_BY, SHARE, Age, Alike, bands, candidates, copies_among, share, shingles
from dateline.records import Copy


def link_copies(ledger: Ledger) -> int:
    """Find the copies among documents that are new or touched by new ones; how many decisions were appended."""
    with ledger.copying(MADE_BY) as (index, append):
        touched = set(index.drop_stale())
        new = set()
        for one in list(index.unsigned()):
            own = shingles(one.text)
            index.add([{"document": one.document, "coding": one.coding, "size": len(own), "bands": bands(own)}])
            new.add(one.document)
        if new:
            index.add_alike((pair.first, pair.second, pair.share) for pair in _alike(index, new))
        reached, pairs = _reach(index, touched | new)
        ages = {document: Age(day, size) for document, day, size in index.ages(sorted(reached))}
        found = {copy.document: copy for copy in copies_among(pairs, ages)}
        alone = (Copy(document=one, original=one, share=1.0, by=MADE_BY) for one in sorted(reached) if one not in found)
        return append([*found.values(), *alone])


def _alike(index: CopyIndex, new: set[str]) -> Iterator[Alike]:
    """Pairs of documents, one of them new, that are alike."""
    documents, codings, found = index.bands()
    fresh = np.asarray([document in new for document in documents])
    held: dict[int, frozenset[str]] = {}

    def own(at: int) -> frozenset[str]:
        if at not in held:
            if len(held) > 1000:
                held.clear()
            held[at] = shingles(index.text(documents[at], codings[at]))
        return held[at]

    for a, b in sorted(candidates(found, fresh)):
        common = share(own(a), own(b))
        if common >= SHARE:
            yield Alike(documents[a], documents[b], common)


def _reach(index: CopyIndex, touched: set[str]) -> tuple[set[str], list[Alike]]:
    """All documents that likeness leads to from these, and the pairs."""
    members: set[str] = set()
    pairs: dict[tuple[str, str], float] = {}
    front = set(touched)
    while front:
        members |= front
        found = list(index.alike(sorted(front)))
        pairs |= {(a, b): common for a, b, common in found}
        front = {one for a, b, _ in found for one in (a, b)} - members
    return members, [Alike(a, b, common) for (a, b), common in sorted(pairs.items())]
