"""Hypothesis strategies for records: arbitrary texts, and claims whose spans lie in them."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any

from hypothesis import strategies as st

from dateline.ids import claim_id, document_id
from dateline.records import Claim, Coded, Count, Document, Party, Place, Quote, Source, Span, Story, Time, quote
from dateline.terms import CountKind, DatePrecision, EventType, PlacePrecision, SourceKind, Status, StoryKind

ALPHABET = st.characters(codec="utf-8", exclude_characters="\x00")
"""Every character but NUL, which no text file of people holds."""
PIECES = st.sampled_from(
    ["Rebels", "shelled", "Sirte", "on Tuesday", ", killing", "12 people", "the army said", ". ", "\n", "“", "”", "🙂",
     "قال الجيش", "é̂", "\r\n", "\f", "at least", "denied", "would", "Libyan", "U.S. ", "KABUL — ", "1,000", "(", ")"]
)  # fmt: skip
"""Words and marks that rules look for."""


def texts(most: int = 300) -> st.SearchStrategy[str]:
    """Texts made of anything, and texts made of what rules look for."""
    anything = st.text(ALPHABET, min_size=1, max_size=most)
    return st.one_of(anything, st.lists(PIECES, min_size=1, max_size=40).map(" ".join), st.lists(PIECES).map("".join))


def document(text: str, origin: str = "a.txt", **more: Any) -> Document:
    """A document of that text."""
    raw = text.encode("utf-8", "surrogatepass")
    fields = {"format": "text", "encoding": "utf-8", "made_by": "test"} | more
    return Document(
        id=document_id(origin, raw), origin=origin, text=text, sha256=hashlib.sha256(raw).hexdigest(), **fields
    )


@st.composite
def quotes(draw: st.DrawFn, text: str) -> Quote:
    """Words of a text, at least one character."""
    start = draw(st.integers(0, len(text) - 1))
    return quote(text, start, draw(st.integers(start + 1, len(text))))


@st.composite
def claims(draw: st.DrawFn, told: Document, story: int = 0) -> Claim:
    """A claim of a document."""
    trigger = draw(quotes(told.text))
    kind = draw(st.sampled_from(EventType))
    some = st.one_of(st.none(), st.text(ALPHABET, min_size=1, max_size=8))

    def party() -> Party:
        words = draw(quotes(told.text))
        return Party(text=words.text, span=words.span, name=draw(some), id=draw(some), roles=("GOV",))

    where, when, number, speaker = (draw(quotes(told.text)) for _ in range(4))
    day = draw(st.dates(dt.date(1990, 1, 1), dt.date(2030, 1, 1)))
    low = draw(st.one_of(st.none(), st.integers(0, 50)))
    high = draw(st.one_of(st.none(), st.integers(50, 90)))
    return Claim(
        id=claim_id(told.id, *msgspan(trigger.span), kind, "test 1"),
        document=told.id,
        story=story,
        event="e1",
        type=kind,
        mode=None,
        status=draw(st.sampled_from(Status)),
        trigger=trigger,
        evidence=Span(0, len(told.text)),
        actors=tuple(party() for _ in range(draw(st.integers(0, 2)))),
        recipients=tuple(party() for _ in range(draw(st.integers(0, 2)))),
        place=draw(st.one_of(st.none(), st.just(_place(where)))),
        date=draw(st.one_of(st.none(), st.just(_day(when, day)))),
        counts=(Count(kind=CountKind.KILLED, low=low, high=high, text=number.text, span=number.span),),
        sources=(Source(text=speaker.text, span=speaker.span, kind=SourceKind.OFFICIAL),),
        hedge=None,
        status_span=None,
        denies=None,
        confidence=draw(st.floats(0, 1).map(lambda f: round(f, 2))),
        made_by="test 1",
    )


def msgspan(span: Span) -> tuple[int, int]:
    """A span's two ends."""
    return span.start, span.end


def _place(words: Quote) -> Place:
    return Place(
        text=words.text, span=words.span, name="Sirte", geonames=2210554, country="LY", admin1="Surt", lat=31.2089,
        lon=16.5887, precision=PlacePrecision.TOWN,
    )  # fmt: skip


def _day(words: Quote, day: dt.date) -> Time:
    return Time(text=words.text, span=words.span, value=str(day), start=day, end=day, precision=DatePrecision.DAY)


@st.composite
def codings(draw: st.DrawFn, made_by: str = "test 1") -> Coded:
    """A document that is not empty, with one story that covers it, and some claims whose triggers differ."""
    told = document(draw(texts(80).filter(bool)), draw(st.sampled_from(["a.txt", "b.txt", "c.txt"])))
    found = draw(st.lists(claims(told), max_size=4, unique_by=lambda claim: claim.id))
    parts = (quote(told.text, 0, len(told.text)),)
    story = Story(document=told.id, number=0, kind=StoryKind.MAIN, parts=parts, made_by="test")
    return Coded(document=told, stories=(story,), statements=(), claims=tuple(found), made_by=made_by)
