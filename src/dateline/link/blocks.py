"""Blocks: which events are compared at all.

Invariant: whether two events are compared depends on the two alone. Events of one type are, when their stories share a
name, or a heavy word at one place, whenever they were told; or two of their heaviest words within two years; or one
heavy word, a town or a party within weeks.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Final

import numpy as np
import numpy.typing as npt

from dateline.link.profiles import Profiles

_TOGETHER: Final = 6
"""Of the heaviest words, how many are taken two by two."""
_ALONE: Final = 10
_TOWNS: Final = 4
_NAMES: Final = 8
_AT_PLACE: Final = 6
_YEAR, _FORTNIGHT, _WEEK = 365, 15, 7
_CHUNK: Final = 2_000_000
"""Pairs that are made at a time."""

Keys = npt.NDArray[np.uint64]
Numbers = npt.NDArray[np.int64]


def keys(profiles: Profiles) -> Keys:
    """A row of keys an event; two events with a key in common are compared. 0 is no key."""
    words = profiles["words"]
    day = np.where(profiles["start"] >= 0, profiles["start"], profiles["published"]).astype(np.int64)
    published = np.where(profiles["published"] >= 0, profiles["published"], profiles["start"]).astype(np.int64)
    kind = profiles["type"].astype(np.uint64) + np.uint64(1)
    found: list[Keys] = []
    for a, b in combinations(range(_TOGETHER), 2):
        low, high = np.minimum(words[:, a], words[:, b]), np.maximum(words[:, a], words[:, b])
        found += _timed(mixed(1, kind, low, high), low, published, _YEAR)
    for a in range(_ALONE):
        found += _timed(mixed(2, kind, words[:, a]), words[:, a], published, _FORTNIGHT)
    for a in range(_NAMES):
        name = profiles["names"][:, a]
        found.append(_known(mixed(5, kind, name), name))
    spot = np.where(profiles["wide"] == 0, profiles["place"], 0)
    for a in range(_AT_PLACE):
        found.append(_known(mixed(6, kind, spot, words[:, a]), np.minimum(spot, words[:, a])))
    for town in (spot, *(profiles["places"][:, i] for i in range(_TOWNS))):
        found += _timed(mixed(3, kind, town), town, day, _WEEK)
    for role in ("actors", "recipients"):
        for i in range(2):
            party = profiles[role][:, i]
            known = np.where(profiles["country"] != 0, party, 0)
            found += _timed(mixed(4, kind, profiles["country"], party), known, day, _WEEK)
    return np.stack(found, axis=1) if len(profiles) else np.zeros((0, len(found)), dtype=np.uint64)


def mixed(*parts: int | npt.NDArray[np.integer]) -> Keys:
    """One number of several (multiplications and shifts as in splitmix64)."""
    whole = np.uint64(0x243F6A8885A308D3) + np.zeros(1, dtype=np.uint64)
    for part in parts:
        whole = (whole ^ np.asarray(part).astype(np.uint64)) * np.uint64(0x9E3779B97F4A7C15)
        whole = whole ^ (whole >> np.uint64(29))
    return whole


def _known(key: Keys, needed: npt.NDArray[np.integer]) -> Keys:
    """The key; none where a part of it is not known."""
    return np.where(needed != 0, key, 0).astype(np.uint64)


def _timed(key: Keys, needed: npt.NDArray[np.integer], day: Numbers, length: int) -> list[Keys]:
    """The key in the two stretches of time that the day lies in; none where a part of it is not known."""
    known = (needed != 0) & (day >= 0)
    stretch = day // length
    return [np.where(known, mixed(key, stretch + later), 0).astype(np.uint64) for later in (0, 1)]


def _among(found: Keys, wanted: Keys) -> npt.NDArray[np.bool_]:
    """Which keys are wanted; most are not, and one look at a table of their last bits tells so."""
    table = np.zeros(1 << 24, dtype=bool)
    last = np.uint64(len(table) - 1)
    table[wanted.ravel() & last] = True
    likely: npt.NDArray[np.bool_] = table[found & last]
    likely[likely] = np.isin(found[likely], wanted)
    return likely


def pairs(found: Keys, new: npt.NDArray[np.bool_]) -> Iterator[tuple[Numbers, Numbers]]:
    """Pairs of rows with a key in common, of which at least one is new; the first number is the smaller.

    Args:
        found: of all events, as :func:`keys` makes them.
        new: which of them are new.

    Yields:
        arrays of first and second numbers; a pair that comes twice does so in different arrays.
    """
    rows = np.broadcast_to(np.arange(len(found))[:, None], found.shape)
    chosen = (found != 0) & (True if new.all() else _among(found, found[new]))
    values, owners = found[chosen], rows[chosen]
    order = np.lexsort((owners, values))
    values, owners = values[order], owners[order]
    starts = np.flatnonzero(np.r_[True, values[1:] != values[:-1]]) if len(values) else np.zeros(0, dtype=np.int64)
    sizes = np.diff(np.r_[starts, len(values)])
    before = np.arange(len(values)) - np.repeat(starts, sizes)  # members of its block before each one
    ends = np.cumsum(before)
    at = 0
    while at < len(values):
        upto = max(at + 1, int(np.searchsorted(ends, (ends[at - 1] if at else 0) + _CHUNK, side="right")))
        counts = before[at:upto]
        second = np.repeat(np.arange(at, upto), counts)
        first = (
            np.arange(counts.sum())
            - np.repeat(np.cumsum(counts) - counts, counts)
            + (second - np.repeat(counts, counts))
        )
        a, b = owners[first], owners[second]
        keep = (new[a] | new[b]) & (a != b)
        coded = np.unique(np.minimum(a, b)[keep] * np.int64(len(found)) + np.maximum(a, b)[keep])
        yield coded // len(found), coded % len(found)
        at = upto
