"""Decisions of people about incidents: merge, split, accept; each can be undone, by a decision that says so.

Invariants: decisions are appended, never changed; what holds is a pure function of the table. A decision speaks of
claims by anchors (document, trigger span, type), so that it outlives a new model; it wins over the linker from then on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

import msgspec
from sqlalchemy import insert, select

from dateline.errors import DatelineError
from dateline.ledger import tables as t
from dateline.ledger.linking import LinkIndex
from dateline.ledger.queries import Queries
from dateline.records import Anchor, Claim, Decision
from dateline.terms import Action

_ANCHORS: Final = msgspec.json.Decoder(tuple[tuple[Anchor, ...], ...])


def anchor(claim: Claim) -> Anchor:
    """What a decision calls a claim."""
    return Anchor(claim.document, claim.trigger.span, claim.type)


class Decided(NamedTuple):
    """Pairs of events that people joined (True) or told apart (False), and all events that any decision speaks of."""

    pairs: Mapping[tuple[int, int], bool]
    events: frozenset[int]


class Decisions(Queries):
    """The part of a ledger that holds decisions."""

    def _now(self) -> str:
        raise NotImplementedError

    def decide(
        self, action: Action, groups: Iterable[Iterable[Anchor]], *, by: str, reason: str, undoes: int | None = None
    ) -> int:
        """Append a decision; its number.

        Args:
            action: what is decided.
            groups: of claims. MERGE: those of each incident. SPLIT: those that leave, then those that stay. ACCEPT: the
                incident's. UNDO: none.
            by: who decides.
            reason: why.
            undoes: the number of the decision that no longer holds; for UNDO only.

        Raises:
            DatelineError: `no-such-id` when there is no such decision to undo.
        """
        if action is Action.UNDO and undoes not in {one.number for one in self.decisions()}:
            raise DatelineError("no-such-id", str(undoes))
        body = msgspec.json.encode([list(group) for group in groups]).decode()
        row = {"action": action.value, "body": body, "by": by, "at": self._now(), "reason": reason, "undoes": undoes}
        with self.engine.begin() as connection:
            found = connection.execute(insert(t.decisions).values(**row)).inserted_primary_key
        assert found is not None
        return int(found[0])

    def decisions(self) -> tuple[Decision, ...]:
        """All decisions, in order."""
        c = t.decisions.c
        query = select(c.seq, c.action, c.body, c.by, c.at, c.reason, c.undoes).order_by(c.seq)
        with self.engine.connect() as connection:
            return tuple(
                Decision(
                    number=seq, action=Action(action), groups=_ANCHORS.decode(body), by=by, at=at, reason=reason,
                    undoes=undoes,
                )
                for seq, action, body, by, at, reason, undoes in connection.execute(query)
            )  # fmt: skip

    def holding(self) -> tuple[Decision, ...]:
        """The decisions that hold: those that no holding decision undoes; undoing an undoing brings back."""
        undone: set[int] = set()
        held: list[Decision] = []
        for one in reversed(self.decisions()):
            if one.number in undone:
                continue
            if one.action is Action.UNDO:
                assert one.undoes is not None
                undone.add(one.undoes)
            else:
                held.append(one)
        return tuple(reversed(held))

    def decided(self, index: LinkIndex) -> Decided:
        """What people decided of events of the linking index; of two decisions about a pair the later one holds."""
        every = [one for one in self.decisions() if one.action in (Action.MERGE, Action.SPLIT)]
        claims = self.anchored({a for one in every for group in one.groups for a in group})
        events = index.event_of(sorted({a.document for a in claims}))
        at = {one: events[claim] for one, claim in claims.items() if claim in events}
        found: dict[tuple[int, int], bool] = {}
        for one in self.holding():
            groups = [list(dict.fromkeys(at[a] for a in group if a in at)) for group in one.groups]
            if one.action is Action.MERGE:
                first = [group[0] for group in groups if group]
                found |= dict.fromkeys(_pairs(first[:1], first[1:]), True)
            elif one.action is Action.SPLIT and len(groups) == 2:
                found |= dict.fromkeys(_pairs(*groups), False)
                found |= {pair: True for group in groups for pair in _pairs(group[:1], group[1:])}
        return Decided(found, frozenset(at.values()))

    def anchored(self, anchors: Iterable[Anchor]) -> Mapping[Anchor, str]:
        """The current claim of each anchor that has one."""
        wanted = set(anchors)
        found: dict[Anchor, str] = {}
        for document in sorted({one.document for one in wanted}):
            for claim in self.claims_of(document):
                if anchor(claim) in wanted:
                    found[anchor(claim)] = claim.id
        return found

    def accepted(self) -> frozenset[str]:
        """Ids of the incidents that people accepted: those that hold a claim of an accepted one."""
        anchors = {
            a for one in self.holding() if one.action is Action.ACCEPT for group in one.groups for a in group[:1]
        }
        claims = self.anchored(anchors).values()
        home = self.incident_of() if anchors else {}
        return frozenset(home[claim] for claim in claims if claim in home)


def _pairs(some: Sequence[int], others: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Every two of which one is among the first and one among the second; the smaller number first."""
    return ((min(a, b), max(a, b)) for a in some for b in others if a != b)
