"""The day from which a story's times are told."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.resolve.story_day import story_day

URL = "https://news.example/world/2016/03/03/orvel-falls.html"


def test_metadata_come_before_the_dateline_and_that_before_the_address() -> None:
    text = "ORVEL, March 1, 2016 (Agency) — The town fell."
    assert story_day(text, dt.date(2016, 3, 2), URL) == dt.date(2016, 3, 2)
    assert story_day(text, None, URL) == dt.date(2016, 3, 1)
    assert story_day("ORVEL — The town fell.", None, URL) == dt.date(2016, 3, 3)
    assert story_day("ORVEL — The town fell.", None, None) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("ORVEL, 3 JAN 90 -- The town fell.", "1990-01-03"),
        ("PORT ORVEL, 3 JAN 1990 -- [REPORT] The town fell.", "1990-01-03"),
        ("ORVEL, Varnia, March 12, 1999 (Agency) -- The town fell.", "1999-03-12"),
        ("ORVEL (March 12, 1999) — The town fell.", "1999-03-12"),
        ("Orvel falls\nORVEL, Sept. 9, 2009 — The town fell.", "2009-09-09"),
        ("Orvel falls\nPublished: 3 March 2016\nThe town fell.", "2016-03-03"),
        ("Orvel falls\n(Published Saturday, Sept. 7, 2013)\nThe town fell.", "2013-09-07"),
        ("Posted on 2016-03-03\nThe town fell.", "2016-03-03"),
    ],
)
def test_a_story_states_its_day(text: str, day: str) -> None:
    assert str(story_day(text, None, None)) == day


@pytest.mark.parametrize(
    "text",
    [
        "The town fell on 3 March 2016.",
        "ORVEL, March 12 (Agency) -- The town fell.",
        "ORVEL — On March 12, 1999, the town fell.",
        "Last modified: 3 March 2016\nThe town fell.",
        "© 3 March 2016",
        "ORVEL, 31 February 2016 — The town fell.",
        "A soldier in Orvel, March 12, 1999 - the last one.",
        "The book was published 3 March 2016.",
    ],
)
def test_no_day_is_invented(text: str) -> None:
    assert story_day(text, None, None) is None


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://news.example/2016-03-03/orvel", "2016-03-03"),
        ("https://news.example/a/20160303-orvel.html", "2016-03-03"),
        ("http://web.archive.org/web/20170410153637/http://news.example/2015/06/28/orvel", "2015-06-28"),
        ("http://web.archive.org/web/20170410153637/http://news.example/orvel", "None"),
        ("https://news.example/2016/03/orvel", "None"),
        ("https://news.example/29449155/orvel", "None"),
        ("https://news.example/2016/13/45/orvel", "None"),
    ],
)
def test_a_day_in_the_address(url: str, day: str) -> None:
    assert str(story_day("The town fell.", None, url)) == day


@given(st.text(max_size=500), st.text(max_size=200))
def test_any_text_and_address_give_a_day_or_none(text: str, url: str) -> None:
    assert story_day(text, None, url) is None or isinstance(story_day(text, None, url), dt.date)


@pytest.mark.parametrize("unit", ["ORVEL, ", "AAA,(", "published ", "A" * 60 + ",", "\n(", "2016/"])
def test_a_hostile_head_takes_no_time(unit: str) -> None:
    started = time.process_time()
    story_day(unit * 50_000, None, unit * 50_000)
    assert time.process_time() - started < 1
