"""Which incident a document is about."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import claim, exactly
from dateline.link.main_incident import main_incident, weight
from dateline.records import Claim
from dateline.terms import CountKind


def told(*places: tuple[str, int], **more: Any) -> tuple[list[Claim], dict[str, str]]:
    """Claims of incidents at places of one document, in order."""
    claims = [claim("a", start=start, **more) for _, start in places]
    return claims, {one.id: incident for one, (incident, _) in zip(claims, places, strict=True)}


@pytest.mark.parametrize(
    ("places", "main"),
    [
        ([("x", 0)], "x"),
        ([("x", 0), ("y", 100)], "x"),
        ([("y", 0), ("x", 100), ("x", 200), ("x", 300)], "x"),
        ([("x", 0), ("x", 100), ("y", 200), ("y", 300)], "x"),
        ([("x", 0), ("y", 900)], "x"),
    ],
)
def test_the_main_incident_is_told_early_and_often(places: list[tuple[str, int]], main: str) -> None:
    assert main_incident(*told(*places), {0}) == main


def test_a_toll_outweighs_the_place_in_the_story() -> None:
    first, second = claim("a"), claim("a", start=100, killed=12)
    assert main_incident([first, second], {first.id: "x", second.id: "y"}, {0}) == "y"


def test_claims_of_teasers_and_claims_without_an_incident_do_not_vote() -> None:
    teaser, story, unlinked = claim("a", story=1, killed=9), claim("a", start=100), claim("a", start=50, killed=9)
    home = {teaser.id: "x", story.id: "y"}
    assert main_incident([teaser, story, unlinked], home, {0}) == "y"
    assert main_incident([teaser], home, {0}) is None
    assert main_incident([], home, {0}) is None


def test_the_dead_weigh_more_than_other_numbers() -> None:
    dead, hurt, marching = (
        claim("a", counts=(exactly(3, kind=kind),))
        for kind in (CountKind.KILLED, CountKind.INJURED, CountKind.PARTICIPANTS)
    )
    assert weight(dead, 0) > weight(hurt, 0) > weight(marching, 0) > weight(claim("a"), 0) > weight(claim("a"), 1)


@given(st.lists(st.tuples(st.sampled_from("xyz"), st.integers(0, 9)), unique_by=lambda p: p[1]), st.integers(0, 99))
def test_the_order_of_claims_does_not_matter(places: list[tuple[str, int]], seed: int) -> None:
    claims, home = told(*places)
    first = main_incident(claims, home, {0})
    random.Random(seed).shuffle(claims)
    assert main_incident(claims, home, {0}) == first
    assert (first is None) == (not places)
