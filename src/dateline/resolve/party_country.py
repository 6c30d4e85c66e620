"""The country of a party: told by its words, its entity, what it is of, from or in.

Invariant: a country that stands after "to", "against" or "by" is another party's.
"""

from __future__ import annotations

from typing import Final

from dateline.resolve.party_findings import Findings, Judge
from dateline.resolve.party_words import Segment
from dateline.vocab.actors import Country, country_by_code
from dateline.vocab.entity_index import index, seat

_RULING: Final = frozenset({"GOV", "MIL", "LEG", "JUD", "SPY"})


def country_of_party(made: Judge, main: Segment, found: Findings) -> tuple[Country | None, str | None]:
    """Country and region: told in the main segment, else by the entity, else by what the party is of, from or in."""
    after = [s for s in made.phrase.segments if s.start > main.start]
    given = _told(made, main)
    if given[0] is None and found.entity is not None and found.entity.country:
        return country_by_code(found.entity.country), None
    if given != (None, None) or (found.entity is not None and found.entity.country is None):
        return given
    for links in ((",", "and"), ("of", "from"), ("in",), ("for",)):
        for segment in after:
            if segment.link in links and (told := _told(made, segment)) != (None, None):
                return told
    near = [main, *(s for s in after if s.link in ("of", "from", "in", ","))]
    return next((country for s in near if (country := _by_place(made, s, found)) is not None), None), None


def _told(made: Judge, segment: Segment) -> tuple[Country | None, str | None]:
    """The country that a segment names, plainly before by a compound, by a people, a person, a city or a place."""
    pieces = sorted(segment.pieces, key=lambda piece: (piece.led, piece.near))
    for piece in pieces:
        if piece.country is not None:
            made.note(piece.words, f"country: {piece.country.name}", piece.country.where)
            return piece.country, None
    for piece in pieces:
        if piece.people is not None and (piece.people.country or piece.people.code):
            made.note(piece.words, f"people or region: {piece.people.name}", piece.people.where)
            return country_by_code(piece.people.country) if piece.people.country else None, piece.people.code
        entity = made.choose(piece) if piece.named else None
        if entity is not None and entity.country:
            made.note(piece.words, f"of {entity.name}", entity.where)
            return country_by_code(entity.country), None
    return None, None


def _by_place(made: Judge, segment: Segment, found: Findings) -> Country | None:
    """The country of a city that stands for its government, or of a place of the story."""
    words = " ".join(made.phrase.tokens[segment.start : segment.end])
    stands = seat(words, made.setting.published)
    place = made.place(segment)
    if stands is not None and (place is None or segment.link == "head" or set(found.roles) & _RULING):
        entity = index().by_name(stands.of)
        made.note(words, "the seat of a government", stands.where)
        return country_by_code(stands.of) or (country_by_code(entity.country) if entity and entity.country else None)
    if place is not None:
        made.note(place[0], "a place", "gazetteer")
        return country_by_code(place[1])
    return None
