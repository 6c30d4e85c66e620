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
from dateline.link.clusters import Pair, clusters, parts
from dateline.link.profiles import PROFILE, Event, Profiles, profile
from dateline.link.scores import Matrix, reasons, scores
from dateline.records import Link

MADE_BY: Final = "incidents 2"
THRESHOLD: Final = -1.5
"""Least mean log odds at which two clusters become one; by F1 on gold/gva (`training/pairs.py --folds 5`)."""


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
    _, once = np.unique(a * np.int64(len(profiles)) + b, return_index=True)
    return LikelyPairs(a[once], b[once], points[once])


def divided(members: Iterable[int], edges: Mapping[Pair, float]) -> Iterator[tuple[list[int], dict[Pair, float]]]:
    """The connected parts of a graph, each in ascending order with its edges by position in it."""
    found = parts(members, edges)
    place = {member: (number, i) for number, part in enumerate(found) for i, member in enumerate(part)}
    inside: list[dict[Pair, float]] = [{} for _ in found]
    for (a, b), score in edges.items():
        inside[place[a][0]][place[a][1], place[b][1]] = score
    yield from zip(found, inside, strict=True)


def link_part(nodes: Sequence[Node], edges: Mapping[Pair, float], decided: Mapping[Pair, bool]) -> Iterator[Link]:
    """The links of one connected part.

    Args:
        nodes: of the part, by rank.
        edges: the likely pairs among them, by position.
        decided: pairs that a person joined (True) or told apart (False), by position.
    """
    profiles = profiles_of(one.profile for one in nodes)

    def score(members: Sequence[int]) -> Matrix:
        first, second = np.triu_indices(len(members), 1)
        chosen = profiles[list(members)]
        matrix = np.zeros((len(members), len(members)))
        matrix[first, second] = matrix[second, first] = scores(chosen[first], chosen[second])
        return matrix

    for group in clusters(range(len(nodes)), edges, score, decided, THRESHOLD):
        yield from _links([nodes[i] for i in group], score(group), profiles[group])


def _links(group: Sequence[Node], matrix: Matrix, profiles: Profiles) -> Iterator[Link]:
    """A link for each claim of an incident; the first event founds it, and the others say what they agree with best."""
    ident = incident_id(group[0].claims[0])
    np.fill_diagonal(matrix, -np.inf)
    nearest = matrix.argmax(axis=1)
    why = reasons(profiles, profiles[nearest]) if len(group) > 1 else ("",)
    for i, one in enumerate(group):
        score, reason = 1.0, "founds the incident"
        if i:
            score, reason = round(1 / (1 + math.exp(-float(matrix[i, nearest[i]]))), 4), why[i] or "joined by hand"
        for claim in one.claims:
            alone = claim == group[0].claims[0]
            yield Link(
                claim=claim,
                incident=ident,
                score=1.0 if i == 0 else score,
                reason=reason if alone or i else "one event in its document",
                by=MADE_BY,
            )


def group(events: Iterable[Event]) -> tuple[Link, ...]:
    """A link for every claim of all these events, sorted by claim: what a ledger that holds them links."""
    nodes = sorted((node(event) for event in events), key=lambda one: one.rank)
    if not nodes:
        return ()
    found = likely_pairs(profiles_of(one.profile for one in nodes), np.ones(len(nodes), dtype=bool))
    edges = {(int(a), int(b)): float(s) for a, b, s in zip(found.first, found.second, found.scores, strict=True)}
    links = [
        link
        for part, inside in divided(range(len(nodes)), edges)
        for link in link_part([nodes[i] for i in part], inside, {})
    ]
    return tuple(sorted(links, key=lambda link: link.claim))
