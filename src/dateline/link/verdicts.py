"""Verdicts: for each field of an incident, whether its accounts agree, can all hold, or dispute each other.

Invariants: every version is kept with its claims; a verdict is of the accounts as they stand, and does not depend on
their order; a field of which nothing is told has none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import Final, TypeVar

from dateline.link.compare_counts import count_versions, counted, relate_counts, risen
from dateline.link.compare_parties import (
    PartiesByType,
    parties_by_type,
    parties_label,
    party_label,
    proper_words,
    relate_actors,
    relate_recipients,
)
from dateline.link.compare_places import place_label, places_told, relate_places
from dateline.link.compare_times import day_label, days_told, hull, relate_times
from dateline.link.telling import Days, Relation, asserted, denials, versions
from dateline.records import Account, Claim, FieldVerdict, Party
from dateline.terms import CountKind, EventType, PartyKind, Status, Verdict

_Value = TypeVar("_Value")
_WHY: Final = {
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
    yield _parties("actor", held, lambda claim: claim.actors, relate_actors)
    yield _parties("recipient", held, lambda claim: claim.recipients, relate_recipients)
    yield _places(held)
    yield _times(held)
    for kind in CountKind:
        yield _counts(kind, held, days)
    yield _status(told)


def speaks_against(a: Sequence[Claim], b: Sequence[Claim], days: Days) -> bool:
    """Whether claims of one document by two sources cannot both hold: who did it, how many, whether it happened."""
    held = asserted((a, b))
    found = [_parties("actor", held, lambda claim: claim.actors, relate_actors), _status((a, b))]
    found += [_counts(kind, held, days) for kind in CountKind]
    return any(each is not None and each.verdict is Verdict.DISPUTED for each in found)


def _types(told: Sequence[Sequence[Claim]]) -> FieldVerdict:
    """Acts of two types may go together; to have killed a person and to have arrested that person may not."""
    pairs = [(claim.type.value, claim.id) for claims in told for claim in claims]
    verdict, apart = _judged(told, _relate_types)
    why = "one tells that a person was attacked, another that the same was arrested" if apart else None
    return _made("type", verdict, pairs, why)


def _relate_types(a: Sequence[Claim], b: Sequence[Claim]) -> Relation:
    kinds_a, kinds_b = ({claim.type for claim in claims} for claims in (a, b))
    if kinds_a == kinds_b:
        return Relation.SAME
    attacked_or_arrested = {EventType.ASSAULT, EventType.COERCE}
    if kinds_a & kinds_b or not (kinds_a & attacked_or_arrested and kinds_b & attacked_or_arrested):
        return Relation.COMPATIBLE
    return Relation.APART if _persons(a) & _names(b) or _names(a) & _persons(b) else Relation.COMPATIBLE


def _names(claims: Sequence[Claim]) -> frozenset[str]:
    return frozenset(word for claim in claims for party in claim.recipients for word in proper_words(party))


def _persons(claims: Sequence[Claim]) -> frozenset[str]:
    parties = [party for claim in claims for party in claim.recipients if party.kind is PartyKind.PERSON]
    return frozenset(word for party in parties for word in proper_words(party))


def _parties(
    field: str,
    told: Sequence[Sequence[Claim]],
    of: Callable[[Claim], tuple[Party, ...]],
    relate: Callable[[PartiesByType, PartiesByType], Relation],
) -> FieldVerdict | None:
    values = [parties_by_type(claims, of) or None for claims in told]
    pairs = [(party_label(of(claim)), claim.id) for claims in told for claim in claims if of(claim)]
    return _verdict(field, values, relate, pairs, parties_label)


def _places(told: Sequence[Sequence[Claim]]) -> FieldVerdict | None:
    values = [places_told(claims) for claims in told]
    pairs = [(place_label(claim.place), claim.id) for claims in told for claim in claims if claim.place]
    return _verdict(
        "place", values, relate_places, pairs, lambda value: ", ".join(sorted({place_label(p) for p in value.places}))
    )


def _times(told: Sequence[Sequence[Claim]]) -> FieldVerdict | None:
    values = [days_told(claims) for claims in told]
    dated = [(claim, claim.date) for claims in told for claim in claims if claim.date and claim.date.start]
    pairs = [(day_label(date.start, date.end), claim.id) for claim, date in dated]
    return _verdict("time", values, relate_times, pairs, lambda value: day_label(hull(value).start, hull(value).end))


def _counts(kind: CountKind, told: Sequence[Sequence[Claim]], days: Days) -> FieldVerdict | None:
    values = [counted(kind, claims, days) for claims in told]
    pairs = count_versions(kind, [claim for claims in told for claim in claims])
    found = _verdict(kind.value, values, relate_counts, pairs, lambda value: value.whole.label)
    known = [value for value in values if value is not None]
    if found is None or (found.verdict is Verdict.DISPUTED and not risen(known)):
        return found
    if found.verdict is Verdict.DISPUTED:
        return _made(kind.value, Verdict.DEVELOPING, pairs, "it rises with the day of publication")
    if any(value.superseded for value in known):
        return _made(kind.value, Verdict.DEVELOPING, pairs, "a later version of one account tells another number")
    return found


def _status(told: Sequence[Sequence[Claim]]) -> FieldVerdict:
    """A denial disputes what happened, whoever tells it: it answers somebody. A plan disputes nothing."""
    denied = denials(told)
    standing = [[(Status.DENIED if c.id in denied else c.status, c.id) for c in claims] for claims in told]
    pairs = [(status.value, ident) for each in standing for status, ident in each]
    values = [frozenset(status for status, _ in each) for each in standing]
    held = frozenset[Status]().union(*values)
    if Status.DENIED in held and (happened := held & {Status.HAPPENED, Status.ONGOING}):
        why = f"{Status.DENIED.value} by one, {' or '.join(sorted(happened))} as another tells it"
        return _made("status", Verdict.DISPUTED, pairs, why)
    return _made("status", _judged(values, _same_or_compatible)[0], pairs)


def _same_or_compatible(a: object, b: object) -> Relation:
    return Relation.SAME if a == b else Relation.COMPATIBLE


def _verdict(
    field: str,
    values: Sequence[_Value | None],
    relate: Callable[[_Value, _Value], Relation],
    pairs: Iterable[tuple[str, str]],
    label: Callable[[_Value], str],
) -> FieldVerdict | None:
    """The verdict of a field of which each account tells a value, or nothing (None); None where none tells any."""
    numbered = [(number, value) for number, value in enumerate(values, start=1) if value is not None]
    if not numbered:
        return None
    verdict, apart = _judged(numbered, lambda a, b: relate(a[1], b[1]))
    named = [f"{label(value)} (account {number})" for number, value in apart]
    return _made(field, verdict, pairs, f"{' and '.join(named)} cannot both hold" if named else None)


def _judged(
    values: Sequence[_Value], relate: Callable[[_Value, _Value], Relation]
) -> tuple[Verdict, tuple[_Value, ...]]:
    """The verdict of the accounts' values, and the first two that cannot both hold."""
    if len(values) == 1:
        return Verdict.SINGLE, ()
    farthest = Relation.SAME
    for a, b in combinations(values, 2):
        relation = relate(a, b)
        if relation is Relation.APART:
            return Verdict.DISPUTED, (a, b)
        farthest = max(farthest, relation)
    return (Verdict.AGREED if farthest is Relation.SAME else Verdict.COMPATIBLE), ()


def _made(field: str, verdict: Verdict, pairs: Iterable[tuple[str, str]], why: str | None = None) -> FieldVerdict:
    return FieldVerdict(field=field, verdict=verdict, versions=versions(pairs), why=why or _WHY[verdict])
