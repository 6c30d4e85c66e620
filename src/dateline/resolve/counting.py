"""Which numbers a claim gets: those that its reader marked, else those of its sentence that tell what the act did.

Invariant: a count's words stand in the text, and hold a number; the kind is the reader's where it gives one.
"""

from __future__ import annotations

from dateline.records import Count, RawClaim, Span
from dateline.resolve.attach import Surroundings
from dateline.resolve.howmany import find_counts


def choose_counts(raw: RawClaim, around: Surroundings) -> tuple[Count, ...]:
    """The numbers of people in the claim's sentence that count what this act did."""
    sentence = around.text[raw.evidence.start : raw.evidence.end]
    trigger = Span(raw.trigger.span.start - raw.evidence.start, raw.trigger.span.end - raw.evidence.start)
    return find_counts(sentence, trigger, raw.evidence.start, raw.type)
