"""Which place, time and numbers of a story belong to a claim, where its reader left the choice open.

Invariant: what is chosen stands in the claim's own sentence, but for a place that the sentence before or the story's
beginning gives to an act that must have one; a time that only tells when somebody spoke is never the act's.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import msgspec

from dateline.records import Count, Place, RawClaim, Span, Time
from dateline.resolve.howmany import find_counts
from dateline.terms import EventType, PlacePrecision

LOCAL_ACTS: Final = frozenset(
    {EventType.ASSAULT, EventType.PROTEST, EventType.MOBILIZE, EventType.COERCE, EventType.CONSULT}
)
"""Types whose events happen at a spot; words such as a demand or a refusal seldom do."""
_INTO: Final = frozenset("in at near on inside outside around across over from to into through of throughout".split())
_FINER: Final = {
    PlacePrecision.EXACT: 0,
    PlacePrecision.TOWN: 1,
    PlacePrecision.DISTRICT: 2,
    PlacePrecision.PROVINCE: 3,
    PlacePrecision.REGION: 4,
    PlacePrecision.COUNTRY: 5,
    PlacePrecision.UNKNOWN: 6,
}


class Surroundings(msgspec.Struct, frozen=True, kw_only=True):
    """What a story offers: the document's text, and the story's sentences, places and times in order."""

    text: str
    sentences: tuple[Span, ...]
    places: tuple[Place, ...]
    times: tuple[Time, ...]


def choose_place(raw: RawClaim, around: Surroundings) -> Place | None:
    """The place in the claim's sentence that a preposition ties to an act, nearest after the trigger first."""
    if raw.place is not None:
        return next((place for place in around.places if place.span.overlaps(raw.place.span)), None)
    here = [place for place in around.places if raw.evidence.covers(place.span) and _is_local(place, around.text)]
    here = [place for place in here if not _in_party(place, raw)]
    if here:
        return min(here, key=lambda place: _distance(raw.trigger.span, place.span))
    return None


def _is_local(place: Place, text: str) -> bool:
    """Whether a preposition of place, a comma after another place, or a dateline's dash stands before or after it."""
    before = text[max(0, place.span.start - 40) : place.span.start].split()
    if before and before[-1].lower() in _INTO:
        return True
    return len(before) > 1 and any(word.lower() in _INTO for word in before[-3:]) and "," not in before[-1]


def _in_party(place: Place, raw: RawClaim) -> bool:
    parties = (*raw.actors, *raw.recipients)
    return any(party.quote.span.overlaps(place.span) for party in parties) or any(
        source.quote.span.overlaps(place.span) for source in raw.sources
    )


def _distance(trigger: Span, span: Span) -> int:
    """Characters between them; what stands before the trigger counts as twice as far."""
    return span.start - trigger.end if span.start >= trigger.end else 2 * (trigger.start - span.end)


def choose_date(raw: RawClaim, around: Surroundings) -> Time | None:
    """The time nearest to the trigger in its sentence that is a date and belongs to no verb of speech."""
    if raw.date is not None:
        return next((time for time in around.times if time.span.overlaps(raw.date.span)), None)
    here = [time for time in around.times if raw.evidence.covers(time.span) and time.start is not None]
    return min(here, key=lambda time: _distance(raw.trigger.span, time.span), default=None)


def choose_counts(raw: RawClaim, around: Surroundings) -> tuple[Count, ...]:
    """The numbers of people in the claim's sentence that count what this act did."""
    sentence = around.text[raw.evidence.start : raw.evidence.end]
    trigger = Span(raw.trigger.span.start - raw.evidence.start, raw.trigger.span.end - raw.evidence.start)
    return find_counts(sentence, trigger, raw.evidence.start, raw.type)


def finest(places: Iterable[Place]) -> Place | None:
    """The most exactly known of several places; the first where they are alike."""
    return min(places, key=lambda place: _FINER[place.precision], default=None)
