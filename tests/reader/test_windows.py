"""Windows cover a story's sentences once, in order, and their words are the document's."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.reader.gate import passes
from dateline.reader.sentences import sentences
from dateline.reader.windows import CLS, HINTS, LONGEST, SEP, Window, read_words, row, windows
from dateline.records import Quote, Span
from dateline.terms import EventType


def windows_of(text: str) -> list[Window]:
    spans = sentences((Quote(text, Span(0, len(text))),))
    return list(windows(read_words(text[s.start : s.end], s) for s in spans))


texts = st.lists(
    st.sampled_from(
        "Rebels shelled the market. Officials said بيان 😀 naïve U.S. 12,000 élan\n a- -b “quoted” ﬁ \u0301".split(" ")
    ),
    max_size=300,
).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(texts)
def test_every_word_stands_in_one_window_and_is_the_text_at_its_place(text: str) -> None:
    found = windows_of(text)
    own = [word for window in found for word in window.words]
    assert [word.start for word in own] == sorted({word.start for word in own})
    for window in found:
        for word in window.words:
            assert text[word.start : word.end] == word.text
            assert word.pieces
    letters = sum(character.isalnum() for character in text)
    assert sum(character.isalnum() for word in own for character in word.text) == letters


@settings(max_examples=60, deadline=None)
@given(texts)
def test_windows_keep_their_size_and_hold_sentences_in_order(text: str) -> None:
    last = -1
    for window in windows_of(text):
        assert sum(len(word.pieces) for word in window.words) <= LONGEST
        assert list(window.sentence) == sorted(window.sentence)
        assert window.sentence[0] >= last
        last = window.sentence[-1]


def test_a_sentence_longer_than_a_window_is_cut() -> None:
    text = "shelling " * 1000
    assert len(windows_of(text.strip())) > 4


def test_a_row_has_its_marks_and_finds_each_word() -> None:
    (window,) = windows_of("Rebels shelled Kasira.")
    numbers = row(window)
    assert numbers.pieces[0] == CLS
    assert numbers.pieces[-1] == SEP
    assert [numbers.pieces[at] for at in numbers.first] == [word.pieces[0] for word in window.words]
    assert len(numbers.pieces) == len(numbers.cases) == len(numbers.hints)


def test_the_lexicon_hints_at_triggers_and_case_is_seen() -> None:
    (window,) = windows_of("Rebels shelled KASIRA in 2016.")
    by_text = {word.text: word for word in window.words}
    assert by_text["shelled"].hint == HINTS[EventType.ASSAULT]
    assert [by_text[text].case for text in ("in", "Rebels", "KASIRA", "2016")] == [0, 1, 2, 3]
    assert by_text["in"].hint == 0


def test_the_gate_lets_events_and_speech_through_and_nothing_else() -> None:
    shut = windows_of("The soup wants an hour on a low flame and a little salt.")
    assert not any(passes(window) for window in shut)
    assert all(
        passes(window) for text in ("Rebels shelled a market.", "It is late, he said.") for window in windows_of(text)
    )
