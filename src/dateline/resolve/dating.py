"""Which time a claim gets: the one its reader marked, else the one that ties best to its act, else one it inherits.

Invariant: a date is always words of the story. One that stands in another sentence than the claim's, and that no
reader marked, is taken over only where the text supports it, and says so (`Time.inherited`): from another claim of the
same event, or from the day that the sentences just before name of the same person. A day without a date ("Tuesday",
when the day of publication is not known) keeps its words, and no start.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

import msgspec

from dateline.records import Quote, RawClaim, Span, Time
from dateline.resolve.calendar_values import day, shift, unit_of
from dateline.resolve.surroundings import Surroundings
from dateline.resolve.when import find_times
from dateline.terms import DatePrecision, Status

REACH: Final = 2
"""How many sentences before its own may give its day to a claim that speaks on of the same person. (Without that
condition a day of the sentence before is right for one claim in three only.)"""
_PRONOUNS: Final = frozenset("he she they it we i his her their".split())
_DAYS: Final = frozenset({DatePrecision.DAY, DatePrecision.TIME})
_UNFINISHED: Final = re.compile(
    r"(?:\b(?:has|have|having|will|would|could|may|might|is|are|be|to|should|can|must|not|never)|['’](?:ve|ll|re|d))"
    r"(?: \w+)?\s*$",
    re.IGNORECASE,
)
"""What before a trigger shows that it tells no act of one past day: perfect, present, future, infinitive."""
_LONGEST: Final = 80
"""How many characters before the words that a reader marked their expression may begin."""
_FULL_DATE: Final = re.compile(r"\d{4}")
_OPENING: Final = re.compile(r"\b(?:between|from) (?:late |early )?$", re.IGNORECASE)
_TO: Final = re.compile(r" (?:and|to|until|till|through) |[-–—]")


def choose_dates(raws: Sequence[RawClaim], around: Surroundings) -> tuple[Time | None, ...]:
    """The time of every claim of a story, in the same order; None where the text gives none.

    Args:
        raws: all claims of the story in order, so that one can inherit from another.
        around: the story they stand in.
    """
    own = [choose_date(raw, around) for raw in raws]
    told: dict[str, list[tuple[RawClaim, Time]]] = {}
    for raw, time in zip(raws, own, strict=True):
        if time is not None and time.start is not None:
            told.setdefault(raw.event, []).append((raw, time))
    return tuple(
        inherited(raw, told.get(raw.event, []), around) if time is None else time
        for raw, time in zip(raws, own, strict=True)
    )


def choose_date(raw: RawClaim, around: Surroundings) -> Time | None:
    """A claim's own time: what its reader marked, or where it left that open, the nearest date of the sentence."""
    if raw.date is not None:
        return _ahead(marked_time(raw.date, around, raw), raw, around)
    if not raw.date_open:
        return None
    here = _in_range(around.times, raw.evidence.start, raw.evidence.end)
    counted = next((found for time in here if (found := _before_main(time, raw, around))), None)
    if counted is not None:
        return counted
    known = [time for time in here if time.start is not None and _may_hold(time, raw, around)]
    open_days = [time for time in here if (time.value or "").startswith("XXXX-WXX-")]
    best = min(known or open_days, key=lambda time: _distance(raw.trigger.span, time.span), default=None)
    return None if best is None else _joined(best, around)


def _ahead(time: Time, raw: RawClaim, around: Surroundings) -> Time:
    """A weekday of an act that is planned lies ahead: "to march on Saturday" told no tense that says so."""
    bare = time.text.lower() in _WEEKDAYS and time.end is not None and around.published is not None
    if not bare or raw.status is not Status.PLANNED:
        return time
    assert time.start is not None
    assert time.end is not None
    assert around.published is not None
    if time.end >= around.published:
        return time
    start, end = time.start + _WEEK, time.end + _WEEK
    return msgspec.structs.replace(time, start=start, end=end, value=start.isoformat())


_WEEK: Final = dt.timedelta(days=7)
_WEEKDAYS: Final = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_ATTRIBUTE: Final = re.compile(
    r" (?!(?:and|or|to|in|at|on|by|for|when|after|as|that|but|with|from|said|was|were|is)\b)[a-z]{3}"
)
"""A noun after a year: "the 2017 budget"."""
_COARSE: Final = frozenset({DatePrecision.YEAR, DatePrecision.DECADE})


def _may_hold(time: Time, raw: RawClaim, around: Surroundings) -> bool:
    """Whether an act can have been told of a time: one that happened lies not ahead, one that is planned not behind,
    and "the 2017 budget" dates no act."""
    assert time.start is not None
    published = around.published
    if published is not None and raw.status is Status.HAPPENED and time.start > published:
        return False
    if published is not None and raw.status is Status.PLANNED and time.end is not None and time.end < published:
        return False
    return not (time.precision in _COARSE and _ATTRIBUTE.match(around.text, time.span.end))


def marked_time(marked: Quote, around: Surroundings, raw: RawClaim | None = None) -> Time:
    """The time that a reader's words stand for, whether they say more or less than the grammar's expression.

    Returns:
        The expression that shares most with the words; where they hold two dates, all from the first to the second.
        Words that the grammar knows only when told that they are a date ("May") are read alone. Words that are none
        keep their place, with neither value nor start.
    """
    near = _in_range(around.times, marked.span.start - _LONGEST, marked.span.end)
    found = [time for time in near if time.span.overlaps(marked.span)]
    dated = [time for time in found if time.start is not None]
    if len(dated) > 1:
        whole = _from_to(dated[0], dated[-1], around)
        if whole is not None:
            return whole
    counted = next((one for time in found if raw and (one := _before_main(time, raw, around))), None)
    if counted is not None:
        return counted
    if dated or found:
        return _joined(max(dated or found, key=lambda time: _shared(time.span, marked.span)), around)
    for opening in ("", "in "):
        alone = find_times(opening + marked.text, published=around.published, offset=marked.span.start - len(opening))
        if alone and alone[0].span.start >= marked.span.start:
            return alone[0]
    return Time(text=marked.text, span=marked.span)


_LENGTH: Final = re.compile(r"P(\d{1,4})([DWMY])")
_UNITS: Final = {"D": "day", "W": "week", "M": "month", "Y": "year"}
_AFTER: Final = re.compile(r" after (?!that\b|this\b|which\b)")


def _before_main(time: Time, raw: RawClaim, around: Surroundings) -> Time | None:
    """When an act happened that a length of time tells of: the coup of "comes 25 years after the coup" 25 years before.

    The main act is taken to be of the last day told before in the sentence, else of the day of publication.
    """
    length = _LENGTH.fullmatch(time.value or "") if time.start is None else None
    told = length and _AFTER.match(around.text, time.span.end) and raw.trigger.span.start > time.span.end
    if not told or length is None or "," in around.text[time.span.end : raw.trigger.span.start]:
        return None
    days = [one.start for one in _in_range(around.times, raw.evidence.start, time.span.start) if one.precision in _DAYS]
    base = days[-1] if days else around.published
    if base is None or time.span.start < raw.evidence.start:
        return None
    unit = _UNITS[length[2]]
    try:
        start = shift(base, unit, -int(length[1]))
    except (ValueError, OverflowError):
        return None
    whole = day(start) if unit == "week" else unit_of(unit, start)
    return msgspec.structs.replace(
        time, start=whole.start, end=whole.end, precision=whole.precision, approximate=unit != "day"
    )


def inherited(raw: RawClaim, told: Sequence[tuple[RawClaim, Time]], around: Surroundings) -> Time | None:
    """The time that a claim without its own takes over, marked as inherited; None where the text supports none.

    Args:
        raw: the claim. Only an act that happened inherits.
        told: claims of the same event that have a time of their own.
        around: the story.
    """
    if raw.status is not Status.HAPPENED:
        return None
    if told:
        start = raw.trigger.span.start
        at = bisect_left(told, start, key=lambda pair: pair[0].trigger.span.start)
        _, time = min(told[max(0, at - 1) : at + 1], key=lambda pair: abs(pair[0].trigger.span.start - start))
        return msgspec.structs.replace(time, inherited=True)
    before = around.text[max(raw.evidence.start, raw.trigger.span.start - 30) : raw.trigger.span.start]
    if _UNFINISHED.search(before) or not _goes_on(raw, around.text):
        return None
    start = _back(raw, around, REACH)
    days = [
        time
        for time in _in_range(around.times, start, raw.evidence.start)
        if time.start is not None and time.precision in _DAYS and not _FULL_DATE.search(time.text)
    ]
    return msgspec.structs.replace(days[-1], inherited=True) if days else None


def _goes_on(raw: RawClaim, text: str) -> bool:
    """Whether a claim's sentence speaks on of somebody named before: by a pronoun, or in that person's own words."""
    opening = text[raw.evidence.start : raw.evidence.start + 12].lower()
    speaks_on = opening.startswith(('"', "“")) or opening.split(" ")[0] in _PRONOUNS
    return speaks_on or any(actor.quote.text.lower() in _PRONOUNS for actor in raw.actors)


def _back(raw: RawClaim, around: Surroundings, number: int) -> int:
    """Where the sentence begins that stands so many before the claim's."""
    own = bisect_left(around.sentences, raw.evidence.start, key=lambda sentence: sentence.start)
    return around.sentences[max(0, own - number)].start if around.sentences else raw.evidence.start


def _in_range(times: tuple[Time, ...], start: int, end: int) -> tuple[Time, ...]:
    """The times that begin in this range: a search, so that long stories cost no more."""
    first = bisect_left(times, start, key=lambda time: time.span.start)
    return times[first : bisect_left(times, end, key=lambda time: time.span.start)]


def _distance(trigger: Span, span: Span) -> int:
    """Characters between them. (Weights for clause borders and for the side were tried: they gain nothing.)"""
    return max(span.start - trigger.end, trigger.start - span.end)


def _shared(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def _joined(time: Time, around: Surroundings) -> Time:
    """The time, or "between X and Y" where it is one end of that."""
    near = _in_range(around.times, time.span.start - 60, time.span.end + 60)
    at = near.index(time)
    for first, last in zip(near[max(0, at - 1) : at + 1], near[max(0, at - 1) + 1 : at + 2], strict=False):
        opened = _OPENING.search(around.text, max(0, first.span.start - 20), first.span.start)
        if opened and _TO.fullmatch(around.text, first.span.end, last.span.start):
            return _from_to(first, last, around) or time
    return time


def _from_to(first: Time, last: Time, around: Surroundings) -> Time | None:
    """One interval from the first time to the last, both included; None where that is no interval."""
    if first.start is None or last.end is None or first.start > last.end:
        return None
    return Time(
        text=around.text[first.span.start : last.span.end],
        span=Span(first.span.start, last.span.end),
        value=f"{first.value}/{last.value}",
        start=first.start,
        end=last.end,
        precision=DatePrecision.RANGE,
        approximate=first.approximate or last.approximate,
    )
