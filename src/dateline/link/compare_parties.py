"""Parties of accounts against each other: the same, one a part or a description of the other, or two.

Invariant: who is only described ("gunmen") is compatible with everybody whose role does not contradict the words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from dateline.link.telling import Relation
from dateline.records import Claim, Party
from dateline.terms import EventType, PartyKind
from dateline.vocab.actors import role_noun

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
    """The parties of an account whose side its words tell, in one line."""
    return party_label(party for parties in named.values() for party in _telling(parties))


def relate_parties(a: PartiesByType, b: PartiesByType) -> Relation:
    """How the parties of two accounts stand, in the acts of which both tell: by the nearest two parties of each."""
    shared = a.keys() & b.keys()
    relation = max((_relate_sets(a[kind], b[kind]) for kind in shared), default=Relation.COMPATIBLE)
    return max(relation, Relation.COMPATIBLE) if a.keys() != b.keys() else relation


def _relate_sets(a: frozenset[Party], b: frozenset[Party]) -> Relation:
    if {_key(p) for p in a} == {_key(p) for p in b}:
        return Relation.SAME
    nearest = min(_relate(p, q) for p in _telling(a) for q in _telling(b))
    return max(nearest, Relation.COMPATIBLE) if len(a) + len(b) > 2 else nearest


def _telling(parties: frozenset[Party]) -> frozenset[Party]:
    """Those whose side the words tell; where they tell nobody's, all."""
    return frozenset(party for party in parties if not _blank(party)) or parties


def _key(party: Party) -> str:
    return (party.id if _named(party) else None) or (party.name or party.text).lower()


def _relate(a: Party, b: Party) -> Relation:
    if _key(a) == _key(b):
        return Relation.SAME
    if _named_alike(a, b) or _part(a, b) or _part(b, a):
        return Relation.COMPATIBLE
    if a.country and b.country and a.country != b.country:
        return Relation.APART
    if _blank(a) or _blank(b):
        return Relation.COMPATIBLE
    if _named(a) and _named(b) and not (_of_state(a) and _of_state(b)):
        return Relation.APART
    return Relation.COMPATIBLE if _sides(a) & _sides(b) else Relation.APART


def _named_alike(a: Party, b: Party) -> bool:
    """Whether the words of one name are all among the other's: "the army", "the Libyan army"."""
    first, second = _words(a), _words(b)
    return bool(first and second) and (first <= second or second <= first)


def _words(party: Party) -> set[str]:
    words = set(re.findall(r"\w+", (party.name or party.text).lower())) - _EMPTY_WORDS
    return {word.removesuffix("s") for word in words}


def _part(part: Party, whole: Party) -> bool:
    """Whether one is a part of the other by its code, or a body of the state that is the other."""
    if part.id and whole.id and part.id.startswith(whole.id):
        return True
    return whole.kind is PartyKind.STATE and whole.country is not None and whole.country == part.country


def _blank(party: Party) -> bool:
    """Whether the words say nothing of whose side somebody is on: "gunmen", "rescuers", "a lorry"."""
    if _named(party):
        return False
    head = role_noun(party.text.lower().split()[-1]) if party.text.split() else None
    return not _sides(party) or (head is not None and head.noun in _UNKNOWN)


def _named(party: Party) -> bool:
    """Whether it is an entity with a code of its own; the code of people who are described is that of their role."""
    return party.id is not None and party.kind is not PartyKind.GROUP


def _of_state(party: Party) -> bool:
    return bool(set(party.roles) & _STATE)


def _sides(party: Party) -> frozenset[str]:
    """The state's, that of armed people against or beside it, or the unarmed opposition's."""
    return frozenset(side for side, roles in _SIDES.items() if roles & set(party.roles))
