"""Furniture, teasers and borders on invented pages: what a heading opens, where a story goes on, what is never lost."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import DatelineError
from dateline.records import Document
from dateline.split import split_document
from dateline.split.furniture import best_path, body_lines, is_page, model, parse
from dateline.split.surroundings import NAMES, page_features
from dateline.split.zones import Zone, is_text, parts
from dateline.terms import StoryKind

HEADLINE = "Shelling kills twelve in Darhat market"
STORY = (
    "At least twelve people were killed on Tuesday when government forces shelled a market in the northern town of "
    "Darhat, residents and a local monitoring group said.",
    "The shelling began shortly after dawn and lasted for almost two hours, according to a doctor at the town's only "
    "hospital, who asked not to be named for fear of reprisals.",
    "“We have no more beds and no more blood,” the doctor said by telephone. “People are bringing the wounded in the "
    "backs of pickup trucks.”",
    "The defence ministry denied that its forces had fired on civilians and said that rebels had used the market to "
    "store weapons.",
    "Rebels took Darhat two years ago and have held it since, in spite of a siege that has cut it off from the rest "
    "of the province.",
    "Talks between the two sides are due to resume in Geneva next month, but diplomats say that neither is ready to "
    "give ground.",
)
BRIDGE = (
    "Bridge over the Orm reopens after two years",
    "The bridge over the river Orm reopened on Monday after two years of repairs, and hundreds of people walked across "
    "it in the rain. Officials said that the work had cost more than twice as much as was planned, and that trucks "
    "would have to wait until the su",
)
RIOT = (
    "Police arrest nine after riot in Velkova",
    "Police in Velkova arrested nine people on Sunday after a protest against rising bread prices turned violent. Shop "
    "windows were broken and two officers were hurt, the interior ministry said. Organisers of the march blamed "
    "outsiders for the violence and said that they wo",
)
MENU = ("Skip to content", "Home", "World", "Politics", "Search", "Comments", "Most read")


def page(*lines: str) -> str:
    """A page's text, a blank line between its lines."""
    return "\n\n".join(lines) + "\n"


def told(text: str) -> list[tuple[StoryKind, str]]:
    """Kind and text of each story, furniture last."""
    document = Document(id="d", origin="o", text=text, sha256="", format="text", encoding="utf-8", made_by="test")
    return [(story.kind, " ".join(part.text.strip() for part in story.parts)) for story in split_document(document)]


def of(kind: StoryKind, text: str) -> list[str]:
    """The texts of one kind's stories."""
    return [words for found, words in told(text) if found is kind]


def test_links_named_like_headings_at_the_top_do_not_end_the_story() -> None:
    (main,) = of(StoryKind.MAIN, page(*MENU, HEADLINE, *STORY, "Share this"))
    assert main.startswith(HEADLINE)
    assert all(paragraph in main for paragraph in STORY)
    assert not any(link in main for link in MENU)


def test_a_headline_is_found_above_its_by_line_and_buttons() -> None:
    (main,) = of(StoryKind.MAIN, page(*MENU, HEADLINE, "By Anna Kovel", "12 March 2016", "Tweet", *STORY))
    assert main.startswith(HEADLINE)
    assert "Kovel" not in main


def test_readers_comments_are_furniture() -> None:
    comments = (
        "4 comments",
        "marta says:",
        "This is terrible, I cannot believe that the world does nothing about it. My cousin lives near there.",
        "Leave a comment",
    )
    assert not any("My cousin" in text for text in of(StoryKind.MAIN, page(*MENU, HEADLINE, *STORY, *comments)))


def test_each_broken_off_text_under_popular_posts_is_a_teaser_of_its_own() -> None:
    text = page("Skip to main content", HEADLINE, *STORY, "Comments", "Popular posts", *BRIDGE, *RIOT)
    assert of(StoryKind.TEASER, text) == ["\n\n".join(BRIDGE), "\n\n".join(RIOT)]
    assert len(of(StoryKind.MAIN, text)) == 1


def test_broken_off_texts_are_teasers_without_a_heading_too() -> None:
    text = page("Home | News | Contact", HEADLINE, *STORY, "From our archive", *BRIDGE, *RIOT, "Powered by Blogger")
    assert of(StoryKind.TEASER, text) == ["\n\n".join(BRIDGE), "\n\n".join(RIOT)]
    assert "archive" not in of(StoryKind.MAIN, text)[0]


def test_short_teasers_are_read_and_bare_links_are_not() -> None:
    short = ("Three soldiers killed at a checkpoint", "Gunmen attacked an army checkpoint near Sul on Saturday and...")
    links = ("Bread prices rise again in the north", "Ceasefire monitors leave the town")
    text = page("Skip to main content", HEADLINE, *STORY, "More news", *links, *short)
    assert of(StoryKind.TEASER, text) == []  # too short to tell anything
    short = (
        short[0],
        "Gunmen attacked an army checkpoint near Sul on Saturday and killed three soldiers, officers said.",
    )
    text = page("Skip to main content", HEADLINE, *STORY, "More news", *links, *short)
    assert of(StoryKind.TEASER, text) == ["\n\n".join(short)]


def test_a_story_goes_on_after_links_to_others() -> None:
    links = ("Related stories", "Ceasefire monitors leave the town of Darhat", "Bread prices rise again in the north")
    text = page("Home", "Search", HEADLINE, *STORY[:3], *links, *STORY[3:], "Share this")
    (main,) = of(StoryKind.MAIN, text)
    assert all(paragraph in main for paragraph in STORY)
    assert not any(link in main for link in links)
    assert not of(StoryKind.TEASER, text)


def test_items_of_a_round_up_are_main_stories() -> None:
    items = [
        f"{number}. News from {place}. {STORY[number]} Nothing else was known on Tuesday evening."
        for number, place in enumerate(("Darhat", "Velkova", "Sul"), 1)
    ]
    text = page("Home", "World", "About us", "Daily round-up", *items, "Subscribe to our newsletter")
    found = of(StoryKind.MAIN, text)
    assert found[-3:] == items


def test_a_page_that_the_model_does_not_know_keeps_its_prose() -> None:
    assert [part.kept for part in parts(["Home", STORY[0], "Share"], [False] * 3)] == [False, True, False]


def test_plain_news_is_kept_whole() -> None:
    assert told(page(HEADLINE, *STORY)) == [(StoryKind.MAIN, page(HEADLINE, *STORY).strip())]


def test_a_bare_comments_link_inside_a_story_does_not_end_it() -> None:
    lines = [STORY[0], "Comments", *STORY[1:]]
    assert [part.zone for part in parts(lines, [line != "Comments" for line in lines])] == [Zone.MAIN] * len(lines)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (BRIDGE[1], True),
        (STORY[4], True),
        ("Officials said on Monday that the work had cost more than was planned and that...", True),
        ("Alaskan halibut, caught by a century-old boat, provides a glimpse of the strategy", False),
        ("Read more...", False),
    ],
)
def test_a_teasers_text_is_told_from_a_headline(line: str, expected: bool) -> None:
    assert is_text(line) is expected


def test_the_best_path_bridges_a_doubtful_line_but_not_a_clear_one() -> None:
    assert best_path(np.array([-3.0, 3.0, -0.5, 3.0, -3.0]), 1.0) == [False, True, True, True, False]
    assert best_path(np.array([3.0, -5.0, 3.0]), 1.0) == [True, False, True]
    assert best_path(np.array([0.5]), 1.0) == [False]


@given(st.lists(st.floats(-6, 6), min_size=1, max_size=7), st.floats(0, 4))
def test_no_path_is_better_than_the_best(odds: list[float], change: float) -> None:
    def worth(marks: list[bool]) -> float:
        changes = sum(a != b for a, b in zip([False, *marks], marks, strict=False))
        return sum(value for value, mark in zip(odds, marks, strict=True) if mark) - change * changes

    every = ([bool(number >> k & 1) for k in range(len(odds))] for number in range(2 ** len(odds)))
    assert worth(best_path(np.array(odds), change)) == pytest.approx(max(map(worth, every)))


@given(st.lists(st.text(min_size=1, max_size=80), min_size=1, max_size=12))
def test_every_page_has_finite_features_and_one_verdict_a_line(lines: list[str]) -> None:
    features = page_features(lines)
    assert features.shape == (len(lines), len(NAMES))
    assert np.isfinite(features).all()
    assert len(body_lines(lines)) == len(parts(lines, body_lines(lines))) == len(lines)


def test_a_model_with_other_features_is_refused() -> None:
    with pytest.raises(DatelineError, match=r"bad-vocabulary|vocabulary"):
        parse("name\tmean\nlength\t1\n")
    assert model().hidden.shape[0] == len(NAMES)


def test_a_story_alone_is_no_page() -> None:
    assert not is_page([HEADLINE, *STORY])
    assert is_page([*MENU, HEADLINE, *STORY])
