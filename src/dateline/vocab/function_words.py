"""Closed classes of English words (`data/function_words.toml`).

Invariant: every class is a frozen set of lower-case words; a class that the file lacks is an error when it is loaded.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

import msgspec

from dateline.errors import DatelineError

_FILE = "function_words.toml"


class FunctionWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The classes, named as in the file."""

    determiners: frozenset[str]
    prepositions: frozenset[str]
    conjunctions: frozenset[str]
    subordinators: frozenset[str]
    subject_pronouns: frozenset[str]
    object_pronouns: frozenset[str]
    be: frozenset[str]
    have: frozenset[str]
    do: frozenset[str]
    modals: frozenset[str]
    negations: frozenset[str]
    adverbs: frozenset[str]
    common_verbs: frozenset[str]
    abbreviations: frozenset[str]


@cache
def function_words() -> FunctionWords:
    """The classes, read once.

    Raises:
        DatelineError: `bad-vocabulary` when a class is missing or unknown.
    """
    raw = tomllib.loads((resources.files("dateline.vocab") / "data" / _FILE).read_text(encoding="utf-8"))
    try:
        return msgspec.convert({name: words.split() for name, words in raw.items()}, FunctionWords)
    except msgspec.ValidationError as error:
        raise DatelineError("bad-vocabulary", _FILE, str(error)) from error
