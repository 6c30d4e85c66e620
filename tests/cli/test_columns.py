"""Tables that fit: no line is wider than the terminal, no number is broken, nothing goes in silence."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.text import Text

from dateline.cli.columns import Column, table, wrapped

COLUMNS = (Column("claim"), Column("actor"), Column("place, date"), Column("toll", 1), Column("according to", 2))
ROWS = [
    ("cf6caf299", "Rebels of the Northern Valley Front", "Sarāqib\n2025-11-04", "20+ killed", "town’s local council"),
    ("c1c7b74c5", "Government forces", "“Tuesday”", "2000-9999 participants", "Syrian Observatory for Human Rights"),
]
WORDS = st.text(st.sampled_from("abcd-/ _1é漢"), max_size=40)


def shown(width: int, rows: Sequence[tuple[str, ...]] = ROWS, columns: tuple[Column, ...] = COLUMNS) -> str:
    console = Console(file=io.StringIO(), width=width)
    console.print(table(columns, rows, width))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


@pytest.mark.parametrize("width", [60, 80, 100, 120, 200])
def test_no_line_is_wider_and_no_word_or_number_is_broken(width: int) -> None:
    lines = shown(width).splitlines()
    assert max(map(len, lines)) <= width
    words = " ".join(lines).split()
    for word in ("cf6caf299", "2025-11-04", "Government", "“Tuesday”", "2000-9999"):
        assert word in words
    if width >= 80:
        assert {"participants", "Observatory", "according"} <= set(words)


def test_columns_go_by_rank_and_are_named() -> None:
    assert "not shown" not in shown(80)
    assert "not shown at this width: according to" in " ".join(shown(48).split())
    assert "not shown at this width: toll, according to" in " ".join(shown(36).split())
    for width in (48, 36):
        assert "Rebels" in shown(width)


def test_a_cell_keeps_its_lines() -> None:
    assert "Sarāqib 2025-11-04" not in shown(200)
    assert shown(200).count("\n") == 2 + 3


def test_a_table_without_rows_is_its_heading() -> None:
    assert shown(80, rows=[]).split()[0] == "claim"


@given(WORDS, st.integers(1, 30))
def test_wrapping_loses_and_adds_no_character(words: str, width: int) -> None:
    assert "".join(wrapped(Text(words), width).plain.split()) == "".join(words.split())


@given(st.lists(st.tuples(WORDS, WORDS, WORDS), max_size=5), st.integers(60, 140))
def test_whatever_stands_in_it_it_fits(rows: list[tuple[str, ...]], width: int) -> None:
    columns = Column("a"), Column("b", 1), Column("c", 2)
    console = Console(file=io.StringIO(), width=width)
    for line in shown(width, rows, columns).splitlines():
        assert console.measure(line).maximum <= width


def test_words_break_after_hyphens_between_letters_only() -> None:
    assert wrapped(Text("saraqib-valley-voices.txt"), 15).plain == "saraqib-valley-\nvoices.txt"
    assert wrapped(Text("ASSAULT/heavy-weapons"), 10).plain == "ASSAULT/\nheavy-\nweapons"
    assert wrapped(Text("on 2025-11-04"), 9).plain == "on\n2025-11-04"


def test_style_survives_wrapping() -> None:
    cell = wrapped(Text("bombed\n(denied)", style="bold red"), 6)
    assert [str(span.style) for span in cell.spans if span.end > 7] != []
