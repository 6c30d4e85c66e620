"""A sentence's words with their tags, and the triggers that the lexicon finds in it.

Invariant: both depend on the sentence's text alone; the last sentences are remembered, since the windows and the
clauses of their claims ask for the same ones.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from dateline.reader.phrases import Words
from dateline.reader.sentences import tokens
from dateline.reader.tagging import tag
from dateline.reader.triggers import Candidate, candidates

MOST_TRIGGERS: Final = 40
"""Triggers of a sentence that are looked at; more stand only in lists and noise, and would cost their square."""


@lru_cache(maxsize=64)
def worded(sentence: str, start: int) -> tuple[Words, tuple[Candidate, ...]]:
    """The words and triggers of a sentence that begins at code point `start` of its document."""
    found = tokens(sentence, start)
    words = Words(found, tag(found))
    return words, tuple(candidates(words)[:MOST_TRIGGERS])
