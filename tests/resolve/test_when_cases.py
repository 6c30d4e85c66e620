"""Invented sentences with the time that is read from them (`data/when.tsv`)."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.resolve.feasts import YEARS, easter, feast
from dateline.resolve.when import find_times
from tables import cases, shown

TABLE = cases(Path(__file__).parent / "data" / "when.tsv")


@pytest.mark.parametrize("row", TABLE)
def test_a_time_expression_stands_for_these_days(row: dict[str, str]) -> None:
    published = None if row["published"] == "-" else dt.date.fromisoformat(row["published"])
    times = find_times(row["text"], published=published)
    assert times, "no expression is found"
    last = times[-1]
    assert row["text"][last.span.start : last.span.end] == last.text
    assert (last.text, shown(last.start), shown(last.end)) == (row["words"], row["start"], row["end"])


def test_the_table_holds_enough() -> None:
    assert len(TABLE) >= 200


@pytest.mark.parametrize(
    ("year", "date"), [(1961, "1961-04-02"), (2000, "2000-04-23"), (2016, "2016-03-27"), (2038, "2038-04-25")]
)
def test_easter_falls_on(year: int, date: str) -> None:
    assert easter(year).isoformat() == date


@given(st.integers(1583, 9999))
def test_easter_is_a_sunday_of_spring(year: int) -> None:
    assert easter(year).weekday() == 6
    assert dt.date(year, 3, 22) <= easter(year) <= dt.date(year, 4, 25)


@pytest.mark.parametrize("name", ["Ramadan", "Eid al-Fitr", "Eid al-Adha", "Ashura"])
@pytest.mark.parametrize("year", [YEARS[0], 2000, 2030, YEARS[-1]])
def test_an_islamic_feast_lies_in_the_year_asked_for_and_is_approximate(name: str, year: int) -> None:
    found = feast(name, year)
    assert found.start is not None
    assert found.end is not None
    assert found.start.year == year
    assert found.approximate
    assert 0 <= (found.end - found.start).days < 30


def test_a_feast_before_the_calendar_of_the_library_is_unknown_and_does_no_harm() -> None:
    with pytest.raises(ValueError, match="1850"):
        feast("Ramadan", 1850)
    assert all(time.start is None or time.start.year == 1850 for time in find_times("Ramadan 1850", published=None))
