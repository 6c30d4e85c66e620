"""From raw claims to claims: the values behind the words, each still tied to them.

Invariant: a value is taken from the story that the claim stands in, or is None; every span that goes out is a span of the
document. Where the reader leaves a claim's place, date or counts open, `attach` chooses among those of its sentence.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import msgspec

from dateline.records import Claim, Document, Party, Place, RawClaim, RawParty, Reading, Source, Statement, Time
from dateline.resolve.attach import Surroundings, choose_counts, choose_date, choose_place
from dateline.resolve.when import find_times
from dateline.resolve.where import find_places
from dateline.resolve.who import Parties
from dateline.vocab.actors import outlets


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
        self.document, self.reading = document, reading
        text = "\n".join(part.text for part in reading.story.parts)
        self.parties = Parties(text)
        published = reading.story.published or document.published
        tenses = {span: raw.tense for raw in reading.claims for span in (raw.evidence,)}
        self.surroundings = Surroundings(
            text=document.text,
            sentences=reading.sentences,
            places=self._places(),
            times=self._times(published, tenses),
        )

    def _places(self) -> tuple[Place, ...]:
        found: list[Place] = []
        countries = self.parties.countries()
        for part in self.reading.story.parts:
            found += find_places(part.text, offset=part.span.start, outlets=outlets(), context_countries=countries)
        return tuple(found)

    def _times(self, published: dt.date | None, tenses: dict[object, str]) -> tuple[Time, ...]:
        del tenses
        found: list[Time] = []
        for part in self.reading.story.parts:
            found += find_times(part.text, published=published, offset=part.span.start)
        return tuple(found)

    def statement(self, statement: Statement) -> Statement:
        return statement

    def party(self, raw: RawParty) -> Party:
        return self.parties.party(raw.quote, raw.antecedent)

    def claim(self, raw: RawClaim) -> Claim:
        sources: tuple[Source, ...] = tuple(self.parties.source(source) for source in raw.sources)
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
            place=choose_place(raw, self.surroundings),
            date=choose_date(raw, self.surroundings),
            counts=choose_counts(raw, self.surroundings),
            sources=sources,
            hedge=raw.hedge,
            status_span=raw.status_span,
            denies=raw.denies,
            confidence=raw.confidence,
            made_by=raw.made_by,
        )
