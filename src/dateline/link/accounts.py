"""Accounts and disagreements: an incident as each independent source tells it, every version kept.

Invariants: each claim of an incident stands in exactly one account; documents that are copies of one another make one
account; nothing is averaged. A disagreement names two values or more that cannot all hold, each with its claims.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from dateline.records import Account, Claim, Count, Disagreement, Incident, Party
from dateline.terms import CountKind, Status


def incident(ident: str, claims: Iterable[Claim], original_of: Mapping[str, str]) -> Incident:
    """The incident of these claims.

    Args:
        ident: the incident's id.
        claims: its claims, at least one.
        original_of: for a document that is a copy, the document that it copies.
    """
    ordered = sorted(claims, key=lambda claim: (claim.document, claim.trigger.span, claim.id))
    tellings: dict[str, list[Claim]] = defaultdict(list)
    for claim in ordered:
        tellings[original_of.get(claim.document, claim.document)].append(claim)
    accounts = tuple(
        Account(documents=_documents(original, members), claims=tuple(members))
        for original, members in sorted(tellings.items())
    )
    return Incident(id=ident, type=ordered[0].type, accounts=accounts, disagreements=disagreements(ordered))


def _documents(original: str, claims: Sequence[Claim]) -> tuple[str, ...]:
    """The account's documents, the original first."""
    documents = sorted({claim.document for claim in claims})
    return tuple(sorted(documents, key=lambda document: (document != original, document)))


def disagreements(claims: Sequence[Claim]) -> tuple[Disagreement, ...]:
    """The fields in which claims of one incident cannot all be right: tolls, status, actor."""
    found = [_tolls(kind, claims) for kind in CountKind]
    found += [_status(claims), _actors(claims)]
    return tuple(disagreement for disagreement in found if disagreement is not None)


def _tolls(kind: CountKind, claims: Sequence[Claim]) -> Disagreement | None:
    """Numbers of one kind dispute each other when their ranges share no number."""
    told = [(claim, count) for claim in claims for count in claim.counts if count.kind is kind and not count.part]
    if not any(_apart(a, b) for _, a in told for _, b in told):
        return None
    return _disagreement(kind.value, ((_range(count), claim.id) for claim, count in told))


def _apart(a: Count, b: Count) -> bool:
    low_a, high_a = a.low or 0, a.high if a.high is not None else float("inf")
    low_b, high_b = b.low or 0, b.high if b.high is not None else float("inf")
    return low_a > high_b or low_b > high_a


def _range(count: Count) -> str:
    if count.low == count.high:
        return str(count.low)
    if count.high is None:
        return f"at least {count.low}"
    return f"up to {count.high}" if count.low is None else f"{count.low} to {count.high}"


def _status(claims: Sequence[Claim]) -> Disagreement | None:
    """It happened, says one; it did not, says another."""
    held = {claim.status for claim in claims}
    if Status.DENIED not in held or not held & {Status.HAPPENED, Status.ONGOING}:
        return None
    return _disagreement("status", ((claim.status.value, claim.id) for claim in claims))


def _actors(claims: Sequence[Claim]) -> Disagreement | None:
    """Different parties are named as having done it: they share no code, no name and no role."""
    named = [claim for claim in claims if claim.status is not Status.DENIED and _traits(claim)]
    if not any(not _traits(a) & _traits(b) for a in named for b in named):
        return None
    return _disagreement("actor", ((", ".join(sorted(map(_key, claim.actors))), claim.id) for claim in named))


def _traits(claim: Claim) -> frozenset[str]:
    """Codes, names and roles of a claim's actors; empty where one of them is not known well enough to be told apart."""
    if not all(party.id or party.roles for party in claim.actors):
        return frozenset()
    return frozenset(trait for p in claim.actors for trait in (p.id, _key(p).lower(), *p.roles) if trait)


def _key(party: Party) -> str:
    return party.name or party.text


def _disagreement(field: str, pairs: Iterable[tuple[str, str]]) -> Disagreement:
    values: dict[str, list[str]] = defaultdict(list)
    for value, claim in pairs:
        values[value].append(claim)
    return Disagreement(field=field, values=tuple((value, tuple(ids)) for value, ids in sorted(values.items())))
