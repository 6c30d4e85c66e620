"""What the pronouns of a story's claims stand for: who was named as acting or speaking just before.

Invariant: an antecedent is no pronoun, stands before it, and is a party or source that the reader found; a pronoun
whose antecedent is too far, or not of its kind, keeps none.

Method: "I" and "we" stand for the speaker of the claim; "he" and "she" for the latest party or source with a name of a
person's look; "it" and "they" for the latest that acts or speaks. Nothing is known of gender or number: a rule of
recency, which the codebook names as such.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import msgspec

from dateline.records import Quote, RawClaim, RawParty, RawSource, Source, Statement

FARTHEST: Final = 400
"""Characters between a pronoun and what it stands for."""
LONGEST: Final = 400
"""Characters that a name may have."""
_SPEAKER: Final = frozenset("i we us me my our ours ourselves myself".split())
_PERSON: Final = frozenset("he she him her his hers himself herself".split())
_OTHER: Final = frozenset("it they them its their theirs itself themselves".split())
PRONOUNS: Final = _SPEAKER | _PERSON | _OTHER
_ROLES: Final = frozenset("who which that whom".split())


def resolve(claims: Sequence[RawClaim], statements: Sequence[Statement]) -> tuple[RawClaim, ...]:
    """The claims of a story with what their pronouns stand for; its statements name speakers, too."""
    named = sorted(set(_named(claims, statements)), key=lambda quote: quote.span)
    return tuple(_claim(claim, named) for claim in claims)


def _named(claims: Iterable[RawClaim], statements: Iterable[Statement]) -> Iterator[Quote]:
    for claim in claims:
        quotes = [*(actor.quote for actor in claim.actors), *(source.quote for source in claim.sources)]
        yield from (quote for quote in quotes if not _is_pronoun(quote))
    for statement in statements:
        if statement.source and not _is_pronoun(_quote(statement.source)):
            yield _quote(statement.source)


def _quote(source: Source) -> Quote:
    return Quote(source.text, source.span)


def _is_pronoun(quote: Quote) -> bool:
    return quote.text.lower() in PRONOUNS | _ROLES


def _claim(claim: RawClaim, named: Sequence[Quote]) -> RawClaim:
    sources = tuple(_source(source, named) for source in claim.sources)
    speaker = next((s.antecedent or s.quote for s in sources if s.antecedent or not _is_pronoun(s.quote)), None)

    def party(raw: RawParty) -> RawParty:
        found = _stands_for(raw.quote, named, speaker)
        return msgspec.structs.replace(raw, antecedent=found) if found else raw

    return msgspec.structs.replace(
        claim,
        sources=sources,
        actors=tuple(party(raw) for raw in claim.actors),
        recipients=tuple(party(raw) for raw in claim.recipients),
    )


def _source(raw: RawSource, named: Sequence[Quote]) -> RawSource:
    found = _stands_for(raw.quote, named, None)
    return msgspec.structs.replace(raw, antecedent=found) if found else raw


def _stands_for(quote: Quote, named: Sequence[Quote], speaker: Quote | None) -> Quote | None:
    word = quote.text.lower()
    if word in _SPEAKER:
        return speaker
    if word not in PRONOUNS:
        return None
    before = [one for one in named if one.span.end <= quote.span.start and quote.span.start - one.span.end <= FARTHEST]
    if word in _PERSON:
        before = [one for one in before if _looks_like_a_person(one)]
    return before[-1] if before else None


def _looks_like_a_person(quote: Quote) -> bool:
    """Whether its last word has a capital, as in "Foreign Minister Ola Berg" and "Berg", unlike "the Libyan army"."""
    return quote.text.split()[-1][0].isupper() and not quote.text.isupper()
