"""A party's name, kind and code, by what its words name.

Invariant: a name is the vocabulary's only where the whole phrase is one (with titles at most); else the story's.
"""

from __future__ import annotations

import re
from typing import Final

from dateline.resolve.party_findings import Findings
from dateline.resolve.party_words import POSSESSIVE, TOKEN, Phrase, Segment, is_person
from dateline.terms import PartyKind, SourceKind
from dateline.vocab.actors import country_of, people_of, role_noun
from dateline.vocab.entity_index import index

ARTICLE: Final = re.compile(r"^(?:the|a|an|some|many|several|those|these|its|his|her|their|our)\s+", re.IGNORECASE)
_HONORIFIC: Final = frozenset("mr mrs ms dr sir gen former then senior late".split())
_NAMED_BODIES: Final = {
    "GOV": PartyKind.GOVERNMENT,
    "MIL": PartyKind.FORCE,
    "COP": PartyKind.FORCE,
    "SPY": PartyKind.FORCE,
    "JUD": PartyKind.COURT,
    "LEG": PartyKind.LEGISLATURE,
    "PTY": PartyKind.POLITICAL_PARTY,
    "REB": PartyKind.ARMED_GROUP,
    "BUS": PartyKind.COMPANY,
    "JRN": PartyKind.MEDIUM,
    "NGO": PartyKind.NGO,
    "IGO": PartyKind.INTERNATIONAL,
}
"""What a body is that is written as a name and not in the vocabulary, by the role of its noun."""


def full_name(bare: str, phrase: Phrase, found: Findings) -> str:
    """The full name: of the vocabulary where the whole phrase is one, else as the story has it.

    Args:
        bare: the phrase without its article.
        phrase: the same, read.
        found: what it names.
    """
    entity = found.entity
    if entity is not None and found.whole:
        if any(named.entity is entity for named in index().find(POSSESSIVE.sub("", bare))):
            return entity.name
        if entity.terms and _is_titled(phrase):
            return entity.name
    country = country_of(bare)
    if country and len(phrase.tokens) <= len(country.name.split()) + 3 and not bare.endswith(("s", "men")):
        return country.name
    if country and bare in (country.name, *country.other_names):
        return country.name
    if found.is_state and found.country is not None and country is None and len(phrase.segments) == 1:
        return found.country.name if not phrase.pieces else bare
    return bare


def _is_titled(phrase: Phrase) -> bool:
    """Whether a phrase is titles and a person of the vocabulary, and no more: "Russian President Putin"."""
    if len(phrase.segments) != 1:
        return False
    pieces = phrase.segments[0].pieces
    covered = {n for piece in pieces for n in range(piece.start, piece.end)}
    rest = [t for n, t in enumerate(phrase.tokens) if n not in covered and t.lower().rstrip(".") not in _HONORIFIC]
    last = pieces[-1] if pieces else None
    return last is not None and is_person(last) and last.end == len(phrase.tokens) and not [t for t in rest if t != "."]


def code_of(found: Findings) -> str | None:
    """CAMEO-style: the entity's own code, else country and role ("LBYMIL"), else the country or region."""
    entity, role = found.entity, next((r for r in found.roles if r != "UNK"), "")
    if entity is not None and entity.code and (found.whole or found.roles[:1] == entity.roles[:1]):
        return entity.code
    if found.country is not None:
        return found.country.iso3 + ("" if found.is_state else role)
    if entity is not None and entity.code:
        return entity.code
    if found.region is not None:
        return found.region + role
    abroad = next((r for r in found.roles if r in ("IGO", "NGO", "MNC", "ISM", "IMG")), None)
    rest = next((r for r in found.roles if r != abroad), "") if entity is not None else ""
    return abroad + rest if abroad else None


def kind_of(found: Findings, phrase: Phrase) -> PartyKind | None:
    """What a party is; a description of people is a group, a name that nothing explains is None."""
    if found.entity is not None and found.whole:
        return found.entity.kind
    if found.is_state:
        return PartyKind.STATE
    head = phrase.segments[0] if phrase.segments else None
    if head is not None and _is_named(phrase, head):
        last = head.pieces[-1] if head.pieces else None
        if last is not None and last.end == head.end:
            return (
                _NAMED_BODIES.get(found.roles[0])
                if found.roles and phrase.tokens[head.end - 1][0].isupper()
                else _group(found)
            )
        return PartyKind.PERSON if found.noun is not None and found.noun.kind is not SourceKind.DOCUMENT else None
    return _group(found)


def _group(found: Findings) -> PartyKind | None:
    return PartyKind.GROUP if found.roles or found.country or found.noun else None


def _is_named(phrase: Phrase, head: Segment) -> bool:
    """Whether words of the head that nothing explains are written as a name."""
    covered = {n for piece in head.pieces for n in range(piece.start, piece.end)}
    rest = [n for n in range(head.start, head.end) if n not in covered]
    return any(phrase.tokens[n][0].isupper() and (n > 0 or len(rest) > 1 or head.end == 1) for n in rest)


def has_proper_name(words: str) -> bool:
    """Whether a word is written as a name and is no nationality: "Chibani Abu Hamoud", not "Libyan officials"."""
    tokens = [POSSESSIVE.sub("", t) for t in TOKEN.findall(ARTICLE.sub("", words))]
    capitals = [t for i, t in enumerate(tokens) if t[:1].isupper() and (i > 0 or not role_noun(t.lower()))]
    return any(not (country_of(t) or people_of(t) or role_noun(t.lower())) for t in capitals)
