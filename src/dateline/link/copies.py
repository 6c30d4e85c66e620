"""Copies: documents that tell what another one told first (syndicated stories, new headlines, cut paragraphs).

Invariant: the result depends on the set of documents alone; each document is a copy of at most one original, and an
original is nobody's copy. Nothing is thrown away: a copy is a decision about documents, not a deletion.

Method: MinHash with locality-sensitive hashing (Broder 1997; `rensa`) proposes pairs; the share of five-word shingles
that the shorter text has in common with the longer one decides, so that cutting paragraphs does not hide a copy.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from typing import Final

import msgspec
import numpy as np
import numpy.typing as npt
from rensa import RMinHash

from dateline.link.blocks import mixed, pairs
from dateline.records import Copy

MADE_BY: Final = "copies 2"
SHARE: Final = 0.6
"""Least share of the shorter text's shingles that makes a copy."""
BANDS: Final = 64
"""Of two numbers each: texts with 0.2 of their shingles in common share one with a chance of 0.93."""
_WORDS: Final = 5
_SEED: Final = 7
_LEAST: Final = 20
"""Texts with fewer shingles are copies only when they are equal."""

Shingles = frozenset[str]


class Telling(msgspec.Struct, frozen=True):
    """What is compared: a document's id, the text of its stories, and its day where known."""

    document: str
    text: str
    published: dt.date | None


class Alike(msgspec.Struct, frozen=True):
    """Two documents, the smaller id first, and the share of the shorter one's shingles that the longer one has."""

    first: str
    second: str
    share: float


class Age(msgspec.Struct, frozen=True):
    """What tells which of two documents is the original: its day, and how many shingles it has."""

    published: dt.date | None
    size: int


def shingles(text: str) -> Shingles:
    """Runs of five words of a text, in lower case."""
    words = re.findall(r"\w+", text.lower())
    return (
        frozenset(" ".join(words[i : i + _WORDS]) for i in range(max(1, len(words) - _WORDS + 1)))
        if words
        else frozenset()
    )


def bands(members: Shingles) -> bytes:
    """The bands of a text as bytes, 8 each; all 0 for a text without words."""
    if not members:
        return bytes(8 * BANDS)
    signature = RMinHash(num_perm=2 * BANDS, seed=_SEED)
    signature.update(sorted(members))
    return np.asarray(signature.digest(), dtype="<u4").tobytes()


def candidates(found: Iterable[bytes], new: npt.NDArray[np.bool_]) -> set[tuple[int, int]]:
    """Pairs of documents, by position, that share a band and of which one at least is new."""
    table = np.frombuffer(b"".join(found), dtype="<u8").reshape(-1, BANDS)
    keys = np.where(table != 0, mixed(table, np.arange(BANDS)), 0).astype(np.uint64)
    return {(int(a), int(b)) for first, second in pairs([keys], new) for a, b in zip(first, second, strict=True)}


def share(a: Shingles, b: Shingles) -> float:
    """Share of the smaller set that the larger one holds, 0 to 1."""
    if min(len(a), len(b)) < _LEAST:
        return 1.0 if a == b else 0.0
    return round(len(a & b) / min(len(a), len(b)), 4)


def copies_among(alike: Iterable[Alike], ages: Mapping[str, Age]) -> tuple[Copy, ...]:
    """Which documents are copies, and of which original; sorted by document.

    The original is the first by publication date where both have one, else the longer, else the smaller id.

    Args:
        alike: all pairs of a connected part of them, or of several.
        ages: of all documents in these.
    """
    best: dict[str, tuple[str, float]] = {}
    for pair in sorted(alike, key=lambda pair: (pair.first, pair.second)):
        older, younger = sorted((pair.first, pair.second), key=lambda one: _rank(one, ages))
        if younger not in best or _rank(older, ages) < _rank(best[younger][0], ages):
            best[younger] = (older, pair.share)
    found = []
    for younger in sorted(best):
        older, common = best[younger]
        while older in best:
            older = best[older][0]
        found.append(Copy(document=younger, original=older, share=common, by=MADE_BY))
    return tuple(found)


def find_copies(tellings: Iterable[Telling]) -> tuple[Copy, ...]:
    """Which of these documents are copies, and of which original: what a ledger that holds them finds."""
    ordered = sorted(tellings, key=lambda telling: telling.document)
    sets = [shingles(telling.text) for telling in ordered]
    found = candidates(map(bands, sets), np.ones(len(sets), dtype=bool))
    alike = (Alike(ordered[a].document, ordered[b].document, share(sets[a], sets[b])) for a, b in sorted(found))
    ages = {telling.document: Age(telling.published, len(own)) for telling, own in zip(ordered, sets, strict=True)}
    return copies_among((pair for pair in alike if pair.share >= SHARE), ages)


def _rank(document: str, ages: Mapping[str, Age]) -> tuple[bool, dt.date, int, str]:
    age = ages[document]
    return (age.published is None, age.published or dt.date.max, -age.size, document)
