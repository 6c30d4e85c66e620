"""Time expressions: what is found, and which days it stands for."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.resolve.when import find_times
from dateline.terms import DatePrecision

THURSDAY = dt.date(2016, 3, 3)


def only(text: str, published: dt.date | None = THURSDAY) -> tuple[str, str | None, str | None, str | None]:
    """Words, value, first and last day of the one expression of a text."""
    times = find_times(text, published=published)
    assert len(times) == 1, times
    one = times[0]
    return one.text, one.value, str(one.start) if one.start else None, str(one.end) if one.end else None


@pytest.mark.parametrize(
    ("text", "words", "value", "start", "end"),
    [
        ("He fled on 3 March 2011.", "3 March 2011", "2011-03-03", "2011-03-03", "2011-03-03"),
        ("He fled on March 3, 2011.", "March 3, 2011", "2011-03-03", "2011-03-03", "2011-03-03"),
        ("Dated 2011-03-03.", "2011-03-03", "2011-03-03", "2011-03-03", "2011-03-03"),
        ("They met on Jan. 31, 2014.", "Jan. 31, 2014", "2014-01-31", "2014-01-31", "2014-01-31"),
        ("the 3rd of May, 2012", "the 3rd of May, 2012", "2012-05-03", "2012-05-03", "2012-05-03"),
        ("It fell in 2011.", "2011", "2011", "2011-01-01", "2011-12-31"),
        ("It fell in mid-2014.", "mid-2014", "2014", "2014-05-01", "2014-08-31"),
        ("the 1990s were calm", "the 1990s", "199", "1990-01-01", "1999-12-31"),
        ("in the early 2000s", "the early 2000s", "200", "2000-01-01", "2003-12-31"),
        ("in February 2012", "February 2012", "2012-02", "2012-02-01", "2012-02-29"),
        ("in the summer of 2015", "the summer of 2015", "2015-SU", "2015-06-01", "2015-08-31"),
        ("in Q3 2014", "Q3 2014", "2014-Q3", "2014-07-01", "2014-09-30"),
        ("the third quarter of 2014", "the third quarter of 2014", "2014-Q3", "2014-07-01", "2014-09-30"),
        ("in the 19th century", "the 19th century", "18", "1801-01-01", "1900-12-31"),
    ],
)
def test_absolute_dates_need_no_publication_date(text: str, words: str, value: str, start: str, end: str) -> None:
    assert only(text, None) == (words, value, start, end)


def test_the_two_ends_of_a_range_are_two_times() -> None:
    found = find_times("between June 2014 and April 2016", published=None)
    assert [time.value for time in found] == ["2014-06", "2016-04"]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("The town fell today.", "2016-03-03", "2016-03-03"),
        ("The town fell yesterday.", "2016-03-02", "2016-03-02"),
        ("The town fell on Wednesday.", "2016-03-02", "2016-03-02"),
        ("The town fell on Thursday.", "2016-03-03", "2016-03-03"),
        ("The town fell on Friday.", "2016-02-26", "2016-02-26"),
        ("The envoy will arrive on Friday.", "2016-03-04", "2016-03-04"),
        ("The vote on Tuesday would be the first.", "2016-03-08", "2016-03-08"),
        ("The town fell last Monday.", "2016-02-29", "2016-02-29"),
        ("The town fell last Thursday.", "2016-02-25", "2016-02-25"),
        ("The town fell last week.", "2016-02-22", "2016-02-28"),
        ("They return next week.", "2016-03-07", "2016-03-13"),
        ("It rained this month.", "2016-03-01", "2016-03-31"),
        ("It rained last month.", "2016-02-01", "2016-02-29"),
        ("It rained last year.", "2015-01-01", "2015-12-31"),
        ("It rained last November.", "2015-11-01", "2015-11-30"),
        ("It rained in January.", "2016-01-01", "2016-01-31"),
        ("It rained in November.", "2015-11-01", "2015-11-30"),
        ("It rained on Dec. 24.", "2015-12-24", "2015-12-24"),
        ("The talks will open on April 5.", "2016-04-05", "2016-04-05"),
        ("The talks will last from April 5 to 8.", "2016-04-05", "2016-04-08"),
        ("It was shelled three days ago.", "2016-02-29", "2016-02-29"),
        ("It was seized four years ago.", "2012-01-01", "2012-12-31"),
        ("It was shelled earlier this week.", "2016-02-29", "2016-03-02"),
        ("It was shelled over the weekend.", "2016-02-27", "2016-02-28"),
        ("It was shelled overnight.", "2016-03-02", "2016-03-03"),
        ("It was shelled in recent weeks.", "2016-02-04", "2016-03-03"),
        ("It was shelled over the past three months.", "2015-12-03", "2016-03-03"),
        ("It has been closed since 2014.", "2014-01-01", "2016-03-03"),
        ("It has been closed since Sunday.", "2016-02-28", "2016-03-03"),
        ("It was shelled on Sunday night.", "2016-02-28", "2016-02-28"),
        ("It fell in mid-November.", "2015-11-11", "2015-11-20"),
    ],
)
def test_relative_times_are_counted_from_publication(text: str, start: str, end: str) -> None:
    assert only(text)[2:] == (start, end)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The town fell on Tuesday.", "XXXX-WXX-2"),
        ("The town fell on Jan. 31.", "XXXX-01-31"),
        ("The town fell yesterday.", "XXXX-XX-XX"),
        ("The town fell last week.", "PAST_REF"),
        ("The town fell three days ago.", "PAST_REF"),
        ("The town fell in November.", "XXXX-11"),
    ],
)
def test_without_publication_date_no_day_is_invented(text: str, value: str) -> None:
    assert only(text, None)[1:] == (value, None, None)


@pytest.mark.parametrize(
    ("text", "value"),
    [("They fought for three weeks.", "P3W"), ("a five-hour battle", "PT5H"), ("They met every Monday.", "XXXX-WXX-1")],
)
def test_lengths_and_repetitions_have_no_day(text: str, value: str) -> None:
    assert only(text)[1:] == (value, None, None)


def test_vague_times_are_marked_as_approximate() -> None:
    (time_,) = find_times("It was shelled a few days ago.", published=THURSDAY)
    assert time_.approximate
    assert time_.precision is DatePrecision.RANGE
    assert time_.start is not None
    assert time_.end is not None
    assert time_.start < time_.end < THURSDAY


def test_later_times_are_counted_from_the_last_date_in_the_text() -> None:
    text = "In 2011 the Orvel Front split. Four years later it joined the army. That year it was disbanded."
    assert [one.value for one in find_times(text, published=None)] == ["2011", "2015", "2015"]
    assert only("Two years later it was disbanded.")[2] is None


def test_since_has_no_end_without_publication_date() -> None:
    assert only("It has been closed since 2014.", None) == ("since 2014", "2014", "2014-01-01", None)


def test_a_given_tense_decides() -> None:
    text = "The council: Friday."
    assert [t.start for t in find_times(text, published=THURSDAY, tense_at=lambda at: "past")] == [dt.date(2016, 2, 26)]
    assert [t.start for t in find_times(text, published=THURSDAY, tense_at=lambda at: "future")] == [
        dt.date(2016, 3, 4)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The 29-year-old spoke.",
        "It cost $2,011.",
        "They may march to Orvel.",
        "About 2000 soldiers came.",
        "Resolution 1973 was passed.",
        "The Sunday Times reported it.",
        "Three quarters of them left.",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert find_times(text, published=THURSDAY) == ()


def test_letters_that_look_like_ascii_do_no_harm() -> None:
    text = "laſt wee\u212a, this mornıng, ſummer 2014"
    assert [one.text for one in find_times(text, published=THURSDAY)] == text.split(", ")


def test_a_day_that_the_calendar_lacks_is_no_date() -> None:
    assert all(one.start is None for one in find_times("It fell on February 30, 2014.", published=None))


PIECES = st.sampled_from(
    "in on since between and from to early mid- late the last next this past week month year years days Monday May "
    "March summer 2014 1999 31 30 29 February , . ago later earlier few three of quarter third weekend 2000s overnight "
    "9999 Jan. 12:30 p.m. century 19th second half so far coming recent décembre 🙂".split()
)


@given(st.lists(PIECES, max_size=14), st.none() | st.dates(), st.integers(0, 1000))
def test_intervals_hold_and_spans_quote_the_text(pieces: list[str], published: dt.date | None, offset: int) -> None:
    text = " ".join(pieces)
    end = 0
    for one in find_times(text, published=published, offset=offset):
        assert text[one.span.start - offset : one.span.end - offset] == one.text
        assert one.span.start - offset >= end
        end = one.span.end - offset
        assert one.value
        if one.end is not None:
            assert one.start is not None
            assert one.start <= one.end


@pytest.mark.parametrize("unit", ["1 ", "12", "  ", "1990-", "the ", "a few ", "1 2\n", "Jan. 3 "])
def test_time_grows_with_length_only(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        started = time.process_time()
        find_times(text, published=THURSDAY)
        return time.process_time() - started

    assert seconds(100_000) < 8 * max(seconds(25_000), 0.05)  # four times where cost is linear, sixteen where square
