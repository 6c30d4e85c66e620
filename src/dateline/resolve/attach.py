"""Which time and numbers of a story belong to a claim, where its reader left the choice open; `place_of_act.py` chooses
its place.

Invariant: what is chosen stands in the claim's own sentence. A day without a date ("Tuesday", when the day
of publication is not known) keeps its words, and no start.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TypeVar

import msgspec

from dateline.records import Count, Place, RawClaim, Span, Time
from dateline.resolve.howmany import find_counts

_Found = TypeVar("_Found", Place, Time)


class Surroundings(msgspec.Struct, frozen=True, kw_only=True):
    """What a story offers: the document's text, and the story's sentences, places and times in order."""

    text: str
    sentences: tuple[Span, ...]
    places: tuple[Place, ...]
    times: tuple[Time, ...]


def _between(found: tuple[_Found, ...], start: int, end: int) -> tuple[_Found, ...]:
    """Of places or times in order, those that begin in this range: a search, so that long stories cost no more."""
    first = bisect_left(found, start, key=lambda one: one.span.start)
    return found[first : bisect_left(found, end, key=lambda one: one.span.start)]


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
