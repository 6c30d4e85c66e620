"""From raw claims to claims: the values behind the words, each still tied to them.

Invariant: a value is taken from the story that the claim stands in, or is None; every span that goes out is a span of
the document. Where the reader leaves a claim's place, date or counts open, `place_of_act`, `dating` and `counting`
choose among those of its story.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import msgspec

from dateline.records import (
    Claim,
    Document,
    Party,
    Place,
    Quote,
    RawClaim,
    RawParty,
    RawSource,
    Reading,
    Span,
    Statement,
    Time,
)
from dateline.resolve.counting import choose_counts
from dateline.resolve.dating import choose_dates
from dateline.resolve.place_of_act import choose_place
from dateline.resolve.place_scores import StoryPlaces
from dateline.resolve.setting import setting, story_countries
from dateline.resolve.story_day import story_day
from dateline.resolve.surroundings import Surroundings
from dateline.resolve.when import find_times
from dateline.resolve.where import Passage, find_story_places
from dateline.resolve.who import Parties
from dateline.vocab.actors import outlets

MADE_BY: Final = "resolve 2"


class Resolved(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a document's readings; places and times stand with the number of their story."""

    statements: tuple[Statement, ...]
    claims: tuple[Claim, ...]
    places: tuple[tuple[int, Place], ...]
    times: tuple[tuple[int, Time], ...]


def resolve_readings(document: Document, readings: Iterable[Reading]) -> Resolved:
    """Resolve all stories of a document, each by its own context."""
    statements: list[Statement] = []
    claims: list[Claim] = []
    places: list[tuple[int, Place]] = []
    times: list[tuple[int, Time]] = []
    for reading in readings:
        number = reading.story.number or 0
        context = _Story(document, reading)
        statements += [context.statement(statement) for statement in reading.statements]
        claims += [context.claim(raw) for raw in reading.claims]
        places += [(number, place) for place in context.surroundings.places]
        times += [(number, time) for time in context.surroundings.times]
    return Resolved(statements=tuple(statements), claims=tuple(claims), places=tuple(places), times=tuple(times))


class _Story:
    """One story with its places, times and parties found once."""

    def __init__(self, document: Document, reading: Reading) -> None:
        parts = reading.story.parts
        stated = reading.story.published or document.published
        published = story_day("\n".join(part.text for part in parts), stated, document.url)
        self.parties = Parties(parts, published, document.text)
        countries = story_countries("\n".join(part.text for part in parts))
        self.surroundings = Surroundings(
            text=document.text,
            sentences=reading.sentences,
            places=find_story_places(
                [Passage(part.text, part.span.start) for part in parts],
                setting(countries, document.url, document.publisher),
                outlets(),
            ),
            times=tuple(
                time for part in parts for time in find_times(part.text, published=published, offset=part.span.start)
            ),
            published=published,
        )
        self.places = StoryPlaces(self.surroundings)
        self.told: dict[Span, list[RawClaim]] = {}
        for raw in reading.claims:
            self.told.setdefault(raw.evidence, []).append(raw)
        dates = choose_dates(reading.claims, self.surroundings)
        self.dates = {raw.id: date for raw, date in zip(reading.claims, dates, strict=True)}

        self.parties.see_places(self.surroundings.places)

    def statement(self, statement: Statement) -> Statement:
        """The statement with its source named in full."""
        if statement.source is None:
            return statement
        raw = RawSource(Quote(statement.source.text, statement.source.span))
        return msgspec.structs.replace(statement, source=self.parties.source(raw))

    def party(self, raw: RawParty) -> Party:
        """A party by its words, or by what they stand for."""
        return self.parties.party(raw.quote, raw.antecedent)

    def claim(self, raw: RawClaim) -> Claim:
        """A raw claim with its values."""
        return Claim(
            id=raw.id,
            document=raw.document,
            story=raw.story,
            event=raw.event,
            type=raw.type,
            mode=raw.mode,
            status=raw.status,
            trigger=raw.trigger,
            evidence=raw.evidence,
            actors=tuple(self.party(party) for party in raw.actors),
            recipients=tuple(self.party(party) for party in raw.recipients),
            place=choose_place(raw, self.places),
            date=self.dates[raw.id],
            counts=choose_counts(raw, self.surroundings, self.told.get(raw.evidence, ())),
            sources=tuple(self.parties.source(source) for source in raw.sources),
            hedge=raw.hedge,
            status_span=raw.status_span,
            denies=raw.denies,
            confidence=raw.confidence,
            made_by=raw.made_by,
        )
