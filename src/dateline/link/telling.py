"""What an account tells of a field, and how two such tellings stand to each other.

Invariant: a comparison is symmetric, and `None` means that the two say nothing about each other.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum

from dateline.records import Claim, Version
from dateline.terms import Status

Days = Mapping[str, dt.date | None]
"""The day of publication of each document, where known."""
ASSERTED = frozenset({Status.HAPPENED, Status.ONGOING, Status.POSSIBLE})
"""Statuses whose claims say something about the act; a plan or a denial disputes no value of what happened."""


class Relation(IntEnum):
    """How two values stand to each other, from the nearest to the farthest."""

    SAME = 0
    COMPATIBLE = 1
    APART = 2


def denying(claim: Claim) -> bool:
    """Whether a claim says that it did not happen, or answers one that says that it did."""
    return claim.status is Status.DENIED or claim.denies is not None


def asserted(told: Sequence[Sequence[Claim]]) -> list[list[Claim]]:
    """Of each account, the claims that say that it happened, or may have.

    Where no account has any, the claims that do not deny it; where there are none either, all.
    """
    affirming = [[claim for claim in claims if not denying(claim)] for claims in told]
    happened = [[claim for claim in claims if claim.status in ASSERTED] for claims in affirming]
    return next((tier for tier in (happened, affirming) if any(tier)), [list(claims) for claims in told])


def versions(pairs: Iterable[tuple[str, str]]) -> tuple[Version, ...]:
    """Values with the ids of the claims that tell them, by value."""
    told: dict[str, list[str]] = defaultdict(list)
    for value, claim in pairs:
        if claim not in told[value]:
            told[value].append(claim)
    return tuple(Version(value, tuple(ids)) for value, ids in sorted(told.items()))
