"""Number words: what they are worth, what bounds them, and what a number of people counts (`data/numbers.toml`).

Invariant: a value or a range comes from the words alone; words that are no number give None.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import Any, Final

from dateline.errors import DatelineError
from dateline.terms import CountKind
from dateline.vocab.files import data_text

FILE: Final = "numbers.toml"
LOOKALIKES: Final = str.maketrans("ſıİ\u212a", "siIK")
"""Letters that `re.IGNORECASE` takes for ASCII ones and `str.lower` does not: put right before matching."""
_TOKENS: Final = re.compile(r"\d[\d,]*(?:\.\d+)?|[a-z]+")


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(data_text(FILE))


@cache
def words() -> dict[str, int]:
    """Number words below a hundred, without compounds such as "twenty-two"."""
    return dict(_data()["words"])


@cache
def scales() -> dict[str, int]:
    """Words that multiply the number before them: "dozen", "hundred", "thousand" and up."""
    return dict(_data()["scales"])


@cache
def vague() -> dict[str, tuple[int, int]]:
    """Vague quantities with the least and the most that they stand for, both included.

    Raises:
        DatelineError: `bad-vocabulary` where a range begins after its end.
    """
    ranges = {name: (int(low), int(high)) for name, (low, high) in _data()["vague"].items()}
    for name, (low, high) in ranges.items():
        if low > high:
            raise DatelineError("bad-vocabulary", f"{FILE}: {name}", "its range begins after its end")
    return ranges


@cache
def bounds() -> dict[str, str]:
    """Words before a number, each with "low", "high" or "about"."""
    return {phrase: side for side, phrases in _data()["bounds"].items() for phrase in phrases}


@cache
def cues() -> dict[str, CountKind]:
    """Words that say what people suffered or did, each with its kind of count.

    Raises:
        DatelineError: `bad-vocabulary` where a kind is none of ours, or a word stands under two kinds.
    """
    found: dict[str, CountKind] = {}
    for kind, line in _data()["cues"].items():
        if kind not in set(CountKind):
            raise DatelineError("bad-vocabulary", f"{FILE}: {kind}", "no such kind of count")
        for word in line.split():
            if word in found:
                raise DatelineError("bad-vocabulary", f"{FILE}: {word}", "it stands under two kinds")
            found[word] = CountKind(kind)
    return found


@cache
def things() -> frozenset[str]:
    """Nouns for what is no person."""
    return frozenset(_data()["things"]["words"].split())


def number_value(text: str) -> int | None:
    """The value of a number in digits or words: "1,200", "3.3 million", "twenty-two", "half a dozen".

    Returns:
        None where the words are no whole number.
    """
    found = _TOKENS.findall(text.lower())
    if not found:
        return None
    total, current = 0.0, 0.0
    for position, word in enumerate(found):
        if word[0].isdigit():
            current += float(word.replace(",", ""))
        elif word in words():
            current += words()[word]
        elif word == "half" and position <= 1:
            current = 0.5
        elif word in scales():
            current = (current or 1) * scales()[word]
            if scales()[word] >= 1_000:
                total, current = total + current, 0.0
        elif word not in {"a", "an", "and"}:
            return None
    value = round(total + current, 6)
    return int(value) if value == int(value) and value > 0 else None


def _alternatives(phrases: object) -> str:
    """A regular expression for any of the phrases, longest first, with any single gap between words."""
    ordered = sorted(map(str, phrases), key=len, reverse=True)  # type: ignore[call-overload]
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s") for phrase in ordered)


@cache
def number_pattern() -> str:
    """A regular expression, without groups that capture, for a whole number in digits or words.

    Every repetition in it is bounded, so that no text makes it slow.
    """
    tens = _alternatives(word for word, value in words().items() if value >= 20)
    units = _alternatives(word for word, value in words().items() if value < 10)
    below_hundred = rf"(?:(?:{tens})(?:[-\s](?:{units})\b)?|{_alternatives(words())})\b"
    scale = rf"(?:{_alternatives(scales())})\b"
    digits = r"(?:\d{1,3}(?:,\d{3}){1,3}|\d{1,9}(?:\.\d{1,3})?)(?![\d%]|[.,/:]\d)"
    rest = rf"(?:(?:\sand\s|\s){below_hundred}(?:[-\s]{scale}){{0,2}}){{0,3}}"
    in_words = rf"(?:{below_hundred}|an?)(?:[-\s]{scale}){{1,2}}{rest}|{below_hundred}"
    return rf"(?:half\sa\sdozen\b|(?:a\s)?half[-\s]dozen\b|{in_words}|{digits}(?:[-\s]{scale})?)"


@cache
def vague_pattern() -> str:
    """A regular expression, without groups that capture, for a vague quantity."""
    return rf"(?:{_alternatives(vague())})\b"


@cache
def bound_pattern() -> str:
    """A regular expression, without groups that capture, for the words that bound a number."""
    return rf"(?:{_alternatives(bounds())})\b"
