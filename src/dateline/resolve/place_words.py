"""What the words around a place's name make of it: how it is tied to an act, and whether it says where at all.

Invariant: only the words beside the name are read, so that the answer is the same for every claim of the story.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from dateline.records import Place, RawClaim, Span
from dateline.terms import PlacePrecision
from dateline.vocab.actors import countries

_TIES: Final = {
    **dict.fromkeys("in at near inside outside around across throughout on".split(), 1.0),
    **dict.fromkeys("into over through of to".split(), 2.0),
    "from": 3.0,
}
"""How much farther a place counts as being, by the preposition before it."""
UNTIED: Final = 4.0
_DOES: Final = re.compile(
    r" (?:also |again )?(?:has|have|had|is|was|will|would|could|may|said|told|(?!across)[a-z]{2,}(?:ed|[^s\W]s))\b"
)
"""A verb right after a name."""
_CITY_OF: Final = re.compile(r"\b(?:city|town|village|province|region|port|capital|district|camp) of $")
_NO_NOUNS: Final = (
    "in on at and or to of by for from with as after before when where who which that during since while but late "
    "early last this province state near over against because under into through between until amid following killing"
)
_NOUN_AFTER: Final = re.compile(
    rf"-(?:led|backed|based|run)| (?!(?:{'|'.join(_NO_NOUNS.split())})\b)[a-z]+| [A-Z][a-z]+ (?!in\b|on\b)[a-z]+"
)
"""A noun right after a name: the name says whose it is."""


def tie(place: Place, text: str) -> float:
    """How loosely a place is tied to an act, by the last preposition among the three words before it."""
    leading = text[max(0, place.span.start - 40) : place.span.start]
    if _CITY_OF.search(leading):
        return 1.0
    before = leading.split()[-3:]
    for distance, word in enumerate(reversed(before)):
        found = _TIES.get(word.lower())
        if found is not None:
            return found
        if distance == 0 and word.endswith(","):
            break
    return UNTIED


def is_no_spot(place: Place, text: str) -> bool:
    """Whether a name of a place does not say where: a dateline, a government, or whose something is."""
    return is_dateline(place, text) or stands_for_government(place, text) or says_whose(place, text)


def is_dateline(place: Place, text: str) -> bool:
    """Whether a place stands at the head of a wire story: "KABUL —"."""
    if not place.text.isupper() or len(place.text) < 4:
        return False
    following = text[place.span.end : place.span.end + 30]
    return re.match(r"(?:, [A-Z][A-Za-z .]+)?\s*(?:[—–]|--|\()", following) is not None


def stands_for_government(place: Place, text: str) -> bool:
    """Whether a capital or a country does something itself ("Moscow warned", "Turkey bombed"): a party, no place."""
    names_state = place.precision is PlacePrecision.COUNTRY or place.name in _capitals()
    return names_state and not _preposition_before(place, text) and _DOES.match(text, place.span.end) is not None


def says_whose(place: Place, text: str) -> bool:
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


def in_party(span: Span, raw: RawClaim) -> bool:
    """Whether a place's name is part of a claim's actor or source."""
    spans = [*(actor.quote.span for actor in raw.actors), *(source.quote.span for source in raw.sources)]
    return any(one.overlaps(span) for one in spans)
