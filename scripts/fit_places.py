"""Fit the weights that rank places, and write src/dateline/resolve/data/place_weights.tsv.

    python scripts/fit_places.py --gold ../shared/gold

From the even lines of gold/places (LGL, GeoVirus) and the place names of gold/voa/train: the log-likelihood of the
candidates that are right, by gradient (Adam), with a weight decay. Right is, for LGL and GeoVirus, what has the
labelled id, else what lies within 50 km of the labelled point, else within 161 km; for VOA, what lies in the
labelled country. First the weights of the first pass, then those of the second on the first one's shares.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np

from dateline.resolve.candidates import (
    FEATURES,
    OWN_FEATURES,
    Floats,
    Ints,
    Name,
    Setting,
    company,
    distances,
    own_features,
)
from dateline.resolve.gazetteer import Gazetteer
from dateline.resolve.ranking import rank, softmax
from dateline.resolve.setting import setting, story_countries
from dateline.resolve.toponyms import find_toponyms
from dateline.resolve.where import name_at
from dateline.resolve.whether import FEATURES as WHETHER_FEATURES
from dateline.resolve.whether import Told, whether_features
from dateline.vocab.actors import outlets

TARGET: Final = Path(__file__).parent.parent / "src/dateline/resolve/data/place_weights.tsv"
WHETHER: Final = TARGET.with_name("toponym_weights.tsv")
WHETHER_HEAD: Final = """\
# What it is: how much each feature of a name speaks for its being a place where it stands (log odds); `whether.py` has
# the features. Source: fitted by scripts/fit_places.py on the even lines of gold/places (LGL, GeoVirus) and on
# gold/voa/train. Licence: Apache-2.0.
feature\tweight
"""
HEAD: Final = """\
# What it is: how much each feature of a candidate speaks for it (log odds), in the first and the second pass;
# `ranking.py` has the features. Source: fitted by scripts/fit_places.py on the even lines of gold/places (LGL,
# GeoVirus) and on gold/voa/train. Licence: Apache-2.0.
feature\tfirst\tsecond
"""
DECAY: Final = 2e-4
VOA_WEIGHT: Final = 3.0
VOA_SHARE: Final = 300.0
"""What the places of VOA's claims weigh against 1,000 for each of the other sets."""


class Story(NamedTuple):
    """A story's names with, for each labelled one, the number of its name, its labels, and how much it counts."""

    names: list[Name]
    known: Setting
    labelled: list[tuple[int, dict[str, Any]]]
    weight: float


class Problem(NamedTuple):
    """Candidates of a story with which are right for each labelled name."""

    names: list[Name]
    bounds: Ints
    rows: Ints
    features: Floats
    right: list[tuple[int, Floats]]
    weight: float


def lines(path: Path) -> list[dict[str, Any]]:
    """Records of a gzip'd file of JSON lines."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def story(text: str, spans: list[tuple[int, int, dict[str, Any]]], url: str | None, weight: float) -> Story:
    """A story with its labelled toponyms and the others that are found in it."""
    own = [s for s in find_toponyms(text, outlets()) if not any(s[0] < e and b < s[1] for b, e, _ in spans)]
    named = [name_at(text, start, end) for start, end in (*((b, e) for b, e, _ in spans), *own)]
    slots = {name: number for number, name in enumerate(dict.fromkeys(named))}
    labelled = [(slots[name], label) for name, (_, _, label) in zip(named, spans, strict=False)]
    return Story(list(slots), setting(story_countries(text), url), labelled, weight)


def stories(gold: Path) -> Iterator[Story]:
    """All that is fitted on."""
    for name in ("lgl", "geovirus"):
        for record in lines(gold / f"places/{name}.jsonl.gz")[::2]:
            spans = [(t["start"], t["end"], t) for t in record["toponyms"] if t.get("lat") is not None]
            yield story(record["text"], spans, record.get("url") if name == "lgl" else None, 1.0)
    for record in lines(gold / "voa/train.jsonl.gz"):
        found = {tuple(c["place"]["span"]): c["place"] for c in record["claims"] if (c["place"] or {}).get("span")}
        spans = [(b, e, {"country": p["country"]}) for (b, e), p in found.items() if p.get("country")]
        yield story(record["text"], spans, None, VOA_WEIGHT)


def right(rows: Ints, label: dict[str, Any]) -> Floats:
    """Which candidates are right."""
    columns, gazetteer = Gazetteer.open().columns, Gazetteer.open()
    if label.get("lat") is None:
        return np.asarray(columns["country"][rows] == gazetteer.country_number(label["country"]), np.float64)
    same = columns["geonames"][rows] == int(label.get("geonameid") or -1)
    away = distances(columns["lat"][rows], columns["lon"][rows], float(label["lat"]), float(label["lon"]))
    for choice in (same, away < 50.0, away < 161.0):
        if choice.any():
            return np.asarray(choice, np.float64)
    return np.zeros(len(rows))


def problem(one: Story) -> Problem:
    """A story's candidates, and the labels that one of them can meet."""
    bounds, rows, features = own_features(one.names, one.known)
    labels = []
    for number, label in one.labelled:
        good = right(rows[bounds[number] : bounds[number + 1]], label)
        if good.any() and not good.all():
            labels.append((number, good))
    return Problem(one.names, bounds, rows, features, labels, one.weight)


def fit(problems: list[Problem], size: int, rounds: int = 400) -> Floats:
    """Weights of the first `size` features that make the right candidates likely."""
    parts = [
        (p.features[p.bounds[n] : p.bounds[n + 1], :size], good, p.weight) for p in problems for n, good in p.right
    ]
    features = np.concatenate([part for part, _, _ in parts])
    good = np.concatenate([g for _, g, _ in parts])
    bounds = np.cumsum([0, *(len(g) for _, g, _ in parts)])
    owner = np.repeat(np.arange(len(parts)), np.diff(bounds))
    count = np.array([weight for _, _, weight in parts])
    weights, mean, square = np.zeros(size), np.zeros(size), np.zeros(size)
    for step in range(1, rounds + 1):
        shares = softmax(features @ weights, bounds, owner)
        hit = np.add.reduceat(shares * good, bounds[:-1])
        wanted = shares * good / np.maximum(hit, 1e-9)[owner]
        slope = -features.T @ ((wanted - shares) * count[owner]) / count.sum() + 2 * DECAY * weights
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        weights -= 0.1 * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    print(f"{len(parts)} names, {hit.mean():.4f} mean share of the right candidates")
    return weights


def whether_of(text: str, known: Setting) -> Iterator[tuple[Told, dict[str, float]]]:
    """The names of a text that may be places, with their features."""
    own = list(find_toponyms(text, outlets()))
    named = [name_at(text, start, end) for start, end in own]
    slots = {one: number for number, one in enumerate(dict.fromkeys(named))}
    scored = rank(list(slots), known)
    told = [Told(text, start, end, slots[one]) for (start, end), one in zip(own, named, strict=True)]
    yield from zip(told, whether_features(told, list(slots), scored), strict=True)


def fit_whether(gold: Path, rounds: int = 600) -> Floats:
    """Weights of the features that tell places from other names; both sets count alike."""
    features: list[list[float]] = []
    good: list[bool] = []
    count: list[float] = []
    for name in ("lgl", "geovirus"):
        first = len(good)
        for record in lines(gold / f"places/{name}.jsonl.gz")[::2]:
            text, spans = record["text"], [(t["start"], t["end"]) for t in record["toponyms"]]
            for near, one in whether_of(text, setting(story_countries(text), record.get("url"))):
                features.append([one.get(key, 0.0) for key in WHETHER_FEATURES])
                good.append(any(near.start < b and a < near.end for a, b in spans))
        count += [1000.0 / (len(good) - first)] * (len(good) - first)
    first = len(good)
    for record in lines(gold / "voa/train.jsonl.gz"):  # labelled are only the places of claims: those are right
        spans = [tuple(c["place"]["span"]) for c in record["claims"] if (c["place"] or {}).get("span")]
        known = setting(story_countries(record["text"]))
        for near, one in whether_of(record["text"], known):
            if any(near.start < b and a < near.end for a, b in spans):
                features.append([one.get(key, 0.0) for key in WHETHER_FEATURES])
                good.append(True)
    count += [VOA_SHARE / (len(good) - first)] * (len(good) - first)
    x, y, c = np.array(features), np.array(good, np.float64), np.array(count)
    weights, mean, square = np.zeros(x.shape[1]), np.zeros(x.shape[1]), np.zeros(x.shape[1])
    for step in range(1, rounds + 1):
        likely = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ ((likely - y) * c) / c.sum() + 2 * DECAY * weights
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        weights -= 0.1 * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    print(f"{len(y)} names, {(((likely > 0.5) == y) * c).sum() / c.sum():.4f} told rightly")
    return weights


def main() -> None:
    """Fit, and write."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    gold = options.parse_args().gold
    problems = [problem(one) for one in stories(gold)]
    size = len(OWN_FEATURES)
    first = fit(problems, size)
    for p in (p for p in problems if len(p.rows)):
        owner = np.repeat(np.arange(len(p.names)), np.diff(p.bounds))
        shares = softmax(p.features[:, :size] @ first, p.bounds, owner)
        p.features[:, size:] = company(p.names, p.rows, shares, owner)
    second = fit(problems, len(FEATURES))
    rows = zip(FEATURES, [*first, *([0.0] * (len(FEATURES) - size))], second, strict=True)
    TARGET.write_text(HEAD + "".join(f"{name}\t{a:.3f}\t{b:.3f}\n" for name, a, b in rows), encoding="utf-8")
    whether = zip(WHETHER_FEATURES, fit_whether(gold), strict=True)
    WHETHER.write_text(WHETHER_HEAD + "".join(f"{name}\t{a:.3f}\n" for name, a in whether), encoding="utf-8")


if __name__ == "__main__":
    main()
