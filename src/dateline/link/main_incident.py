"""The main incident of a document: that which its main stories report, told first and with most claims.

Invariant: the result is a pure function of the claims and of their incidents, whatever their order; a document without
claims in a main story has no main incident.

Method: every claim votes for its incident. A vote weighs 1 for claims of the story's first reporting passage and less
further down, more with a toll and for violence; the incident with most votes wins, of several the one told first. The
weights are set by hand (`docs/accounts.md`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from typing import Final

from dateline.records import Claim
from dateline.terms import CountKind, EventType

EARLY: Final = 0.5
"""How fast a vote fades: the passage of rank r, from 0, weighs 1 / (1 + EARLY * r)."""
TOLL: Final = {CountKind.KILLED: 1.0, CountKind.INJURED: 0.75}
"""What a toll adds to a vote of weight 1; other counts add `COUNT`."""
COUNT: Final = 0.25
VIOLENCE: Final = 2.0
"""How much more a vote for violence weighs: much is said about it, which is not what the story is of."""


def main_incident(claims: Iterable[Claim], incident_of: Mapping[str, str], main_stories: Set[int]) -> str | None:
    """The id of a document's main incident.

    Args:
        claims: of one document.
        incident_of: the incident of each claim, by the claim's id; claims without one do not vote.
        main_stories: the numbers of the document's main stories.
    """
    told = [claim for claim in claims if claim.story in main_stories and claim.id in incident_of]
    passages = {start: rank for rank, start in enumerate(sorted({claim.evidence.start for claim in told}))}
    votes: dict[str, float] = defaultdict(float)
    first: dict[str, int] = {}
    for claim in sorted(told, key=lambda one: (one.trigger.span, one.id)):
        incident = incident_of[claim.id]
        votes[incident] += weight(claim, passages[claim.evidence.start])
        first.setdefault(incident, claim.trigger.span.start)
    return min(votes, key=lambda incident: (-round(votes[incident], 9), first[incident], incident), default=None)


def weight(claim: Claim, rank: int) -> float:
    """The vote of a claim whose passage has that rank among the story's passages with claims, from 0."""
    tolls = max((TOLL.get(count.kind, COUNT) for count in claim.counts), default=0.0)
    kind = VIOLENCE if claim.type is EventType.ASSAULT else 1.0
    return kind * (1.0 + tolls) / (1.0 + EARLY * rank)
