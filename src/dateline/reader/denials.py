"""Which claim of a story a denial answers.

Invariant: a denial answers at most one claim, of the same story, that is no denial itself; nothing else of it changes.

Method: an act that is said not to have happened answers the nearest claim of its type that shares its event, or its
parties, place or trigger; a refusal of a charge ("denied involvement") the nearest earlier accusation or attack that
names the one who refuses. The earlier of two equally near claims is taken.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

import msgspec

from dateline.records import Quote, RawClaim
from dateline.terms import EventType, Status

FARTHEST: Final = 4000
"""Characters of the text between a denial and what it can answer."""
_REFUSING: Final = re.compile(r"\b(den(y|ies|ied|ying)|dismiss\w*|refut\w*|disput\w*|disavow\w*)\b", re.IGNORECASE)
_CHARGES: Final = frozenset({EventType.ACCUSE, EventType.ASSAULT, EventType.COERCE})
_EMPTY: Final = frozenset("the a an of s and in on for to at by his her its their he she it they any all some".split())


def tie(claims: Sequence[RawClaim]) -> tuple[RawClaim, ...]:
    """The claims, in the order of the text, each denial with the id of the claim that it answers, if there is one."""
    return tuple(_tied(claim, claims) for claim in claims)


def _tied(claim: RawClaim, claims: Sequence[RawClaim]) -> RawClaim:
    if claim.status is not Status.DENIED and not _REFUSING.search(claim.trigger.text):
        return claim
    start = claim.trigger.span.start
    since = bisect_left(claims, start - FARTHEST, key=lambda one: one.trigger.span.start)
    claims = claims[since : bisect_left(claims, start + FARTHEST, key=lambda one: one.trigger.span.start)]
    if claim.status is Status.DENIED:
        others = [one for one in claims if one.type is claim.type and _same_act(claim, one)]
    elif claim.type is EventType.REJECT and _REFUSING.search(claim.trigger.text):
        earlier = [one for one in claims if one.type in _CHARGES and one.trigger.span < claim.trigger.span]
        others = [one for one in earlier if _words(_charged(one)) & _words([p.quote for p in claim.actors])]
    else:
        return claim
    near = [one for one in others if one.status is not Status.DENIED and _distance(claim, one) <= FARTHEST]
    if not near:
        return claim
    answered = min(near, key=lambda one: (_distance(claim, one), one.trigger.span))
    return msgspec.structs.replace(claim, denies=answered.id)


def _same_act(denial: RawClaim, other: RawClaim) -> bool:
    if denial.event == other.event:
        return True
    trigger = _words([denial.trigger]) & _words([other.trigger])
    return bool(trigger or _words(_told(denial)) & _words(_told(other)))


def _told(claim: RawClaim) -> list[Quote]:
    parties = [party.quote for party in (*claim.actors, *claim.recipients)]
    return parties + ([claim.place] if claim.place else [])


def _charged(claim: RawClaim) -> list[Quote]:
    """Who is said to have done wrong: the recipient of an accusation, the actor of an attack."""
    parties = claim.recipients if claim.type is EventType.ACCUSE else claim.actors
    return [party.quote for party in parties]


def _words(quotes: Sequence[Quote]) -> set[str]:
    """Stems of the telling words, so that "shelled" and "shelling" are one."""
    return {word[:5] for quote in quotes for word in re.findall(r"\w+", quote.text.lower())} - _EMPTY


def _distance(a: RawClaim, b: RawClaim) -> int:
    return abs(a.trigger.span.start - b.trigger.span.start)
