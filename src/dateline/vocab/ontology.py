"""PLOVER's ontology and its crosswalks to CAMEO, ACLED and UCDP, from the readable files in `data/`.

Invariant: all sixteen types are there; a mode that a crosswalk names is a mode of its type.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache

import msgspec

from dateline.errors import DatelineError
from dateline.terms import DatePrecision, EventType, PlacePrecision
from dateline.vocab.files import data_text, rows


class TypeInfo(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An event type: `score` is PLOVER's conflict-cooperation score, -10 to 10."""

    quad: str
    score: float
    recipient: bool
    modes: tuple[str, ...]
    meaning: str
    mode_scores: dict[str, float] = {}


class AcledType(msgspec.Struct, frozen=True):
    """ACLED's names for an event."""

    event_type: str
    sub_event_type: str


class Cameo(msgspec.Struct, frozen=True):
    """What a CAMEO code becomes."""

    type: EventType
    mode: str | None
    contexts: tuple[str, ...]
    label: str


@cache
def event_types() -> Mapping[EventType, TypeInfo]:
    """All sixteen types.

    Raises:
        DatelineError: `bad-vocabulary` when one is missing or has an unknown key.
    """
    raw = tomllib.loads(data_text("plover.toml"))
    try:
        return {kind: msgspec.convert(raw[kind.value], TypeInfo) for kind in EventType}
    except (KeyError, msgspec.ValidationError) as error:
        raise DatelineError("bad-vocabulary", "plover.toml", str(error)) from error


def is_mode(kind: EventType, mode: str) -> bool:
    """Whether a mode belongs to a type."""
    return mode in event_types()[kind].modes


def intensity(kind: EventType, mode: str | None) -> float:
    """PLOVER's score of a type, or of its mode where the manual gives one; -10 to 10."""
    info = event_types()[kind]
    return info.mode_scores.get(mode or "", info.score)


@cache
def contexts() -> tuple[str, ...]:
    """PLOVER's contexts."""
    return tuple(row["context"] for row in rows("contexts.tsv"))


@cache
def sectors() -> Mapping[str, str]:
    """Role codes with their meanings."""
    return {row["code"]: row["meaning"] for row in rows("sectors.tsv")}


@cache
def cameo() -> Mapping[str, Cameo]:
    """All CAMEO codes that PLOVER keeps.

    Raises:
        DatelineError: `bad-vocabulary` where a mode is none of its type, or a context none of PLOVER's.
    """
    found = {}
    for row in rows("cameo.tsv"):
        kind, mode = EventType(row["type"]), row["mode"] or None
        whys = tuple(row["context"].split("; ")) if row["context"] else ()
        if not set(whys) <= set(contexts()) or (mode is not None and not is_mode(kind, mode)):
            raise DatelineError("bad-vocabulary", "cameo.tsv", f"{row['cameo']}: {mode} {whys}")
        found[row["cameo"]] = Cameo(kind, mode, whys, row["label"])
    return found


@cache
def _codes() -> Mapping[tuple[EventType, str | None], str]:
    found = {(EventType(row["type"]), row["mode"] or None): row["cameo"] for row in rows("plover_to_cameo.tsv")}
    for code, meaning in sorted(cameo().items(), key=lambda item: (len(item[0]), item[0])):
        found.setdefault((meaning.type, meaning.mode), code)
    return found


def plover_to_cameo(kind: EventType, mode: str | None) -> str:
    """One CAMEO code for a type and mode: the nearest by `plover_to_cameo.tsv`, else the shortest, then the lowest,
    that becomes them; else the type's own."""
    return _codes().get((kind, mode)) or _codes()[kind, None]


@cache
def _goldstein() -> Mapping[str, float]:
    return {row["cameo"]: float(row["goldstein"]) for row in rows("goldstein.tsv")}


def goldstein(code: str) -> float | None:
    """GDELT's Goldstein value of a CAMEO code, -10 to 10; None where `goldstein.tsv` does not have it."""
    return _goldstein().get(code)


@cache
def _acled() -> Mapping[tuple[str, str], AcledType]:
    return {
        (row["type"], row["mode"]): AcledType(row["event_type"], row["sub_event_type"]) for row in rows("acled.tsv")
    }


def acled(kind: EventType, mode: str | None) -> AcledType | None:
    """ACLED's type of an event, or None where ACLED does not record its like."""
    return _acled().get((kind.value, mode or "")) or _acled().get((kind.value, ""))


def of_acled(event_type: str) -> frozenset[EventType]:
    """The types that ACLED records as that event type; empty for one that is not ACLED's."""
    return frozenset(EventType(kind) for (kind, _), found in _acled().items() if found.event_type == event_type)


@cache
def _ucdp() -> Mapping[tuple[str, str], int]:
    return {(row["kind"], row["precision"]): int(row["code"]) for row in rows("ucdp.tsv")}


def ucdp_where_prec(precision: PlacePrecision) -> int:
    """UCDP GED's where_prec, 1 (exact) to 7 (not known)."""
    return _ucdp()["place", precision.value]


def acled_geo_precision(precision: PlacePrecision) -> int | None:
    """ACLED's geo_precision of a place; None for what ACLED would leave out."""
    return _acled_precision()[precision.value]


@cache
def _acled_precision() -> Mapping[str, int | None]:
    return {row["precision"]: int(row["code"]) if row["code"] else None for row in rows("acled_precision.tsv")}


def ucdp_date_prec(precision: DatePrecision) -> int:
    """UCDP GED's date_prec, 1 (the day) to 5 (more than a month)."""
    return _ucdp()["date", precision.value]
