"""Which numbers a claim gets: those that its reader marked, else those of its sentence that tell what the act did.

Invariant: a count's words stand in the text; the kind is the reader's where the reader gives one, and `low` never lies
above `high`. Words that hold no number, such as "a crowd", are no count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

import msgspec

from dateline.records import Count, RawClaim, RawCount, Span
from dateline.resolve.counted_phrases import Phrases
from dateline.resolve.howmany import count_of, find_counts
from dateline.resolve.numerals import Number, find_numbers
from dateline.resolve.surroundings import Surroundings

_REACH: Final = 60
"""How many characters around a marked number are read with it: enough for "as many as an estimated" before it."""
_MEMBERS: Final = re.compile(r",\s+and\s+|,\s+|\s+and\s+|\s+as well as\s+")
_SINGLE: Final = re.compile(r"(?:an?|one)\s+(?:\w+\s+){0,3}\w+$", re.IGNORECASE)
_NOBODY: Final = re.compile(r"(?:nobody|no[- ]one|none|no)\b", re.IGNORECASE)
_WORDS: Final = (
    (re.compile(r"\b(?:both|twins?|pair|couple)\b", re.IGNORECASE), 2),
    (re.compile(r"\btriplets?\b", re.IGNORECASE), 3),
    (re.compile(r"\b(?:an?|another|single)\b", re.IGNORECASE), 1),
)
"""Words that count without being numbers; they are asked only about what a reader took for one."""


def choose_counts(raw: RawClaim, around: Surroundings, others: Sequence[RawClaim] = ()) -> tuple[Count, ...]:
    """The numbers of people that belong to a claim.

    Args:
        raw: the claim. Counts that its reader gives are taken, and no others; None leaves the choice to us.
        around: the story.
        others: the story's claims; the numbers that their triggers in the same sentence count are theirs.
    """
    if raw.counts is not None:
        marked = [marked_count(one, raw.trigger.span, around.text) for one in raw.counts]
        return _settled([count for count in marked if count is not None])
    start, end = raw.evidence.start, raw.evidence.end
    triggers = tuple(_moved(other.trigger.span, -start) for other in others if other.evidence == raw.evidence)
    own = _moved(raw.trigger.span, -start)
    rest = tuple(span for span in triggers if not span.overlaps(own))
    return tuple(
        msgspec.structs.replace(count, part=True) if _among_others(count, around.text) else count
        for count in _settled(find_counts(around.text[start:end], own, start, raw.type, rest))
    )


_AMONG: Final = re.compile(
    r"(?:[\w-]+ ){0,3}(?:was|were|is|are) (?:also )?among (?:the )?(?:dead|killed|wounded|injured|victims|casualties)\b"
)


def _among_others(count: Count, text: str) -> bool:
    """Whether those counted are told to be among others: "two children were among the dead"."""
    return _AMONG.match(text, count.span.end + 1) is not None


def marked_count(marked: RawCount, trigger: Span, text: str) -> Count | None:
    """What a reader's words for a number are worth: bounds just outside them count, and who is counted is found.

    Args:
        marked: the words and what they count. They may be longer than the number ("55 civilians and two guards") or
            lack its bounds ("20" of "at least 20").
        trigger: the claim's trigger, in the text.
        text: the document's text.

    Returns:
        The count, with the words of the number and its bounds; None where the words hold no number.
    """
    start = max(text.rfind("\n", 0, marked.quote.span.start) + 1, marked.quote.span.start - _REACH)
    while start and text[start - 1].isalnum() and start < marked.quote.span.start:
        start += 1  # the passage begins at a word
    end = text.find("\n", marked.quote.span.end)
    passage = text[start : min(end if end >= 0 else len(text), marked.quote.span.end + _REACH)]
    number = _number(marked.quote.text, _moved(marked.quote.span, -start), passage)
    if number is None:
        return None
    phrases = Phrases(passage, _moved(trigger, -start))
    at = next((i for i, one in enumerate(phrases.counted) if one.number.span == number.span), 0)
    return count_of(phrases.phrase_of(number), marked.kind, start, part=at > 0 and phrases.is_part(at))


def _number(words: str, span: Span, passage: str) -> Number | None:
    """The number that words of a passage stand for: one with its bounds, a sum of members, or a word that counts."""
    if _NOBODY.match(words):
        return Number(words, span, 0, 0)
    found = [number for number in find_numbers(passage) if number.span.overlaps(span)]
    members = [_member(word) for word in _MEMBERS.split(words)]
    if len(members) > 1 and None not in members and not any(number.span.covers(span) for number in found):
        total = sum(member or 0 for member in members)
        return Number(words, span, total, total)
    found = found or list(find_numbers(words, span.start))
    if found:
        return max(found, key=lambda one: (_shared(one.span, span), -one.span.start))
    value = next((value for pattern, value in _WORDS if pattern.search(words)), None)
    return None if value is None else Number(words, span, value, value)


def _shared(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def _member(words: str) -> int | None:
    """How many "three women" or "an Iraqi" are; None for what is no such phrase, or a number with bounds."""
    if _SINGLE.match(words):
        return 1
    found = find_numbers(words)
    exact = len(found) == 1 and found[0].span.start == 0 and found[0].low == found[0].high
    return found[0].low if exact else None


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _settled(counts: Iterable[Count]) -> tuple[Count, ...]:
    """Counts without repeats, in order of the text; a part whose whole is not among them is no part."""
    kept: dict[tuple[object, ...], Count] = {}
    for count in sorted(counts, key=lambda one: one.span):
        kept.setdefault((count.kind, count.low, count.high, count.part), count)
    wholes = {count.kind for count in kept.values() if not count.part}
    return tuple(
        count if count.kind in wholes else msgspec.structs.replace(count, part=False) for count in kept.values()
    )
