"""What lengths of time mean: "for three weeks", "the past five years", "two days ago", "four years later".

Invariant: a bare length has a TIMEX3 duration as its value, and neither a start nor an end, so that no claim takes it
for its date; only one that is counted from a day ("ago", "the past", "later") has an interval.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from dateline.resolve.calendar_values import Meaning, day, duration, shift, unit_of
from dateline.resolve.time_setting import Found, Rule, Setting
from dateline.terms import DatePrecision
from dateline.vocab.numbers import number_value

RECENT_DAYS: Final = {"day": 7, "week": 28, "month": 182, "year": 1826, "decade": 10957, "century": 73048}
"""How far back "recent days", "recent weeks" … reach: dateline's own choice, about what coders took it to be."""


VAGUE_AMOUNTS: Final = {"few": 3, "handful": 4, "several": 5}
"""How many "a few" and the like are taken to be where an interval is asked for: dateline's own choice."""
_SINGULAR: Final = {"centuries": "century"}
_AGE: Final = re.compile(r"[- ]olds?\b")


def _unit(found: Found) -> str:
    word = found["unit"].lower()
    return _SINGULAR.get(word, word.rstrip("s"))


def _amount(found: Found) -> tuple[int | None, int | None]:
    """The exact number of units, and the number to count with; both None for "many" and "some"."""
    words = found["amount"].lower().split()
    exact = 1 if words in (["a"], ["an"]) else 2 if "couple" in words else number_value(found["amount"])
    if exact is not None:
        return exact, exact
    return None, next((VAGUE_AMOUNTS[word] for word in words if word in VAGUE_AMOUNTS), None)


def _spans_units(found: Found, setting: Setting) -> Meaning:
    """ "the past three months" ends, and "the next three months" begins, on the day of publication."""
    (exact, number), unit, which = _amount(found), _unit(found), found["which"].lower()
    length, published = duration(exact, unit), setting.published
    if published is None or number is None or which in {"first", "latest"} or unit in {"minute", "second"}:
        return length
    if unit == "hour":
        unit, number = "day", -(-number // 24)
    ahead = which in {"next", "coming"}
    other = shift(published, unit, number if ahead else -number)
    start, end = (published, other) if ahead else (other, published)
    return Meaning(length.value, start, end, DatePrecision.RANGE, approximate=exact is None)


def _spans_vague(found: Found, setting: Setting) -> Meaning:
    """ "recent weeks", "coming days"."""
    unit, length = _unit(found), duration(None, _unit(found))
    if setting.published is None:
        return length
    reach = dt.timedelta(days=RECENT_DAYS[unit])
    ahead = found["which"].lower() == "coming"
    start, end = (
        (setting.published, setting.published + reach) if ahead else (setting.published - reach, setting.published)
    )
    return Meaning(length.value, start, end, DatePrecision.RANGE, approximate=True)


def _counted(found: Found, setting: Setting) -> Meaning | None:
    """A number of units: ago, before or after the last date in the text, or just so long."""
    (exact, number), unit = _amount(found), _unit(found)
    way = (found["way"] or "").lower()
    if unit == "year" and (found["old"] == "old" or (not way and _AGE.match(setting.after))):
        return None  # an age
    if unit == "second" and found["amount"].lower() in {"a", "an", "one"}:
        return None  # "a second time"
    if unit == "quarter" and exact == 3:
        return None  # three quarters of something
    if way == "ago":
        return _ago(found, setting)
    if way in {"earlier", "later", "afterward", "afterwards"} or (way and not setting.after.startswith(" ")):
        step = number if way in {"later", "afterward", "afterwards"} else -number if number else None
        if step and exact and setting.anchor and setting.anchor.start and unit not in {"hour", "minute", "second"}:
            return unit_of(unit, shift(setting.anchor.start, unit, step))
    return duration(exact, unit)


def _ago(found: Found, setting: Setting) -> Meaning:
    """Counted back from publication: "three days ago" is a day, "four years ago" a year."""
    (exact, number), unit, published = _amount(found), _unit(found), setting.published
    if published is None or number is None:
        return Meaning("PAST_REF")
    if unit in {"hour", "minute", "second"}:
        return day(published) if number < 24 else Meaning("PAST_REF")
    about = (found["about"] or "").lower()
    if exact is None or about.startswith("less"):
        nearest = published if about.startswith("less") else shift(published, unit, -2)
        reach = number if exact else 2 * number
        return Meaning("PAST_REF", shift(published, unit, -reach), nearest, DatePrecision.RANGE, approximate=True)
    whole = unit_of(unit, shift(published, unit, -exact))
    return Meaning(whole.value, whole.start, whole.end, whole.precision, approximate=bool(about))


_INTRODUCED: Final = re.compile(
    r"\b(?:for|in|within|after|over|of|follows|following|through|lasted|took|by|take)[ ]$", re.I
)


def _vague_duration(found: Found, setting: Setting) -> Meaning | None:
    """A bare "weeks" or "years" after a word that makes it a length."""
    if setting.after.startswith((" ago", " earlier")):
        return Meaning("PAST_REF")
    return duration(None, _unit(found)) if _INTRODUCED.search(setting.before) else None


_SET_UNITS: Final = {"daily": "day", "nightly": "day", "weekly": "week", "monthly": "month"}


def _set(found: Found, setting: Setting) -> Meaning:
    """What comes back: "daily", "every week"."""
    word = (found["word"] or "").lower()
    return duration(1, (found["unit"] or "").lower() or _SET_UNITS.get(word, "year"))


def _reference(found: Found, setting: Setting) -> Meaning:
    """ "now", "recently", "soon"."""
    return Meaning("PRESENT_REF" if found["now"] else "PAST_REF" if found["past"] else "FUTURE_REF")


LENGTHS: Final[dict[str, Rule]] = {
    "spans_units": _spans_units,
    "spans_vague": _spans_vague,
    "amount": _counted,
    "vague_duration": _vague_duration,
    "set": _set,
    "reference": _reference,
}
"""The meaning of every form of `time_grammar` that is a length of time, or less than that."""
