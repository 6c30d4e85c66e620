"""Decisions from scores: ranges begin where they are likely, do not overlap, and have the likeliest type."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from dateline.reader import decode

LARGE = 6.0


def scores(labels: list[int], columns: int) -> decode.Scores:
    table = np.zeros((len(labels), columns), dtype=np.float32)
    table[np.arange(len(labels)), labels] = LARGE
    return table


def test_ranges_begin_and_go_on() -> None:
    found = list(decode.spans(decode.inside(scores([0, 1, 2, 2, 0, 1, 2, 0, 1], 3)), 0.5))
    assert [(one.start, one.end) for one in found] == [(1, 3), (5, 6), (8, 8)]


def test_what_begins_right_behind_a_range_is_the_same_range() -> None:
    (found,) = decode.spans(decode.inside(scores([0, 1, 1, 2, 0], 3)), 0.5)
    assert (found.start, found.end) == (1, 3)


def test_a_word_at_the_edge_is_taken_in_more_easily_than_one_alone() -> None:
    faint = [0.0, -0.4, -0.4]  # in the role with about 0.57
    table = np.array([[9, 0, 0], [0, 9, 0], faint, [9, 0, 0], faint], dtype=np.float32)
    assert [(one.start, one.end) for one in decode.spans(decode.inside(table), 0.8)] == [(1, 2)]
    assert [(one.start, one.end) for one in decode.spans(decode.inside(table), 0.5)] == [(1, 2), (4, 4)]


def test_a_trigger_has_the_likeliest_type() -> None:
    table = scores([0, 3, 17, 0], 18)
    (found,) = decode.triggers(table, 0.5)
    assert (found.start, found.end, found.kind) == (1, 2, 2)
    assert 0.9 < found.probability <= 1


@given(
    arrays.arrays(np.float32, st.tuples(st.integers(0, 40), st.just(18)), elements=st.floats(-9, 9, width=32)),
    st.floats(0.05, 0.95),
)
def test_ranges_never_overlap_and_a_lower_bar_finds_no_fewer_beginnings(table: decode.Scores, least: float) -> None:
    found = list(decode.triggers(table, least))
    assert all(a.end < b.start for a, b in pairwise(found))
    assert all(one.start <= one.end < len(table) and one.probability >= least - 1e-6 for one in found)
    assert len(found) == 0 or list(decode.triggers(table, 0.0))


@given(arrays.arrays(np.float32, 18, elements=st.floats(-30, 30, width=32)))
def test_confidence_is_a_probability(word: decode.Scores) -> None:
    assert 0 <= decode.confidence(word, [0.1, 0.7, 0.4]) <= 1


def test_confidence_grows_with_the_trigger() -> None:
    faint, sure = scores([0], 18), scores([4], 18)
    assert decode.confidence(faint[0], [0.0, 1.0, 0.5]) < decode.confidence(sure[0], [0.0, 1.0, 0.5])
