"""Pages as people copy them: a story among menus, captions, teasers, comments; round-ups; plain stories left whole.

All texts are invented. What a page must give is said by what a person sees on it, not by what the model happens to do.
"""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.records import Story
from dateline.split import split_document
from dateline.terms import StoryKind
from strategies import document, texts

BODY = [
    "The government of Velmora has asked its neighbours to send aircraft against the rebels who took the port of "
    "Sestra last week, the foreign minister said on Tuesday.",
    "“We cannot hold the coast alone,” Anton Pereda told reporters in the capital, and added that 40 soldiers had been "
    "killed since the fighting began.",
    "The rebels, who call themselves the Free Coast Movement, denied that they had shelled the hospital, and said that "
    "the army had fired on its own wounded.",
    "Aid workers in the town said that the bakery had run out of flour, and that about 3,000 people had left for the "
    "hills on foot since the weekend.",
]
TEASERS = {
    "Why Small Ports Decide Large Wars": "When a coast has only two harbours, whoever holds both of them holds the "
    "country’s bread as well as its guns, and the history of Velmora since the treaty shows how quickly an army that "
    "loses the smaller of the two gives up the larger one without a fight, as the siege of 1931 had alr",
    "Ministers Meet Again Over Grain": "The grain ministers of four countries met for the third time this month to "
    "talk about the blockade of Sestra, and parted without a paper, although the delegation from the north said that "
    "it would send twelve trucks of flour over the pass as soon as the road was cleared of snow, which was re",
}
PAGE = "\n\n".join(
    [
        "Skip to main content",
        "Search This Blog",
        "Home\nWorld\nOpinion\nSports",
        "Velmora Asks Neighbours for Aircraft",
        "Get link\nFacebook\nTwitter\nPinterest\nEmail",
        *BODY,
        "Share this",
        "Comments",
        "The army killed 900 people in that hospital and nobody writes about it!!",
        "Popular posts from this blog",
        *(part for teaser in TEASERS.items() for part in teaser),
        "Powered by Blogger",
    ]
)


def split(text: str) -> tuple[Story, ...]:
    return split_document(document(text))


def text_of(story: Story) -> str:
    return "".join(part.text for part in story.parts)


def kinds(stories: tuple[Story, ...], kind: StoryKind) -> list[str]:
    return [text_of(story) for story in stories if story.kind is kind]


def test_the_body_of_a_page_is_one_main_story() -> None:
    (main,) = kinds(split(PAGE), StoryKind.MAIN)
    assert [passage for passage in BODY if passage not in main] == []
    assert not any(word in main for word in ("Skip to", "Facebook", "Popular posts", "900 people", "grain ministers"))


@pytest.mark.parametrize(
    "words",
    ["Skip to main content", "Facebook", "Comments", "The army killed 900", "Popular posts", "Powered by Blogger"],
)
def test_menus_buttons_and_comments_are_furniture(words: str) -> None:
    assert words in "".join(kinds(split(PAGE), StoryKind.FURNITURE))


def test_each_truncated_story_at_the_end_is_a_teaser_of_its_own() -> None:
    found = kinds(split(PAGE), StoryKind.TEASER)
    assert len(found) == len(TEASERS)
    for shown, (headline, text) in zip(found, TEASERS.items(), strict=True):
        assert shown.startswith(headline)
        assert text in shown


def test_a_teaser_has_its_headline_for_a_title_and_no_day() -> None:
    teasers = [story for story in split(PAGE) if story.kind is StoryKind.TEASER]
    assert [story.title.text for story in teasers if story.title] == list(TEASERS)
    assert [story.published for story in teasers] == [None, None]


def test_each_dateline_of_a_round_up_begins_a_story() -> None:
    items = [
        "SESTRA — Rebels shelled the harbour on Tuesday and killed four dockers, the mayor said in a statement.",
        "OLDEN — Police arrested nine students who had blocked the bridge to the university since Monday morning.",
        "PORT ELSE — The parliament rejected the budget for the second time, and the speaker resigned in the evening.",
    ]
    found = kinds(split("\n\n".join(items) + "\n"), StoryKind.MAIN)
    assert [story.strip() for story in found] == items


def test_the_numbers_of_stories_count_from_nought_in_order() -> None:
    numbered = [story for story in split(PAGE) if story.number is not None]
    assert [story.number for story in numbered] == list(range(len(numbered)))
    starts = [story.parts[0].span.start for story in numbered]
    assert starts == sorted(starts)


@pytest.mark.parametrize("separator", ["\n", "\n\n", "\r\n\r\n"])
def test_a_plain_story_is_kept_whole(separator: str) -> None:
    text = separator.join(BODY)
    (story,) = split(text)
    assert (story.kind, text_of(story)) == (StoryKind.MAIN, text)


def test_a_page_that_was_prepared_keeps_all() -> None:
    (story,) = split_document(document(PAGE, prepared=True))
    assert text_of(story) == PAGE


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u2028"])
def test_a_text_without_a_word_has_no_story(text: str) -> None:
    assert [story.kind for story in split(text)] == ([StoryKind.FURNITURE] if text else [])


PASSAGES = st.sampled_from(
    [*PAGE.split("\n\n"), *BODY, "\f", "🙂", "(Photo: A. Pereda)", "1. Sestra", "KABUL — On Monday"]
)


@given(st.one_of(texts(), st.lists(PASSAGES, max_size=12).map("\n\n".join), st.lists(PASSAGES).map("\n".join)))
def test_the_parts_cover_the_text_without_overlap(text: str) -> None:
    parts = sorted((part for story in split(text) for part in story.parts), key=lambda part: part.span)
    assert "".join(part.text for part in parts) == text
    assert all(text[part.span.start : part.span.end] == part.text for part in parts)
    assert all(left.span.end == right.span.start for left, right in pairwise(parts))


@given(st.lists(PASSAGES, max_size=10).map("\n\n".join))
def test_furniture_alone_has_no_number_and_stands_last(text: str) -> None:
    stories = split(text)
    assert [story.number is None for story in stories] == [story.kind is StoryKind.FURNITURE for story in stories]
    assert sum(story.kind is StoryKind.FURNITURE for story in stories) <= 1
    assert all(story.kind is not StoryKind.FURNITURE for story in stories[:-1])
