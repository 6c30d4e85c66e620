"""Noun phrases around a verb or noun: who stands as its subject, who as its object.

A sentence here is a list of tokens with tags; a phrase is a half-open range of token numbers.

Invariant: a phrase holds no verb, no clause border and at most `LONGEST` words.
"""

from __future__ import annotations

import itertools
from typing import Final, NamedTuple

from dateline.reader.sentences import Token
from dateline.reader.tagging import AUXILIARIES, NOMINAL, Tag

LONGEST: Final = 12
_SUBJECT_PRONOUNS = frozenset("he she it they we i you".split())
_CLAUSE_OPENERS = frozenset({"after", "before", "since", "until", "as", "than"})
_RELATIVE = frozenset("who which that".split())


class Words(NamedTuple):
    """A sentence: its tokens and their tags, of equal length."""

    tokens: list[Token]
    tags: list[Tag]


class Phrase(NamedTuple):
    """Token numbers of a noun phrase; `antecedent` is what a relative pronoun stands for."""

    start: int
    end: int
    antecedent: tuple[int, int] | None = None


def verb_group_start(words: Words, verb: int) -> int:
    """Number of the first auxiliary or adverb that belongs to the verb at `verb`."""
    start = verb
    while start > 0 and words.tags[start - 1] in AUXILIARIES | {Tag.QUOTE}:
        start -= 1
    while words.tags[start] is Tag.QUOTE:
        start += 1
    return start


def is_passive(words: Words, verb: int, tags_of_form: frozenset[str]) -> bool:
    """Whether the participle at `verb` stands in the passive: after "be", or reduced after a noun and before "by"."""
    if "participle" not in tags_of_form:
        return False
    group = range(verb_group_start(words, verb), verb)
    if any(words.tags[i] is Tag.BE for i in group):
        return True
    if any(words.tags[i] is Tag.HAVE for i in group):
        return False
    after = words.tokens[verb + 1].lower if verb + 1 < len(words.tokens) else "."
    return after == "by" or (
        after in ("in", "at", "on", "near", ",", ".", "during") and verb > 0 and _noun_before(words, verb)
    )


def _noun_before(words: Words, verb: int) -> bool:
    """Whether "22 people killed in …" is read as passive: a number stands in the phrase before."""
    phrase = before(words, verb)
    return phrase is not None and words.tags[phrase.start] is Tag.NUMBER


def subject(words: Words, verb: int, depth: int = 0) -> Phrase | None:
    """The phrase that the verb at `verb` has as its subject, or None."""
    tags, tokens = words.tags, words.tokens
    at = verb_group_start(words, verb) - 1
    while at >= 0 and tags[at] is Tag.QUOTE:
        at -= 1
    if at < 0 or depth > 3:
        return None
    if tags[at] is Tag.TO or tags[at] is Tag.CONJUNCTION or tokens[at].lower in ("before", "after", "while", "then"):
        return _controller(words, at, depth)
    if tokens[at].lower in _RELATIVE:
        owner = before(words, at - 1 if at > 0 and tokens[at - 1].text == "," else at)
        return Phrase(at, at + 1, (owner.start, owner.end) if owner else None)
    if tags[at] is Tag.PRONOUN:
        return Phrase(at, at + 1) if tokens[at].lower in _SUBJECT_PRONOUNS else None
    if tokens[at].text == ",":
        return _across_commas(words, at, depth, finite=not tokens[verb].lower.endswith("ing"))
    if tags[at] in NOMINAL:
        return _head_of(words, before(words, at + 1))
    return None


def _controller(words: Words, at: int, depth: int) -> Phrase | None:
    """Subject of "to V", "and V", "after V-ing": that of the nearest verb to the left; of "for X to V", X."""
    for i in range(at - 1, -1, -1):
        if words.tokens[i].lower == "for" and words.tags[at] is Tag.TO and i + 1 < at:
            return before(words, at)
        if words.tags[i] is Tag.VERB:
            if words.tags[at] is Tag.TO and i + 1 < at and words.tags[at - 1] in NOMINAL:
                between = after(words, i + 1)
                if between and between.end == at:
                    return between
            return subject(words, i, depth + 1)
    return None


def _across_commas(words: Words, comma: int, depth: int, finite: bool) -> Phrase | None:
    """Subject of a verb after a comma: of "X, the leader of Y, said", X; of "…, killing", that of the verb before."""
    if finite:
        for i in range(comma - 1, 0, -1):
            if words.tags[i] is Tag.VERB:
                break
            if words.tokens[i].text == "," and words.tags[i - 1] in NOMINAL:
                return _head_of(words, before(words, i))
        return _first_of_clause(words, comma)
    for i in range(comma - 1, -1, -1):
        if words.tags[i] is Tag.VERB and words.tokens[i].lower not in ("including", "following"):
            earlier = subject(words, i, depth + 1)
            if earlier:
                return earlier
    return None


def _first_of_clause(words: Words, end: int) -> Phrase | None:
    """The phrase with which the clause begins: "The government, unable to do so, calls …"."""
    start = 0
    for i in range(end - 1, -1, -1):
        if words.tokens[i].text in {";", ":", "“", "—", "–"}:
            start = i + 1
            break
    phrase = after(words, start)
    follows = phrase.end if phrase else end
    return phrase if phrase and follows < end and words.tokens[follows].text == "," else None


def _head_of(words: Words, phrase: Phrase | None) -> Phrase | None:
    """The phrase that a prepositional phrase belongs to: "jihadis in Sirte" gives "jihadis"."""
    while phrase and phrase.start > 1 and words.tags[phrase.start - 1] in (Tag.PREPOSITION, Tag.TO):
        outer = phrase.start - 2
        if words.tokens[phrase.start - 1].lower in _CLAUSE_OPENERS:
            return phrase
        if words.tags[outer] not in NOMINAL:
            return None
        phrase = before(words, outer + 1)
    if (
        phrase
        and phrase.start == 1
        and words.tags[0] is Tag.PREPOSITION
        and words.tokens[0].lower not in _CLAUSE_OPENERS
    ):
        return None
    return phrase


def before(words: Words, end: int) -> Phrase | None:
    """The noun phrase that ends before token `end`."""
    start = end
    while start > 0 and end - start < LONGEST:
        tag, lower = words.tags[start - 1], words.tokens[start - 1].lower
        joins = lower in ("of", "and", "&", "-") and start < end and start > 1 and words.tags[start - 2] in NOMINAL
        if tag not in NOMINAL and not joins:
            break
        start -= 1
        ends = tag is Tag.DETERMINER and start > 0 and words.tags[start - 1] is not Tag.DETERMINER
        if ends and words.tokens[start - 1].lower not in ("of", "and"):
            break
    return _trim(words, start, end)


def after(words: Words, start: int) -> Phrase | None:
    """The noun phrase that begins at token `start`."""
    size = len(words.tokens)
    if start < size and words.tags[start] is Tag.QUOTE:
        start += 1
    if start < size and words.tags[start] is Tag.PRONOUN and words.tokens[start].lower not in _RELATIVE:
        return Phrase(start, start + 1)
    end = start
    while end < size and end - start < LONGEST:
        tag, lower = words.tags[end], words.tokens[end].lower
        joins = lower in ("of", "and", "&") and end > start and end + 1 < size and words.tags[end + 1] in NOMINAL
        if joins and lower == "and" and end + 2 < size and words.tags[end + 2] in (Tag.VERB, *AUXILIARIES):
            break
        if tag not in NOMINAL and not joins and lower != "-":
            break
        end += 1
    return _trim(words, start, end)


def _trim(words: Words, start: int, end: int) -> Phrase | None:
    """Take bare possessives and joiners off the ends; None when nothing nominal is left."""
    while start < end and (words.tags[start] is Tag.POSSESSIVE or words.tokens[start].lower in ("of", "and", "-")):
        start += 1
    while start < end and (
        words.tags[end - 1] in (Tag.POSSESSIVE, Tag.DETERMINER) or words.tokens[end - 1].lower in ("of", "and")
    ):
        end -= 1
    if not any(words.tags[i] in (Tag.WORD, Tag.NAME, Tag.NUMBER) for i in range(start, end)):
        return None
    return Phrase(start, end)


def parts_of(words: Words, phrase: Phrase) -> list[Phrase]:
    """The members of "A and B", where both sides can stand alone; else the phrase itself."""
    cuts = [
        i
        for i in range(phrase.start + 1, phrase.end - 1)
        if words.tokens[i].lower in ("and", "&")
        and words.tags[i + 1] in (Tag.NAME, Tag.DETERMINER, Tag.NUMBER)
        and words.tags[i - 1] in (Tag.NAME, Tag.WORD)
    ]
    if not cuts or "of" in (words.tokens[i].lower for i in range(phrase.start, phrase.end)):
        return [phrase]
    edges = [phrase.start, *(cut for cut in cuts), phrase.end]
    return [Phrase(a if a == phrase.start else a + 1, b) for a, b in itertools.pairwise(edges)]
