"""What a time expression is read against, and the few questions that most forms ask of it.

Invariant: nothing relative is resolved without a publication date or an earlier date in the text to count from.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Final

import msgspec

from dateline.resolve.calendar_values import MONTHS, WEEKDAYS, Meaning, part
from dateline.terms import DatePrecision

DAYPARTS: Final = {
    **dict.fromkeys(("morning", "dawn", "daybreak"), "TMO"),
    **dict.fromkeys(("noon", "midday", "lunchtime"), "T12:00"),
    **dict(zip("afternoon evening night dusk midnight".split(), "TAF TEV TNI TEV T24:00".split(), strict=True)),
}
"""TIMEX3 suffixes for times of day."""


class Setting(msgspec.Struct, frozen=True):
    """What an expression is read against: publication, the last date before it in the text, and the words around it.

    `ahead` is whether those words look ahead; None where they do not say.
    """

    published: dt.date | None
    anchor: Meaning | None
    ahead: bool | None
    before: str
    after: str


Found = re.Match[str]
Rule = Callable[[Found, Setting], Meaning | None]


def month_number(name: str) -> int:
    """1 to 12 from a month's name or abbreviation."""
    return next(index for index, full in enumerate(MONTHS, start=1) if full[:3].lower() == name[:3].lower())


def year_given(found: Found, setting: Setting) -> int | None:
    """The year that an expression gives in digits or as "last year"; None where it gives none that is known."""
    groups = found.groupdict()
    if groups.get("year"):
        return int(groups["year"])
    which = (groups.get("which") or groups.get("whose") or "").lower()
    if which in {"that", "the same"}:
        return setting.anchor.start.year if setting.anchor and setting.anchor.start else None
    if which and setting.published:
        return setting.published.year + {"last": -1, "next": 1}.get(which, 0)
    return None


def nearest_year(setting: Setting, make: Callable[[int], Meaning], reach: int = 60) -> Meaning | None:
    """A yearly date's occurrence: the latest that began by publication, or the next one where the words look ahead.

    Whatever the words, one that begins at most `reach` days after publication is taken before one of a year earlier.
    Without a publication date the year is that of the last full date before it in the text, marked as approximate.
    """
    published = setting.published
    if published is None:
        return _in_year_of_anchor(setting, make)
    options = []
    for year in range(published.year - 4, published.year + 5):  # 29 February may be four years off
        try:
            options.append(make(year))
        except ValueError:
            continue
    coming = next((option for option in options if option.start and option.start > published), None)
    latest = next((option for option in reversed(options) if option.start and option.start <= published), None)
    if latest and latest.end and (latest.end >= published or (published - latest.end).days <= reach // 2):
        return latest
    soon = coming is not None and coming.start is not None and (coming.start - published).days <= reach
    return coming if setting.ahead or soon else latest


def _in_year_of_anchor(setting: Setting, make: Callable[[int], Meaning]) -> Meaning | None:
    """A yearly date in the year of the last day or month that the text dates in full; None where there is none."""
    anchor = setting.anchor
    if anchor is None or anchor.start is None or anchor.precision not in _FULL:
        return None
    found = make(anchor.start.year)
    return msgspec.structs.replace(found, approximate=True)


_FULL: Final = frozenset({DatePrecision.DAY, DatePrecision.TIME, DatePrecision.MONTH})


def portion(found: Found, whole: Meaning | None) -> Meaning | None:
    """The part of an interval that "early", "mid-" or "the end of" leaves."""
    words = f"{found.groupdict().get('part') or ''} {found.groupdict().get('edge') or ''}".lower()
    if whole is None:
        return None
    for which, cues in (
        ("early", ("early", "beginning", "start")),
        ("mid", ("mid",)),
        ("late", ("late", "end", "close")),
    ):
        if any(cue in words for cue in cues):
            return part(whole, which)
    return whole


_TOMORROW: Final = 6
"""Days since the last weekday of the name of tomorrow: of that, and with no word that tells, tomorrow is likelier."""


def weekday_near(name: str, setting: Setting) -> dt.date | None:
    """The latest such day up to publication, or the next one from publication on where the words look ahead."""
    if setting.published is None:
        return None
    back = (setting.published.weekday() - WEEKDAYS.index(name.capitalize())) % 7
    ahead = setting.ahead or (setting.ahead is None and back == _TOMORROW)
    return setting.published + dt.timedelta(days=(7 - back) % 7 if ahead else -back)
