"""Linking a ledger: what is new is compared with what is there, and only what that touches is linked anew.

Invariants: the incidents of a ledger depend on the claims in it and on people's decisions alone, not on the order or
the number of the runs that brought them; linking appends only what is decided otherwise than before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import numpy as np

from dateline.ledger import Ledger
from dateline.ledger.linking import EventRow, LinkIndex
from dateline.link.clusters import Pair
from dateline.link.incidents import MADE_BY, Node, divided, likely_pairs, linked, node, profiles_of
from dateline.link.profiles import events_of
from dateline.records import Link

_MANY: Final = 20_000
"""Touched events from which on all are linked anew: quicker than to follow their pairs."""


def link_incidents(ledger: Ledger) -> int:
    """Link all claims that are new or touched by what is new; how many links were appended."""
    with ledger.linking(MADE_BY) as (index, append):
        touched = set(index.drop_stale())
        before = index.last()
        index.add(_rows(index))
        if index.last() > before:
            touched |= _compare(index, before)
        decided = ledger.decided(index)
        return append(_links(index, touched | decided.events, decided.pairs))


def _compare(index: LinkIndex, before: int) -> set[int]:
    """Compare events with numbers above `before` with all; their numbers."""
    numbers, profiles = index.profiles()
    ids = np.asarray(numbers)
    found = likely_pairs(profiles_of(profiles), ids > before)
    index.add_likely(ids[found.first].tolist(), ids[found.second].tolist(), found.scores.tolist())
    return set(ids[ids > before].tolist())


def _rows(index: LinkIndex) -> Iterator[Mapping[str, Any]]:
    """Rows of the index for the events that are not in it."""
    for document, coding, claims, sketches in index.unlinked():
        for event in events_of(claims, document.published, sketches):
            made = node(event)
            yield {
                "document": document.id,
                "coding": coding,
                "rank": made.rank,
                "claims": " ".join(made.claims),
                "profile": made.profile,
            }


def _links(index: LinkIndex, touched: set[int], decided: Mapping[Pair, bool]) -> Iterator[Link]:
    """The links of all connected parts that hold a touched event."""
    if len(touched) > _MANY:
        yield from _linked(sorted(index.events(), key=_rank), index.all_likely(), decided)
        return
    members, edges = _reach(index, touched, decided)
    rows = sorted(index.events(sorted(members)), key=_rank)
    yield from _linked(rows, ((a, b, score) for (a, b), score in edges.items()), decided)


def _rank(row: EventRow) -> str:
    return row.rank


def _reach(index: LinkIndex, touched: set[int], decided: Mapping[Pair, bool]) -> tuple[set[int], dict[Pair, float]]:
    """All events that likely pairs or decisions lead to from these, and the pairs."""
    members: set[int] = set()
    edges: dict[Pair, float] = {}
    tied: dict[int, set[int]] = {}
    for a, b in decided:
        tied.setdefault(a, set()).add(b)
        tied.setdefault(b, set()).add(a)
    front = set(touched)
    while front:
        members |= front
        found = index.neighbours(sorted(front))
        for b, scores in found.items():
            edges |= {(min(a, b), max(a, b)): score for a, score in scores.items()}
        front = (set(found) | {b for a in front for b in tied.get(a, ())}) - members
    return members, edges


def _linked(
    rows: Sequence[EventRow], edges: Iterable[tuple[int, int, float]], decided: Mapping[Pair, bool]
) -> Iterator[Link]:
    """The links of events in their order."""
    place = {row.number: i for i, row in enumerate(rows)}

    def placed(first: int, second: int) -> Pair:
        a, b = place[first], place[second]
        return min(a, b), max(a, b)

    told = {placed(a, b): joined for (a, b), joined in decided.items() if a in place and b in place}
    parts = divided(len(rows), {placed(a, b): score for a, b, score in edges}, told)
    yield from linked([Node(row.rank, row.claims, row.profile) for row in rows], parts)
