"""Which of a story's places a claim's act happened in, where its reader left the choice open.

Invariant: a place that the reader marked is taken, or one of its sentence that lies in it; else the likeliest by
`place_scores`, if it is likely enough. A country's name that says whose something is ("U.S. warplanes"), or that does
something itself, is no marked place's better.
"""

from __future__ import annotations

from typing import Final

from dateline.records import Place, RawClaim
from dateline.resolve.place_scores import StoryPlaces, distance, likeliest, shares, weights
from dateline.resolve.place_words import in_party, is_no_spot
from dateline.terms import EventType, PlacePrecision

LOCAL_ACTS: Final = frozenset(
    {
        EventType.ASSAULT,
        EventType.PROTEST,
        EventType.MOBILIZE,
        EventType.COERCE,
        EventType.CONSULT,
        EventType.RETREAT,
        EventType.COOPERATE,
    }
)
"""Types whose events happen at a spot; a demand, a refusal or a promise seldom does."""
LEAST: Final = 0.4
"""Least share of a place that no reader marked: by F1 on the labelled stories of the training part."""
_WIDE: Final = frozenset({PlacePrecision.PROVINCE, PlacePrecision.COUNTRY, PlacePrecision.REGION})


def choose_place(raw: RawClaim, story: StoryPlaces) -> Place | None:
    """The place that the reader marked, or the likeliest of the story's places within reach."""
    if raw.place is not None:
        marked = next((place for place in story.near(raw) if place.span.overlaps(raw.place.span)), None)
        return marked and _finest(marked, raw, story)
    reach, features = story.features(raw)
    place, share = likeliest(story, reach, shares(features, weights()))
    return place if share >= LEAST else None


def _finest(marked: Place, raw: RawClaim, story: StoryPlaces) -> Place:
    """A town of the claim's sentence that lies in the division or country that the reader marked, if there is one: the
    place of an act is the most precise that is named."""
    if marked.precision not in _WIDE or raw.type not in LOCAL_ACTS:
        return marked
    inside = [
        place
        for place in story.near(raw)
        if raw.evidence.covers(place.span)
        and place.precision not in _WIDE
        and place.country == marked.country
        and not in_party(place.span, raw)
        and not is_no_spot(place, story.around.text)
    ]
    return min(inside, key=lambda place: distance(raw.trigger.span, place.span), default=marked)
