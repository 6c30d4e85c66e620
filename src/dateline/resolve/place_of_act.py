"""Which of a story's places a claim's act happened in, where its reader left the choice open.

Invariant: what is chosen stands in the claim's own sentence, but for the place of an act that must have one: that may
stand in one of the sentences before. A dateline's town, a capital that stands for its government and a country's name
before a noun ("U.S. warplanes") are nobody's place.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import Final

from dateline.records import Place, RawClaim, Span
from dateline.resolve.setting import story_countries
from dateline.resolve.surroundings import Surroundings
from dateline.terms import EventType, PlacePrecision
from dateline.vocab.actors import countries

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
INHERITING: Final = frozenset({EventType.ASSAULT, EventType.PROTEST, EventType.COERCE})
"""Types that take a place from the sentences before when their own names none."""
BACK: Final = 2
"""How many sentences before a claim's own may give its place."""
_TIES: Final = {
    **dict.fromkeys("in at near inside outside around across throughout on".split(), 1.0),
    **dict.fromkeys("into over through of to".split(), 2.0),
    "from": 3.0,
}
"""How much farther a place counts as being, by the preposition before it."""
_UNTIED: Final = 4.0
_DOES: Final = re.compile(
    r" (?:also |again )?(?:has|have|had|is|was|will|would|could|may|said|told|(?!across)[a-z]{2,}(?:ed|[^s\W]s))\b"
)
"""A verb right after a name."""
_CITY_OF: Final = re.compile(r"\b(?:city|town|village|province|region|port|capital|district|camp) of $")
_WIDE: Final = frozenset({PlacePrecision.PROVINCE, PlacePrecision.COUNTRY, PlacePrecision.REGION})
_TOPIC: Final = re.compile(r"\b(?:on|over|about|discuss|for) (?:the )?$")
"""What talks are about."""
_NO_NOUNS: Final = (
    "in on at and or to of by for from with as after before when where who which that during since while but late "
    "early last this province state near over against because under into through between until amid following killing"
)
_NOUN_AFTER: Final = re.compile(
    rf"-(?:led|backed|based|run)| (?!(?:{'|'.join(_NO_NOUNS.split())})\b)[a-z]+| [A-Z][a-z]+ (?!in\b|on\b)[a-z]+"
)
"""A noun right after a name: the name says whose it is."""


def choose_place(raw: RawClaim, around: Surroundings) -> Place | None:
    """The place in the claim's sentence that lies nearest to its trigger, a preposition counting for nearness; for an
    act that happens at a spot, else the last place of the sentences just before that a preposition ties to an act,
    unless its own sentence speaks of other countries."""
    if raw.place is not None:
        marked = next((place for place in around.places if place.span.overlaps(raw.place.span)), None)
        return marked and _finest(marked, raw, around)
    if raw.type not in LOCAL_ACTS:
        return None
    near = [place for place in _within_reach(raw, around) if not _in_party(place, raw)]
    near = [place for place in near if not is_no_spot(place, around.text)]
    if raw.type is EventType.CONSULT:
        near = [place for place in near if not _is_topic(place, around.text)]
    tied = [(place, _tie(place, around.text)) for place in near]
    here = [(place, tie) for place, tie in tied if raw.evidence.covers(place.span)]
    if raw.type not in INHERITING:
        here = [(place, tie) for place, tie in here if tie < _UNTIED]
    if here:
        return min(here, key=lambda one: one[1] * (20 + _distance(raw.trigger.span, one[0].span)))[0]
    earlier = [place for place, tie in tied if place.span.start < raw.evidence.start and tie < _UNTIED]
    if not earlier or raw.type not in INHERITING:
        return None
    told = story_countries(around.text[raw.evidence.start : raw.evidence.end])
    return earlier[-1] if not told or earlier[-1].country in told else None


def _finest(marked: Place, raw: RawClaim, around: Surroundings) -> Place:
    """A town of the claim's sentence that lies in the division or country that the reader marked, if there is one: the
    place of an act is the most precise that is named."""
    if marked.precision not in _WIDE or raw.type not in LOCAL_ACTS:
        return marked
    inside = [
        place
        for place in _within_reach(raw, around)
        if raw.evidence.covers(place.span)
        and place.precision not in _WIDE
        and place.country == marked.country
        and not _in_party(place, raw)
        and not is_no_spot(place, around.text)
    ]
    return min(inside, key=lambda place: _distance(raw.trigger.span, place.span), default=marked)


def _is_topic(place: Place, text: str) -> bool:
    return _TOPIC.search(text, max(0, place.span.start - 20), place.span.start) is not None


def _within_reach(raw: RawClaim, around: Surroundings) -> tuple[Place, ...]:
    """The places of the claim's sentence and of the `BACK` before: a search, so that long stories cost no more."""
    own = bisect_left(around.sentences, raw.evidence.start, key=lambda sentence: sentence.start)
    start = around.sentences[max(0, own - BACK)].start
    first = bisect_left(around.places, start, key=lambda place: place.span.start)
    return around.places[first : bisect_left(around.places, raw.evidence.end, key=lambda place: place.span.start)]


def _tie(place: Place, text: str) -> float:
    """How loosely a place is tied to an act, by the last preposition among the three words before it."""
    leading = text[max(0, place.span.start - 40) : place.span.start]
    if _CITY_OF.search(leading):
        return 1.0
    before = leading.split()[-3:]
    for distance, word in enumerate(reversed(before)):
        tie = _TIES.get(word.lower())
        if tie is not None:
            return tie
        if distance == 0 and word.endswith(","):
            break
    return _UNTIED


def is_no_spot(place: Place, text: str) -> bool:
    """Whether a name of a place does not say where: a dateline, a government, or whose something is."""
    return _is_dateline(place, text) or stands_for_government(place, text) or _says_whose(place, text)


def _is_dateline(place: Place, text: str) -> bool:
    """Whether a place stands at the head of a wire story: "KABUL —"."""
    if not place.text.isupper() or len(place.text) < 4:
        return False
    following = text[place.span.end : place.span.end + 30]
    return re.match(r"(?:, [A-Z][A-Za-z .]+)?\s*(?:[—–]|--|\()", following) is not None


def stands_for_government(place: Place, text: str) -> bool:
    """Whether a capital or a country does something itself ("Moscow warned", "Turkey bombed"): a party, no place."""
    names_state = place.precision is PlacePrecision.COUNTRY or place.name in _capitals()
    return names_state and not _preposition_before(place, text) and _DOES.match(text, place.span.end) is not None


def _says_whose(place: Place, text: str) -> bool:
    """Whether a country's name stands before a noun ("U.S. warplanes", "the Ukraine conflict")."""
    if place.precision is not PlacePrecision.COUNTRY or _preposition_before(place, text):
        return place.text in _SHORT_STATES and _NOUN_AFTER.match(text, place.span.end) is not None
    return _NOUN_AFTER.match(text, place.span.end) is not None


_SHORT_STATES: Final = frozenset({"U.S.", "US", "U.K.", "UK", "U.A.E.", "UAE"})


def _preposition_before(place: Place, text: str) -> bool:
    before = text[max(0, place.span.start - 20) : place.span.start].split()
    return bool(before) and before[-1].lower() in _TIES


@cache
def _capitals() -> frozenset[str]:
    return frozenset(country.capital for country in countries())


def _in_party(place: Place, raw: RawClaim) -> bool:
    spans = [*(actor.quote.span for actor in raw.actors), *(source.quote.span for source in raw.sources)]
    return any(span.overlaps(place.span) for span in spans)


def _distance(trigger: Span, span: Span) -> int:
    """Characters between them; what stands before the trigger counts as twice as far."""
    return span.start - trigger.end if span.start >= trigger.end else 2 * (trigger.start - span.end)
