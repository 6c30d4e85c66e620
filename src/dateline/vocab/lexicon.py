"""The trigger lexicon: words and patterns that name an act, in all their forms, with PLOVER type and mode.

Invariant: every entry has a type and, where it has a mode, one that PLOVER gives that type; forms are made from lemmas
by rule and by `data/irregular.tsv`, so that the readable files hold lemmas only.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

import msgspec

from dateline.errors import DatelineError
from dateline.terms import EventType
from dateline.vocab.files import data_text, rows
from dateline.vocab.inflection import forms_of
from dateline.vocab.ontology import is_mode

GAP = 6
"""Most words that a "~" stands for."""
PRIOR = {"v": 0.4, "n": 0.3}
"""Weight of a word that labelled news does not show; see scripts/weigh_triggers.py."""
SELDOM = 0.4
"""Factor for a word marked "*"."""


class Trigger(msgspec.Struct, frozen=True):
    """An entry: `lemma` is the pattern as written, `pos` "v" or "n", `weight` how often it is an event, 0 to 1."""

    lemma: str
    pos: str
    type: EventType
    mode: str | None
    weight: float


class Form(msgspec.Struct, frozen=True):
    """One form of a one-word entry; `tag` is base, third, gerund, past, participle, singular or plural."""

    trigger: Trigger
    tag: str


class Phrase(msgspec.Struct, frozen=True):
    """A pattern of several words after its first: sets of forms, and numbers for gaps of so many words at most."""

    trigger: Trigger
    tag: str
    rest: tuple[frozenset[str] | int, ...]

    @property
    def has_gap(self) -> bool:
        """Whether words may stand in between."""
        return any(isinstance(piece, int) for piece in self.rest)


@cache
def triggers() -> tuple[Trigger, ...]:
    """All entries of the lexicon.

    Raises:
        DatelineError: `bad-vocabulary` where a type or mode is unknown.
    """
    weights = _weights()
    return tuple(_entry(*item, weights) for item in patterns())


def patterns() -> Iterator[tuple[str, str, str, str]]:
    """Type, mode, part of speech and pattern of every entry, in the order of the file."""
    for type_, modes in tomllib.loads(data_text("triggers.toml")).items():
        for mode, words in modes.items():
            for pos, listed in words.items():
                for pattern in listed.replace("\n", " ").split(";"):
                    if pattern.strip():
                        yield type_, mode, pos, pattern.strip()


def _entry(type_: str, mode: str, pos: str, pattern: str, weights: Mapping[tuple[str, str, str], float]) -> Trigger:
    if (
        type_ not in EventType.__members__
        or (mode != "none" and not is_mode(EventType(type_), mode))
        or pos not in PRIOR
    ):
        raise DatelineError("bad-vocabulary", "triggers.toml", f"{type_}.{mode} {pos}")
    lemma = pattern.lstrip("*")
    prior = PRIOR[pos] * (SELDOM if pattern.startswith("*") else 1.0)
    weight = weights.get((lemma, pos, type_), prior)
    return Trigger(lemma, pos, EventType(type_), None if mode == "none" else mode, weight)


def _weights() -> dict[tuple[str, str, str], float]:
    return {(row["pattern"], row["pos"], row["type"]): float(row["weight"]) for row in rows("trigger_weights.tsv")}


@cache
def _words() -> Mapping[str, tuple[Form, ...]]:
    index: dict[str, list[Form]] = defaultdict(list)
    for trigger in triggers():
        if " " not in trigger.lemma:
            for word, tag in forms_of(trigger.lemma, trigger.pos):
                index[word].append(Form(trigger, tag))
    return {word: tuple(found) for word, found in index.items()}


@cache
def _phrases() -> Mapping[str, tuple[Phrase, ...]]:
    index: dict[str, list[Phrase]] = defaultdict(list)
    for trigger in triggers():
        first, *rest = trigger.lemma.split()
        if not rest:
            continue
        pieces = tuple(GAP if word == "~" else _any_form(word, trigger.pos) for word in rest)
        for word, tag in _first_forms(first, trigger.pos):
            index[word].append(Phrase(trigger, tag, pieces))
    return {word: tuple(found) for word, found in index.items()}


def _first_forms(word: str, pos: str) -> Iterator[tuple[str, str]]:
    """Forms of a pattern's first word: of a verb for verbs, the word itself for nouns (an adjective, mostly)."""
    if pos == "v" and word not in ("not", "neither", "nor"):
        yield from forms_of(word, "v")
    else:
        yield word, "singular"
        yield from (pair for pair in forms_of(word, "n") if pair[1] == "plural")


def _any_form(word: str, pos: str) -> frozenset[str]:
    forms = {word, *(form for form, tag in forms_of(word, "n") if tag == "plural")}
    return frozenset(
        forms | ({form for form, _ in forms_of(word, "v")} if pos == "v" and word in ("want", "arrive") else set())
    )


def lookup(word: str) -> tuple[Form, ...]:
    """The one-word entries of which a lower-case word is a form."""
    return _words().get(word, ())


def phrases(first: str) -> tuple[Phrase, ...]:
    """The patterns that begin with a form of this lower-case word."""
    return _phrases().get(first, ())
