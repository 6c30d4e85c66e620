"""What dates of the calendar mean: days, months, quarters, seasons, years, decades, holidays.

Invariant: a date that gives its year needs no publication date; one that does not is taken as the nearest such date to
publication, or keeps XXXX for its year, without a start and an end.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from dateline.resolve.calendar_values import (
    EXPECTED_YEARS,
    SEASONS,
    Meaning,
    between,
    century,
    day,
    decade,
    half,
    month,
    part,
    quarter,
    season,
    week,
    year_of,
)
from dateline.resolve.feasts import feast
from dateline.resolve.time_setting import Found, Rule, Setting, month_number, nearest_year, portion, year_given
from dateline.terms import DatePrecision
from dateline.vocab.numbers import number_value


def _iso(found: Found, setting: Setting) -> Meaning:
    return day(dt.date(int(found["year"]), int(found["month"]), int(found["day"])), found.group()[10:])


def _slashes(found: Found, setting: Setting) -> Meaning:
    """American order unless the first number can be no month; two digits of a year are taken as 1970 to 2069."""
    first, second, year = int(found["first"]), int(found["second"]), int(found["year"])
    if year < 100:
        year += 1900 if year >= 70 else 2000
    return day(dt.date(year, second, first) if first > 12 else dt.date(year, first, second))


def _dated(found: Found, setting: Setting, name: str, number: str) -> Meaning | None:
    """A day of a month, with its year or the nearest one."""
    index, in_month = month_number(name), int(re.sub(r"\D", "", number))
    year = year_given(found, setting)
    if year is not None:
        return day(dt.date(year, index, in_month))
    unknown = Meaning(f"XXXX-{index:02d}-{in_month:02d}")
    return nearest_year(setting, lambda year: day(dt.date(year, index, in_month)), reach=150) or unknown


def _date(found: Found, setting: Setting) -> Meaning | None:
    name, number = found["month"] or found["month_"], found["day"] or found["day_"]
    if name.lower() == "may" and name.islower():
        return None
    return _dated(found, setting, name, number)


def _day_range(found: Found, setting: Setting) -> Meaning | None:
    name = found["month"] or found["month_"]
    first = _dated(found, setting, name, found["first"] or found["first_"])
    last = _dated(found, setting, name, found["last"] or found["last_"])
    if first is None or last is None:
        return None
    return between(first, last) or Meaning(f"{first.value}/{last.value}")


def _week_of(found: Found, setting: Setting) -> Meaning | None:
    dated = _dated(found, setting, found["month"], found["day"])
    return week(dated.start) if dated and dated.start else None


def _month_year(found: Found, setting: Setting) -> Meaning | None:
    year, index = year_given(found, setting), month_number(found["month"])
    return portion(found, month(year, index)) if year else Meaning(f"XXXX-{index:02d}")


_MONTH_INTRODUCTIONS: Final = re.compile(
    r"\b(?:in|last|this|next|since|by|until|till|of|from|to|between|and|through|during|each|every|late|early|mid|for"
    r"|before|after|until|around)[ -]$",
    re.IGNORECASE,
)
_AMBIGUOUS_MONTHS: Final = frozenset({"march", "april", "may", "june", "august"})


def _month(found: Found, setting: Setting) -> Meaning | None:
    """A month without a year; one that may be a verb or a name asks for a preposition before it."""
    name = found["name"].lower()
    introduced = found["part"] or found["edge"] or _MONTH_INTRODUCTIONS.search(setting.before)
    if name in _AMBIGUOUS_MONTHS and not introduced and not setting.after.startswith(("'s", "’s")):
        return None
    index = month_number(name)
    whole = nearest_year(setting, lambda year: month(year, index))
    return portion(found, whole) if whole else Meaning(f"XXXX-{index:02d}")


_COUNTED: Final = re.compile(r"[ ](?:[a-z-]+[ ]){0,1}(?:people|troops|[a-z]{3,}s)\b")
_YEAR_INTRODUCTIONS: Final = re.compile(
    r"(?:\b(?:in|since|by|until|till|of|from|to|between|and|through|during|before|after|around|early|late|mid|for|the"
    r"|year|spring|summer|fall|autumn|winter|its|his|her|their|a|as of)|[(,–—-]|’s|'s)[ ]?$",
    re.IGNORECASE,
)
_NAMED: Final = re.compile(
    r"(?:\b(?:Resolution|Flight|Bill|Act|No\.|Number|Route|Highway|Boeing|Law|Unit|Room)|#)[ ]?$"
)
_MEASURED: Final = re.compile(
    r"(?:\b(?:about|nearly|almost|over|some|than|least|around|to)|(?:^|[.!?\"”] ?|\n))[ ]?$", re.IGNORECASE
)


def _plain_year(found: Found, setting: Setting) -> Meaning | None:
    """A year in digits, unless it looks like a number of things or belongs to a name."""
    number = int(found["year"])
    if number not in EXPECTED_YEARS or _NAMED.search(setting.before):
        return None
    if found["sure"]:
        return portion(found, year_of(number))
    counted = _COUNTED.match(setting.after)
    if counted and _MEASURED.search(setting.before):
        return None
    if not (_YEAR_INTRODUCTIONS.search(setting.before) or (1900 <= number < 2050 and not counted)):
        return None
    return portion(found, year_of(number))


def _year_in_words(found: Found, setting: Setting) -> Meaning | None:
    number = number_value(found["words"])
    return year_of(1900 + number) if number else None


def _year_range(found: Found, setting: Setting) -> Meaning | None:
    first, last = found["first"], found["last"]
    end = int(last if len(last) == 4 else first[:2] + last)
    return between(year_of(int(first)), year_of(end))


def _decade(found: Found, setting: Setting) -> Meaning:
    digits = re.sub(r"\D", "", found["year"])
    return portion(found, decade(int(digits) if len(digits) == 4 else 1900 + int(digits)))  # type: ignore[return-value]


def _century(found: Found, setting: Setting) -> Meaning | None:
    return century(int(found["number"])) if 1 <= int(found["number"]) <= 99 else None


_WITHOUT_YEAR: Final = {"Day": (1, 1), "Eve": (12, 31), " Eve": (12, 24)}


def _holiday(found: Found, setting: Setting) -> Meaning | None:
    if found["thanks"]:
        return nearest_year(setting, lambda year: day(_thanksgiving(year))) or Meaning("XXXX-11-WXX-4")
    index, number = _WITHOUT_YEAR.get(found["new"] or found["christmas"] or "", (12, 25))
    unknown = Meaning(f"XXXX-{index:02d}-{number:02d}")
    return nearest_year(setting, lambda year: day(dt.date(year, index, number))) or unknown


def _thanksgiving(year: int) -> dt.date:
    """The fourth Thursday of November (United States)."""
    first = dt.date(year, 11, 1)
    return first + dt.timedelta(days=(3 - first.weekday()) % 7 + 21)


def _feast(found: Found, setting: Setting) -> Meaning | None:
    """A moving feast; "early Ramadan", and its first or last day."""
    name, words = found["name"], found.group().lower()
    year = int(found["year"]) if found["year"] else None
    whole = feast(name, year) if year else nearest_year(setting, lambda year: feast(name, year))
    if whole is None or whole.start is None or whole.end is None:
        return Meaning(f"XXXX-{name.upper()}") if whole is None else whole
    if "day of" in words:
        one = whole.start if "first" in words else whole.end
        return Meaning(one.isoformat(), one, one, DatePrecision.DAY, approximate=True)
    which = next((which for which, cues in _EDGES.items() if words.startswith(cues)), None)
    return part(whole, which) if which else whole


_EDGES: Final = {
    "early": ("early", "the beginning", "beginning", "the start", "start"),
    "mid": ("mid",),
    "late": ("late", "the end", "end"),
}
_QUARTERS: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4}


def _quarter(found: Found, setting: Setting) -> Meaning | None:
    """A quarter or half of the year given, else the one nearest to publication."""
    name = found["number"].lower()
    number = _QUARTERS.get(name) or int(name[0])
    make = quarter if found["what"].lower() == "quarter" else half
    dated = found["year"] or found["which"] or found["whose"] or found["before"]
    if make is half and (number > 2 or not dated):
        return None  # "the second half" is mostly one of a match
    year = int(found["before"]) if found["before"] else year_given(found, setting)
    if year:
        return make(year, number)
    return nearest_year(setting, lambda year: make(year, number)) or Meaning(f"XXXX-Q{number}")


def _quarter_code(found: Found, setting: Setting) -> Meaning:
    return quarter(int(found["year"]), int(found["number"]))


def _season_year(found: Found, setting: Setting) -> Meaning | None:
    year, name = year_given(found, setting), found["name"].lower()
    return portion(found, season(year, name)) if year else Meaning(f"XXXX-{SEASONS[name][0]}")


def _season(found: Found, setting: Setting) -> Meaning:
    name = found["name"].lower()
    return nearest_year(setting, lambda year: season(year, name)) or Meaning(f"XXXX-{SEASONS[name][0]}")


EXPLICIT: Final[dict[str, Rule]] = {
    "iso": _iso,
    "september_11": lambda found, setting: day(dt.date(2001, 9, 11)),
    "slashes": _slashes,
    "day_range": _day_range,
    "date": _date,
    "month_year": _month_year,
    "holiday": _holiday,
    "feast": _feast,
    "quarter": _quarter,
    "quarter_code": _quarter_code,
    "season_year": _season_year,
    "week_of": _week_of,
    "decade": _decade,
    "century": _century,
    "year_in_words": _year_in_words,
    "year_range": _year_range,
    "year": _plain_year,
    "month": _month,
    "season": _season,
}
"""The meaning of every form of `time_grammar` that names a date of the calendar."""
