"""Which claims of a story tell of one event: labels e1, e2, … in the order of the text.

Invariant: a claim joins at most one earlier event, and the labels depend on the story's claims alone. Method: a claim
joins the latest earlier event of its type that shares a party, place or trigger word with it and that nothing tells
apart; fitted by hand on gold/voa/train.
"""

from __future__ import annotations

import re
from typing import Final

import msgspec

from dateline.records import Quote, RawClaim
from dateline.terms import EventType

BACK: Final = 12
"""Events back that a claim may join."""
_EMPTY: Final = frozenset(
    "the a an of s and in on for to at by his her its their some several other he she it they".split()
)


class Events:
    """The events of a story so far."""

    def __init__(self) -> None:
        self._told: list[list[RawClaim]] = []

    def label(self, claim: RawClaim) -> RawClaim:
        """The claim with the label of its event."""
        for number in range(len(self._told), max(0, len(self._told) - BACK), -1):
            if _one_event(claim, self._told[number - 1]):
                self._told[number - 1].append(claim)
                return msgspec.structs.replace(claim, event=f"e{number}")
        self._told.append([claim])
        return msgspec.structs.replace(claim, event=f"e{len(self._told)}")


def _one_event(claim: RawClaim, told: list[RawClaim]) -> bool:
    first = told[0]
    if claim.type is not first.type:
        return False
    if _apart([claim.place] if claim.place else [], [one.place for one in told if one.place]):
        return False
    if claim.type in (EventType.ASSAULT, EventType.PROTEST):
        return True if _shared(claim, told) else first.evidence == claim.evidence and claim.mode == first.mode
    return _stem(claim.trigger.text) in {_stem(one.trigger.text) for one in told} and _shared(claim, told)


def _shared(claim: RawClaim, told: list[RawClaim]) -> bool:
    return bool(_words(_quotes(claim)) & {word for one in told for word in _words(_quotes(one))})


def _apart(one: list[Quote], others: list[Quote]) -> bool:
    return bool(one and others) and not _words(one) & _words(others)


def _quotes(claim: RawClaim) -> list[Quote]:
    parties = [party.quote for party in (*claim.actors, *claim.recipients)]
    return parties + ([claim.place] if claim.place else [])


def _words(quotes: list[Quote]) -> set[str]:
    return {word for quote in quotes for word in re.findall(r"\w+", quote.text.lower())} - _EMPTY


def _stem(text: str) -> str:
    return text.lower()[:5]
