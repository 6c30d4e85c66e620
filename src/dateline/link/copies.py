"""Copies: documents that tell what another one told first (syndicated stories, new headlines, cut paragraphs).

Invariant: the result does not depend on the order of the documents; each document is a copy of at most one original,
and an original is nobody's copy. Nothing is thrown away: a copy is a decision about documents, not a deletion.

Method: MinHash with locality-sensitive hashing (Broder 1997; `rensa`) proposes pairs; the share of five-word shingles
that the shorter text has in common with the longer one decides, so that cutting paragraphs does not hide a copy.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from typing import Final

import msgspec
from rensa import RMinHash, RMinHashLSH

from dateline.records import Copy

MADE_BY: Final = "copies 1"
SHARE: Final = 0.6
"""Least share of the shorter text's shingles that makes a copy."""
_WORDS: Final = 5
_PERMUTATIONS: Final = 128
_BANDS: Final = 64
_SEED: Final = 7
_LEAST: Final = 20
"""Texts with fewer shingles are copies only when they are equal."""


class Telling(msgspec.Struct, frozen=True):
    """What is compared: a document's id, the text of its stories, and its day where known."""

    document: str
    text: str
    published: dt.date | None


def find_copies(tellings: Iterable[Telling]) -> tuple[Copy, ...]:
    """Which documents are copies, and of which original; sorted by document.

    The original is the first by publication date where both have one, else the longer, else the smaller id.
    """
    ordered = sorted(tellings, key=lambda telling: telling.document)
    shingles = [_shingles(telling.text) for telling in ordered]
    edges = [(a, b, share) for a, b in _candidates(shingles) if (share := _share(shingles[a], shingles[b])) >= SHARE]
    rank = sorted(range(len(ordered)), key=lambda i: _age(ordered[i], len(shingles[i])))
    place = {index: position for position, index in enumerate(rank)}
    best: dict[int, tuple[int, float]] = {}
    for a, b, share in edges:
        older, younger = (a, b) if place[a] < place[b] else (b, a)
        if younger not in best or place[older] < place[best[younger][0]]:
            best[younger] = (older, share)
    found = []
    for younger in sorted(best):
        older, share = best[younger]
        while older in best:
            older = best[older][0]
        found.append(
            Copy(document=ordered[younger].document, original=ordered[older].document, share=share, by=MADE_BY)
        )
    return tuple(found)


def _shingles(text: str) -> frozenset[str]:
    words = re.findall(r"\w+", text.lower())
    return (
        frozenset(" ".join(words[i : i + _WORDS]) for i in range(max(1, len(words) - _WORDS + 1)))
        if words
        else frozenset()
    )


def _candidates(shingles: Sequence[frozenset[str]]) -> Iterable[tuple[int, int]]:
    """Pairs that share a band, each once."""
    index = RMinHashLSH(threshold=0.3, num_perm=_PERMUTATIONS, num_bands=_BANDS)
    pairs: set[tuple[int, int]] = set()
    for i, members in enumerate(shingles):
        if not members:
            continue
        signature = RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
        signature.update(sorted(members))
        pairs.update((j, i) for j in index.query(signature) if j != i)
        index.insert(i, signature)
    return sorted(pairs)


def _share(a: frozenset[str], b: frozenset[str]) -> float:
    """Share of the smaller set that the larger one holds, 0 to 1."""
    if min(len(a), len(b)) < _LEAST:
        return 1.0 if a == b else 0.0
    return round(len(a & b) / min(len(a), len(b)), 4)


def _age(telling: Telling, size: int) -> tuple[bool, dt.date, int, str]:
    return (telling.published is None, telling.published or dt.date.max, -size, telling.document)
