"""Number words: their values, ranges and bounds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.terms import CountKind
from dateline.vocab.numbers import bounds, cues, number_pattern, number_value, things, vague


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("7", 7),
        ("1,200", 1_200),
        ("3.3 million", 3_300_000),
        ("twenty-two", 22),
        ("Ninety-Five", 95),
        ("a dozen", 12),
        ("half a dozen", 6),
        ("two dozen", 24),
        ("a hundred", 100),
        ("two hundred", 200),
        ("one hundred and twenty", 120),
        ("two hundred thousand five hundred", 200_500),
        ("hello", None),
        ("a", None),
        ("2.5", None),
        ("", None),
    ],
)
def test_values(words: str, value: int | None) -> None:
    assert number_value(words) == value


@given(st.integers(1, 999_999_999))
def test_digits_with_separators_are_read_back(number: int) -> None:
    assert number_value(f"{number:,}") == number
    match = re.fullmatch(number_pattern(), f"{number:,}")
    assert match is not None


def test_dozens_hundreds_and_thousands_are_those_of_the_codebook() -> None:
    assert vague()["dozens"] == (24, 99)
    assert vague()["hundreds"] == (200, 999)
    assert vague()["thousands"] == (2_000, 9_999)
    assert vague()["tens of thousands"] == (20_000, 99_999)


def test_every_range_begins_before_it_ends() -> None:
    assert all(low <= high for low, high in vague().values())


def test_bounds_name_a_side() -> None:
    assert bounds()["at least"] == "low"
    assert bounds()["up to"] == "high"
    assert bounds()["about"] == "about"


def test_no_word_is_both_a_cue_and_a_thing() -> None:
    assert not (set(cues()) - {"strike"}) & things()
    assert set(cues().values()) == set(CountKind)
