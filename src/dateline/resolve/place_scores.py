"""How well each place of a story fits as the place of a claim's act: numbers for a conditional logit.

Invariant: a row stands for a place of the story, and what it holds depends on that place, the claim and the story
alone. `training/places.py` fits the weights on labelled news; `place_of_act.tsv` holds them, one feature a line, so
that they can be read.

Method: McFadden's conditional logit over the places within reach and "none": each place has a score, "none" has 0, and
shares are the softmax over them; the shares of one place's mentions are added up.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

from dateline.records import Place, RawClaim, Span
from dateline.resolve.place_words import in_party, is_dateline, says_whose, stands_for_government, tie
from dateline.resolve.setting import story_countries
from dateline.resolve.surroundings import Surroundings
from dateline.terms import EventType, PlacePrecision
from dateline.vocab.actors import country_of
from dateline.vocab.files import rows

BACK: Final = 25
"""How many sentences before a claim's own may give its place."""
AHEAD: Final = 3
"""How many after it."""
GROUPS: Final = {
    **dict.fromkeys((EventType.ASSAULT, EventType.PROTEST, EventType.MOBILIZE), "violent"),
    **dict.fromkeys((EventType.COERCE, EventType.SANCTION, EventType.RETREAT), "coercive"),
    **dict.fromkeys((EventType.CONSULT, EventType.COOPERATE), "meeting"),
}
"""Types that take their places alike; the others are "verbal"."""
_STANDING: Final = (
    *("tied 1", "tied 2", "tied 3", "untied", "no spot", "dateline"),
    *("town", "district", "province", "country", "region"),
    *("share of names", "share of country", "first", "a finer one is named"),
)
"""What is known of a place whatever the claim."""
_BUCKETS: Final = ("0", "-1", "-2", "-5", "before", "+1", "after")
_NAMES: Final = ("violent", "coercive", "meeting", "verbal")
_ASKED: Final = (
    *("near", "right of the trigger", "in a party", "in a recipient", "own sentence has a place", "log distance"),
    *("another country is told", "its country is told", "last before", "country of a party", "another country's party"),
    *("a finer one is in the sentence",),
)
FEATURES: Final = (
    *(f"here: {name}" for name in _STANDING),
    *(f"elsewhere: {name}" for name in _STANDING),
    *(f"{bucket} {name}" for bucket in _BUCKETS for name in _NAMES),
    *(f"share of country, {name}" for name in _NAMES),
    *(f"type {kind}" for kind in EventType),
    *_ASKED,
)
_WORD: Final = re.compile(r"[\w.]+")
_DISTANCE: Final = 50
"""Characters that count one for nearness."""

Floats = npt.NDArray[np.float64]


class StoryPlaces:
    """The places of a story with what is known of them for every claim."""

    def __init__(self, around: Surroundings) -> None:
        self.around, self.places = around, around.places
        starts = [sentence.start for sentence in around.sentences]
        self.starts = np.asarray(starts)
        self.sentence = np.searchsorted(self.starts, [p.span.start for p in self.places], side="right") - 1
        ties = [tie(place, around.text) for place in self.places]
        spots = [stands_for_government(p, around.text) or says_whose(p, around.text) for p in self.places]
        datelines = [is_dateline(place, around.text) for place in self.places]
        self.tied = np.asarray(
            [t < 4 and not s and not d for t, s, d in zip(ties, spots, datelines, strict=True)], dtype=bool
        )
        self.usable = np.asarray([not s for s in spots], dtype=bool)
        self.country = np.asarray([place.country or "" for place in self.places], dtype="U2")
        self.broad = np.asarray([place.precision is PlacePrecision.COUNTRY for place in self.places], dtype=bool)
        self.standing = self._standing(ties, spots, datelines)
        self._told: dict[int, frozenset[str]] = {}

    def _standing(self, ties: Sequence[float], spots: Sequence[bool], datelines: Sequence[bool]) -> Floats:
        number = max(1, len(self.places))
        names = Counter((place.name, place.country) for place in self.places)
        countries = Counter(place.country for place in self.places)
        fine = {place.country for place in self.places if place.precision is not PlacePrecision.COUNTRY}
        first = int(self.tied.argmax()) if self.tied.any() else -1
        table = np.zeros((len(self.places), len(_STANDING)))
        for at, place in enumerate(self.places):
            table[at, min(int(ties[at]), 4) - 1] = 1
            table[at, 4:6] = spots[at], datelines[at]
            table[at, 6 + _precision(place)] = 1
            table[at, 11:13] = names[place.name, place.country] / number, countries[place.country] / number
            table[at, 13:] = at == first, self.broad[at] and place.country in fine
        return table

    def told(self, sentence: int) -> frozenset[str]:
        """The countries that a sentence names."""
        if sentence not in self._told:
            span = self.around.sentences[sentence]
            self._told[sentence] = frozenset(story_countries(self.around.text[span.start : span.end]))
        return self._told[sentence]

    def reach(self, raw: RawClaim) -> tuple[int, slice]:
        """The number of a claim's sentence, and which places are within its reach."""
        own = int(np.searchsorted(self.starts, raw.trigger.span.start, side="right")) - 1
        first, last = np.searchsorted(self.sentence, [own - BACK, own + AHEAD + 1])
        return own, slice(int(first), int(last))

    def near(self, raw: RawClaim) -> tuple[Place, ...]:
        """The places within a claim's reach."""
        return self.places[self.reach(raw)[1]]

    def features(self, raw: RawClaim) -> tuple[slice, Floats]:
        """Which places are within reach of a claim, and their features: places x len(:data:`FEATURES`)."""
        own, reach = self.reach(raw)
        steps = self.sentence[reach] - own
        here = steps == 0
        number, group = len(steps), _NAMES.index(GROUPS.get(raw.type, "verbal"))
        standing = self.standing[reach]
        size = len(_STANDING)
        table = np.zeros((number, len(FEATURES)))
        table[here, :size] = standing[here]
        table[~here, size : 2 * size] = standing[~here]
        table[np.arange(number), 2 * size + _bucket(steps) * len(_NAMES) + group] = 1
        at = 2 * size + len(_BUCKETS) * len(_NAMES)
        table[:, at + group] = standing[:, _STANDING.index("share of country")]
        at += len(_NAMES)
        table[:, at + list(EventType).index(raw.type)] = 1
        self._asked(table[:, at + len(EventType) :], raw, own, reach, steps)
        return reach, table

    def _asked(self, table: Floats, raw: RawClaim, own: int, reach: slice, steps: npt.NDArray[np.int64]) -> None:
        here, country = steps == 0, self.country[reach]
        usable = self.usable[reach]
        for at in here.nonzero()[0]:
            span = self.places[reach.start + at].span
            table[at, 0] = -distance(raw.trigger.span, span) / _DISTANCE
            table[at, 1] = span.start > raw.trigger.span.start
        for at in (np.abs(steps) <= 1).nonzero()[0]:
            span = self.places[reach.start + at].span
            table[at, 2] = in_party(span, raw)
            table[at, 3] = any(one.quote.span.overlaps(span) for one in raw.recipients)
        table[~here, 4] = bool((here & usable).any())
        table[~here, 5] = np.log1p(np.abs(steps[~here]))
        told = self.told(own)
        if told:
            same = np.isin(country, list(told))
            table[~here, 6], table[~here, 7] = ~same[~here], same[~here]
        before = (self.tied[reach] & (steps < 0)).nonzero()[0]
        if len(before):
            table[before[-1], 8] = 1
        parties = _countries(tuple(one.quote.text for one in (*raw.actors, *raw.recipients)))
        if parties:
            same = np.isin(country, list(parties))
            table[:, 9], table[:, 10] = same, ~same
        fine = here & usable & ~self.broad[reach]
        table[:, 11] = self.broad[reach] & np.isin(country, country[fine])


def _precision(place: Place) -> int:
    order = (PlacePrecision.TOWN, PlacePrecision.DISTRICT, PlacePrecision.PROVINCE, PlacePrecision.COUNTRY)
    return (
        order.index(place.precision)
        if place.precision in order
        else 0
        if place.precision is PlacePrecision.EXACT
        else 4
    )


def _bucket(steps: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    return np.select(
        [steps == 0, steps == -1, steps == -2, (steps < 0) & (steps >= -5), steps < 0, steps == 1],
        [0, 1, 2, 3, 4, 5],
        6,
    )


def distance(trigger: Span, span: Span) -> int:
    """Characters between them; what stands before the trigger counts as twice as far."""
    return span.start - trigger.end if span.start >= trigger.end else 2 * (trigger.start - span.end)


def _countries(parties: tuple[str, ...]) -> frozenset[str]:
    """Countries that the words of parties name."""
    names = [name for text in parties for name in (text, *_WORD.findall(text.replace("'s", "").replace("’s", "")))]
    found = (country_of(name) for name in names if name[:1].isupper())
    return frozenset(state.iso2 for state in found if state)


@cache
def weights() -> Floats:
    """A weight for each feature."""
    given = {row["feature"]: float(row["weight"]) for row in rows("place_of_act.tsv")}
    return np.asarray([given[name] for name in FEATURES])


def shares(table: Floats, weight: Floats) -> Floats:
    """The share of each place; what is left of 1 is the share of "none"."""
    if not len(table):
        return np.zeros(0)
    scores = table @ weight
    most = max(0.0, float(scores.max()))
    odds = np.exp(scores - most)
    found: Floats = odds / (odds.sum() + math.exp(-most))
    return found


def likeliest(found: StoryPlaces, reach: slice, share: Floats) -> tuple[Place | None, float]:
    """The place with the most, its mentions added up, as its likeliest mention; and how much it has."""
    places = found.places[reach]
    pooled: dict[tuple[str | None, str | None], float] = {}
    for place, part in zip(places, share, strict=True):
        pooled[place.name, place.country] = pooled.get((place.name, place.country), 0.0) + float(part)
    if not pooled:
        return None, 0.0
    name, most = max(pooled.items(), key=lambda item: item[1])
    mentions = [(float(part), -at) for at, part in enumerate(share) if (places[at].name, places[at].country) == name]
    return places[-max(mentions)[1]], most
