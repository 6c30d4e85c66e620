"""Incidents: events that several stories tell, found by blocks, scored by pairs, joined by average linkage.

Invariants: every claim belongs to exactly one incident; the incidents depend on the set of events and on the decisions
of people alone, never on the order in which they came; an incident's id is that of its first claim.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

import msgspec
import numpy as np
import numpy.typing as npt

from dateline.ids import incident_id
from dateline.link.blocks import keys, pairs
from dateline.link.clusters import LARGEST, Pair, Scorer, clusters, parts
from dateline.link.profiles import PROFILE, Event, Profiles, profile
from dateline.link.scores import Matrix, reasons, scores
from dateline.records import Link

MADE_BY: Final = "incidents 2"
THRESHOLD: Final = -1.75
"""Least mean log odds at which two clusters become one; by F1 on gold/gva (`training/pairs.py --folds 5`)."""


_TOGETHER: Final = 50_000
"""About how many pairs are scored together."""


class Node(msgspec.Struct, frozen=True):
    """An event as linking keeps it: its place in the order of all events, its claims, the first of them first, and its
    profile as bytes."""

    rank: str
    claims: tuple[str, ...]
    profile: bytes


class LikelyPairs(msgspec.Struct, frozen=True):
    """Pairs of events that may be one: their numbers, the smaller first, and log odds above :data:`THRESHOLD`."""

    first: npt.NDArray[np.int64]
    second: npt.NDArray[np.int64]
    scores: Matrix


def node(event: Event) -> Node:
    """The node of an event."""
    first = event.claims[0]
    starts = [claim.date.start for claim in event.claims if claim.date and claim.date.start]
    day = min(starts, default=event.published) or dt.date.max
    rank = f"{day} {first.document} {first.trigger.span.start:09d} {first.id}"
    return Node(rank, tuple(claim.id for claim in event.claims), profile(event).tobytes())


def profiles_of(nodes: Iterable[bytes]) -> Profiles:
    """Profiles from their bytes."""
    return np.frombuffer(b"".join(nodes), dtype=PROFILE)


def likely_pairs(profiles: Profiles, new: npt.NDArray[np.bool_]) -> LikelyPairs:
    """The pairs of events, of which one at least is new, that may be one.

    Args:
        profiles: of all events.
        new: which of them are new.
    """
    found: list[tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], Matrix]] = []
    for first, second in pairs(keys(profiles), new):
        points = scores(profiles[first], profiles[second])
        likely = points > THRESHOLD
        found.append((first[likely], second[likely], points[likely]))
    if not found:
        return LikelyPairs(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))
    a, b, points = (np.concatenate(column) for column in zip(*found, strict=True))
    return LikelyPairs(a, b, points)


class Part(msgspec.Struct, frozen=True):
    """A connected part of all events: their numbers, ascending, its likely pairs, and what people decided of pairs."""

    members: Sequence[int]
    edges: Mapping[Pair, float]
    decided: Mapping[Pair, bool]


def divided(number: int, edges: Mapping[Pair, float], decided: Mapping[Pair, bool]) -> list[Part]:
    """The connected parts of so many events; a decision ties events as a likely pair does."""
    found = parts(range(number), (*edges, *decided))
    home = {member: i for i, part in enumerate(found) for member in part}
    inside: list[dict[Pair, float]] = [{} for _ in found]
    told: list[dict[Pair, bool]] = [{} for _ in found]
    for pair, score in edges.items():
        inside[home[pair[0]]][pair] = score
    for pair, joined in decided.items():
        told[home[pair[0]]][pair] = joined
    return [Part(*one) for one in zip(found, inside, told, strict=True)]


def linked(nodes: Sequence[Node], parts_: Iterable[Part]) -> Iterator[Link]:
    """The links of events.

    Args:
        nodes: all of them, by rank.
        parts_: the connected parts, by the nodes' positions.
    """
    waiting: list[Part] = []
    pairs_waiting = 0
    for part in parts_:
        if len(part.members) == 1:
            yield from _links([nodes[part.members[0]]], (1.0,), ("",))
            continue
        waiting.append(part)
        pairs_waiting += len(part.members) ** 2 // 2
        if pairs_waiting > _TOGETHER:
            yield from _linked(nodes, waiting)
            waiting, pairs_waiting = [], 0
    yield from _linked(nodes, waiting)


def _linked(nodes: Sequence[Node], some: Sequence[Part]) -> Iterator[Link]:
    """The links of several parts, whose pairs are scored together."""
    members = [member for part in some for member in part.members]
    place = {member: i for i, member in enumerate(members)}
    profiles = profiles_of(nodes[member].profile for member in members)
    small = [part.members for part in some if len(part.members) <= LARGEST]
    found = _scored([[place[member] for member in one] for one in small], profiles)
    table = {member: (found[place[one[0]]], {m: i for i, m in enumerate(one)}) for one in small for member in one}
    groups: list[list[int]] = []
    near: list[tuple[int, int, float]] = []

    def score(chosen: Sequence[int]) -> Matrix:
        if chosen[0] not in table:
            at = [place[member] for member in chosen]
            return _scored([at], profiles)[at[0]]
        matrix, row = table[chosen[0]]
        at = [row[member] for member in chosen]
        return matrix[np.ix_(at, at)]

    for part in some:
        for group_ in clusters(part.members, part.edges, score, part.decided, THRESHOLD):
            groups.append(group_)
            near += _nearest(group_, place, score)
    first, second = (np.asarray([pair[side] for pair in near], dtype=np.int64) for side in (0, 1))
    why = dict(zip(first.tolist(), reasons(profiles[first], profiles[second]), strict=True)) if near else {}
    points = {one: score_ for one, _, score_ in near}
    for group_ in groups:
        at = [place[member] for member in group_]
        shares = [1.0, *(round(1 / (1 + math.exp(-points[one])), 4) for one in at[1:])]
        yield from _links([nodes[member] for member in group_], shares, [why.get(one, "") for one in at])


def _scored(groups: Sequence[Sequence[int]], profiles: Profiles) -> dict[int, Matrix]:
    """The scores among the members of each group, by its first member."""
    corners = [np.triu_indices(len(one), 1) for one in groups]
    members = [np.asarray(one, dtype=np.int64) for one in groups]
    first = np.concatenate([one[a] for one, (a, _) in zip(members, corners, strict=True)] or [np.zeros(0, np.int64)])
    second = np.concatenate([one[b] for one, (_, b) in zip(members, corners, strict=True)] or [np.zeros(0, np.int64)])
    points = scores(profiles[first], profiles[second])
    found: dict[int, Matrix] = {}
    at = 0
    for one, (a, b) in zip(groups, corners, strict=True):
        matrix = np.zeros((len(one), len(one)))
        matrix[a, b] = matrix[b, a] = points[at : at + len(a)]
        found[one[0]] = matrix
        at += len(a)
    return found


def _nearest(group_: Sequence[int], place: Mapping[int, int], score: Scorer) -> Iterator[tuple[int, int, float]]:
    """For each event of an incident but the first, the other one that it agrees with best, and the log odds."""
    if len(group_) == 1:
        return
    matrix = score(group_).copy()
    np.fill_diagonal(matrix, -np.inf)
    for i, other in list(enumerate(matrix.argmax(axis=1)))[1:]:
        yield place[group_[i]], place[group_[int(other)]], float(matrix[i, other])


def _links(incident: Sequence[Node], shares: Sequence[float], why: Sequence[str]) -> Iterator[Link]:
    """A link for each claim of an incident; its first claim founds it."""
    ident = incident_id(incident[0].claims[0])
    for i, (one, share, reason) in enumerate(zip(incident, shares, why, strict=True)):
        for claim in one.claims:
            said = (reason or "joined by hand") if i else "one event in its document"
            founds = claim == incident[0].claims[0]
            yield Link(
                claim=claim, incident=ident, score=share, reason="founds the incident" if founds else said, by=MADE_BY
            )


def group(events: Iterable[Event]) -> tuple[Link, ...]:
    """A link for every claim of all these events, sorted by claim: what a ledger that holds them links."""
    nodes = sorted((node(event) for event in events), key=lambda one: one.rank)
    if not nodes:
        return ()
    found = likely_pairs(profiles_of(one.profile for one in nodes), np.ones(len(nodes), dtype=bool))
    edges = {(int(a), int(b)): float(s) for a, b, s in zip(found.first, found.second, found.scores, strict=True)}
    return tuple(sorted(linked(nodes, divided(len(nodes), edges, {})), key=lambda link: link.claim))
