"""A claim's passage with the words of each value in colour, and labelled, so that it reads without colour too."""

from __future__ import annotations

from itertools import pairwise
from typing import Final, NamedTuple

from rich.text import Text

from dateline.records import Claim, Document, Span

STYLES: Final[dict[str, str]] = {
    "trigger": "bold white on red",
    "actor": "bold cyan",
    "recipient": "bold magenta",
    "place": "bold green",
    "date": "bold yellow",
    "count": "bold red",
    "source": "bold blue",
    "hedge": "italic",
    "status": "underline",
}


class Mark(NamedTuple):
    """Words of a passage with what they are."""

    span: Span
    label: str


def marks(claim: Claim) -> list[Mark]:
    """The spans of all values of a claim, in order."""
    found = [Mark(claim.trigger.span, "trigger")]
    found += [Mark(party.span, "actor") for party in claim.actors]
    found += [Mark(party.span, "recipient") for party in claim.recipients]
    found += [Mark(count.span, "count") for count in claim.counts]
    found += [Mark(source.span, "source") for source in claim.sources]
    found += [Mark(claim.place.span, "place")] if claim.place else []
    found += [Mark(claim.date.span, "date")] if claim.date else []
    found += [Mark(claim.hedge.span, "hedge")] if claim.hedge else []
    found += [Mark(claim.status_span, "status")] if claim.status_span else []
    return sorted(found)


def passage(document: Document, claim: Claim, around: int = 0) -> Text:
    """The claim's evidence, widened to all its spans and by `around` characters, with the values marked."""
    found = marks(claim)
    start = max(0, min(claim.evidence.start, *(mark.span.start for mark in found)) - around)
    end = min(len(document.text), max(claim.evidence.end, *(mark.span.end for mark in found)) + around)
    edges = sorted({start, end, *(edge for mark in found for edge in (mark.span.start, mark.span.end))})
    shown = Text()
    for left, right in pairwise(edges):
        covering = [mark for mark in found if mark.span.covers(Span(left, right))]
        shown.append(document.text[left:right], style=" ".join(STYLES[mark.label] for mark in covering))
        for mark in found:
            if mark.span.end == right and mark.span.start < right:
                shown.append(f"[{mark.label}]", style="dim")
    return shown
