"""Verdicts: for each field of an incident, whether its accounts agree, can all hold, or dispute each other.

Invariants: every version is kept with its claims; a verdict is of the accounts as they stand, and does not depend on
their order; a field of which nothing is told has none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from dateline.link.compare_counts import count_versions, counted, relate_counts, risen
from dateline.link.compare_parties import parties_by_type, party_label, relate_parties
from dateline.link.compare_places import finest, place_label, relate_places
from dateline.link.compare_times import day_label, hull, relate_times
from dateline.link.telling import Days, Relation, asserted, denying, versions
from dateline.records import Account, Claim, FieldVerdict, Party
from dateline.terms import CountKind, Status, Verdict

_Value = TypeVar("_Value")
_WHY = {
    Verdict.SINGLE: "one account alone tells it",
    Verdict.AGREED: "the accounts tell the same",
    Verdict.COMPATIBLE: "the accounts differ, and can all hold",
}


def field_verdicts(accounts: Sequence[Account], days: Days) -> tuple[FieldVerdict, ...]:
    """The verdict of every field of which an account tells something, in the order that `Incident` gives.

    Args:
        accounts: an incident's.
        days: the day of publication of each document, where known.
    """
    return tuple(found for found in _fields([account.claims for account in accounts], days) if found is not None)


def _fields(told: Sequence[Sequence[Claim]], days: Days) -> Iterator[FieldVerdict | None]:
    held = asserted(told)
    yield _types(told)
    yield _parties("actor", held, lambda claim: claim.actors)
    yield _parties("recipient", held, lambda claim: claim.recipients)
    yield _places(held)
    yield _times(held)
    for kind in CountKind:
        yield _counts(kind, held, days)
    yield _status(told)


def speaks_against(a: Sequence[Claim], b: Sequence[Claim], days: Days) -> bool:
    """Whether claims of one document by two sources cannot both hold: who did it, how many, whether it happened."""
    held = asserted((a, b))
    found = [_parties("actor", held, lambda claim: claim.actors), _status((a, b))]
    found += [_counts(kind, held, days) for kind in CountKind]
    return any(each is not None and each.verdict is Verdict.DISPUTED for each in found)


def _types(told: Sequence[Sequence[Claim]]) -> FieldVerdict:
    values = [frozenset(claim.type.value for claim in claims) for claims in told]
    pairs = [(claim.type.value, claim.id) for claims in told for claim in claims]
    verdict = _judged(values, lambda a, b: Relation.SAME if a == b else Relation.COMPATIBLE)[0]
    return _made("type", verdict, pairs)


def _parties(
    field: str, told: Sequence[Sequence[Claim]], of: Callable[[Claim], tuple[Party, ...]]
) -> FieldVerdict | None:
    values = [named for claims in told if (named := parties_by_type(claims, of))]
    pairs = [(party_label(of(claim)), claim.id) for claims in told for claim in claims if of(claim)]
    if not values:
        return None
    verdict, apart = _judged(values, relate_parties)
    labels = apart and tuple(party_label(party for named in each.values() for party in named) for each in apart)
    return _made(field, verdict, pairs, labels)


def _places(told: Sequence[Sequence[Claim]]) -> FieldVerdict | None:
    values = [finest(claim.place for claim in claims if claim.place) for claims in told]
    pairs = [(place_label(c.place), c.id) for claims in told for c in claims if c.place]
    values = [value for value in values if value]
    if not values:
        return None
    verdict, apart = _judged(values, relate_places)
    labels = apart and tuple(", ".join(sorted({place_label(p) for p in each})) for each in apart)
    return _made("place", verdict, pairs, labels)


def _times(told: Sequence[Sequence[Claim]]) -> FieldVerdict | None:
    found = [hull(claim.date for claim in claims if claim.date) for claims in told]
    values = [value for value in found if value is not None]
    pairs = [(day_label(c.date.start, c.date.end), c.id) for s in told for c in s if c.date and c.date.start]
    if not values:
        return None
    verdict, apart = _judged(values, relate_times)
    return _made("time", verdict, pairs, apart and tuple(day_label(each.start, each.end) for each in apart))


def _counts(kind: CountKind, told: Sequence[Sequence[Claim]], days: Days) -> FieldVerdict | None:
    values = [value for claims in told if (value := counted(kind, claims, days)) is not None]
    pairs = count_versions(kind, [claim for claims in told for claim in claims])
    if not values:
        return None
    verdict, apart = _judged(values, relate_counts)
    if verdict is Verdict.DISPUTED and risen(values):
        return _made(kind.value, Verdict.DEVELOPING, pairs, why="it rises with the day of publication")
    if verdict is not Verdict.DISPUTED and any(value.superseded for value in values):
        return _made(kind.value, Verdict.DEVELOPING, pairs, why="an account's later version tells another number")
    return _made(kind.value, verdict, pairs, apart and tuple(each.label for each in apart))


def _status(told: Sequence[Sequence[Claim]]) -> FieldVerdict:
    """A denial disputes what happened, whoever tells it: it answers somebody. A plan disputes nothing."""
    pairs = [(_stands(claim).value, claim.id) for claims in told for claim in claims]
    values = [frozenset(map(_stands, claims)) for claims in told]
    held = frozenset[Status]().union(*values)
    if Status.DENIED in held and (happened := held & {Status.HAPPENED, Status.ONGOING}):
        return _made("status", Verdict.DISPUTED, pairs, (min(happened).value, Status.DENIED.value))
    return _made("status", _judged(values, lambda a, b: Relation.SAME if a == b else Relation.COMPATIBLE)[0], pairs)


def _stands(claim: Claim) -> Status:
    return Status.DENIED if denying(claim) else claim.status


def _judged(
    values: Sequence[_Value], relate: Callable[[_Value, _Value], Relation]
) -> tuple[Verdict, tuple[_Value, _Value] | None]:
    """The verdict of the accounts' values, and the first two that cannot both hold."""
    if len(values) == 1:
        return Verdict.SINGLE, None
    farthest = Relation.SAME
    for i, a in enumerate(values):
        for b in values[i + 1 :]:
            relation = relate(a, b)
            if relation is Relation.APART:
                return Verdict.DISPUTED, (a, b)
            farthest = max(farthest, relation)
    return (Verdict.AGREED if farthest is Relation.SAME else Verdict.COMPATIBLE), None


def _made(
    field: str,
    verdict: Verdict,
    pairs: Iterable[tuple[str, str]],
    apart: tuple[str, ...] | None = None,
    why: str | None = None,
) -> FieldVerdict:
    reason = why or (f"{' and '.join(apart)} cannot both hold" if apart else _WHY[verdict])
    return FieldVerdict(field=field, verdict=verdict, versions=versions(pairs), why=reason)
