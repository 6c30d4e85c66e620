"""Two ledgers against each other: which claims and incidents were added, lost or changed.

Invariants: a claim is known again by document, trigger and type, whatever reader made it; an incident by the claims
that it shares, since its id hangs on the claim that founded it. Of a ledger and itself nothing differs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Final

import msgspec

from dateline.ledger import Ledger, Told
from dateline.records import Claim
from dateline.terms import EventType

ClaimKey = tuple[str, int, int, EventType]
"""Document, the trigger's start and end, type."""
_NOT_COMPARED: Final = frozenset({"id", "made_by", "document", "type", "trigger", "event"})
"""Fields that hang on the reader's version, or are the key itself."""


class Change(StrEnum):
    """What became of a claim or an incident from the first ledger to the second."""

    ADDED = "added"
    LOST = "lost"
    CHANGED = "changed"


class Kind(StrEnum):
    """What differs."""

    CLAIM = "claim"
    INCIDENT = "incident"


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """One difference. `before` and `after` are ids in the first and the second ledger, None where there is none.

    `fields`: of a claim those that changed; of an incident `claims`, when others belong to it, and `values`, when one
    of its claims changed. `about` is what a reader knows it by: document and words, or type and number of claims.
    """

    kind: Kind
    change: Change
    before: str | None
    after: str | None
    fields: tuple[str, ...]
    about: str


class _Side(msgspec.Struct, frozen=True):
    """A ledger by keys that outlive a reader."""

    told: Mapping[ClaimKey, Told]
    home: Mapping[ClaimKey, str]
    members: Mapping[str, frozenset[ClaimKey]]


def differences(first: Ledger, second: Ledger) -> Iterator[Difference]:
    """What differs from the first ledger to the second: claims, then incidents, each by document and place in it."""
    a, b = _side(first), _side(second)
    changed: dict[ClaimKey, tuple[str, ...]] = {}
    for key in sorted(a.told.keys() | b.told.keys()):
        old, new = a.told.get(key), b.told.get(key)
        fields = _changed(old.claim, new.claim) if old and new else ()
        if fields:
            changed[key] = fields
        if fields or not (old and new):
            yield _claim(old, new, fields)
    yield from _incidents(a, b, changed)


def _side(ledger: Ledger) -> _Side:
    home = ledger.incident_of()
    told = {_key(each.claim): each for each in ledger.claims()}
    homes = {key: home[each.claim.id] for key, each in told.items() if each.claim.id in home}
    members: dict[str, set[ClaimKey]] = defaultdict(set)
    for key, incident in homes.items():
        members[incident].add(key)
    return _Side(told, homes, {incident: frozenset(keys) for incident, keys in members.items()})


def _key(claim: Claim) -> ClaimKey:
    return claim.document, claim.trigger.span.start, claim.trigger.span.end, claim.type


def _changed(old: Claim, new: Claim) -> tuple[str, ...]:
    names = [name for name in old.__struct_fields__ if name not in _NOT_COMPARED]
    return tuple(n for n in names if getattr(old, n) != getattr(new, n) and not (n == "denies" and _both(old, new)))


def _both(old: Claim, new: Claim) -> bool:
    """Whether both answer a claim: its id hangs on the reader's version, and is no difference."""
    return old.denies is not None and new.denies is not None


def _claim(old: Told | None, new: Told | None, fields: tuple[str, ...]) -> Difference:
    told = new or old
    about = f"{told.document.origin}: {told.claim.type.value} “{told.claim.trigger.text}”" if told else ""
    return Difference(
        kind=Kind.CLAIM,
        change=_change(old is not None, new is not None),
        before=old.claim.id if old else None,
        after=new.claim.id if new else None,
        fields=fields,
        about=about,
    )


def _change(before: bool, after: bool) -> Change:
    if before and after:
        return Change.CHANGED
    return Change.LOST if before else Change.ADDED


def _incidents(a: _Side, b: _Side, changed: Mapping[ClaimKey, tuple[str, ...]]) -> Iterator[Difference]:
    """Each incident of the second with the one of the first that is most like it, one to one; then the rest."""
    pairs = dict(_paired(a, b))
    for old in sorted(a.members, key=lambda ident: min(a.members[ident])):
        new = pairs.get(old)
        fields = _incident_fields(a.members[old], b.members[new], changed) if new else ()
        if fields or not new:
            yield _incident(a, b, old, new, fields)
    for new in sorted(set(b.members) - set(pairs.values()), key=lambda ident: min(b.members[ident])):
        yield _incident(a, b, None, new, ())


def _paired(a: _Side, b: _Side) -> Iterator[tuple[str, str]]:
    """The incidents that share claims, those with the largest share of their joint claims first."""
    shared: dict[tuple[str, str], int] = defaultdict(int)
    for key in a.home.keys() & b.home.keys():
        shared[a.home[key], b.home[key]] += 1
    joint = {(x, y): number / len(a.members[x] | b.members[y]) for (x, y), number in shared.items()}
    taken_a: set[str] = set()
    taken_b: set[str] = set()
    for x, y in sorted(joint, key=lambda pair: (-joint[pair], min(a.members[pair[0]]), min(b.members[pair[1]]))):
        if x not in taken_a and y not in taken_b:
            taken_a.add(x)
            taken_b.add(y)
            yield x, y


def _incident_fields(
    old: frozenset[ClaimKey], new: frozenset[ClaimKey], changed: Mapping[ClaimKey, tuple[str, ...]]
) -> tuple[str, ...]:
    told = (("claims", old != new), ("values", any(key in changed for key in old & new)))
    return tuple(name for name, holds in told if holds)


def _incident(a: _Side, b: _Side, old: str | None, new: str | None, fields: tuple[str, ...]) -> Difference:
    before = a.members[old] if old else frozenset()
    after = b.members[new] if new else frozenset()
    kinds = ", ".join(sorted({key[3].value for key in after or before}))
    return Difference(
        kind=Kind.INCIDENT,
        change=_change(old is not None, new is not None),
        before=old,
        after=new,
        fields=fields,
        about=f"{kinds}: {len(before)} claims before, {len(after)} after",
    )
