"""Actors by the clause, where the network names none: the subject of the trigger's verb, by the first reader's rules.

Invariant: an actor is a noun phrase of the trigger's own sentence; where the lexicon does not know the trigger, there
is none.
"""

from __future__ import annotations

from dateline.reader.roles import roles
from dateline.reader.worded import worded
from dateline.records import Quote, Span


def actors(sentence: str, span: Span, trigger: Span) -> list[Quote]:
    """Who does it.

    Args:
        sentence: the text of the sentence that tells the act.
        span: where it stands in the document.
        trigger: where the trigger stands in the document.
    """
    words, named = worded(sentence, span.start)
    found = words.tokens
    for one in named:
        if found[one.start].start < trigger.end and trigger.start < found[one.end - 1].end:
            phrases = roles(words, one).actors
            return [_quote(sentence, span, found[p.start].start, found[p.end - 1].end) for p in phrases]
    return []


def _quote(sentence: str, span: Span, start: int, end: int) -> Quote:
    return Quote(sentence[start - span.start : end - span.start], Span(start, end))
