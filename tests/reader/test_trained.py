"""The trained reader: what it finds is the text's own, and depends on the story alone."""

from __future__ import annotations

import subprocess
import sys
import time

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.reader import Reader, read_story
from dateline.reader.network import network
from dateline.records import Quote, RawClaim, Reading, Span, Story
from dateline.terms import EventType, Status, StoryKind

NEWS = (
    "The army said on Sunday that it had shelled rebel positions near Daraya, killing at least 12 fighters.\n"
    "A spokesman for the rebels denied that the town had been hit.\n"
    "Thousands of teachers marched through Nairobi on Tuesday to demand higher pay.\n"
    "The foreign minister of Norway condemned the attack and called on both sides to stop the fighting."
)


def story(text: str) -> Story:
    return Story(document="d", number=0, kind=StoryKind.MAIN, parts=(Quote(text, Span(0, len(text))),), made_by="test")


def read(text: str) -> Reading:
    return read_story(story(text))


def found(text: str, kind: EventType) -> list[RawClaim]:
    return [claim for claim in read(text).claims if claim.type is kind]


def test_news_is_read() -> None:
    types = {claim.type for claim in read(NEWS).claims}
    assert {EventType.ASSAULT, EventType.PROTEST, EventType.ACCUSE, EventType.REQUEST} <= types
    shelled = found(NEWS, EventType.ASSAULT)[0]
    assert shelled.trigger.text == "shelled"
    assert [party.quote.text for party in shelled.recipients] == ["rebel positions"]
    assert any("army" in source.quote.text for source in shelled.sources)


def test_a_denied_act_did_not_happen() -> None:
    text = "The army denied that it had shelled the market in Daraya."
    assert {claim.status for claim in found(text, EventType.ASSAULT)} <= {Status.DENIED}


def test_what_is_asked_for_is_no_attack() -> None:
    text = "Libya's government called on Arab states to launch airstrikes against the militants in Sirte."
    assert [claim.trigger.text for claim in found(text, EventType.REQUEST)] == ["called on"] or found(
        text, EventType.REQUEST
    )
    assert not [c for c in found(text, EventType.ASSAULT) if c.status in (Status.HAPPENED, Status.ONGOING)]


def test_speech_has_source_cue_and_content() -> None:
    (statement,) = read('"We will not leave the valley," said Osman Tarrig, a farmer.').statements
    assert statement.cue is not None
    assert statement.cue.text == "said"
    assert statement.source is not None
    assert "Osman Tarrig" in statement.source.text
    assert "leave the valley" in statement.content[0].text


def test_nothing_is_found_where_nothing_happens() -> None:
    assert read("Simmer the soup for an hour, then add salt and a little lemon.").claims == ()


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from([*NEWS.split(), "😀", "بيان", "\u202e", "NO", "«", "e\u0301"]), max_size=120))
def test_every_span_is_its_text(words: list[str]) -> None:
    text = " ".join(words)
    reading = read(text)
    quotes = [statement.cue for statement in reading.statements]
    quotes += [part for statement in reading.statements for part in statement.content]
    for claim in reading.claims:
        quotes += [claim.trigger, claim.place, claim.date, claim.hedge]
        quotes += [party.quote for party in (*claim.actors, *claim.recipients)]
        quotes += [source.quote for source in claim.sources]
        quotes += [count.quote for count in claim.counts or ()]
        assert claim.evidence.covers(claim.trigger.span)
        assert 0 <= claim.confidence <= 1
    for quoted in quotes:
        assert quoted is None or text[quoted.span.start : quoted.span.end] == quoted.text


def test_furniture_inside_a_story_is_in_no_span() -> None:
    first, second = NEWS.split("\n")[0], NEWS.split("\n")[2]
    text = f"{first}\nShare this\n{second}"
    after = len(text) - len(second)
    parts = (Quote(first, Span(0, len(first))), Quote(second, Span(after, len(text))))
    whole = Story(document="d", number=0, kind=StoryKind.MAIN, parts=parts, made_by="test")
    for claim in read_story(whole).claims:
        for one in (*claim.actors, *claim.recipients):
            assert text[one.quote.span.start : one.quote.span.end] == one.quote.text
            assert "Share this" not in one.quote.text


def test_a_story_is_read_alike_whatever_was_read_before() -> None:
    alone = msgspec.json.encode(read(NEWS))
    read("Police arrested dozens of protesters in Cairo. " * 40)
    assert msgspec.json.encode(read(NEWS)) == alone


def test_another_process_reads_alike() -> None:
    code = (
        "import sys, msgspec; sys.path.insert(0, 'tests/reader'); import test_trained as t;"
        "sys.stdout.buffer.write(msgspec.json.encode(t.read(t.NEWS)))"
    )
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True).stdout
    assert told == msgspec.json.encode(read(NEWS))


def test_the_first_reader_is_still_there() -> None:
    reading = read_story(story(NEWS), Reader.FIRST)
    assert {claim.made_by for claim in reading.claims} == {Reader.FIRST.made_by}
    assert Reader.FIRST.made_by != Reader.TRAINED.made_by


@pytest.mark.parametrize(
    "text", ["", "?", "a" * 5000, "word " * 3000, NEWS.upper(), NEWS.lower(), NEWS.replace(".", "")]
)
def test_odd_text_is_read_without_an_error(text: str) -> None:
    assert read(text).story.parts[0].text == text


def test_the_network_loads_in_less_than_a_second() -> None:
    def seconds() -> float:
        network.cache_clear()
        began = time.process_time()
        network()
        return time.process_time() - began

    assert min(seconds() for _ in range(3)) < 1.0
