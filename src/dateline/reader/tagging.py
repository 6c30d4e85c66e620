"""A coarse part of speech for every word, by word classes and neighbours alone.

The first reader has no tagger and no parser: closed classes come from `vocab.function_words`, verbs from the trigger
lexicon, a list of common verbs and two endings. What is not known to be a verb is a noun or adjective.

Invariant: `tag` gives exactly one :class:`Tag` a token, and depends on the sentence alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from functools import lru_cache

from dateline.reader.sentences import Token
from dateline.vocab.function_words import function_words
from dateline.vocab.inflection import irregular_pasts
from dateline.vocab.lexicon import lookup


class Tag(Enum):
    """Coarse parts of speech."""

    MARK = "mark"
    QUOTE = "quote"
    DETERMINER = "determiner"
    POSSESSIVE = "possessive"
    PREPOSITION = "preposition"
    TO = "to"
    CONJUNCTION = "conjunction"
    SUBORDINATOR = "subordinator"
    PRONOUN = "pronoun"
    MODAL = "modal"
    BE = "be"
    HAVE = "have"
    DO = "do"
    NEGATION = "negation"
    ADVERB = "adverb"
    VERB = "verb"
    NUMBER = "number"
    NAME = "name"
    WORD = "word"


AUXILIARIES = frozenset({Tag.MODAL, Tag.BE, Tag.HAVE, Tag.DO, Tag.NEGATION, Tag.ADVERB})
NOMINAL = frozenset({Tag.WORD, Tag.NAME, Tag.NUMBER, Tag.DETERMINER, Tag.POSSESSIVE})
_QUOTES = frozenset("\"“”‘’'«»")
_OBJECT_START = frozenset({Tag.DETERMINER, Tag.NUMBER, Tag.NAME, Tag.PRONOUN, Tag.TO})
_BEFORE_VERB = frozenset({Tag.TO, Tag.MODAL, Tag.NEGATION, Tag.ADVERB, Tag.PRONOUN, Tag.DO, Tag.SUBORDINATOR})
_BOUNDS = frozenset(
    {
        ("at", "least"),
        ("at", "most"),
        ("more", "than"),
        ("fewer", "than"),
        ("less", "than"),
        ("up", "to"),
        ("as", "many"),
    }
)
_ABOUT = frozenset({"about", "around", "nearly", "almost", "over", "some", "approximately", "roughly"})
_ABBREVIATED_VERBS = {"'re": Tag.BE, "'ve": Tag.HAVE, "'ll": Tag.MODAL, "'d": Tag.MODAL, "'m": Tag.BE}


def tag(tokens: Sequence[Token]) -> list[Tag]:
    """One tag a token, from left to right."""
    words = [token for token in tokens if token.text[0].isalpha()]
    titled = len(words) > 3 and sum(token.text[0].isupper() for token in words) > 0.8 * len(words)
    tags: list[Tag] = []
    closed = [Tag.ADVERB if _bounds_number(tokens, i) else _closed(tokens, i) for i in range(len(tokens))]
    for i, token in enumerate(tokens):
        known = closed[i]
        if known is None:
            previous = tags[-1] if tags else Tag.MARK
            following = closed[i + 1] if i + 1 < len(tokens) else Tag.MARK
            known = _open(tokens, i, previous, following, titled)
        if token.lower in ("his", "her", "their", "its") and known is Tag.PRONOUN:
            known = Tag.DETERMINER
        tags.append(known)
    return tags


def _bounds_number(tokens: Sequence[Token], i: int) -> bool:
    """Whether a word belongs to the bound of a number: "at least 20", "more than a dozen", "about 200"."""
    pair = (tokens[i].lower, tokens[i + 1].lower if i + 1 < len(tokens) else "")
    before = (tokens[i - 1].lower if i > 0 else "", tokens[i].lower)
    if pair in _BOUNDS or before in _BOUNDS:
        return True
    return pair[0] in _ABOUT and pair[1][:1].isdigit()


def _closed(tokens: Sequence[Token], i: int) -> Tag | None:
    """The tag of a word of a closed class, or None."""
    token = tokens[i]
    if token.text == "May" and i > 0:
        return None
    if token.lower == "that" and 0 < i < len(tokens) - 1 and tokens[i - 1].lower in ("of", "in", "on", "at"):
        return Tag.DETERMINER
    return _closed_alone(token.text, token.lower)


@lru_cache(maxsize=1 << 15)
def _closed_alone(text: str, lower: str) -> Tag | None:
    """The tag of a word of a closed class by the word alone, or None."""
    words, first = function_words(), text[0]
    if lower == "'s":
        return Tag.POSSESSIVE
    if lower in _ABBREVIATED_VERBS:
        return _ABBREVIATED_VERBS[lower]
    if text in _QUOTES:
        return Tag.QUOTE
    if not first.isalnum():
        return Tag.MARK
    if first.isdigit():
        return Tag.NUMBER
    if lower == "to":
        return Tag.TO
    for tag_, members in (
        (Tag.MODAL, words.modals),
        (Tag.BE, words.be),
        (Tag.HAVE, words.have),
        (Tag.DO, words.do),
        (Tag.NEGATION, words.negations),
        (Tag.SUBORDINATOR, words.subordinators - words.prepositions),
        (Tag.CONJUNCTION, words.conjunctions),
        (Tag.DETERMINER, words.determiners - {"that"}),
        (Tag.PREPOSITION, words.prepositions),
        (Tag.PRONOUN, words.subject_pronouns | words.object_pronouns),
        (Tag.ADVERB, words.adverbs),
    ):
        if lower in members:
            return tag_
    return Tag.ADVERB if lower.endswith("ly") and len(lower) > 4 and text.islower() else None


@lru_cache(maxsize=1 << 15)
def _verb_forms(lower: str) -> tuple[frozenset[str], bool]:
    """The forms of a trigger verb that a word can be, and whether it can be a trigger noun."""
    entries = lookup(lower)
    forms = frozenset(form.tag for form in entries if form.trigger.pos == "v")
    return forms, any(form.trigger.pos == "n" for form in entries)


def _open(tokens: Sequence[Token], i: int, previous: Tag, following: Tag | None, titled: bool) -> Tag:
    """Name, verb or word."""
    token = tokens[i]
    capital = token.text[0].isupper()
    if capital and i > 0 and not titled and not token.text.isupper() and previous is not Tag.QUOTE:
        return Tag.NAME
    if capital and token.text.isupper() and len(token.text) > 1 and not titled:
        return Tag.NAME
    lower = token.lower
    forms, noun = _verb_forms(lower)
    if lower in function_words().common_verbs and not forms:
        forms = frozenset({_guess(lower)})
    elif not forms and len(lower) > 4 and lower.endswith("ed") and not capital:
        forms = frozenset({"past", "participle"})
    elif not forms and len(lower) > 5 and lower.endswith("ing") and previous in (Tag.BE, Tag.MARK, Tag.PREPOSITION):
        forms = frozenset({"gerund"})
    if forms and _is_verb(forms, noun, previous, following):
        return Tag.VERB
    return Tag.NAME if capital and (i > 0 or (following is None and not forms)) else Tag.WORD


def _guess(lower: str) -> str:
    """Form of a common verb by its ending."""
    if lower.endswith("ing"):
        return "gerund"
    if lower.endswith("s") and not lower.endswith("ss"):
        return "third"
    return "past" if lower.endswith("ed") or lower in irregular_pasts() else "base"


def _is_verb(forms: frozenset[str], noun: bool, previous: Tag, following: Tag | None) -> bool:
    """Whether a word that can be a verb is one here. `following` is None before a word of an open class."""
    bare = bool(forms & {"base", "third"}) and not forms & {"past", "participle", "gerund"}
    if previous in (Tag.DETERMINER, Tag.POSSESSIVE):
        return False
    if previous is Tag.NUMBER:
        return not bare and following is not None
    if previous in _BEFORE_VERB:
        return True
    if previous in (Tag.BE, Tag.HAVE):
        return not bare
    if previous is Tag.PREPOSITION:
        return "gerund" in forms and following is not Tag.PREPOSITION
    if bare and noun:
        return following in _OBJECT_START and previous is not Tag.MARK
    if bare:
        return previous is not Tag.MARK
    return previous is not Tag.VERB or following in _OBJECT_START
