"""Invented sentences with their numbers (`data/numbers.tsv`), counts (`howmany.tsv`), and numbers that a reader marked
(`marked.tsv`)."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.records import Count, Quote, RawCount, Span
from dateline.resolve.counting import marked_count
from dateline.resolve.howmany import find_counts
from dateline.resolve.numerals import find_numbers
from dateline.terms import CountKind, EventType
from tables import cases, shown

DATA = Path(__file__).parent / "data"
NUMBERS, COUNTS, MARKED = (cases(DATA / f"{name}.tsv") for name in ("numbers", "howmany", "marked"))


def place(row: dict[str, str], column: str) -> Span:
    """Where the words of a column stand in the sentence."""
    start = row["text"].index(row[column])
    return Span(start, start + len(row[column]))


def written(count: Count) -> str:
    """A count as `howmany.tsv` writes it."""
    line = ":".join((count.kind.value, shown(count.low), shown(count.high), shown(count.of)))
    return line + ":part" if count.part else line


@pytest.mark.parametrize("row", NUMBERS)
def test_a_number_is_worth(row: dict[str, str]) -> None:
    (number,) = find_numbers(row["text"])
    assert row["text"][number.span.start : number.span.end] == number.text
    assert (number.text, shown(number.low), shown(number.high)) == (row["words"], row["low"], row["high"])


@pytest.mark.parametrize("row", COUNTS)
def test_an_act_has_these_counts(row: dict[str, str]) -> None:
    found = find_counts(row["text"], place(row, "trigger"), 0, EventType(row["type"]))
    assert "; ".join(written(count) for count in found) == row["counts"]


@pytest.mark.parametrize("row", MARKED)
def test_words_that_a_reader_marked_count(row: dict[str, str]) -> None:
    span = place(row, "marked")
    count = marked_count(RawCount(Quote(row["marked"], span), CountKind(row["kind"])), Span(0, 0), row["text"])
    assert count is not None
    assert count.kind == row["kind"]
    assert row["text"][count.span.start : count.span.end] == count.text
    found = (shown(count.low), shown(count.high), count.text, shown(count.of))
    assert found == (row["low"], row["high"], row["words"], row["of"])


def test_the_tables_hold_enough() -> None:
    assert len(NUMBERS) + len(COUNTS) + len(MARKED) >= 200
