"""Moving feasts: the days of Ramadan, the two Eids, Ashura, Easter and the days counted from it, and Nowruz.

Invariant: a feast is a day or a month of a year that is given; which year is meant is not decided here. Islamic dates
are those of the Umm al-Qura calendar (`hijridate`: pure Python, 104 KB, no dependencies), so that a country's own
sighting of the moon may differ by a day: they are marked as approximate.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

from hijridate import Gregorian, Hijri

from dateline.resolve.calendar_values import Meaning, day
from dateline.terms import DatePrecision

_ISLAMIC: Final = {"ramadan": (9, 1, None), "fitr": (10, 1, 1), "adha": (12, 10, 1), "ashura": (1, 10, 1)}
"""Month, first day and number of days (None: the whole month)."""
_FROM_EASTER: Final = {
    **dict(zip(("easter", "easter sunday", "easter monday", "good friday"), (0, 0, 1, -2), strict=True)),
    **dict(zip(("palm sunday", "ash wednesday", "ascension day", "pentecost"), (-7, -46, 39, 49), strict=True)),
}
"""Days from Easter Sunday."""
YEARS: Final = range(1925, 2077)
"""Years that lie whole within the Umm al-Qura calendar of `hijridate`."""


def feast(name: str, year: int) -> Meaning:
    """A feast in a year of our calendar; of two in one year, the first.

    Raises:
        ValueError: for a year in which the feast has no date that is known.
    """
    words = " ".join(name.lower().replace("-", " ").split())
    if words in _FROM_EASTER:
        return day(easter(year) + dt.timedelta(days=_FROM_EASTER[words]))
    if words == "nowruz":  # the equinox: 20 or 21 March
        return Meaning(f"{year:04d}-03-20", dt.date(year, 3, 20), dt.date(year, 3, 21), DatePrecision.RANGE, True)
    month, first, days = _ISLAMIC[words.split()[-1]]
    if year not in YEARS:
        raise ValueError(f"no Islamic calendar for {year}")
    islamic = Gregorian(year, 1, 1).to_hijri().year
    starts = (Hijri(number, month, first) for number in (islamic, islamic + 1, islamic + 2))
    start = next(one for one in starts if one.to_gregorian().year == year)
    length = days or start.month_length()
    begins = dt.date.fromisoformat(start.to_gregorian().isoformat())
    if length == 1:
        return Meaning(begins.isoformat(), begins, begins, DatePrecision.DAY, approximate=True)
    ends = begins + dt.timedelta(days=length - 1)
    return Meaning(f"{begins}/{ends}", begins, ends, DatePrecision.RANGE, approximate=True)


def easter(year: int) -> dt.date:
    """Easter Sunday of the Western churches (the anonymous Gregorian algorithm; Meeus 1991, chapter 8)."""
    golden, century, rest = year % 19, year // 100, year % 100
    correction = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - century // 4 - correction + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, number = divmod(moon + weekday - 7 * late + 114, 31)
    return dt.date(year, month, number + 1)
