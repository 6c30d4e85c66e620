"""Which place, time and numbers of a story belong to a claim, where its reader left the choice open.

Invariant: what is chosen stands in the claim's own sentence, but for the place of an act that must have one: that may
stand in one of the sentences before. A dateline's town is nobody's place. A day without a date ("Tuesday", when the day
of publication is not known) keeps its words, and no start.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import Final, TypeVar

import msgspec

from dateline.records import Count, Place, RawClaim, Span, Time
from dateline.resolve.howmany import find_counts
from dateline.terms import EventType, PlacePrecision
from dateline.vocab.actors import countries

LOCAL_ACTS: Final = frozenset(
    {
        EventType.ASSAULT,
        EventType.PROTEST,
        EventType.MOBILIZE,
        EventType.COERCE,
        EventType.CONSULT,
        EventType.RETREAT,
        EventType.COOPERATE,
    }
)
"""Types whose events happen at a spot; a demand, a refusal or a promise seldom does."""
INHERITING: Final = frozenset({EventType.ASSAULT, EventType.PROTEST, EventType.COERCE})
"""Types that take a place from the sentences before when their own names none."""
BACK: Final = 2
"""How many sentences before a claim's own may give its place."""
_DOES: Final = re.compile(
    r" (?:also |again )?(?:has|have|had|is|was|will|would|could|may|said|told|(?!across)[a-z]{2,}(?:ed|[^s\W]s))\b"
)
"""A verb right after a name."""
_INTO: Final = frozenset("in at near on inside outside around across over from to into through of throughout".split())


_Found = TypeVar("_Found", Place, Time)


class Surroundings(msgspec.Struct, frozen=True, kw_only=True):
    """What a story offers: the document's text, and the story's sentences, places and times in order."""

    text: str
    sentences: tuple[Span, ...]
    places: tuple[Place, ...]
    times: tuple[Time, ...]


def choose_place(raw: RawClaim, around: Surroundings) -> Place | None:
    """The place in the claim's sentence that a preposition ties to an act, nearest after the trigger first; for an act
    that happens at a spot, else the last such place of the sentences just before."""
    if raw.place is not None:
        return next((place for place in around.places if place.span.overlaps(raw.place.span)), None)
    if raw.type not in LOCAL_ACTS:
        return None
    reach = _sentences_before(raw, around, BACK)
    near = [place for place in _between(around.places, reach, raw.evidence.end) if not _in_party(place, raw)]
    local = [place for place in near if _is_local(place, around.text)]
    here = [place for place in local if raw.evidence.covers(place.span)]
    if here:
        return min(here, key=lambda place: _distance(raw.trigger.span, place.span))
    if raw.type not in INHERITING:
        return None
    named = [p for p in near if raw.evidence.covers(p.span) and not _is_dateline(p, around.text)]
    named = [place for place in named if not stands_for_government(place, around.text)]
    if named:
        return min(named, key=lambda place: _distance(raw.trigger.span, place.span))
    earlier = [place for place in local if place.span.start < raw.evidence.start]
    return earlier[-1] if earlier else None


def _sentences_before(raw: RawClaim, around: Surroundings, number: int) -> int:
    """Where the sentence that stands `number` before the claim's begins."""
    own = bisect_left(around.sentences, raw.evidence.start, key=lambda sentence: sentence.start)
    return around.sentences[max(0, own - number)].start


def _between(found: tuple[_Found, ...], start: int, end: int) -> tuple[_Found, ...]:
    """Of places or times in order, those that begin in this range: a search, so that long stories cost no more."""
    first = bisect_left(found, start, key=lambda one: one.span.start)
    return found[first : bisect_left(found, end, key=lambda one: one.span.start)]


def _is_local(place: Place, text: str) -> bool:
    """Whether a preposition of place, a comma after another place, or a dateline's dash stands before or after it."""
    before = text[max(0, place.span.start - 40) : place.span.start].split()
    if _is_dateline(place, text):
        return False
    if before and before[-1].lower() in _INTO:
        return True
    return len(before) > 1 and any(word.lower() in _INTO for word in before[-3:]) and "," not in before[-1]


def _is_dateline(place: Place, text: str) -> bool:
    """Whether a place stands at the head of a wire story: "KABUL —"."""
    return place.text.isupper() and text[place.span.end : place.span.end + 3].strip()[:1] in ("—", "–")


def stands_for_government(place: Place, text: str) -> bool:
    """Whether a capital or a country does something itself ("Moscow warned", "Turkey bombed"): a party, no place."""
    names_state = place.precision is PlacePrecision.COUNTRY or place.name in _capitals()
    return names_state and _DOES.match(text, place.span.end) is not None


@cache
def _capitals() -> frozenset[str]:
    return frozenset(country.capital for country in countries())


def _in_party(place: Place, raw: RawClaim) -> bool:
    spans = [*(actor.quote.span for actor in raw.actors), *(source.quote.span for source in raw.sources)]
    return any(span.overlaps(place.span) for span in spans)


def _distance(trigger: Span, span: Span) -> int:
    """Characters between them; what stands before the trigger counts as twice as far."""
    return span.start - trigger.end if span.start >= trigger.end else 2 * (trigger.start - span.end)


def choose_date(raw: RawClaim, around: Surroundings) -> Time | None:
    """The time nearest to the trigger in its sentence that is a date; else a day whose date cannot be known."""
    if raw.date is not None:
        return next((time for time in around.times if time.span.overlaps(raw.date.span)), None)
    here = _between(around.times, raw.evidence.start, raw.evidence.end)
    known = [time for time in here if time.start is not None]
    open_days = [time for time in here if (time.value or "").startswith("XXXX-WXX-")]
    return min(known or open_days, key=lambda time: _distance(raw.trigger.span, time.span), default=None)


def choose_counts(raw: RawClaim, around: Surroundings) -> tuple[Count, ...]:
    """The numbers of people in the claim's sentence that count what this act did."""
    sentence = around.text[raw.evidence.start : raw.evidence.end]
    trigger = Span(raw.trigger.span.start - raw.evidence.start, raw.trigger.span.end - raw.evidence.start)
    return find_counts(sentence, trigger, raw.evidence.start, raw.type)
