"""Linking a ledger: what is new is compared with what is there, and only what that touches is linked anew.

Invariants: the incidents of a ledger depend on the claims in it and on people's decisions alone, not on the order or
the number of the runs that brought them; linking appends only what is decided otherwise than before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from dateline.ledger import Ledger
from dateline.ledger.linking import EventRow, LinkIndex
from dateline.link.clusters import Pair
from dateline.link.incidents import MADE_BY, Node, divided, likely_pairs, linked, node, profiles_of
from dateline.link.profiles import events_of
from dateline.records import Link


def link_incidents(ledger: Ledger) -> int:
    """Link all claims that are new or touched by what is new; how many links were appended."""
    with ledger.linking(MADE_BY) as (index, append):
        touched = set(index.drop_stale())
        before = index.last()
        index.add(_rows(index))
        numbers, profiles = index.profiles()
        new = np.asarray(numbers) > before if numbers else np.zeros(0, dtype=bool)
        if new.any():
            found = likely_pairs(profiles_of(profiles), new)
            ids = np.asarray(numbers)
            index.add_likely(ids[found.first].tolist(), ids[found.second].tolist(), found.scores.tolist())
        touched |= {number for number in numbers if number > before}
        decided = ledger.decided(index)
        return append(_links(index, touched | decided.events, len(numbers), decided.pairs))


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


def _links(index: LinkIndex, touched: set[int], held: int, decided: Mapping[Pair, bool]) -> Iterator[Link]:
    """The links of all connected parts that hold a touched event."""
    if len(touched) > held // 4:
        rows, edges = list(index.events()), index.all_likely()
    else:
        members, edges = _reach(index, touched, decided)
        rows = list(index.events(sorted(members)))
    rows.sort(key=lambda row: row.rank)
    yield from _linked(rows, edges, decided)


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


def _linked(rows: Sequence[EventRow], edges: Mapping[Pair, float], decided: Mapping[Pair, bool]) -> Iterator[Link]:
    """The links of events in their order."""
    place = {row.number: i for i, row in enumerate(rows)}

    def placed(pair: Pair) -> Pair:
        a, b = place[pair[0]], place[pair[1]]
        return min(a, b), max(a, b)

    told = {placed(pair): joined for pair, joined in decided.items() if pair[0] in place and pair[1] in place}
    parts = divided(len(rows), {placed(pair): score for pair, score in edges.items()}, told)
    yield from linked([Node(row.rank, row.claims, row.profile) for row in rows], parts)
