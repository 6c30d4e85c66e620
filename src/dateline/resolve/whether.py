"""Whether a name that the gazetteer knows is a place where it stands: "Jackson said" against "in Jackson, Tenn.".

A logistic regression on what stands around the name, how the story uses it elsewhere, and how strong its best
candidate is. The weights stand in `data/toponym_weights.tsv`; `scripts/fit_places.py` fits them.

Invariant: the decision depends on the story alone.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib import resources
from typing import Final, NamedTuple

from dateline.resolve.candidates import COMPANY_FEATURES, OWN_FEATURES, Name
from dateline.resolve.gazetteer import COUNTRY, DISTRICT, PROVINCE, REGION, TOWN, Gazetteer
from dateline.resolve.more_places import person_names
from dateline.resolve.normal import normal
from dateline.resolve.ranking import Scored, weights

FEATURES: Final = (
    "bias", "in", "of", "the", "other small word", "verb before", "sentence start", "after a place", "before a place",
    "capital before", "capital after", "says", "possessive", "kind told", "many words", "capitals",
    "country", "region", "province", "district", "people", "other name", "evidence", "country in story", "near company",
    "person's name", "small elsewhere", "in elsewhere", "neighbours elsewhere", "told again",
)  # fmt: skip
_IN: Final = frozenset("in at near from to into around outside across toward towards inside throughout between".split())
_OTHER: Final = frozenset("by with for and or as than against on over through".split())
_SAYS: Final = re.compile(
    r"[,\"”]? (?:said|says|told|added|asked|wrote|noted|testified|declined|who|whose|[0-9]{2},)\b"
)
_SAID: Final = re.compile(r"\b(?:said|says|added|asked|wrote|[Mm]r|[Mm]rs|[Dd]r)\.? $")
_WORD: Final = re.compile(r"[^\W\d_][\w'’.-]*$")
_NEXT: Final = re.compile(r" (?:[A-Z]\. )?([A-Z][\w'’-]+)")
_ENDS: Final = frozenset(',.;"”')
_STOP: Final = frozenset('.!?"”“:;—–(\n')


LEAST: Final = -0.4
"""Log odds from which a name is a place: a little below even, since a claim without its place is the greater loss."""


class Told(NamedTuple):
    """A name in a passage of a story, and its number among the story's different names."""

    text: str
    start: int
    end: int
    slot: int


@cache
def toponym_weights() -> dict[str, float]:
    """The weight of each feature, in log odds."""
    text = (resources.files("dateline.resolve") / "data" / "toponym_weights.tsv").read_text(encoding="utf-8")
    lines = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")][1:]
    return {name: float(weight) for name, weight in lines}


def are_places(found: Sequence[Told], names: Sequence[Name], scored: Scored) -> Iterator[bool]:
    """For each name of a story whether it is a place there."""
    table = toponym_weights()
    for features in whether_features(found, names, scored):
        yield sum(table[feature] * value for feature, value in features.items()) > LEAST


def whether_features(found: Sequence[Told], names: Sequence[Name], scored: Scored) -> Iterator[dict[str, float]]:
    """The features of each name of a story that are not zero."""
    around = [_around(place) for place in found]
    told: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    neighbours: Counter[str] = Counter()
    keys = [normal(names[place.slot].text) for place in found]
    for key, features in zip(keys, around, strict=True):
        told[key] += 1
        inside[key] += "in" in features or "before a place" in features
        neighbours[key] += "capital before" in features or "capital after" in features or "says" in features
    strengths: dict[int, dict[str, float]] = {}
    for place, key, features in zip(found, keys, around, strict=True):
        if place.slot not in strengths:
            strengths[place.slot] = _strength(names[place.slot], scored, place.slot)
        others = told[key] - 1
        if others:
            features["in elsewhere"] = (inside[key] - ("in" in features or "before a place" in features)) / others
            mine = "capital before" in features or "capital after" in features or "says" in features
            features["neighbours elsewhere"] = (neighbours[key] - mine) / others
            features["told again"] = min(math.log(others + 1.0), 2.0)
        if place.text[place.start : place.end].lower() in _small_words(place.text):
            features["small elsewhere"] = 1.0
        yield {**features, **strengths[place.slot]}


@lru_cache(maxsize=8)
def _small_words(text: str) -> frozenset[str]:
    """Words that a text has in small letters."""
    return frozenset(re.findall(r"(?<=\s)[a-z]+(?=\s)", text))


def _around(place: Told) -> dict[str, float]:
    """What stands right before and after a name."""
    text, start, end = place.text, place.start, place.end
    features = {"bias": 1.0}
    before = text[max(0, start - 24) : start]
    word = _WORD.search(before.rstrip(" ")) if before.endswith((" ", "-")) else None
    small = word.group().lower() if word else ""
    if not before.strip() or before.rstrip(" ")[-1:] in _STOP or before.endswith("\n"):
        features["sentence start"] = 1.0
    elif small in _IN:
        features["in"] = 1.0
    elif small in ("of", "the"):
        features[small] = 1.0
    elif small in _OTHER:
        features["other small word"] = 1.0
    elif word:
        features["capital before" if word.group()[0].isupper() else "verb before"] = 1.0
    if before.endswith(", ") and before[-3:-2].isalpha() and re.search(r"[A-Z][\w.'’-]+, $", before):
        features["after a place"] = 1.0
    if _SAYS.match(text, end) or (text[end : end + 1] in _ENDS and _SAID.search(before)):
        features["says"] = 1.0
    if text[end : end + 2] in ("'s", "’s"):
        features["possessive"] = 1.0
    if _NEXT.match(text, end):
        features["capital after"] = 1.0
    written = text[start:end]
    if " " in written or "-" in written:
        features["many words"] = 1.0
    if written.isupper() and len(written) < 6:
        features["capitals"] = 1.0
    return features


def _strength(name: Name, scored: Scored, slot: int) -> dict[str, float]:
    """What is known of a name's best candidate."""
    first, last = int(scored.bounds[slot]), int(scored.bounds[slot + 1])
    best = first + int(scored.shares[first:last].argmax())
    columns, row = Gazetteer.open().columns, int(scored.rows[best])
    kind = int(columns["kind"][row])
    features: dict[str, float] = {}
    names = {COUNTRY: "country", REGION: "region", PROVINCE: "province", DISTRICT: "district"}
    if kind in names:
        features[names[kind]] = 1.0
    if kind == TOWN:
        features["people"] = math.log10(float(columns["population"][row]) + 10.0) - 3.0
    features["evidence"] = min(float(scored.features[best] @ weights()[1]), 15.0) / 5.0
    features["near company"] = float(scored.features[best][len(OWN_FEATURES) + COMPANY_FEATURES.index("near company")])
    features["country in story"] = float(scored.features[best][OWN_FEATURES.index("country in story")])
    if scored.features[best][OWN_FEATURES.index("other name")] and not features["country in story"]:
        features["other name"] = 1.0
    if name.after and scored.features[best][OWN_FEATURES.index("inside what follows")]:
        features["before a place"] = 1.0
    if name.kind:
        features["kind told"] = 1.0
    if normal(name.text).replace(" ", "") in person_names():
        features["person's name"] = 1.0
    return features
