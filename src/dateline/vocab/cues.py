"""Words of speech, words that decide a status, and hedges (`data/cues.tsv`).

Invariant: a status cue gives exactly one status.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from dateline.terms import Status
from dateline.vocab.files import rows
from dateline.vocab.inflection import forms_of


@cache
def _speech() -> frozenset[str]:
    lemmas = (row["words"] for row in rows("cues.tsv") if row["kind"] == "speech")
    return frozenset(form for lemma in lemmas for form, _ in forms_of(lemma, "v"))


@cache
def _status() -> Mapping[str, Status]:
    return {row["words"]: Status(row["value"]) for row in rows("cues.tsv") if row["kind"] == "status"}


def is_speech_cue(word: str) -> bool:
    """Whether a lower-case word is a form of a verb of speech."""
    return word in _speech()


def status_cue(word: str) -> Status | None:
    """The status that a lower-case word gives to what it governs, or None."""
    return _status().get(word)


@cache
def hedges() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Hedges by their first word: what has to follow it, longest first."""
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for row in rows("cues.tsv"):
        if row["kind"] == "hedge":
            first, *rest = row["words"].split()
            found[first].append(tuple(rest))
    return {first: tuple(sorted(rests, key=len, reverse=True)) for first, rests in found.items()}
