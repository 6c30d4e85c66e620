"""Every time expression of a text with its TIMEX3 value and, where it can be known, its first and last day.

Invariant: an interval never starts after its end, and no day is invented: without a publication date "Tuesday" keeps
an open value (`XXXX-WXX-2`), no start and no end. A bare length ("for three weeks") never has a start, so that a claim
whose date must have one cannot take it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from typing import Final

import msgspec

from dateline.records import Span, Time
from dateline.resolve.calendar_values import Meaning
from dateline.resolve.time_explicit import EXPLICIT
from dateline.resolve.time_grammar import ANY, FIRST_WORDS, RULES
from dateline.resolve.time_lengths import LENGTHS
from dateline.resolve.time_relative import RELATIVE
from dateline.resolve.time_setting import Rule, Setting
from dateline.terms import DatePrecision
from dateline.vocab.files import rows
from dateline.vocab.numbers import LOOKALIKES

MEANINGS: Final[dict[str, Rule]] = {**EXPLICIT, **RELATIVE, **LENGTHS}
_CONTEXT: Final = 40
"""How many characters around an expression its rule may look at."""
_TENSE_CONTEXT: Final = 90
_ANCHORS: Final = frozenset({DatePrecision.TIME, DatePrecision.DAY, DatePrecision.WEEK, DatePrecision.MONTH,
                             DatePrecision.SEASON, DatePrecision.YEAR})  # fmt: skip
"""Precisions from which "that year" and "two days later" may be counted."""
_UNDATED: Final = frozenset(
    {"weekday", "date", "day_range", "month", "season", "the_period", "holiday", "feast", "clock", "week_of"}
)
"""Forms that leave open whether they look back or ahead."""
_TOKEN: Final = re.compile(r"[A-Za-z0-9]+")
_SINCE: Final = re.compile(r"\bsince (?:at least |about |around )?$", re.IGNORECASE)


class _Hit(msgspec.Struct, frozen=True):
    start: int
    end: int
    meaning: Meaning


def find_times(
    text: str, *, published: dt.date | None, offset: int = 0, tense_at: Callable[[int], str] | None = None
) -> tuple[Time, ...]:
    """Every time expression, in order of the text and without overlap.

    Args:
        text: one story's text, or a part of it.
        published: the day that "today" is; without it nothing relative to publication is resolved.
        offset: where `text` begins in its document; added to every span.
        tense_at: the tense ("past", "present", "future") that holds at a position of `text`; it gives weekdays and
            dates without a year their direction. Without it the words around decide.

    Returns:
        Times whose `start` and `end` are None where the expression is a length, a vague reference ("now"), a repetition
        ("every Monday"), or cannot be resolved. "Since 2014" ends on the day of publication, and has no known end
        without one. The two ends of "between X and Y" are two times, as in TIMEX3; `dating` joins them for a claim.
    """
    plain = text.translate(LOOKALIKES)
    hits = _since(plain, list(_hits(plain, published, tense_at)), published)
    return tuple(
        Time(
            text=text[hit.start : hit.end],
            span=Span(offset + hit.start, offset + hit.end),
            value=hit.meaning.value,
            start=hit.meaning.start,
            end=hit.meaning.end,
            precision=hit.meaning.precision,
            approximate=hit.meaning.approximate,
        )
        for hit in hits
    )


def _hits(text: str, published: dt.date | None, tense_at: Callable[[int], str] | None) -> Iterator[_Hit]:
    """Expressions one by one, each read against the last date before it."""
    anchor: Meaning | None = None
    for candidate in _candidates(text):
        name, (start, end) = str(candidate.lastgroup), candidate.span()
        found = RULES[name].match(text, start, end)
        if found is None:
            continue
        setting = Setting(
            published=published,
            anchor=anchor,
            ahead=_is_ahead(text, start, end, tense_at) if name in _UNDATED else False,
            before=text[max(0, start - _CONTEXT) : start],
            after=text[end : end + _CONTEXT],
        )
        try:
            meaning = MEANINGS[name](found, setting)
        except (ValueError, OverflowError):  # the calendar has no such day (31 April, the year 12,000)
            continue
        if meaning is None:
            continue
        if meaning.start and meaning.precision in _ANCHORS:
            anchor = meaning
        yield _Hit(start, end, meaning)


def _candidates(text: str) -> Iterator[re.Match[str]]:
    """Where a form of the grammar matches: at the words that can begin one, from left to right."""
    position = 0
    for word in _TOKEN.finditer(text):
        if word.start() < position or not (word.group()[0].isdigit() or word.group().lower() in FIRST_WORDS):
            continue
        match = ANY.match(text, word.start())
        if match is not None:
            position = match.end()
            yield match


_IRREGULAR_PAST: Final = "|".join(
    sorted({form for row in rows("irregular.tsv") if row["kind"] == "verb" for form in row["past"].split(";")})
)
_DIRECTION: Final = re.compile(
    r"\b(?P<ahead>(?:(?:will|shall|would|won['’]t|to be)(?:\s(?:not|also|be|have|then))?|to begin|upcoming"
    r"|(?:plan|plans|planned|planning|scheduled|expected|expects?|due|set|going|intends?|hopes?|is|are)\s(?:to|for)"
    r"(?:\sbe)?)(?:\s\w+)?|\w+['’]ll\s\w+|(?:by|until|till|before|as\s(?:soon|early)\sas)(?=\s$))\b"
    rf"|\b(?:says|was|were|had|has|have|[a-z]{{2,}}ed|{_IRREGULAR_PAST})\b",
    re.IGNORECASE,
)
"""Verb forms that look ahead (the named group) or back."""
_SENTENCE_END: Final = re.compile(r"[.!?][\"”’]?\s+(?=[A-Z“\"])|\n")


def _is_ahead(text: str, start: int, end: int, tense_at: Callable[[int], str] | None) -> bool | None:
    """Whether the words around an expression speak of what is to come; None where they do not say.

    The verb form that stands nearest before it decides, or where there is none, the first one after it.
    """
    if tense_at is not None:
        return {"future": True, "past": False}.get(tense_at(start))
    if text.startswith(("'s", "’s"), end):
        return False
    before = _SENTENCE_END.split(text[max(0, start - _TENSE_CONTEXT) : start])[-1]
    forms = list(_DIRECTION.finditer(before))
    nearest = forms[-1] if forms else _DIRECTION.search(_SENTENCE_END.split(text[end : end + 30])[0])
    return None if nearest is None else nearest["ahead"] is not None


def _since(text: str, hits: list[_Hit], published: dt.date | None) -> Iterator[_Hit]:
    """The same, with "since X" made the interval up to publication."""
    for hit in hits:
        before = text[max(0, hit.start - 20) : hit.start]
        since, start = _SINCE.search(before), hit.meaning.start
        if since and start and (published is None or start <= published):
            meaning = Meaning(hit.meaning.value, start, published, DatePrecision.RANGE, hit.meaning.approximate)
            yield _Hit(hit.start - len(before) + since.start(), hit.end, meaning)
        else:
            yield hit
