"""The calendar: days, weeks, months, quarters, seasons, years and their parts as TIMEX3 values with intervals.

Invariant: an interval never starts after its end; weeks go from Monday to Sunday (ISO 8601); a date outside the years
1 to 9999 is no date, and the function that would need it raises ValueError or OverflowError.
"""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Final

import msgspec

from dateline.terms import DatePrecision

MONTHS: Final = tuple(calendar.month_name[1:])
WEEKDAYS: Final = tuple(calendar.day_name)
SEASONS: Final = {
    "spring": ("SP", 3),
    "summer": ("SU", 6),
    "fall": ("FA", 9),
    "autumn": ("FA", 9),
    "winter": ("WI", 12),
}
"""TIMEX3 code and first month of each (meteorological, northern) season."""
UNIT_CODES: Final = {
    **dict(zip("second minute hour day night week fortnight".split(), "TS TM TH D D W W".split(), strict=True)),
    **dict(zip("month quarter year decade century".split(), "M Q Y E C".split(), strict=True)),
}
"""How TIMEX3 writes a unit in a duration; a leading T stands between P and the number."""
EXPECTED_YEARS: Final = range(1500, 2100)


class Meaning(msgspec.Struct, frozen=True):
    """What a time expression stands for. `start` and `end` are days, both included, or both None."""

    value: str
    start: dt.date | None = None
    end: dt.date | None = None
    precision: DatePrecision = DatePrecision.UNKNOWN
    approximate: bool = False


def day(date: dt.date, suffix: str = "") -> Meaning:
    """A day; `suffix` is a time of day such as "TMO" or "T22:00"."""
    return Meaning(date.isoformat() + suffix, date, date, DatePrecision.TIME if suffix else DatePrecision.DAY)


def week(date: dt.date) -> Meaning:
    """The week in which a day lies, Monday to Sunday."""
    monday = date - dt.timedelta(days=date.weekday())
    year, number, _ = date.isocalendar()
    return Meaning(f"{year:04d}-W{number:02d}", monday, monday + dt.timedelta(days=6), DatePrecision.WEEK)


def weekend(date: dt.date) -> Meaning:
    """The Saturday and Sunday of the week in which a day lies."""
    whole = week(date)
    assert whole.end is not None
    return Meaning(f"{whole.value}-WE", whole.end - dt.timedelta(days=1), whole.end, DatePrecision.RANGE)


def month(year: int, number: int) -> Meaning:
    """A month, 1 to 12."""
    start = dt.date(year, number, 1)
    return Meaning(f"{year:04d}-{number:02d}", start, _last_day(start, 1), DatePrecision.MONTH)


def quarter(year: int, number: int) -> Meaning:
    """A quarter of the calendar year, 1 to 4."""
    start = dt.date(year, 3 * number - 2, 1)
    return Meaning(f"{year:04d}-Q{number}", start, _last_day(start, 3), DatePrecision.RANGE)


def half(year: int, number: int) -> Meaning:
    """A half of the calendar year, 1 or 2."""
    start = dt.date(year, 6 * number - 5, 1)
    return Meaning(f"{year:04d}-H{number}", start, _last_day(start, 6), DatePrecision.RANGE)


def season(year: int, name: str) -> Meaning:
    """A season; winter is taken to begin in December of the year given."""
    code, first = SEASONS[name]
    start = dt.date(year, first, 1)
    return Meaning(f"{year:04d}-{code}", start, _last_day(start, 3), DatePrecision.SEASON, approximate=True)


def year_of(number: int) -> Meaning:
    """A year."""
    return Meaning(f"{number:04d}", dt.date(number, 1, 1), dt.date(number, 12, 31), DatePrecision.YEAR)


def decade(first_year: int) -> Meaning:
    """Ten years from the one given, a multiple of ten; TIMEX3 writes "199" for the 1990s."""
    start, end = dt.date(first_year, 1, 1), dt.date(first_year + 9, 12, 31)
    return Meaning(f"{first_year // 10:03d}", start, end, DatePrecision.DECADE)


def century(number: int) -> Meaning:
    """A century by its number: the 20th is 1901 to 2000, and TIMEX3 writes "19" for it."""
    start, end = dt.date(100 * number - 99, 1, 1), dt.date(100 * number, 12, 31)
    return Meaning(f"{number - 1:02d}", start, end, DatePrecision.RANGE)


def part(whole: Meaning, which: str) -> Meaning:
    """The early, middle or late third of an interval; of a day or less, the interval itself."""
    if whole.start is None or whole.end is None or whole.start == whole.end:
        return whole
    first, last = {"early": (0, 1), "mid": (1, 2), "late": (2, 3)}[which]
    if whole.precision is DatePrecision.MONTH:
        start = whole.start.replace(day=1 + 10 * first)
        end = whole.end if which == "late" else whole.start.replace(day=10 * last)
    elif whole.precision is DatePrecision.YEAR:
        start = whole.start.replace(month=1 + 4 * first)
        end = _last_day(start, 4)
    elif whole.precision is DatePrecision.DECADE:
        years = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}[which]
        start, end = (
            whole.start.replace(year=whole.start.year + years[0]),
            whole.end.replace(year=whole.start.year + years[1]),
        )
    else:
        third = (whole.end - whole.start + dt.timedelta(days=1)) / 3
        start, end = whole.start + first * third, whole.start + last * third - dt.timedelta(days=1)
    return Meaning(whole.value, start, max(start, end), DatePrecision.RANGE, approximate=True)


def between(first: Meaning, last: Meaning) -> Meaning | None:
    """From the start of one interval to the end of another; None when that is no interval."""
    if first.start is None or last.end is None or first.start > last.end:
        return None
    approximate = first.approximate or last.approximate
    return Meaning(f"{first.value}/{last.value}", first.start, last.end, DatePrecision.RANGE, approximate)


def shift(date: dt.date, unit: str, number: int) -> dt.date:
    """A day moved by so many days, weeks, months, years …; the 31st becomes the last day of a shorter month.

    Raises:
        ValueError, OverflowError: where the calendar ends before.
    """
    days = {"day": 1, "night": 1, "week": 7, "fortnight": 14}.get(unit)
    if days is not None:
        return date + dt.timedelta(days=days * number)
    months = number * {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit]
    year, index = divmod(date.year * 12 + date.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise ValueError(f"year {year} is out of range")
    return dt.date(year, index + 1, min(date.day, calendar.monthrange(year, index + 1)[1]))


def unit_of(unit: str, date: dt.date) -> Meaning:
    """The day, week, month, quarter, year, decade or century in which a day lies."""
    if unit in {"week", "fortnight"}:
        return week(date)
    if unit == "month":
        return month(date.year, date.month)
    if unit == "quarter":
        return quarter(date.year, (date.month + 2) // 3)
    if unit == "year":
        return year_of(date.year)
    if unit == "decade":
        return decade(date.year // 10 * 10)
    return century((date.year + 99) // 100) if unit == "century" else day(date)


def duration(number: int | None, unit: str) -> Meaning:
    """A length of time, which has no start or end; an unknown number is written X."""
    code = UNIT_CODES[unit]
    amount = "X" if number is None else str(number * 2 if unit == "fortnight" else number)
    return Meaning(f"PT{amount}{code[1]}" if code[0] == "T" else f"P{amount}{code}")


def _last_day(start: dt.date, months: int) -> dt.date:
    """The last day of so many months from the first of a month."""
    year, index = divmod(start.year * 12 + start.month - 2 + months, 12)
    return dt.date(year, index + 1, calendar.monthrange(year, index + 1)[1])
