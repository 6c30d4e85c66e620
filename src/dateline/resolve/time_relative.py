"""What times that are told from publication, or from a date before them in the text, mean: "Tuesday", "last week".

Invariant: without a publication date (or that earlier date) the value keeps X for what is unknown, and there is no
start and no end.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

import msgspec

from dateline.resolve.calendar_values import (
    MONTHS,
    SEASONS,
    WEEKDAYS,
    Meaning,
    day,
    duration,
    month,
    part,
    season,
    shift,
    unit_of,
    weekend,
)
from dateline.resolve.time_setting import (
    DAYPARTS,
    Found,
    Rule,
    Setting,
    month_number,
    nearest_year,
    portion,
    weekday_near,
)
from dateline.terms import DatePrecision

_PAPERS: Final = re.compile(r"[ ](?:Times|Telegraph|Mail|Mirror|Express|Herald|Post|Night Live|School|Mass)\b")
_NAMED_DAYS: Final = re.compile(r"\b(?:Bloody|Black|Palm|Ash|Super|Cyber|Holy|Easter|Red)[ ]$")


def _weekday(found: Found, setting: Setting) -> Meaning | None:
    name = found["name"]
    if _PAPERS.match(setting.after) or _NAMED_DAYS.search(setting.before):
        return None
    suffix = DAYPARTS.get((found["daypart"] or "").lower(), "")
    which = (found["which"] or "").lower().removeprefix("the ")
    ahead: bool | None = which in {"next", "this coming", "coming", "following"}
    if which in {"", "this"}:
        ahead = setting.ahead
    date = weekday_near(name, msgspec.structs.replace(setting, ahead=ahead))
    if date is None or setting.published is None:
        return Meaning(f"XXXX-WXX-{WEEKDAYS.index(name.capitalize()) + 1}{suffix}")
    if found["week"]:
        offset = {"last": -7, "next": 7}.get(found["week"].lower(), 0)
        monday = setting.published - dt.timedelta(days=setting.published.weekday())
        return day(monday + dt.timedelta(days=offset + WEEKDAYS.index(name.capitalize())), suffix)
    if which in {"last", "previous", "next"} and date == setting.published:  # "last Friday" on a Friday is no today
        date += dt.timedelta(days=7 if ahead else -7)
    return day(date, suffix)


def _weekdays(found: Found, setting: Setting) -> Meaning:
    name = found["name"] or found["plural"]
    return Meaning(f"XXXX-WXX-{WEEKDAYS.index(name.capitalize()) + 1}")


_NEAR_DAYS: Final = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "overnight": 0}


def _near_day(found: Found, setting: Setting) -> Meaning | None:
    name = " ".join(found["name"].lower().split())
    offset = _NEAR_DAYS.get(name, -2 if "yesterday" in name else 2)
    suffix = "TNI" if name in {"tonight", "overnight"} else DAYPARTS.get((found["daypart"] or "").lower(), "")
    if setting.published is None:
        return Meaning("PRESENT_REF" if name == "today" else f"XXXX-XX-XX{suffix}")
    date = setting.published + dt.timedelta(days=offset)
    if name == "overnight":
        return Meaning(f"{date.isoformat()}TNI", date - dt.timedelta(days=1), date, DatePrecision.RANGE)
    return day(date, suffix)


def _this_daypart(found: Found, setting: Setting) -> Meaning:
    suffix = DAYPARTS[found["daypart"].lower()]
    if setting.published is None:
        return Meaning(f"XXXX-XX-XX{suffix}")
    return day(setting.published - dt.timedelta(days=found["which"].lower() == "last"), suffix)


def _clock(found: Found, setting: Setting) -> Meaning | None:
    """A time of the clock: on the day that it names, else on the last day that the text named, else unresolved."""
    hour = _hour(found["clock"])
    if hour is None:
        return None
    name = (found["day"] or "").lower()
    date: dt.date | None = None
    if name.capitalize() in WEEKDAYS:
        date = weekday_near(name, setting)
    elif name and setting.published:
        date = setting.published + dt.timedelta(days=_NEAR_DAYS[name])
    elif not name and setting.anchor and setting.anchor.precision in {DatePrecision.DAY, DatePrecision.TIME}:
        date = setting.anchor.start
    return day(date, f"T{hour}") if date else Meaning(f"XXXX-XX-XXT{hour}")


def _hour(clock: str) -> str | None:
    """Hours and minutes as TIMEX3 writes them; None where they are none."""
    words = clock.lower()
    if words in {"noon", "midday", "midnight"}:
        return "24:00" if words == "midnight" else "12:00"
    numbers = [int(number) for number in re.findall(r"\d+", words)]
    hour, minute = numbers[0], numbers[1] if len(numbers) > 1 else 0
    if re.search(r"[ap]\.?m", words):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if re.search(r"p\.?m", words) else 0)
    return f"{hour:02d}:{minute:02d}"


_STEPS: Final = {"this": 0, "current": 0, "that": 0, "same": 0, "latest": -1, "next": 1, "coming": 1, "following": 1,
                 "last": -1, "previous": -1, "past": -1}  # fmt: skip
_FROM_ANCHOR: Final = frozenset({"that", "the same", "the following", "following", "the previous", "the next"})


def _period(found: Found, setting: Setting) -> Meaning | None:
    """ "last week", "that year", "earlier this month", "next summer", "last April"."""
    which, name = " ".join(found["which"].lower().split()), found["name"].lower()
    if which in {"the past", "the last", "this past", "past"} and name in {"week", "month", "year", "decade"}:
        return _rolling(name, setting)
    step = _STEPS[which.removeprefix("the ").removeprefix("this ")]
    if which in _FROM_ANCHOR:
        base = setting.anchor.start if setting.anchor else None
        if base is None and which != "the next":
            return Meaning("PAST_REF")
        base = base or setting.published
    else:
        base = setting.published
    if base is None:
        return Meaning("PRESENT_REF" if step == 0 else "FUTURE_REF" if step > 0 else "PAST_REF")
    return _narrowed(found, _stepped(name, base, step), setting)


def _rolling(unit: str, setting: Setting) -> Meaning:
    """The week, month, year or decade up to publication."""
    length = duration(10, "year") if unit == "decade" else duration(1, unit)
    if setting.published is None:
        return length
    return Meaning(length.value, shift(setting.published, unit, -1), setting.published, DatePrecision.RANGE)


def _stepped(name: str, base: dt.date, step: int) -> Meaning:
    """The period in which a day lies, or the one before or after it."""
    if name == "weekend":
        return weekend(shift(base, "week", step))
    if name.capitalize() in MONTHS:
        number = month_number(name)
        year = base.year + (step if step > 0 and number <= base.month else 0) - (step < 0 and number >= base.month)
        return month(year, number)
    if name in SEASONS:
        latest = base.year - (base.month < SEASONS[name][1])
        ended = season(latest, name).end
        year = base.year if step == 0 and name != "winter" else latest + (step > 0)
        return season(year - (step < 0 and ended is not None and ended >= base), name)
    return unit_of(name, shift(base, name, step))


def _narrowed(found: Found, whole: Meaning, setting: Setting) -> Meaning | None:
    """What "earlier", "so far" and "later" leave of a period, counted from publication; else its early or late part."""
    words, published = (found["part"] or "").lower(), setting.published
    if published and whole.start and whole.end and whole.start <= published <= whole.end:
        if words.startswith("earlier"):  # not today
            yesterday = max(whole.start, published - dt.timedelta(days=1))
            return Meaning(whole.value, whole.start, yesterday, DatePrecision.RANGE, approximate=True)
        if words.startswith("so"):
            return Meaning(whole.value, whole.start, published, DatePrecision.RANGE, approximate=True)
        if words.startswith("later"):
            return Meaning(whole.value, published, whole.end, DatePrecision.RANGE, approximate=True)
    return whole if words.startswith(("earlier", "later")) else portion(found, whole)


def _the_period(found: Found, setting: Setting) -> Meaning | None:
    """ "the weekend", "the summer", "the end of the month", "earlier in the year"."""
    name, published = (found["name"] or found["name_"]).lower(), setting.published
    if published is None:
        return Meaning("XXXX-WXX-WE" if name == "weekend" else "XXXX")
    if name == "weekend":
        latest = shift(published, "week", 0 if setting.ahead or published.weekday() >= 5 else -1)
        return weekend(latest)
    if name in SEASONS:
        whole = nearest_year(setting, lambda year: season(year, name))
        return part(whole, found["part_"].lower()) if whole and found["part_"] else whole
    return _narrowed(found, unit_of(name, published), setting)


RELATIVE: Final[dict[str, Rule]] = {
    "clock": _clock,
    "weekday": _weekday,
    "weekdays": _weekdays,
    "near_day": _near_day,
    "this_daypart": _this_daypart,
    "period": _period,
    "the_period": _the_period,
}
"""The meaning of every form of `time_grammar` that is told from another day."""
