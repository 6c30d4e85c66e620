"""Choose thresholds and fit confidence on the held-apart stories: `python training/tune.py --gold GOLD`; adds
them to the shipped `settings.json`.

Uses the exported graphs as they ship, so the figures are the product's. Least probabilities: triggers by typed F1,
roles by F1 of spans (by overlap) for triggers found with their right type. Confidence: logistic regression of "a
labelled trigger of that type is there" on the log odds of the trigger and of its type (Platt 1999), expected
calibration error given.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
from data import claims, held_apart, statements
from tasks import ROLES, Example, Query
from train import APART_EVERY

from dateline.reader import decode
from dateline.reader.network import FOLDER, Encoded, network

GRID: Final = [round(0.1 + 0.02 * step, 2) for step in range(36)]
AROUND: Final = 0.1
LOW: Final = 0.1


class Read(NamedTuple):
    """A held-apart window with the network's scores."""

    example: Example
    encoded: Encoded


def apart(gold: Path) -> list[Example]:
    """The stories that training held apart, of the kinds that are measured."""
    _, voa = held_apart((e for e in claims(gold) if e.data == "voa"), "voa", APART_EVERY)
    _, official = held_apart((e for e in claims(gold) if e.data == "official"), "official", APART_EVERY)
    _, heard = held_apart(statements(gold), "polnear", 24)
    return voa + official + heard


def own(example: Example, kind: int) -> list[Query]:
    """The labelled queries of one kind."""
    return [query for query in example.queries if query.kind == kind]


def pairs(read: Read, least: float) -> list[tuple[decode.Found, Query | None]]:
    """Found triggers, each with the labelled one that it touches."""
    left = own(read.example, 0)
    found: list[tuple[decode.Found, Query | None]] = []
    for one in decode.triggers(read.encoded.triggers, least):
        match = next((q for q in left if q.start <= one.end and one.start <= q.end), None)
        if match:
            left.remove(match)
        found.append((one, match))
    return found


def type_of(example: Example, query: Query) -> int:
    """Number of a labelled trigger's type."""
    assert example.triggers is not None
    return int(example.triggers[query.start]) - 1


def best(score: Callable[[float], float]) -> tuple[float, float]:
    """The value of the grid around which the score is highest, and the score there.

    A score over some hundred claims is ragged: what counts is its mean over the neighbours within :data:`AROUND`.
    """
    scored = {value: score(value) for value in GRID}

    def near(value: float) -> float:
        some = [reached for other, reached in scored.items() if abs(other - value) <= AROUND]
        return sum(some) / len(some)

    chosen = max(GRID, key=near)
    return chosen, scored[chosen]


def trigger_f1(reads: Sequence[Read], least: float) -> float:
    """Typed F1."""
    right = found = 0
    wanted = sum(len(own(read.example, 0)) for read in reads)
    for read in reads:
        for one, match in pairs(read, least):
            found += 1
            right += match is not None and type_of(read.example, match) == one.kind
    return 2 * right / max(1, wanted + found)


class Answered(NamedTuple):
    """A query's scores of one role, words x 3, and its labels."""

    scores: Any
    labels: Any


def answers(reads: Sequence[Read], kind: int) -> dict[str, list[Answered]]:
    """The scores of each role for labelled queries, asked at the labelled words."""
    found: dict[str, list[Answered]] = {role: [] for role in ROLES}
    for read in reads:
        queries = own(read.example, kind)
        if not queries:
            continue
        asked = network().ask(read.encoded, [query.start for query in queries], [kind] * len(queries))
        for query, roles in zip(queries, asked.roles, strict=True):
            for number, role in enumerate(ROLES):
                found[role].append(Answered(roles[:, number], query.roles[number]))
    return found


def runs(labels: Any) -> list[tuple[int, int]]:
    """The labelled ranges of words."""
    starts = [at for at, label in enumerate(labels) if label == 1]
    ends = []
    for start in starts:
        end = start
        while end + 1 < len(labels) and labels[end + 1] == 2:
            end += 1
        ends.append(end)
    return list(zip(starts, ends, strict=True))


def role_f1(answered: Sequence[Answered], least: float, one: bool = False) -> float:
    """F1 of a role's ranges, right when they touch; with `one`, only the likeliest range counts."""
    right = wanted = found = 0
    for scores, labels in answered:
        spans = list(decode.spans(decode.inside(scores), least))
        if one and spans:
            spans = [max(spans, key=lambda span: span.probability)]
        gold = runs(labels)
        wanted, found = wanted + len(gold), found + len(spans)
        for first, last in gold:
            match = next((span for span in spans if span.start <= last and first <= span.end), None)
            if match:
                spans.remove(match)
                right += 1
    return 2 * right / max(1, wanted + found)


def cue_f1(reads: Sequence[Read], least: float) -> float:
    """F1 of cues, right when they touch."""
    return role_f1([Answered(r.encoded.cues, r.example.cues) for r in reads if r.example.cues is not None], least)


def calibrate(reads: Sequence[Read]) -> tuple[list[float], float]:
    """Intercept and coefficients of confidence, and the expected calibration error over ten bins."""
    rows, right = [], []
    for read in reads:
        sure = decode.softmax(read.encoded.triggers)
        for one, match in pairs(read, LOW):
            rows.append(decode.evidence(sure[one.start]))
            right.append(match is not None and type_of(read.example, match) == one.kind)
    x, y = np.asarray(rows), np.asarray(right, dtype=float)
    weights = np.zeros(x.shape[1])
    for _ in range(50):  # Newton's method
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (y - p) - 0.1 * weights
        curve = (x * (p * (1 - p))[:, None]).T @ x + 0.1 * np.eye(len(weights))
        weights += np.linalg.solve(curve, slope)
    p = 1 / (1 + np.exp(-x @ weights))
    bins = np.minimum((p * 10).astype(int), 9)
    error = sum(
        abs(p[bins == b].mean() - y[bins == b].mean()) * (bins == b).mean() for b in range(10) if (bins == b).any()
    )
    return [round(float(weight), 4) for weight in weights], float(error)


def main() -> None:
    """Tune, and write the settings."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    asked = options.parse_args()
    reads = [Read(example, network().encode(example.window)) for example in apart(asked.gold)]
    least: dict[str, float] = {}
    told: dict[str, float] = {}
    labelled = [read for read in reads if read.example.triggers is not None]
    least["trigger"], told["trigger"] = best(lambda value: trigger_f1(labelled, value))
    least["cue"], told["cue"] = best(lambda value: cue_f1(reads, value))
    of_claims, of_cues = answers(reads, 0), answers(reads, 1)
    for role in ROLES:
        one = role in ("place", "date")
        given = of_cues[role] if role == "content" else of_claims[role]
        least[role], told[role] = best(lambda value, given=given, one=one: role_f1(given, value, one))
    weights, error = calibrate(labelled)
    path = Path(str(FOLDER)) / "settings.json"
    settings = json.loads(path.read_text(encoding="utf-8"))
    settings |= {"least": least, "confidence": weights}
    path.write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")
    figures = {"f1": {name: round(value, 3) for name, value in told.items()}, "calibration error": round(error, 4)}
    print(json.dumps({**figures, "least": least, "confidence": weights}))


if __name__ == "__main__":
    main()
