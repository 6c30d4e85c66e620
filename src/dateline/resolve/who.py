"""Who the parties and sources of a story are: names in full, kind, country, PLOVER roles, a CAMEO-style code.

Invariant: nothing is guessed: what the words, the vocabulary and the story itself do not tell is None. A pronoun has a
name only where the reader found what it stands for. `why` gives the steps that led to a party's values.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from dateline.records import Party, Place, Quote, RawSource, Source, Span
from dateline.resolve.aliases import story_aliases
from dateline.resolve.mentions import Mentions, Person
from dateline.resolve.party_findings import Findings, Setting, Step
from dateline.resolve.party_names import ARTICLE, code_of, full_name, has_proper_name, kind_of
from dateline.resolve.party_story import TellingStory, is_inferred
from dateline.resolve.party_values import judge
from dateline.resolve.party_words import POSSESSIVE, Phrase, Segment
from dateline.terms import SourceKind
from dateline.vocab.actors import Country, country_by_code, country_of
from dateline.vocab.entity_index import index, seat

_PRONOUNS: Final = frozenset("he she it they we i you him her them us who which that himself themselves itself".split())
_CAPITALS: Final = re.compile(r"\b(?:U\.S\.|U\.K\.|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)")


class Resolution(NamedTuple):
    """A party with the steps that led to its values."""

    party: Party
    steps: tuple[Step, ...]


class Parties:
    """The parties of one story.

    Args:
        text: the story's text, or its passages with their place in the document.
        published: its day, by which offices are chosen.
        whole: the document's text, in which spans count; the story's without it.
    """

    def __init__(self, text: str | Sequence[Quote], published: dt.date | None = None, whole: str | None = None) -> None:
        parts = (Quote(text, Span(0, len(text))),) if isinstance(text, str) else tuple(text)
        told = "\n".join(part.text for part in parts)
        self._places: tuple[Place, ...] = ()
        self._countries = Counter(_named_countries(told))
        self._story = TellingStory(
            whole if whole is not None else told,
            Mentions(parts, published),
            story_aliases(told),
            Setting(self._countries, published),
        )

    def countries(self) -> tuple[str, ...]:
        """ISO codes of the countries that the story names by name or adjective, most often named first."""
        return tuple(code for code, _ in sorted(self._countries.items(), key=lambda item: (-item[1], item[0])))

    def see_places(self, places: Iterable[Place]) -> None:
        """Take in the story's places: "Aleppo residents" are Syrian where Aleppo is."""
        self._places = tuple(place for place in places if place.country)
        told = Counter(place.country for place in self._places if place.country and country_of(place.text) is None)
        self._story.abroad = self._countries + told

    def party(self, quote: Quote, antecedent: Quote | None = None) -> Party:
        """The party that a phrase names.

        Args:
            quote: its words.
            antecedent: what it stands for, when it is a pronoun.
        """
        return self.why(quote, antecedent).party

    def why(self, quote: Quote, antecedent: Quote | None = None) -> Resolution:
        """The party that a phrase names, with the steps that led to its values."""
        meant = antecedent or quote
        if _is_pronoun(meant.text):
            return Resolution(Party(text=quote.text, span=quote.span), ())
        found, name = self._resolve(meant)
        phrase = self._story.read(ARTICLE.sub("", meant.text).strip())
        steps = found.steps
        if antecedent is not None:
            steps = (Step(quote.text, f"a pronoun, for {antecedent.text!r}", ""), *steps)
        party = Party(
            text=quote.text,
            span=quote.span,
            name=name,
            id=code_of(found),
            country=found.country.iso2 if found.country else None,
            roles=found.roles,
            kind=kind_of(found, phrase),
        )
        return Resolution(party, steps)

    def source(self, raw: RawSource) -> Source:
        """The source that a phrase names; anonymous when it is a common noun alone ("officials")."""
        meant = raw.antecedent or raw.quote
        if _is_pronoun(meant.text):
            return Source(text=raw.quote.text, span=raw.quote.span)
        found, name = self._resolve(meant)
        kind = raw.kind or _source_kind(found)
        named = found.whole or has_proper_name(meant.text) or has_proper_name(name)
        anonymous = raw.anonymous or (not named and (found.noun is None or found.noun.anonymous))
        if kind is None and anonymous:
            kind = SourceKind.UNNAMED
        name = ARTICLE.sub("", meant.text).strip() if anonymous else name  # whose officials they are is not told
        return Source(text=raw.quote.text, span=raw.quote.span, name=name, kind=kind, anonymous=anonymous)

    def _resolve(self, quote: Quote) -> tuple[Findings, str]:
        """Values and name of a phrase that is no pronoun: by its words, then by what the story told before."""
        bare = ARTICLE.sub("", quote.text).strip()
        stands = seat(bare, self._story.setting.published)
        if stands is not None and (entity := index().by_name(stands.of)) is not None:
            step = Step(bare, f"a city that stands for {entity.name}", stands.where)
            country = country_by_code(entity.country) if entity.country else None
            return Findings(entity, True, country, None, entity.roles, steps=(step,)), entity.name
        phrase = self._story.read(bare)
        found = judge(phrase, self._story.setting, lambda segment: self._place_in(quote, bare, phrase, segment))
        person = (
            self._story.mentions.person(_last_names(bare, phrase), quote.span.start) if found.entity is None else None
        )
        if person is not None:
            found = self._story.titled(found, person)
        if found.entity is None or not found.entity.terms:
            found = self._story.with_words_around(quote, phrase, found)
        if person is None and found.entity is None:
            back = self._story.named_before(phrase, quote, found)
            if back is not None:
                return back
            found = self._story.of_the_story(found, bare) if found.country is None else found
        return found, self._name(bare, phrase, found, person)

    def _place_in(self, quote: Quote, bare: str, phrase: Phrase, segment: Segment) -> tuple[str, str] | None:
        """A place of the story that stands in a segment of a phrase: its words and country."""
        if not self._places:
            return None
        shift = quote.span.start + quote.text.find(bare)
        left = shift + phrase.starts[segment.start]
        right = shift + phrase.starts[segment.end - 1] + len(phrase.tokens[segment.end - 1])
        inside = [p for p in self._places if left <= p.span.start and p.span.end <= right and p.country]
        return (inside[0].text, inside[0].country or "") if inside else None

    def _name(self, bare: str, phrase: Phrase, found: Findings, person: Person | None) -> str:
        if person is not None:
            return person.name
        alias = self._story.aliases.get(bare) if found.entity is None or not found.entity.terms else None
        if alias is not None:
            known = index().by_name(alias)
            return known.name if known else alias
        name = full_name(bare, phrase, found)
        if name == bare and found.country is not None and is_inferred(found, bare):
            adjectives = found.country.adjectives or (found.country.name,)
            return f"{adjectives[0]} {bare.lower() if bare[1:].islower() else bare}"
        return name


def _is_pronoun(words: str) -> bool:
    """Whether a phrase is a pronoun alone; "US" is none."""
    return words.lower() in _PRONOUNS and not (words.isupper() and len(words) > 1)


def _last_names(bare: str, phrase: Phrase) -> str:
    """The words of a phrase that can be a person's name: those after its titles and nationalities."""
    if not phrase.segments:
        return bare
    head = phrase.segments[0]
    start = max((piece.end for piece in head.pieces), default=head.start)
    words = phrase.tokens[start : head.end]
    return POSSESSIVE.sub("", " ".join(words)) if words and all(w[:1].isupper() or "-" in w for w in words) else bare


def _named_countries(text: str) -> Iterable[str]:
    """ISO codes of the countries in a text, one for each time that it is named."""
    for match in _CAPITALS.finditer(text):
        words = POSSESSIVE.sub("", match.group())
        found: Country | None = country_of(words)
        if found is not None:
            yield found.iso2
            continue
        for word in words.split():
            one = country_of(POSSESSIVE.sub("", word)) or country_of(word.split("-")[0])
            if one is not None:
                yield one.iso2


def _source_kind(found: Findings) -> SourceKind | None:
    if found.entity is not None and (found.whole or found.noun is None or found.noun.yields != "no"):
        return found.entity.source_kind
    return found.noun.kind if found.noun else None


def explained(resolution: Resolution) -> str:
    """The steps of a resolution in one line, for people."""
    return "; ".join(f"“{s.words}”: {s.what}" + (f" ({s.where})" if s.where else "") for s in resolution.steps)
