"""The day from which a story's times are told: what its metadata state, else its dateline, else its address.

Invariant: the day is stated somewhere, in full, or there is none; the day of an event in the text, a copyright line or
the day on which a page was changed is never taken for it.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from dateline.resolve.calendar_values import MONTHS

_HEAD: Final = 400
"""How many characters of a story may hold its dateline."""
_MONTH: Final = "|".join(rf"{name[:3]}(?:{name[3:]}|t)?" for name in MONTHS)
_DAY: Final = (
    rf"(?:(?P<month>{_MONTH})\.?\s(?P<day>\d{{1,2}}),?\s(?P<year>\d{{4}})"
    rf"|(?P<day_>\d{{1,2}})\s(?P<month_>{_MONTH})\.?,?\s(?P<year_>\d{{4}}|\d\d\b)"
    r"|(?P<iso>(?:19|20)\d\d-\d\d-\d\d))"
)
_DATELINE: Final = re.compile(
    rf"^[A-Z][^\W\d_a-z]{{2}}[^\d\n—–]{{0,50}}?[,(]\s{{0,2}}(?i:{_DAY})\)?\s{{0,2}}(?:\([^()\n]{{2,30}}\)\s{{0,2}})?(?:--|[—–-])",
    re.MULTILINE,
)
"""A town in capitals, a day and a dash: "SAN SALVADOR, 3 JAN 90 --", "KABUL, March 12, 2016 (Agency) —"."""
_STATED: Final = re.compile(
    r"^[ \t(]*(?i:(?:first )?(?:published|posted)(?: on| at)?:?\s{1,3}"
    rf"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s)?{_DAY})",
    re.MULTILINE,
)
"""A line such as "Published: 3 March 2016"."""
_IN_URL: Final = re.compile(
    r"(?<=[/_-])(?P<year>(?:19|20)\d\d)(?P<gap>[/-]?)(?P<month>0[1-9]|1[0-2])(?P=gap)(?P<day>0[1-9]|[12]\d|3[01])(?=[/_.-]|$)"
)
_ARCHIVE: Final = re.compile(r"^https?://web\.archive\.org/web/\d+[a-z_]*/")


def story_day(text: str, published: dt.date | None, url: str | None) -> dt.date | None:
    """The day on which a story came out; None where neither metadata nor the story nor its address state one.

    Args:
        text: the story's text.
        published: what the document's metadata, its record or the user state; it holds where it is given.
        url: the document's address. The day on which an archive kept the page is not taken.
    """
    if published is not None:
        return published
    head = text[:_HEAD]
    for pattern in (_STATED, _DATELINE):
        for match in pattern.finditer(head):
            day = _day(match)
            if day is not None:
                return day
    found = _IN_URL.search(_ARCHIVE.sub("", url[:2_000])) if url else None
    return _valid(int(found["year"]), int(found["month"]), int(found["day"])) if found else None


def _day(match: re.Match[str]) -> dt.date | None:
    if match["iso"]:
        return _valid(*map(int, match["iso"].split("-")))
    name, year = match["month"] or match["month_"], match["year"] or match["year_"]
    number = next(i for i, full in enumerate(MONTHS, start=1) if full[:3].lower() == name[:3].lower())
    century = 0 if len(year) == 4 else 1900 if int(year) >= 70 else 2000
    return _valid(century + int(year), number, int(match["day"] or match["day_"]))


def _valid(year: int, month: int, day: int) -> dt.date | None:
    """The day, where the calendar has it and news of it can be on the web or the wire."""
    try:
        return dt.date(year, month, day) if 1850 <= year < 2100 else None
    except ValueError:
        return None
