"""Which time and which numbers a claim gets: what the reader marked, what the sentence holds, and what it inherits."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from dateline.records import Count, Quote, RawClaim, RawCount, RawParty, Span, Time
from dateline.resolve.counting import choose_counts
from dateline.resolve.dating import choose_date, choose_dates
from dateline.resolve.surroundings import Surroundings
from dateline.resolve.when import find_times
from dateline.terms import CountKind, EventType, Status

THURSDAY = dt.date(2016, 3, 3)


def story(text: str, published: dt.date | None = THURSDAY) -> Surroundings:
    """A story with a sentence a line."""
    sentences, start = [], 0
    for line in text.split("\n"):
        sentences.append(Span(start, start + len(line)))
        start += len(line) + 1
    times = find_times(text, published=published)
    return Surroundings(text=text, sentences=tuple(sentences), places=(), times=times, published=published)


def claim(
    around: Surroundings,
    trigger: str,
    *,
    date: str | None = None,
    counts: tuple[tuple[str, CountKind], ...] | None = None,
    date_open: bool = True,
    event: str = "",
    status: Status = Status.HAPPENED,
    actor: str | None = None,
) -> RawClaim:
    """A claim at the first place of its trigger; marked words are looked for in its sentence, then anywhere."""

    def quoted(words: str, sentence: Span) -> Quote:
        start = around.text.find(words, sentence.start)
        start = start if start >= 0 else around.text.index(words)
        return Quote(words, Span(start, start + len(words)))

    at = around.text.index(trigger)
    evidence = next(one for one in around.sentences if one.start <= at <= one.end)
    return RawClaim(
        id=trigger, document="", story=0, type=EventType.ASSAULT, mode=None, status=status,
        trigger=Quote(trigger, Span(at, at + len(trigger))), evidence=evidence,
        actors=(RawParty(quoted(actor, evidence)),) if actor else (), recipients=(), sources=(),
        event=event or trigger, confidence=1.0, made_by="test", date_open=date_open,
        date=quoted(date, evidence) if date else None,
        counts=None if counts is None else tuple(RawCount(quoted(words, evidence), kind) for words, kind in counts),
    )  # fmt: skip


def days(time: Time | None) -> tuple[str, str, str] | None:
    """Words, first and last day."""
    return None if time is None else (time.text, str(time.start), str(time.end))


def marked(text: str, words: str, published: dt.date | None = THURSDAY) -> tuple[str, str, str] | None:
    """The time of a claim whose reader marked these words."""
    around = story(text, published)
    return days(choose_date(claim(around, text.split(" ")[0], date=words), around))


def test_marked_words_may_say_more_or_less_than_the_expression() -> None:
    text = "Rebels attacked the town on the morning of Tuesday, March 1, 2016."
    for words in ("Tuesday", "March 1", "on the morning of Tuesday, March 1, 2016", "2016"):
        assert marked(text, words) == ("Tuesday, March 1, 2016", "2016-03-01", "2016-03-01")
    assert marked("Rebels left earlier this week.", "week") == ("earlier this week", "2016-02-29", "2016-03-02")
    assert marked("Rebels left Sunday after a talk on Monday.", "on Monday") == ("Monday", "2016-02-29", "2016-02-29")


def test_marked_words_that_hold_two_dates_reach_from_the_first_to_the_second() -> None:
    text = "Between March 2015, when it began, and June 2015 rebels attacked."
    assert marked(text, text[:49]) == ("March 2015, when it began, and June 2015", "2015-03-01", "2015-06-30")
    assert marked("Rebels held it from January 2013 to March 2014.", "January 2013") == (
        "January 2013 to March 2014", "2013-01-01", "2014-03-31",
    )  # fmt: skip


def test_words_that_only_a_reader_knows_for_a_date_are_read_alone() -> None:
    assert marked("Rebels attacked; August saw more.", "August") == ("August", "2015-08-01", "2015-08-31")


def test_marked_words_that_are_no_date_keep_their_place_and_no_day() -> None:
    assert marked("Rebels attacked after the wedding.", "after the wedding") == ("after the wedding", "None", "None")
    assert marked("Rebels attacked on Tuesday.", "Tuesday", None) == ("Tuesday", "None", "None")


def test_a_day_ahead_is_not_that_of_an_act_that_happened_nor_a_day_behind_that_of_a_plan() -> None:
    around = story("Rebels attacked the town before the vote on May 25.\nThey plan to march, as they did on Monday.")
    assert choose_date(claim(around, "attacked"), around) is None
    assert choose_date(claim(around, "march", status=Status.PLANNED), around) is None


def test_a_year_that_only_describes_dates_no_act() -> None:
    around = story("The council criticized the 2014 budget.")
    assert choose_date(claim(around, "criticized"), around) is None


def test_a_claim_without_a_time_inherits_from_a_claim_of_its_event() -> None:
    around = story("Rebels attacked Orvel on Monday.\nThe river is wide.\nIt is calm.\nThe assault killed 12.")
    first, second = claim(around, "attacked", event="e1"), claim(around, "killed", event="e1", date_open=False)
    own, taken = choose_dates([first, second], around)
    assert own is not None
    assert not own.inherited
    assert taken is not None
    assert (days(taken), taken.inherited) == (("Monday", "2016-02-29", "2016-02-29"), True)


def test_a_claim_without_a_time_inherits_the_day_of_the_sentence_before() -> None:
    around = story("The minister met rebels on Monday.\nThey attacked Orvel.\nThe river is wide.\nThey burned a barn.")
    after, later = choose_dates([claim(around, "attacked"), claim(around, "burned")], around)
    assert days(after) == ("Monday", "2016-02-29", "2016-02-29")
    assert after is not None
    assert after.inherited
    assert later is None


def test_two_sentences_back_count_only_where_the_same_person_is_spoken_of() -> None:
    text = "The minister spoke on Monday.\nThe river is wide.\nRebels attacked Orvel and he condemned it."
    around = story(text)
    stranger, same = choose_dates(
        [claim(around, "attacked", actor="Rebels"), claim(around, "condemned", actor="he")], around
    )
    assert stranger is None
    assert days(same) == ("Monday", "2016-02-29", "2016-02-29")


def test_nothing_is_inherited_by_plans_by_the_perfect_or_from_full_dates_and_lengths() -> None:
    around = story("It fell on Monday.\nRebels have attacked Orvel, and plan a march.")
    dates = choose_dates([claim(around, "attacked"), claim(around, "march", status=Status.PLANNED)], around)
    assert dates == (None, None)
    for before in ("A soldier in Orvel, March 1, 2016.", "It rained for three days.", "It fell last week."):
        around = story(f"{before}\nRebels attacked Orvel.")
        assert choose_dates([claim(around, "attacked")], around) == (None,)


def test_a_reader_that_looked_leaves_nothing_to_choose() -> None:
    around = story("On Monday he spoke of how rebels attacked Orvel.")
    assert days(choose_date(claim(around, "attacked"), around)) == ("Monday", "2016-02-29", "2016-02-29")
    assert choose_date(claim(around, "attacked", date_open=False), around) is None


def told(counts: tuple[Count, ...]) -> list[tuple[str, int | None, int | None, bool]]:
    """Kind, low, high, and whether it is a part."""
    return [(count.kind.value, count.low, count.high, count.part) for count in counts]


def test_marked_counts_are_taken_and_no_others() -> None:
    around = story("Rebels attacked Orvel, killing at least 12 people and wounding 30.")
    one = claim(around, "attacked", counts=(("12", CountKind.KILLED),))
    assert told(choose_counts(one, around)) == [("killed", 12, None, False)]
    assert choose_counts(claim(around, "attacked", counts=()), around) == ()


def test_a_number_that_another_act_counts_is_left_to_it() -> None:
    around = story("Rebels shelled Orvel, while a bomb killed six people.")
    shelled, killed = claim(around, "shelled"), claim(around, "killed")
    assert told(choose_counts(shelled, around)) == [("killed", 6, 6, False)]
    assert choose_counts(shelled, around, (shelled, killed)) == ()
    assert told(choose_counts(killed, around, (shelled, killed))) == [("killed", 6, 6, False)]


def test_a_toll_told_twice_is_one_count_and_a_part_without_its_whole_is_none() -> None:
    around = story("680 arrested: police arrested 680 people, including 12 boys.")
    one = claim(around, "police", counts=(("680", CountKind.ARRESTED), ("680 people", CountKind.ARRESTED)))
    assert told(choose_counts(one, around)) == [("arrested", 680, 680, False)]
    part = claim(around, "police", counts=(("12", CountKind.ARRESTED),))
    assert told(choose_counts(part, around)) == [("arrested", 12, 12, False)]
    both = claim(around, "police", counts=(("680", CountKind.ARRESTED), ("12", CountKind.ARRESTED)))
    assert told(choose_counts(both, around)) == [("arrested", 680, 680, False), ("arrested", 12, 12, True)]


PIECES = st.sampled_from(
    "rebels attacked at least 20 people killed including two nurses on Monday 3 March 2011 between and from to last "
    "week Ramadan Easter 2015 since early , . \n “ He said dozens nobody a the 🙂 up 1,000 earlier this year".split(" ")
)


@given(
    st.lists(PIECES, min_size=1, max_size=24),
    st.booleans(),
    st.data(),
    st.sampled_from(Status),
    st.sampled_from(CountKind),
)
def test_any_marks_in_any_text_give_values_that_hold(
    pieces: list[str], known: bool, data: st.DataObject, status: Status, kind: CountKind
) -> None:
    around = story(" ".join(pieces), THURSDAY if known else None)
    text = around.text

    def anywhere() -> Quote:
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        return Quote(text[start:end], Span(start, end))

    raws = []
    for number in range(3):
        trigger = anywhere()
        evidence = next(one for one in around.sentences if one.start <= trigger.span.start <= one.end)
        raws.append(
            RawClaim(
                id=str(number), document="", story=0, type=EventType.ASSAULT, mode=None, status=status, trigger=trigger,
                evidence=Span(evidence.start, max(evidence.end, trigger.span.end)),
                actors=(), recipients=(), sources=(),
                event=data.draw(st.sampled_from(["e1", "e2"])), confidence=1.0, made_by="test",
                date=anywhere() if data.draw(st.booleans()) else None, date_open=data.draw(st.booleans()),
                counts=(RawCount(anywhere(), kind),) if data.draw(st.booleans()) else None,
            )
        )  # fmt: skip
    for raw, time in zip(raws, choose_dates(raws, around), strict=True):
        if time is not None:
            assert text[time.span.start : time.span.end] == time.text
            assert time.start is None or time.end is None or time.start <= time.end
            assert not (time.inherited and raw.date)
        for count in choose_counts(raw, around, raws):
            assert text[count.span.start : count.span.end] == count.text
            assert count.low is not None or count.high is not None
            assert count.low is None or count.high is None or count.low <= count.high
