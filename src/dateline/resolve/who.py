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
from dateline.resolve.mentions import Mentions, Person, apposition, title_before
from dateline.resolve.party_names import ARTICLE, code_of, full_name, has_proper_name, kind_of
from dateline.resolve.party_values import Findings, Setting, Step, judge
from dateline.resolve.party_words import POSSESSIVE, Phrase, Piece, Segment, read_phrase
from dateline.terms import SourceKind
from dateline.vocab.actors import Country, country_by_code, country_of
from dateline.vocab.entity_index import index, seat

_PRONOUNS: Final = frozenset("he she it they we i you him her them us who which that himself themselves itself".split())
_CAPITALS: Final = re.compile(r"\b(?:U\.S\.|U\.K\.|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)")
_BARE: Final = re.compile(r"^(?:the|these|those|its|their|local)?\s*([a-z][a-z ]+)$", re.IGNORECASE)
_AHEAD: Final = 60
"""Characters after an adjective in which the noun that it belongs to may stand ("Hungarian and Romanian officials")."""
_NOUN_WITHIN: Final = 4
"""Words between an adjective and the noun that it belongs to, at most."""
_DEFINITE: Final = re.compile(r"(?:the|that|this) ", re.IGNORECASE)
_NATION_AND_OFFICE: Final = 2
_SOLE: Final = "of all countries the story names mainly"
_MAINLY: Final = 0.8
"""Share of a story's mentions of countries that one must have to be the country of "the government"; with it countries
are right in 99 of 100 cases of voa/train (bench/parties.py)."""
_BODY_NOUNS: Final = frozenset(
    "ministry department agency court commission council committee party movement union parliament coalition embassy "
    "army organization company office authority assembly senate congress government administration police military "
    "spokesman spokeswoman spokesperson official officer member soldier".split()
)
"""Nouns that no one person is called by, or that many are."""
_ELSEWHERE: Final = frozenset({"foreign secretary", "home secretary", "secretary of state", "secretary", "ambassador"})
"""Offices that speak of other countries as often as of their own."""
_DOMESTIC: Final = frozenset(
    "GOV MIL COP JUD LEG SPY PRM PTY REB UAF CRM CVL OPP EDU LAB AGR REL MED JRN BUS PRE SOC ELI".split()
)
_STATE_ROLES: Final = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})


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
        self._text = whole if whole is not None else told
        self._aliases = story_aliases(told)
        self._mentions = Mentions(parts, published)
        self._places: tuple[Place, ...] = ()
        self._countries = Counter(_named_countries(told))
        self._abroad = self._countries
        self._setting = Setting(self._countries, published)

    def countries(self) -> tuple[str, ...]:
        """ISO codes of the countries that the story names by name or adjective, most often named first."""
        return tuple(code for code, _ in sorted(self._countries.items(), key=lambda item: (-item[1], item[0])))

    def see_places(self, places: Iterable[Place]) -> None:
        """Take in the story's places: "Aleppo residents" are Syrian where Aleppo is."""
        self._places = tuple(place for place in places if place.country)
        told = Counter(place.country for place in self._places if place.country and country_of(place.text) is None)
        self._abroad = self._countries + told

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
        phrase = self._read(ARTICLE.sub("", meant.text).strip())
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
        return Source(text=raw.quote.text, span=raw.quote.span, name=name, kind=kind, anonymous=anonymous)

    def _resolve(self, quote: Quote) -> tuple[Findings, str]:
        """Values and name of a phrase that is no pronoun: by its words, then by what the story told before."""
        bare = ARTICLE.sub("", quote.text).strip()
        stands = seat(bare, self._setting.published)
        if stands is not None and (entity := index().by_name(stands.of)) is not None:
            step = Step(bare, f"a city that stands for {entity.name}", stands.where)
            country = country_by_code(entity.country) if entity.country else None
            return Findings(entity, True, country, None, entity.roles, steps=(step,)), entity.name
        phrase = self._read(bare)
        found = judge(phrase, self._setting, lambda segment: self._place_in(quote, bare, phrase, segment))
        person = self._mentions.person(_last_names(bare, phrase), quote.span.start) if found.entity is None else None
        if person is not None:
            found = self._titled(found, person)
        if found.entity is None or not found.entity.terms:
            found = self._with_words_around(quote, phrase, found)
        if person is None and found.entity is None:
            back = self._named_before(phrase, quote, found)
            if back is not None:
                return back
            found = self._of_the_story(found, bare) if found.country is None else found
        return found, self._name(bare, phrase, found, person)

    def _read(self, words: str) -> Phrase:
        return read_phrase(words, lambda token: self._aliases.get(token) if token.isupper() else None)

    def _titled(self, found: Findings, person: Person) -> Findings:
        """A person's values, with what the story's title of him tells."""
        if not person.title or (found.roles and found.country):
            step = Step(person.name, "named in full before", "") if person.name else None
            return found._replace(steps=(*found.steps, step) if step else found.steps)
        inner = judge(self._read(person.title), self._setting)
        step = Step(person.title, f"the story's title of {person.name}", "")
        return found._replace(
            country=found.country or inner.country,
            region=found.region or inner.region,
            roles=found.roles or inner.roles,
            noun=found.noun or inner.noun,
            steps=(*found.steps, step, *inner.steps),
        )

    def _with_words_around(self, quote: Quote, phrase: Phrase, found: Findings) -> Findings:
        """Values by the words next to the phrase: a title before a name, a noun after an adjective or a possessive."""
        start, end = quote.span.start, quote.span.end
        if self._text[start:end] != quote.text:
            return found
        ahead = self._text[end : end + _AHEAD]
        first, bare = phrase.pieces[0] if phrase.pieces else None, quote.text.replace(".", "")
        attributive = first is not None and first.end - first.start == len(phrase.tokens) and ahead[:1] in (" ", "-")
        if first is not None and ((attributive and (first.adjective or first.people)) or found.is_state):
            if found.is_state:
                owner = re.match(r"['’]s? |(?= [a-z])" if bare.isupper() else r"['’]s? ", ahead)
                return self._noun_after(ahead[owner.end() :], found) if owner else found
            return self._noun_after(ahead.strip(), found) if not found.roles else found
        if found.roles or not has_proper_name(quote.text):
            return found
        title = title_before(self._text, start, start) or apposition(self._text, end)
        return self._titled(found, Person(start, phrase_text(phrase), title)) if title else found

    def _noun_after(self, ahead: str, found: Findings) -> Findings:
        """An adjective's role, by the noun that it belongs to: "Hungarian and Romanian officials", "Israel's army"."""
        phrase = self._read(re.split(r"[.;:()\n]", ahead)[0])
        if not phrase.segments or phrase.segments[0].link != "head":
            return found
        for piece in phrase.pieces[:4]:
            if piece.start > _NOUN_WITHIN:
                break
            if piece.role is not None or piece.named:
                inner = judge(Phrase(phrase.tokens, phrase.starts, phrase.segments[:2]), self._setting)
                noun = inner.noun if inner.noun and inner.noun.yields != "yes" and not inner.whole else None
                inner = inner._replace(roles=noun.roles or inner.roles) if noun else inner
                if inner.roles:
                    step = Step(piece.words, "the noun that the adjective belongs to", "")
                    roles, steps = inner.roles, (*found.steps, step)
                    return found._replace(roles=roles, noun=inner.noun, is_state=False, steps=steps)
                break
        return found

    def _named_before(self, phrase: Phrase, quote: Quote, found: Findings) -> tuple[Findings, str] | None:
        """What "the ambassador", "the Russian president", "the ministry" mean, where the story has named one such."""
        noun = phrase.pieces[-1] if phrase.pieces else None
        nation = phrase.pieces[0].words if len(phrase.pieces) == _NATION_AND_OFFICE else None
        sole = noun is not None and noun.end == len(phrase.tokens) == sum(p.end - p.start for p in phrase.pieces)
        if noun is None or noun.role is None or not sole or _DEFINITE.match(quote.text) is None:
            return None
        if nation is not None and phrase.pieces[0].country is None:
            return None
        person = self._mentions.titled(noun.words.lower(), quote.span.start, nation) if _is_one(noun) else None
        if person is not None:
            inner = self._titled(found._replace(roles=()), person)
            return inner._replace(roles=inner.roles or found.roles), person.name
        body = self._mentions.body(noun.words.lower(), quote.span.start) if nation is None else None
        if body is None:
            return None
        inner = judge(self._read(body.name), self._setting)
        steps = (Step(noun.words, f"{body.name}, named before", ""), *inner.steps)
        return inner._replace(roles=inner.roles or found.roles, steps=steps), body.name

    def _of_the_story(self, found: Findings, bare: str) -> Findings:
        """The country of "the government", "police", "protesters": that of the story, where it names mainly one."""
        if not (set(found.roles) & _DOMESTIC) or found.noun is None or bare.lower() in _ELSEWHERE:
            return found
        if _BARE.match(bare) is None or has_proper_name(bare):
            return found
        total = sum(self._abroad.values())
        code = max(self._abroad, key=lambda c: (self._abroad[c], c), default=None)
        country = country_by_code(code) if code and self._abroad[code] >= _MAINLY * total else None
        if country is None:
            return found
        step = Step(bare, f"{_SOLE} {country.name}", country.where)
        return found._replace(country=country, steps=(*found.steps, step))

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
        alias = self._aliases.get(bare) if found.entity is None or not found.entity.terms else None
        if alias is not None:
            known = index().by_name(alias)
            return known.name if known else alias
        name = full_name(bare, phrase, found)
        inferred = bool(found.steps) and found.steps[-1].what.startswith(_SOLE)
        if name == bare and found.country is not None and inferred and set(found.roles) & _STATE_ROLES:
            adjectives = found.country.adjectives or (found.country.name,)
            return f"{adjectives[0]} {bare.lower() if bare[1:].islower() else bare}"
        return name


def _is_pronoun(words: str) -> bool:
    """Whether a phrase is a pronoun alone; "US" is none."""
    return words.lower() in _PRONOUNS and not (words.isupper() and len(words) > 1)


def _is_one(piece: Piece) -> bool:
    """Whether a noun is one person's office: "ambassador", not "officials" or "ministry"."""
    noun = piece.role
    return noun is not None and noun.noun == piece.words.lower() and noun.noun.split()[-1] not in _BODY_NOUNS


def phrase_text(phrase: Phrase) -> str:
    """The tokens of a phrase in one line."""
    return " ".join(phrase.tokens)


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
