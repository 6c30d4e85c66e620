"""Where: toponyms of a story, and the places that they name, by the whole story.

Invariants: a toponym is written with a capital and is no person's, newspaper's or organisation's name; candidates are
ranked by what the story tells, and the result is the same every time.

Method: candidates from the gazetteer are scored by population, by the countries that the story names, by a following
"…, Syria", and by the other places of the story; weights were chosen on even lines of gold/places/lgl and geovirus.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final, NamedTuple

from dateline.records import Place, Span
from dateline.resolve.gazetteer import Entry, Gazetteer
from dateline.resolve.toponyms import KINDS, Mention, find_mentions
from dateline.terms import PlacePrecision
from dateline.vocab.actors import countries

_LEAST: Final = 1.5
"""Least score of a place that the story does not support otherwise."""
_CAPITAL: Final = 1.0
_COUNTRY: Final = 6.0
_NAMED_AFTER: Final = 5.0
_IN_CONTEXT: Final = 3.0
_OTHER_NAME: Final = 0.8


class Candidate(NamedTuple):
    """A place that a toponym may name, with its score; higher is better."""

    entry: Entry
    score: float


def find_places(
    text: str, *, offset: int = 0, outlets: frozenset[str] = frozenset(), context_countries: Sequence[str] = ()
) -> tuple[Place, ...]:
    """All toponyms of a text, resolved.

    Args:
        text: a story's passage.
        offset: where it begins in the document, in code points.
        outlets: names that are no places though the gazetteer has them.
        context_countries: ISO codes of countries that the story names, the most often named first.
    """
    mentions = list(find_mentions(text, outlets))
    context = context_of(mentions, context_countries)
    found = []
    for mention in mentions:
        ranked = rank(mention, context)
        if ranked and ranked[0].score >= _LEAST:
            found.append(_place(text, mention, ranked[0].entry, offset))
    return tuple(found)


def context_of(mentions: Sequence[Mention], given: Sequence[str]) -> dict[str, float]:
    """Weight of each country in the story, 0 to 1: those named, and those that only one place could be in."""
    weights: dict[str, float] = defaultdict(float)
    for position, code in enumerate(given[:6]):
        weights[code] += 3.0 / (position + 1)
    for mention in mentions:
        homes = {entry.country for entry in mention.entries if entry.country}
        top = mention.entries[0]
        if top.precision is PlacePrecision.COUNTRY and top.country:
            weights[top.country] += 1.0
        elif len(homes) == 1:
            weights[homes.pop()] += 0.3
    most = max(weights.values(), default=0.0)
    return {code: weight / most for code, weight in weights.items()} if most else {}


def rank(mention: Mention, context: dict[str, float]) -> tuple[Candidate, ...]:
    """The entries of a mention with their scores, best first."""
    parents = _parents(mention.after)
    scored = [Candidate(entry, _score(entry, context, parents, mention.after)) for entry in mention.entries]
    return tuple(sorted(scored, key=lambda c: (-c.score, -c.entry.population, c.entry.geonames or 0)))


def _parents(after: str | None) -> tuple[Entry, ...]:
    if after is None or after in KINDS:
        return ()
    return tuple(e for e in Gazetteer.open().lookup(after) if e.precision is not PlacePrecision.TOWN)


def _score(entry: Entry, context: dict[str, float], parents: Iterable[Entry], after: str | None) -> float:
    score = math.log10(entry.population + 10) - 3.0
    if entry.precision is PlacePrecision.COUNTRY:
        score += _COUNTRY
    elif entry.precision is PlacePrecision.REGION:
        score += _COUNTRY / 2
    elif entry.precision is PlacePrecision.PROVINCE:
        score += _NAMED_AFTER if after in KINDS else -1.0
    elif entry.name in _capitals():
        score += _CAPITAL
    score += _IN_CONTEXT * context.get(entry.country or "", 0.0)
    score -= 0.0 if entry.own_name else _OTHER_NAME
    for parent in parents:
        if parent.country == entry.country and (parent.admin1 is None or parent.admin1 == entry.admin1):
            return score + _NAMED_AFTER
    return score


@cache
def _capitals() -> frozenset[str]:
    return frozenset(country.capital for country in countries())


def _place(text: str, mention: Mention, entry: Entry, offset: int) -> Place:
    return Place(
        text=text[mention.start : mention.end],
        span=Span(offset + mention.start, offset + mention.end),
        name=entry.name,
        geonames=entry.geonames,
        country=entry.country,
        admin1=entry.admin1,
        lat=entry.lat,
        lon=entry.lon,
        precision=entry.precision,
    )
