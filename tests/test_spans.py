"""Every span of every record is its text: the invariant of `records`, held over whatever records the rooms make.

The records are walked by their structure, so that a field that is added later is held to it, too.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.export.public import LINES, lines
from dateline.read import ReadOptions, read_inputs
from dateline.reader import read_story
from dateline.records import Coded, Document, Quote, Reading, Span, quote
from dateline.run.pipeline import code_document
from dateline.terms import StoryKind
from strategies import document, texts

EXAMPLES = Path(__file__).parent.parent / "examples"
STORY = (
    "KABUL — At least 12 people were killed and dozens wounded on Tuesday when rebels shelled a market in Sirte, "
    "Libya, officials said. “We did not bomb anybody,” the army spokesman, Omar Halim, told reporters. The rebels "
    "reportedly threatened to attack the town of Tobruk next week."
)
"""Invented, with every kind of record in it; the text that it stands in is made awkward."""


def wrong(record: Any, text: str) -> list[str]:
    """What in a record, however deep, is not the text at its span."""
    return [problem for inner in structs(record) for problem in _wrong(inner, text)]


def structs(record: Any) -> Iterator[Any]:
    """A record and all that are in it."""
    if isinstance(record, msgspec.Struct):
        yield record
        for name in record.__struct_fields__:
            yield from structs(getattr(record, name))
    elif isinstance(record, tuple):
        for inner in record:
            yield from structs(inner)


def _wrong(record: Any, text: str) -> Iterator[str]:
    if isinstance(record, Span):
        if not 0 <= record.start < record.end <= len(text):
            yield f"{record} is no part of a text of {len(text)} characters"
        return
    span, words = getattr(record, "span", None), getattr(record, "text", None)
    if isinstance(span, Span) and words is not None and text[span.start : span.end] != words:
        yield f"{words!r} is not the text at {span}"


def readings(told: Document, coded: Coded) -> list[Reading]:
    return [read_story(story) for story in coded.stories if story.kind is not StoryKind.FURNITURE]


@given(texts(), st.one_of(st.none(), st.just(dt.date(2025, 11, 5))), st.booleans())
def test_in_any_text(text: str, published: dt.date | None, prepared: bool) -> None:
    told = document(text, published=published, prepared=prepared)
    coded = code_document(told)
    assert wrong(coded, text) == []
    assert [problem for reading in readings(told, coded) for problem in wrong(reading, text)] == []


@pytest.mark.parametrize("before", ["", "\ufeff", "🙂🙂 ", "قال الجيش\r\n\r\n", "e\u0301 ", "\f\u2028"])
@pytest.mark.parametrize("line_end", [" ", "\n", "\r\n"])
def test_in_awkward_text_with_something_of_everything(before: str, line_end: str) -> None:
    text = before + STORY.replace(" and ", f" and{line_end}")
    told = document(text, published=dt.date(2025, 11, 5))
    coded = code_document(told)
    assert coded.claims
    assert coded.statements
    assert coded.places
    assert coded.times
    assert any(claim.counts for claim in coded.claims)
    assert any(claim.sources for claim in coded.claims)
    assert wrong(coded, text) == []
    assert wrong(tuple(readings(told, coded)), text) == []


def test_in_every_example_and_in_every_public_line() -> None:
    documents = [item for item in read_inputs([str(EXAMPLES)], ReadOptions()) if isinstance(item, Document)]
    assert {told.format for told in documents} == {"text", "markdown", "html", "jsonl"}
    for told in documents:
        coded = code_document(told)
        assert wrong(coded, told.text) == []
        for what in LINES:
            for line in lines(coded, what):
                assert wrong(line, told.text) == []


def test_a_reader_of_the_json_alone_finds_the_same_text() -> None:
    told = document(STORY)
    for line in lines(code_document(told), "claims"):
        for quoted in _quoted(json.loads(msgspec.json.encode(line))):
            start, end = quoted["span"]
            assert STORY[start:end] == quoted["text"]


def _quoted(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if "span" in value and "text" in value:
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from _quoted(inner)


@given(texts(), st.data())
def test_a_quote_is_made_of_its_own_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1)) if text else 0
    end = data.draw(st.integers(start, len(text)))
    made = quote(text, start, end)
    assert text[made.span.start : made.span.end] == made.text


def test_this_test_sees_what_is_wrong() -> None:
    text = "Rebels shelled Sirte."
    assert wrong((Quote("shelled", Span(8, 15)),), text) == ["'shelled' is not the text at Span(start=8, end=15)"]
    assert len(wrong(Quote("Sirte", Span(15, 99)), text)) == 2
    coded = code_document(document(text))
    moved = msgspec.structs.replace(coded.claims[0].trigger, span=Span(0, 7))
    broken = msgspec.structs.replace(
        coded, claims=(msgspec.structs.replace(coded.claims[0], trigger=moved), *coded.claims[1:])
    )
    assert wrong(broken, text) == ["'shelled' is not the text at Span(start=0, end=7)"]
