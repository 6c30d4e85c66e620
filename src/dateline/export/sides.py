"""Sides of an act, as UCDP and ACLED see them: by the role that governs a party.

Invariant: a party whose role is not known has no side.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from dateline.records import Party
from dateline.vocab.actors import role_noun


class Side(StrEnum):
    """What a party is in a fight."""

    STATE = "state"
    GROUP = "group"
    UNKNOWN_ARMED = "armed people of whom no more is told"
    CIVILIANS = "civilians"


_ROLES: Final = {
    Side.STATE: "GOV MIL COP SPY",
    Side.GROUP: "REB PRM CRM ISM IMG",
    Side.UNKNOWN_ARMED: "UAF",
    Side.CIVILIANS: "CVL AGR BUS EDU JRN LAB MED REF OPP REL SOC NGO ELI JUD LEG PTY",
}
"""Civilians are all who bear no arms, as in UCDP: politicians and judges, too."""
_SIDE: Final = {role: side for side, roles in _ROLES.items() for role in roles.split()}


def side_of(party: Party | None) -> Side | None:
    """The side of a party, by its first role."""
    return _SIDE.get(party.roles[0]) if party is not None and party.roles else None


def side_of_words(words: str) -> Side | None:
    """The side that words for people name, by their last noun, or the one that it yields to: "rebel fighters"."""
    found: Side | None = None
    for word in reversed(words.lower().split()):
        noun = role_noun(word.strip(".,;"))
        if noun is None:
            continue
        found = _SIDE.get(noun.role, found) if noun.role else found
        if noun.yields == "no":
            break
    return found
