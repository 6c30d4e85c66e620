"""All records that go from room to room.

Invariants: records are frozen; collections are tuples; a value that the text does not give is ``None`` or empty, never
guessed. Every span is a half-open range of code points of the document's text, and ``document.text[start:end]`` is the
quoted text, for every span in every record (`tests/test_spans.py` holds this).
"""

from __future__ import annotations

from dateline.records.base import FORMAT, Quote, Span, quote
from dateline.records.claims import Claim, Count, Party, Place, Source, Time
from dateline.records.coded import Coded, Sketch
from dateline.records.documents import Document, Rejection, Story
from dateline.records.incidents import Account, Anchor, Copy, Decision, FieldVerdict, Incident, Link, Toll, Version
from dateline.records.readings import RawClaim, RawCount, RawParty, RawSource, Reading, Statement

__all__ = [
    "FORMAT",
    "Account",
    "Anchor",
    "Claim",
    "Coded",
    "Copy",
    "Count",
    "Decision",
    "Document",
    "FieldVerdict",
    "Incident",
    "Link",
    "Party",
    "Place",
    "Quote",
    "RawClaim",
    "RawCount",
    "RawParty",
    "RawSource",
    "Reading",
    "Rejection",
    "Sketch",
    "Source",
    "Span",
    "Statement",
    "Story",
    "Time",
    "Toll",
    "Version",
    "quote",
]
