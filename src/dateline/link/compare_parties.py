"""Parties of accounts against each other: the same, one a part or a description of the other, or two.

Invariant: who is only described ("gunmen") is compatible with everybody whose side does not contradict the words; two
parties that are named differently are two, unless one is a part of the other or both are bodies of one state.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from dateline.link.telling import Relation
from dateline.records import Claim, Party
from dateline.terms import EventType, PartyKind
from dateline.vocab.actors import country_of, role_noun

_STATE: Final = frozenset({"GOV", "MIL", "COP", "PRM", "SPY", "JUD", "LEG"})
_SIDES: Final = {
    "state": _STATE,
    "armed": frozenset({"REB", "UAF", "CRM", "IMG", "ISM"}),
    "opposition": frozenset({"OPP"}),
}
_UNKNOWN: Final = frozenset(
    "gunman attacker assailant bomber perpetrator hijacker kidnapper abductor sniper shooter raider suspect".split()
)
"""Nouns that say what somebody did, and nothing of whose side he is on."""
_EMPTY_WORDS: Final = frozenset("the a an of and in s from by who".split())
_BEYOND: Final = re.compile(r"\s(?:in|at|near|from|on|who|that|which)\s.*|,.*", re.DOTALL)
"""What stands behind the name: where they are, and what they do."""
_LEAST: Final = 2
"""Words with a capital that make a name of one whose kind is not known: one may begin a sentence or name a place."""

PartiesByType = Mapping[EventType, frozenset[Party]]
"""The parties of an account in one field, by the type of the act: who shot is not compared with who arrested."""


def party_label(parties: Iterable[Party]) -> str:
    """The names of parties, or their words, in one line; a name that is all in a longer one is left out."""
    fullest: list[Party] = []
    for party in sorted(set(parties), key=lambda p: (-len(_words(p)), p.name or p.text)):
        if not any(_words(party) <= _words(other) for other in fullest):
            fullest.append(party)
    return ", ".join(sorted(dict.fromkeys(party.name or party.text for party in fullest)))


def parties_by_type(
    claims: Iterable[Claim], of: Callable[[Claim], tuple[Party, ...]]
) -> dict[EventType, frozenset[Party]]:
    """The parties of claims in the field that `of` gives, by type; types of which no party is told are left out."""
    found: dict[EventType, frozenset[Party]] = {}
    for claim in claims:
        if of(claim):
            found[claim.type] = found.get(claim.type, frozenset()) | frozenset(of(claim))
    return found


def parties_label(named: PartiesByType) -> str:
    """The parties of an account that its words tell best, in one line."""
    return party_label(party for parties in named.values() for party in _telling(parties))


def relate_actors(a: PartiesByType, b: PartiesByType) -> Relation:
    """How the actors of two accounts stand, in the acts of which both tell: by the nearest two of each."""
    return _relate_by_type(a, b, _relate)


def relate_recipients(a: PartiesByType, b: PartiesByType) -> Relation:
    """The same for recipients. An act can hit many, of both sides: only two persons are two."""
    return _relate_by_type(a, b, _relate_recipients)


def _relate_recipients(a: Party, b: Party) -> Relation:
    relation = _relate(a, b)
    return relation if a.kind is b.kind is PartyKind.PERSON else min(relation, Relation.COMPATIBLE)


def _relate_by_type(a: PartiesByType, b: PartiesByType, relate: Callable[[Party, Party], Relation]) -> Relation:
    shared = a.keys() & b.keys()
    relation = max((_relate_sets(a[kind], b[kind], relate) for kind in shared), default=Relation.COMPATIBLE)
    return max(relation, Relation.COMPATIBLE) if a.keys() != b.keys() else relation


def _relate_sets(a: frozenset[Party], b: frozenset[Party], relate: Callable[[Party, Party], Relation]) -> Relation:
    if {_key(p) for p in a} == {_key(p) for p in b}:
        return Relation.SAME
    nearest = min(relate(p, q) for p in _telling(a) for q in _telling(b))
    return max(nearest, Relation.COMPATIBLE) if len(a) + len(b) > 2 else nearest


def _telling(parties: frozenset[Party]) -> frozenset[Party]:
    """Those whose side is told, and that are named or of a country; else the named; else those of a side; else all."""
    known = frozenset(party for party in parties if named(party))
    sided = frozenset(party for party in parties if not _blank(party))
    exact = frozenset(party for party in sided if party in known or party.country)
    return exact or known or sided or parties


def _key(party: Party) -> str:
    own = party.id if party.kind not in (None, PartyKind.GROUP) else None
    return own or (party.name or party.text).lower()


def _relate(a: Party, b: Party) -> Relation:
    if _key(a) == _key(b):
        return Relation.SAME
    if _named_alike(a, b) or _part(a, b) or _part(b, a):
        return Relation.COMPATIBLE
    if a.country and b.country and a.country != b.country:
        return Relation.APART
    if named(a) and named(b):
        return Relation.COMPATIBLE if _of_state(a) and _of_state(b) else Relation.APART
    if _blank(a) or _blank(b):
        return Relation.COMPATIBLE
    return Relation.APART if ("state" in _sides(a)) != ("state" in _sides(b)) else Relation.COMPATIBLE


def named(party: Party) -> bool:
    """Whether a party is known by a name of its own; the code of people who are described is that of their role."""
    known = party.kind not in (None, PartyKind.GROUP)
    return known or len(proper_words(party)) >= (1 if party.roles else _LEAST)


def proper_words(party: Party) -> frozenset[str]:
    """The words of its name that are names: with a capital, and no noun for people, country or nationality."""
    words = re.findall(r"[\w'’-]+", _BEYOND.sub("", party.name or party.text))
    capital = [word for word in words if _capital(word) and not _common(word)]
    if len(words) > 1 and capital[:1] == words[:1] and not any(map(_capital, words[1:])):
        return frozenset()  # only the first word has a capital, as any word that begins a sentence
    return frozenset(word.lower().removesuffix("s") for word in capital)


def _capital(word: str) -> bool:
    """Whether it has a capital: also "al-Tamir" and "d'Angelo"."""
    return word != word.lower()


def _common(word: str) -> bool:
    return role_noun(word.lower()) is not None or country_of(word) is not None or word.lower() in _EMPTY_WORDS


def _named_alike(a: Party, b: Party) -> bool:
    """Whether the words of one name are all among the other's ("the army", "the Libyan army"), or both share a name."""
    first, second = _words(a), _words(b)
    if first and second and (first <= second or second <= first):
        return True
    return bool(proper_words(a) & proper_words(b))


def _words(party: Party) -> set[str]:
    words = set(re.findall(r"\w+", (party.name or party.text).lower())) - _EMPTY_WORDS
    return {word.removesuffix("s") for word in words}


def _part(part: Party, whole: Party) -> bool:
    """Whether one is a part of the other by its code, or a body of the state that is the other."""
    if part.id and whole.id and part.id.startswith(whole.id) and len(whole.id) > len("UAF"):
        return True
    return whole.kind is PartyKind.STATE and whole.country is not None and whole.country == part.country


def _blank(party: Party) -> bool:
    """Whether the words say nothing of whose side somebody is on: "gunmen", "rescuers", "a lorry"."""
    head = role_noun(party.text.lower().split()[-1]) if party.text.split() else None
    return not _sides(party) or (head is not None and head.noun in _UNKNOWN)


def _of_state(party: Party) -> bool:
    return bool(set(party.roles) & _STATE)


def _sides(party: Party) -> frozenset[str]:
    """The state's, that of armed people against or beside it, or the unarmed opposition's."""
    return frozenset(side for side, roles in _SIDES.items() if roles & set(party.roles))
