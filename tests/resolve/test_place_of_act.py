"""Where an act happened: the reader's mark, its sentence, or a place that the story told before."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.records import Place, Quote, RawClaim, RawParty, Span
from dateline.resolve.place_of_act import choose_place
from dateline.resolve.place_scores import FEATURES, StoryPlaces, likeliest, shares, weights
from dateline.resolve.setting import setting, story_countries
from dateline.resolve.surroundings import Surroundings
from dateline.resolve.where import Passage, find_story_places
from dateline.terms import EventType, Status


def story(text: str) -> StoryPlaces:
    """A story with a sentence a line."""
    sentences, start = [], 0
    for line in text.split("\n"):
        sentences.append(Span(start, start + len(line)))
        start += len(line) + 1
    places = find_story_places([Passage(text)], setting(story_countries(text), None, None))
    return StoryPlaces(Surroundings(text=text, sentences=tuple(sentences), places=places, times=()))


def claim(
    told: StoryPlaces,
    trigger: str,
    kind: EventType = EventType.ASSAULT,
    *,
    actor: str | None = None,
    place: str | None = None,
) -> RawClaim:
    """A claim at the first place of its trigger."""
    text = told.around.text

    def quoted(words: str) -> Quote:
        return Quote(words, Span(text.index(words), text.index(words) + len(words)))

    at = text.index(trigger)
    return RawClaim(
        id=trigger, document="", story=0, type=kind, mode=None, status=Status.HAPPENED, trigger=quoted(trigger),
        evidence=next(one for one in told.around.sentences if one.start <= at <= one.end),
        actors=(RawParty(quoted(actor)),) if actor else (), recipients=(), sources=(), event="e1", confidence=1.0,
        made_by="test", place=quoted(place) if place else None,
    )  # fmt: skip


def name(place: Place | None) -> str | None:
    return place.name if place else None


def test_the_reader_s_mark_is_taken() -> None:
    told = story("Gunmen from Aleppo shelled a market in Homs.")
    assert name(choose_place(claim(told, "shelled", place="Aleppo"), told)) == "Aleppo"


def test_a_marked_country_gives_way_to_its_town_in_the_sentence() -> None:
    told = story("Gunmen shelled a market in Homs, Syria.")
    found = choose_place(claim(told, "shelled", actor="Gunmen", place="Syria"), told)
    assert name(found) == "Homs"


def test_an_attack_is_placed_where_its_sentence_says() -> None:
    told = story("Officials in Damascus gave no comment.\nGunmen shelled a market in Homs on Sunday.")
    assert name(choose_place(claim(told, "shelled", actor="Gunmen"), told)) == "Homs"


def test_an_attack_takes_the_place_of_the_sentence_before() -> None:
    told = story("Fighting broke out in Homs on Sunday.\nGunmen killed three people at a bus stop.")
    assert name(choose_place(claim(told, "killed", actor="Gunmen"), told)) == "Homs"


def test_what_is_said_needs_no_place() -> None:
    told = story("Fighting broke out in Homs on Sunday.\nThe minister condemned the rebels for it.")
    assert choose_place(claim(told, "condemned", EventType.ACCUSE, actor="The minister"), told) is None


def test_a_story_without_places_has_none() -> None:
    told = story("Gunmen killed three people at a bus stop.")
    assert choose_place(claim(told, "killed", actor="Gunmen"), told) is None


def test_every_feature_has_a_weight() -> None:
    assert weights().shape == (len(FEATURES),)
    assert np.isfinite(weights()).all()


@given(st.lists(st.lists(st.floats(-5, 5), min_size=4, max_size=4), min_size=0, max_size=9))
def test_shares_are_probabilities_that_leave_some_for_none(rows: list[list[float]]) -> None:
    found = shares(np.asarray(rows).reshape(len(rows), 4), np.asarray([1.0, -2.0, 0.5, 3.0]))
    assert (found >= 0).all()
    assert found.sum() <= 1 + 1e-9


@pytest.mark.parametrize("more", ["", "\nA parade was held in Paris.", "\nTwo men were arrested in Oslo, police said."])
def test_features_of_a_place_do_not_depend_on_other_claims(more: str) -> None:
    told = story("Fighting broke out in Homs on Sunday.\nGunmen killed three people in Aleppo." + more)
    raw = claim(told, "killed", actor="Gunmen")
    reach, table = told.features(raw)
    again = told.features(raw)[1]
    assert (table == again).all()
    found, share = likeliest(told, reach, shares(table, weights()))
    assert name(found) == "Aleppo"
    assert 0 < share <= 1 + 1e-9
