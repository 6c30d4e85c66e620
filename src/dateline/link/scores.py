"""How likely two events, each as one story tells it, are one: a logistic regression over readable features.

Invariant: a score depends on the two profiles alone, is the same whichever comes first, and is rounded, so that it does
not depend on what else is scored beside it. The weights are fitted by `training/pairs.py`; events of one story, for
which the stories' words say nothing, have weights of their own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from dateline.link.profiles import KINDS, TYPES, Profiles
from dateline.terms import CountKind, EventType
from dateline.vocab.files import rows

Matrix = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
_TOLLS: Final = (CountKind.KILLED, CountKind.INJURED)
_VERBAL: Final = np.asarray(
    [
        kind
        in (
            EventType.AGREE,
            EventType.SUPPORT,
            EventType.CONCEDE,
            EventType.REQUEST,
            EventType.ACCUSE,
            EventType.REJECT,
            EventType.THREATEN,
        )
        for kind in TYPES
    ]
)
"""By type: acts of words, which are as many as those who speak."""
_CHUNK: Final = 20_000
"""Pairs whose words are compared at a time: 32 x 32 comparisons each."""


def features(a: Profiles, b: Profiles) -> dict[str, Matrix]:
    """Features of pairs, by name; those of one story's events begin with "one story"."""
    same = (a["document"] == b["document"]) & (a["story"] == b["story"])
    act = _act(a, b)
    found = {"apart": _number(~same), **{name: _number(value) * ~same for name, value in (_story(a, b) | act).items()}}
    found["one story"] = _number(same)
    return found | {f"one story: {name}": _number(value) * same for name, value in act.items()}


def _number(value: Any) -> Matrix:
    return np.asarray(value, dtype=np.float64)


def _story(a: Profiles, b: Profiles) -> dict[str, Any]:
    """What the two stories have in common."""
    words, heavy = _words(a, b)
    names = _common(a["names"], b["names"])
    days = np.abs(a["published"].astype(np.int64) - b["published"])
    known = (a["published"] >= 0) & (b["published"] >= 0)
    town = _common(a["places"], b["places"]) > 0
    named = (a["places"][:, 0] != 0) & (b["places"][:, 0] != 0)
    near = known & (days <= 3)
    return {
        "words": words,
        "words, root": np.sqrt(words),
        "heaviest words": np.log1p(heavy),
        "names": np.log1p(names),
        "a name": names >= 1,
        "two names": names >= 2,
        "days between reports": np.where(known, np.log1p(days), 0),
        "same day's reports": known & (days == 0),
        "next day's reports": known & (days <= 1),
        "weeks between reports": known & (days > 14),
        "months between reports": known & (days > 60),
        "a town in both": town,
        "no town in both": named & ~town,
        "words and a town": words * town,
        "words and near in time": words * near,
        "words and a name": words * (names >= 1),
        "a town, near in time": town & near,
    }


def _act(a: Profiles, b: Profiles) -> dict[str, Any]:
    """What the two acts have in common."""
    placed = (a["place"] != 0) & (b["place"] != 0)
    narrow = placed & (a["wide"] == 0) & (b["wide"] == 0)
    same_place = placed & (a["place"] == b["place"])
    apart = narrow & ~same_place
    lands = (a["country"] != 0) & (b["country"] != 0)
    divided = (a["admin1"] != 0) & (b["admin1"] != 0)
    gap = np.maximum(a["start"], b["start"]).astype(np.int64) - np.minimum(a["end"], b["end"])
    dated = (a["start"] >= 0) & (b["start"] >= 0)
    exact = dated & (a["exact"] == 1) & (b["exact"] == 1)
    moded = (a["mode"] != 0) & (b["mode"] != 0)
    other = (a["actors"][:, 0] != 0) & (b["actors"][:, 0] != 0) & (_common(a["actors"], b["actors"]) == 0)
    found: dict[str, Any] = {
        "same place": same_place & (a["wide"] == 0),
        "same wide place": same_place & (a["wide"] == 1),
        "other place": apart & (_kilometres(a, b) > 30),
        "place nearby": apart & (_kilometres(a, b) <= 30),
        "same province": divided & (a["admin1"] == b["admin1"]),
        "other province": divided & (a["admin1"] != b["admin1"]),
        "other country": lands & (a["country"] != b["country"]),
        "same day": exact & (gap <= 0),
        "next day": exact & (gap == 1),
        "days overlap": dated & ~exact & (gap <= 0),
        "days apart": dated & (gap > 1) & (gap <= 7),
        "weeks apart": dated & (gap > 7),
        "actor": _common(a["actors"], b["actors"]) > 0,
        "other actor": other,
        "other speaker": other & _VERBAL[a["type"]],
        "recipient": _common(a["recipients"], b["recipients"]) > 0,
        "other recipient": (a["recipients"][:, 0] != 0)
        & (b["recipients"][:, 0] != 0)
        & (_common(a["recipients"], b["recipients"]) == 0),
        "same mode": moded & (a["mode"] == b["mode"]),
        "other mode": moded & (a["mode"] != b["mode"]),
    }
    for kind in KINDS:
        equal, large, differ = _counts(a, b, KINDS.index(kind))
        name = kind.value if kind in _TOLLS else "number"
        for what, value in (("same", equal), ("same large", large), ("other", differ)):
            found[f"{what} {name}"] = found.get(f"{what} {name}", False) | value
    return found


def _counts(a: Profiles, b: Profiles, kind: int) -> tuple[Flags, Flags, Flags]:
    """Whether numbers of a kind are equal, are equal and more than two, and cannot both hold."""
    (low_a, high_a), (low_b, high_b) = ((p["low"][:, kind], p["high"][:, kind]) for p in (a, b))
    told = ((low_a >= 0) | (high_a >= 0)) & ((low_b >= 0) | (high_b >= 0))
    equal = told & (low_a == low_b) & (high_a == high_b)
    top_a, top_b = (np.where(high >= 0, high, 2**31 - 1) for high in (high_a, high_b))
    differ = told & ((np.maximum(low_a, 0) > top_b) | (np.maximum(low_b, 0) > top_a))
    return equal, equal & (np.maximum(low_a, high_a) > 2), differ


def _common(a: npt.NDArray[np.uint32], b: npt.NDArray[np.uint32]) -> npt.NDArray[np.int64]:
    """How many numbers two rows have in common; 0 is none."""
    return np.asarray(((a[:, :, None] == b[:, None, :]) & (a[:, :, None] != 0)).any(axis=2).sum(axis=1))


def _words(a: Profiles, b: Profiles) -> tuple[Matrix, npt.NDArray[np.int64]]:
    """The cosine of two stories' words, and how many of the twelve heaviest they share."""
    cosine, heavy = np.zeros(len(a)), np.zeros(len(a), dtype=np.int64)
    for at in range(0, len(a), _CHUNK):
        part = slice(at, at + _CHUNK)
        first, second = a["words"][part], b["words"][part]
        equal = (first[:, :, None] == second[:, None, :]) & (first[:, :, None] != 0)
        matched = (equal * b["weights"][part][:, None, :]).sum(axis=2)
        cosine[part] = (matched * a["weights"][part]).sum(axis=1)
        heavy[part] = equal[:, :12, :12].any(axis=2).sum(axis=1)
    return np.minimum(cosine, 1.0), heavy


def _kilometres(a: Profiles, b: Profiles) -> Matrix:
    """Great-circle distance; where one has no coordinates, far."""
    lat_a, lon_a, lat_b, lon_b = (np.radians(p[side].astype(np.float64)) for p in (a, b) for side in ("lat", "lon"))
    half = np.sin((lat_b - lat_a) / 2) ** 2 + np.cos(lat_a) * np.cos(lat_b) * np.sin((lon_b - lon_a) / 2) ** 2
    far = np.nan_to_num(2 * 6371.0 * np.arcsin(np.sqrt(np.minimum(half, 1.0))), nan=20_000.0)
    return np.asarray(far, dtype=np.float64)


@cache
def weights() -> Mapping[str, float]:
    """The weight of each feature, in log odds."""
    return {row["feature"]: float(row["weight"]) for row in rows("pair_weights.tsv")}


def scores(a: Profiles, b: Profiles) -> Matrix:
    """Log odds that the pairs are each one event, to four decimal places."""
    total = np.zeros(len(a))
    for name, value in features(a, b).items():
        total += weights().get(name, 0.0) * value
    return np.round(total, 4)


def reasons(a: Profiles, b: Profiles, most: int = 4) -> Sequence[str]:
    """What speaks most for each pair being one event, the strongest first."""
    table, known = features(a, b), weights()
    names = [name for name in table if name not in ("apart", "one story") and known.get(name, 0.0)]
    points = np.stack([known[name] * table[name] for name in names], axis=1) if names else np.zeros((len(a), 0))
    best = np.argsort(-points, axis=1, kind="stable")[:, :most]
    return [", ".join(names[i] for i in row if points[n, i] > 0.05) for n, row in enumerate(best)]
