"""What stands beside a toponym and tells which place it is: "…, Texas", "… province", "Libya's port of …".

Invariant: only words of the same sentence are read, at most `REACH` characters away.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from dateline.resolve.gazetteer import Gazetteer
from dateline.vocab.actors import country_of

REACH: Final = 70
SENTENCE: Final = 120
_SENTENCE_END: Final = re.compile(r"[.!?][\"”]? (?=[A-Z])|\n")
_CAPITALISED: Final = re.compile(r"\b[A-Z][a-z]+\b")
KINDS: Final = frozenset(
    "province provinces governorate region state district county parish oblast prefecture municipality borough "
    "department division".split()
)
"""Words for a division that follow its name ("Idlib province") or stand before it ("the province of Idlib")."""
_PLACE_NOUNS: Final = (
    "city|town|village|port|capital|province|region|district|area|state|governorate|county|island|suburb|camp|"
    "neighbourhood|neighborhood|enclave|stronghold|hamlet|settlement|valley|base|hub|resort"
)
_DIRECTION: Final = r"(?:(?:[Nn]orth|[Ss]outh|[Ee]ast|[Ww]est|[Cc]entral)[\w-]* )?"
_FOLLOWING: Final = re.compile(
    r"(?: (?P<kind>[a-z]+|County|Parish|Province|District|State|Region|Governorate)\b)?"
    r"(?:(?:,? in |, | \()(?:the )?" + _DIRECTION + r"(?=[A-Z])"
    rf"|,? (?:a|an|the)(?: [a-z-]+){{0,4}} (?:of|in) (?:the )?{_DIRECTION}(?=[A-Z]))?"
)
_NAME: Final = re.compile(r"(?:[^\W\d_]\. ?)+|[A-Z][\w’'-]*\.?(?: (?:(?:of|and|the|al) )?[A-Z][\w’'-]*\.?){0,3}")
_NATION: Final = re.compile(
    rf"((?:[A-Z][\w.-]+ )?[A-Z][\w.-]+)(['’]s?)? (?:[\w-]+ ){{0,3}}?(?:(?:{_PLACE_NOUNS})(?:,| of)? )?(?:of )?$"
)
_NOUN: Final = re.compile(rf"\b(?:{_PLACE_NOUNS})(?:,| of)? $")
_KIND_OF: Final = re.compile(r"\b([a-z]+|County) (?:of )?(?:the )?$")


class Beside(NamedTuple):
    """What follows a toponym (the name of what it may lie in), the kind of division that it is said to be, and the
    country whose town it is said to be ("Libya's port of"), and that of the last nationality before it in the sentence
    ("Libyan troops entered"); None where nothing is told."""

    after: str | None
    kind: str | None
    nation: str | None
    people: str | None


def beside(text: str, start: int, end: int) -> Beside:
    """What the words around ``text[start:end]`` tell."""
    following = _FOLLOWING.match(text, end, end + REACH)
    assert following is not None  # every part is optional
    word = (following.group("kind") or "").lower()
    kind: str | None = word if word in KINDS else None
    after = None
    if following.end() > end and (kind or not word) and text[following.end() - 1] in " (":
        after = _known(text, following.end())
    before = text[max(0, start - REACH) : start]
    return Beside(after, kind or _kind_before(before), _nation(before), _people(text, start))


def _people(text: str, start: int) -> str | None:
    """The country of the last nationality before a name in its sentence."""
    sentence = _SENTENCE_END.split(text[max(0, start - SENTENCE) : start])[-1]
    for word in reversed(_CAPITALISED.findall(sentence)):
        state = country_of(word)
        if state and word in state.adjectives:
            return state.iso2
    return None


def _known(text: str, start: int) -> str | None:
    """The longest name from here that the gazetteer or the list of short names has."""
    match = _NAME.match(text, start, start + REACH)
    words = match.group().split(" ") if match else []
    for size in range(len(words), 0, -1):
        name = " ".join(words[:size]).removesuffix("'s").removesuffix("’s")
        if Gazetteer.open().find(name):
            return name
    return None


def _kind_before(before: str) -> str | None:
    match = _KIND_OF.search(before)
    word = match.group(1).lower() if match else ""
    of = match is not None and (" of " in match.group() or match.group().startswith("County"))
    return word if of and word in KINDS else None


def _nation(before: str) -> str | None:
    """The country of "Libya's", or of "Libyan" with a word for a place, right before."""
    if not before.endswith(" "):
        return None
    match = _NATION.search(before)
    if match is None:
        return None
    words, possessive = match.group(1), match.group(2)
    country = country_of(words) or country_of(words.split(" ")[-1])
    return country.iso2 if country and (possessive or _NOUN.search(before)) else None
