"""Passages that exports quote.

Invariant: a quoted passage is words of the document as they stand, ``document.text[start:end]``, with the claim's
trigger among them; it is no longer than asked for.
"""

from __future__ import annotations

import re
from typing import Final

from dateline.records import Claim, Document, Quote, quote

_WORD: Final = re.compile(r"\S+")
_BEFORE: Final = 3
"""Of the words that are left beside the trigger's, one in so many stands before it when a passage is cut."""


def passage_of(claim: Claim, document: Document, longest: int | None) -> Quote:
    """The words that report a claim's event.

    Args:
        claim: whose evidence is quoted.
        document: its document.
        longest: the most words; None leaves the evidence whole.
    """
    start, end = claim.evidence.start, claim.evidence.end
    words = [(start + m.start(), start + m.end()) for m in _WORD.finditer(document.text[start:end])]
    if longest is None or len(words) <= longest:
        return quote(document.text, start, end)
    held = [
        n for n, (left, right) in enumerate(words) if left < claim.trigger.span.end and claim.trigger.span.start < right
    ]
    at, last = (held[0], held[-1]) if held else (0, 0)
    first = max(0, min(at - max(0, longest - (last - at + 1)) // _BEFORE, len(words) - longest))
    return quote(document.text, words[first][0], words[first + longest - 1][1])
