"""Blocks: which events are compared at all.

Invariant: whether two events are compared depends on the two alone. Events of one type are, when their stories share a
name, or a heavy word at one place, whenever they were told; or two of their heaviest words within two years; or one
heavy word, a town or a party within weeks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
_CHUNK: Final = 1_000_000
"""Pairs that are made at a time."""

Keys = npt.NDArray[np.uint64]
Numbers = npt.NDArray[np.int64]


def keys(profiles: Profiles) -> Iterator[Keys]:
    """Tables of keys, a row an event; two events with a key of one table in common are compared. 0 is no key."""
    words = profiles["words"]
    day = np.where(profiles["start"] >= 0, profiles["start"], profiles["published"]).astype(np.int64)
    published = np.where(profiles["published"] >= 0, profiles["published"], profiles["start"]).astype(np.int64)
    kind = profiles["type"].astype(np.uint64) + np.uint64(1)
    spot = np.where(profiles["wide"] == 0, profiles["place"], 0)
    found: list[Keys] = []
    for a, b in combinations(range(_TOGETHER), 2):
        low, high = np.minimum(words[:, a], words[:, b]), np.maximum(words[:, a], words[:, b])
        found += _timed(mixed(kind, low, high), low, published, _YEAR)
    yield _table(found)
    for a in range(_ALONE):
        found += _timed(mixed(kind, words[:, a]), words[:, a], published, _FORTNIGHT)
    yield _table(found)
    names = (profiles["names"][:, a] for a in range(_NAMES))
    yield _table([_known(mixed(kind, name), name) for name in names])
    heavy = (words[:, a] for a in range(_AT_PLACE))
    yield _table([_known(mixed(kind, spot, word), np.minimum(spot, word)) for word in heavy])
    for town in (spot, *(profiles["places"][:, i] for i in range(_TOWNS))):
        found += _timed(mixed(kind, town), town, day, _WEEK)
    yield _table(found)
    for role in ("actors", "recipients"):
        for i in range(2):
            party = profiles[role][:, i]
            known = np.where(profiles["country"] != 0, party, 0)
            found += _timed(mixed(kind, profiles["country"], party), known, day, _WEEK)
    yield _table(found)


def _table(found: list[Keys]) -> Keys:
    """The keys side by side; the list is emptied."""
    table = np.stack(found, axis=1)
    found.clear()
    return table


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


def pairs(tables: Iterable[Keys], new: npt.NDArray[np.bool_]) -> Iterator[tuple[Numbers, Numbers]]:
    """Pairs of rows with a key in common, of which at least one is new; each pair once, the smaller number first.

    Args:
        tables: of all events, as :func:`keys` makes them.
        new: which of the events are new.

    Yields:
        arrays of first and second numbers.
    """
    number = np.int64(len(new))
    found = [coded for table in tables for coded in _coded(table, new)]
    every = np.unique(np.concatenate(found)) if found else np.zeros(0, dtype=np.int64)
    for at in range(0, len(every), _CHUNK):
        yield every[at : at + _CHUNK] // number, every[at : at + _CHUNK] % number


def _coded(table: Keys, new: npt.NDArray[np.bool_]) -> Iterator[Numbers]:
    """Pairs by one table of keys: the first number times the number of rows, plus the second."""
    rows = np.broadcast_to(np.arange(len(table), dtype=np.int32)[:, None], table.shape)
    chosen = (table != 0) & (True if new.all() else _among(table, table[new]))
    values, owners = table[chosen], rows[chosen]
    order = np.argsort(values, kind="stable")
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
        nth = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        a, b = owners[nth + second - np.repeat(counts, counts)].astype(np.int64), owners[second].astype(np.int64)
        keep = (new[a] | new[b]) & (a != b)
        yield np.unique(np.minimum(a, b)[keep] * len(new) + np.maximum(a, b)[keep])
        at = upto
