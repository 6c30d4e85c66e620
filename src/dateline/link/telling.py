"""What an account tells of a field, and how two such tellings stand to each other.

Invariant: a comparison is symmetric, and `None` means that the two say nothing about each other.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum

from dateline.records import Claim, Version
from dateline.terms import EventType, Status

Days = Mapping[str, dt.date | None]
"""The day of publication of each document, where known."""
ASSERTED = frozenset({Status.HAPPENED, Status.ONGOING, Status.POSSIBLE})
"""Statuses whose claims say something about the act; a plan or a denial disputes no value of what happened."""


_DENYING = re.compile(r"\b(den(y|ies|ied|ying|ial)|refut\w*|contradict\w*|disavow\w*)\b", re.IGNORECASE)


class Relation(IntEnum):
    """How two values stand to each other, from the nearest to the farthest."""

    SAME = 0
    COMPATIBLE = 1
    APART = 2


def denials(told: Sequence[Sequence[Claim]]) -> frozenset[str]:
    """The ids of the claims of an incident that say that it did not happen, or answer one that says that it did.

    A refusal ("the army denied involvement") denies the act that it stands with; where all claims are refusals, the
    refusal itself is what happened.
    """
    claims = [claim for each in told for claim in each]
    answering = any(claim.type is not EventType.REJECT for claim in claims)
    return frozenset(claim.id for claim in claims if claim.status is Status.DENIED or (answering and _answers(claim)))


def _answers(claim: Claim) -> bool:
    return claim.denies is not None or (claim.type is EventType.REJECT and bool(_DENYING.search(claim.trigger.text)))


def asserted(told: Sequence[Sequence[Claim]]) -> list[list[Claim]]:
    """Of each account, the claims that say that it happened, or may have.

    Where no account has any, the claims that do not deny it; where there are none either, all.
    """
    denied = denials(told)
    affirming = [[claim for claim in claims if claim.id not in denied] for claims in told]
    happened = [[claim for claim in claims if claim.status in ASSERTED] for claims in affirming]
    return next((tier for tier in (happened, affirming) if any(tier)), [list(claims) for claims in told])


def versions(pairs: Iterable[tuple[str, str]]) -> tuple[Version, ...]:
    """Values with the ids of the claims that tell them, by value."""
    told: dict[str, list[str]] = defaultdict(list)
    for value, claim in pairs:
        if claim not in told[value]:
            told[value].append(claim)
    return tuple(Version(value, tuple(ids)) for value, ids in sorted(told.items()))
