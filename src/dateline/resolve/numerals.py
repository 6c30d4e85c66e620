"""Numbers of things and people in a text, with the words that bound them: "at least 80", "10 to 20", "dozens".

Invariant: `low` never exceeds `high`, and at least one of them is known. Dates, times, money, percentages, ages,
measures, ordinals, addresses and numbers in names are left out.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

import msgspec

from dateline.records import Span
from dateline.resolve.when import find_times
from dateline.vocab.numbers import (
    LOOKALIKES,
    bound_pattern,
    bounds,
    number_pattern,
    number_value,
    scales,
    vague,
    vague_pattern,
)

G: Final = r"[ \t\u00a0\n]{1,2}"
_NUMBER: Final = re.compile(
    rf"(?<![\w$€£#/.,:’'-])(?:(?P<bound>{bound_pattern()}){G})?"
    rf"(?:(?P<near>about|around|some|roughly|an{G}estimated|another|an{G}additional|a{G}further|a{G}total{G}of){G})?"
    rf"(?:(?P<vague>{vague_pattern()})"
    rf"(?:,?{G}(?:perhaps|maybe|possibly|or|if{G}not){G}(?:even{G})?(?P<vaguer>{vague_pattern()}))?"
    rf"|(?:between{G})?(?P<first>{number_pattern()})(?:(?:{G}(?:to|or|and){G}|[-–])(?P<second>{number_pattern()}))?)"
    rf"(?P<more>{G}or{G}more\b|,?{G}at{G}(?:the{G}very{G})?least\b|-plus\b|\+)?(?![\w$€£]|-[a-z]*-?old)",
    re.IGNORECASE,
)
_UNIT_AFTER: Final = re.compile(
    r"[- ]?(?:%|percent|per cent|dollars?|euros?|pounds?|rubles?|riyals?|dinars?|yuan|rupees?|cents?|years?|months?"
    r"|weeks?|days?|nights?|hours?|minutes?|seconds?|decades?|centur(?:y|ies)|miles?|kilomet(?:er|re)s?|km|met(?:er|re)s?|feet"
    r"|foot|inch(?:es)?|acres?|hectares?|tons?|tonnes?|kilograms?|kilos?|kg|degrees?|o[’']clock|a\.m|p\.m|am\b|pm\b"
    r"|[A-Z]\w+ (?:Street|Road|Avenue|Lane|Square)\b)",
)
_MONEY_BEFORE: Final = re.compile(r"(?:[$€£]|\b(?:USD|EUR|US\$)) ?$")
_AGE_BEFORE: Final = re.compile(r"\b(?:aged?|ages) $|[A-Z]\w+[,’”\"]{1,2} $")
_AGE_AFTER: Final = re.compile(r"[,.;)]| and ")
_NAME_BEFORE: Final = re.compile(
    r"\b(?:Flight|Resolution|Bill|Article|Section|Chapter|Highway|Route|Interstate|Channel|Boeing|Airbus|Unit|Group of"
    r"|No\.|Number|Room|Gate|Pier|Area|Phase|Apollo|Page|Protocol|Annex|Tower|Terminal|Class|Type|Proposition|Title) $"
)
_CAPITAL_BEFORE: Final = re.compile(r"[a-z,] [A-Z][\w’']+ $")
_CHANGED: Final = re.compile(r"\bfrom $", re.IGNORECASE)
_PLAIN_RANGE: Final = re.compile(r"\b(?:anywhere|ranging|ranged|ranges) from $", re.IGNORECASE)
_NOUN_AFTER: Final = re.compile(r" [a-z]|[.,;:?!)](?: |$)")


_NEAR: Final = frozenset({"about", "around", "some", "roughly", "an estimated"})


class Number(msgspec.Struct, frozen=True):
    """A number as the text words it; a side that the text leaves open is None."""

    text: str
    span: Span
    low: int | None
    high: int | None
    approximate: bool = False


@lru_cache(maxsize=64)
def find_numbers(text: str, offset: int = 0) -> tuple[Number, ...]:
    """Every number of things or people, in order of the text and without overlap.

    Args:
        text: a passage.
        offset: where it begins in its document; added to every span.

    The last passages are remembered: a sentence is asked once for each of its claims.
    """
    plain = text.translate(LOOKALIKES)
    matches = list(_NUMBER.finditer(plain))
    if not matches:
        return ()
    times = [Span(t.span.start, t.span.end) for t in find_times(text, published=None) if t.value != "PRESENT_REF"]
    found = []
    position = 0
    for match in matches:
        span = _counted_span(match, plain)
        while position < len(times) and times[position].end <= span.start:
            position += 1
        if position < len(times) and times[position].overlaps(span):
            continue
        value = None if _is_other(match, plain) else _value(match, span)
        if value is not None:
            low, high, approximate = value
            words, place = text[span.start : span.end], Span(offset + span.start, offset + span.end)
            found.append(Number(words, place, low, high, approximate))
    return tuple(found)


def _counted_span(match: re.Match[str], text: str) -> Span:
    """Where the number stands that holds now: of "rose from 10 to 12", the 12; else the whole."""
    before = text[max(0, match.start() - 24) : match.start()]
    changed = match["second"] and re.search(r"\bto\b", match.group()) and _CHANGED.search(before)
    if changed and not _PLAIN_RANGE.search(before):
        return Span(match.start("second"), match.end())
    return Span(*match.span())


def _is_other(match: re.Match[str], text: str) -> bool:
    """Whether the number is money, a measure, an age or part of a name."""
    start, end = match.span()
    before, after = text[max(0, start - 24) : start], text[end : end + 24]
    if _UNIT_AFTER.match(after) or _MONEY_BEFORE.search(before) or _NAME_BEFORE.search(before):
        return True
    if not match.group().isdigit():
        return False
    if start == 0 and after.startswith(", "):
        return True  # the rest of a date that was cut in two
    if int(match.group()) < 120 and _AGE_BEFORE.search(before) and _AGE_AFTER.match(after):
        return True
    return bool(_CAPITAL_BEFORE.search(before)) and not _NOUN_AFTER.match(after)


def _value(match: re.Match[str], span: Span) -> tuple[int | None, int | None, bool] | None:
    """Low, high and whether it is only near; None where the words are no number after all."""
    if span.start > match.start():
        last = number_value(match["second"])
        return None if last is None else (last, last, False)
    side = bounds().get(" ".join((match["bound"] or "").lower().split()))
    if match["vague"]:
        low, high = _range(match["vague"])
        if match["vaguer"]:
            low, high = min(low, _range(match["vaguer"])[0]), max(high, _range(match["vaguer"])[1])
        return (low, None, True) if side == "low" else (None, high, True) if side == "high" else (low, high, True)
    first, second = number_value(match["first"]), number_value(match["second"] or "")
    if first is None:
        return None
    if second is not None:
        scale = scales().get(re.split(r"[\s-]", match["second"].lower())[-1], 1)
        if first < second // scale and not set(re.split(r"[\s-]", match["first"].lower())) & set(scales()):
            first *= scale  # "3 to 4 million"
        return (first, second, False) if first < second else None
    if side == "low" or match["more"]:
        return first, None, False
    near = side == "about" or (match["near"] or "").lower() in _NEAR
    return (None, first, False) if side == "high" else (first, first, near)


def _range(words: str) -> tuple[int, int]:
    return vague()[" ".join(words.lower().split())]
