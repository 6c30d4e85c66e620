"""Numbers, and which of them count people in an act."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.records import Span
from dateline.resolve.howmany import find_counts, find_numbers
from dateline.terms import EventType


@pytest.mark.parametrize(
    ("text", "words", "low", "high"),
    [
        ("at least 20 people", "at least 20", 20, None),
        ("more than 40 people", "more than 40", 40, None),
        ("no fewer than five people", "no fewer than five", 5, None),
        ("up to 50 people", "up to 50", None, 50),
        ("as many as 148 people", "as many as 148", None, 148),
        ("about 200 people", "about 200", 200, 200),
        ("some 2,000 people", "some 2,000", 2_000, 2_000),
        ("between 10 and 20 people", "between 10 and 20", 10, 20),
        ("10 to 20 people", "10 to 20", 10, 20),
        ("two or three people", "two or three", 2, 3),
        ("3 to 4 million people", "3 to 4 million", 3_000_000, 4_000_000),
        ("dozens of people", "dozens", 24, 99),
        ("several hundred people", "several hundred", 200, 999),
        ("hundreds, perhaps thousands, of people", "hundreds, perhaps thousands", 200, 9_999),
        ("20 or more people", "20 or more", 20, None),
        ("half a dozen people", "half a dozen", 6, 6),
        ("Twenty-two people", "Twenty-two", 22, 22),
    ],
)
def test_a_number_with_its_bounds(text: str, words: str, low: int | None, high: int | None) -> None:
    (number,) = find_numbers(text)
    assert (number.text, number.low, number.high) == (words, low, high)


@pytest.mark.parametrize(
    "text",
    [
        "It fell in 2011.",
        "On 3 March it fell.",
        "It cost $5 million.",
        "It cost 40 dollars.",
        "About 12 percent agreed.",
        "Jo Varn, 29, spoke.",
        "A 29-year-old spoke.",
        "Flight 370 was lost.",
        "The G-7 met.",
        "Resolution 2249 was passed.",
        "It was the 3rd time.",
        "At 10 Orrin Street they spoke.",
        "It lies 30 km away.",
        "For three weeks it rained.",
        "It began at 10:30.",
    ],
)
def test_what_is_no_number_of_people_or_things(text: str) -> None:
    assert find_numbers(text) == ()


def test_letters_that_look_like_ascii_do_no_harm() -> None:
    assert [number.text for number in find_numbers("ſeveral hundred people")] == ["ſeveral hundred"]
    assert find_counts("ſcores kılled", Span(7, 13), 0, EventType.ASSAULT) is not None


def counts(sentence: str, trigger: str, type_: EventType) -> list[tuple[str, int | None, int | None, str | None]]:
    """Kind, low, high and the words counted."""
    start = sentence.index(trigger)
    found = find_counts(sentence, Span(start, start + len(trigger)), 100, type_)
    for count in found:
        assert sentence[count.span.start - 100 : count.span.end - 100] == count.text
    return [(count.kind.value, count.low, count.high, count.of) for count in found]


@pytest.mark.parametrize(
    ("sentence", "trigger", "type_", "expected"),
    [
        (
            "The blast hit a market, killing at least 12 people and wounding 30.",
            "blast",
            "ASSAULT",
            [("killed", 12, None, "people"), ("injured", 30, 30, None)],
        ),
        (
            "They murdered 22 wounded local militia fighters near Tarval.",
            "murdered",
            "ASSAULT",
            [("killed", 22, 22, "wounded local militia fighters")],
        ),
        ("20 combat-ready troops are arriving.", "arriving", "MOBILIZE", [("troops", 20, 20, "combat-ready troops")]),
        ("It beheaded a dozen resistance leaders.", "beheaded", "ASSAULT", [("killed", 12, 12, "resistance leaders")]),
        ("More than 200 people had been killed there.", "killed", "ASSAULT", [("killed", 200, None, "people")]),
        ("Thousands marched through Orvel.", "marched", "PROTEST", [("participants", 2_000, 9_999, None)]),
        ("About 6,000 protesters came.", "protesters", "PROTEST", [("participants", 6_000, 6_000, "protesters")]),
        ("Police detained 14 on Sunday.", "detained", "COERCE", [("arrested", 14, 14, None)]),
        ("Gunmen kidnapped 30 girls from Tarval.", "kidnapped", "ASSAULT", [("abducted", 30, 30, "girls")]),
        ("12 soldiers, two officers and five guards were killed.", "killed", "ASSAULT",
         [("killed", 12, 12, "soldiers"), ("killed", 2, 2, "officers"), ("killed", 5, 5, "guards")]),
        ("The attack left 12 soldiers and two officers dead.", "attack", "ASSAULT",
         [("killed", 12, 12, "soldiers"), ("killed", 2, 2, "officers")]),
        ("Police arrested 25 farmers and 12 herders.", "arrested", "COERCE",
         [("arrested", 25, 25, "farmers"), ("arrested", 12, 12, "herders")]),
        ("Shelling has displaced some 3,000 people.", "Shelling", "ASSAULT", [("displaced", 3_000, 3_000, "people")]),
        ("Three sailors remain missing after the attack.", "attack", "ASSAULT", [("missing", 3, 3, "sailors")]),
        ("The raid destroyed eight vehicles and two houses.", "raid", "ASSAULT", []),
        ("The two ministers discussed 14 points.", "discussed", "CONSULT", []),
        ("Several people were arrested.", "arrested", "COERCE", []),
    ],
)  # fmt: skip
def test_what_numbers_count(
    sentence: str, trigger: str, type_: str, expected: list[tuple[str, int | None, int | None, str | None]]
) -> None:
    assert counts(sentence, trigger, EventType(type_)) == expected


def test_each_act_of_a_sentence_has_its_own_numbers() -> None:
    sentence = "Two people were arrested and 470 were detained, while hundreds marched."
    assert counts(sentence, "arrested", EventType.COERCE) == [("arrested", 2, 2, "people")]
    assert counts(sentence, "detained", EventType.COERCE) == [("arrested", 470, 470, None)]
    assert counts(sentence, "marched", EventType.PROTEST)[-1] == ("participants", 200, 999, None)


PIECES = st.sampled_from(
    "at least 20 people killed and wounding 30 between 10 to dozens hundreds perhaps thousands of , . 3,000 million "
    "the two marched were arrested troops one or more up half a dozen 29 $ % was 2011 March 🙂 several".split()
)


@given(st.lists(PIECES, max_size=16), st.integers(0, 1000), st.sampled_from(EventType))
def test_numbers_hold_and_spans_quote_the_text(pieces: list[str], offset: int, type_: EventType) -> None:
    text = " ".join(pieces)
    for number in find_numbers(text, offset):
        assert text[number.span.start - offset : number.span.end - offset] == number.text
        assert number.low is not None or number.high is not None
        assert number.low is None or number.high is None or number.low <= number.high
    for count in find_counts(text, Span(0, min(5, len(text))), offset, type_):
        assert text[count.span.start - offset : count.span.end - offset] == count.text


@pytest.mark.parametrize("unit", ["1 ", "1", "1,", "  ", "two ", "one hundred ", "at least ", "hundreds, or "])
def test_time_grows_with_length_only(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    started = time.process_time()
    find_numbers(text)
    assert time.process_time() - started < 3  # measured: well under 1 s on an idle core


def test_a_sentence_without_end_is_read_near_its_trigger_only() -> None:
    text = "12 people " * 5_000 + "were killed " + "13 people " * 5_000
    started = time.process_time()
    found = counts(text, "killed", EventType.ASSAULT)
    assert time.process_time() - started < 3
    assert ("killed", 12, 12, "people") in found
