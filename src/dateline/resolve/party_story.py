"""What a story tells of a party beyond its words: what was named before, what stands next to it, its one country.

Invariant: only what the same story says counts, and only where one thing can be meant.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import Final

from dateline.records import Quote
from dateline.resolve.mentions import Mentions, Person, apposition, title_before
from dateline.resolve.party_findings import Findings, Setting, Step
from dateline.resolve.party_names import has_proper_name
from dateline.resolve.party_values import judge
from dateline.resolve.party_words import Phrase, Piece, read_phrase
from dateline.vocab.actors import country_by_code

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
_SIDES: Final = re.compile(
    r"\b(?:pro|anti|counter|non)-|-(?:backed|led|allied|supported|aligned|linked)\b", re.IGNORECASE
)
"""Tell who is for or against a country, so that a story's naming it says nothing of theirs."""
_ELSEWHERE: Final = frozenset({"foreign secretary", "home secretary", "secretary of state", "secretary", "ambassador"})
"""Offices that speak of other countries as often as of their own."""
_DOMESTIC: Final = frozenset(
    "GOV MIL COP JUD LEG SPY PRM PTY REB UAF CRM CVL OPP EDU LAB AGR REL MED JRN BUS PRE SOC ELI".split()
)
_PUBLIC: Final = frozenset("GOV MIL COP JUD LEG SPY PTY OPP REB".split())
"""Roles by which a person who is named belongs to the story's country."""
_STATE_ROLES: Final = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})


class TellingStory:
    """A story as it tells of its parties.

    Args:
        text: the document's text, in which spans count.
        mentions: whom it names.
        aliases: names that it defines itself.
        setting: its countries and its day.
    """

    def __init__(self, text: str, mentions: Mentions, aliases: Mapping[str, str], setting: Setting) -> None:
        self.text, self.mentions, self.aliases, self.setting = text, mentions, aliases, setting
        self.abroad: Counter[str] = Counter(setting.countries)

    def read(self, words: str) -> Phrase:
        """The pieces of a phrase, with the story's own acronyms."""
        return read_phrase(words, lambda token: self.aliases.get(token) if token.isupper() else None)

    def titled(self, found: Findings, person: Person) -> Findings:
        """A person's values, with what the story's title of him tells."""
        if not person.title or (found.roles and found.country):
            step = Step(person.name, "named in full before", "") if person.name else None
            return found._replace(steps=(*found.steps, step) if step else found.steps)
        inner = judge(self.read(person.title), self.setting)
        step = Step(person.title, f"the story's title of {person.name}", "")
        return found._replace(
            country=found.country or inner.country,
            region=found.region or inner.region,
            roles=found.roles or inner.roles,
            noun=found.noun or inner.noun,
            steps=(*found.steps, step, *inner.steps),
        )

    def with_words_around(self, quote: Quote, phrase: Phrase, found: Findings) -> Findings:
        """Values by the words next to the phrase: a title before a name, a noun after an adjective or a possessive."""
        start, end = quote.span.start, quote.span.end
        if self.text[start:end] != quote.text:
            return found
        ahead = self.text[end : end + _AHEAD]
        first, bare = phrase.pieces[0] if phrase.pieces else None, quote.text.replace(".", "")
        attributive = first is not None and first.end - first.start == len(phrase.tokens) and ahead[:1] in (" ", "-")
        if first is not None and ((attributive and (first.adjective or first.people)) or found.is_state):
            if found.is_state:
                owner = re.match(r"['’]s? |(?= [a-z])" if bare.isupper() else r"['’]s? ", ahead)
                return self.noun_after(ahead[owner.end() :], found) if owner else found
            return self.noun_after(ahead.strip(), found) if not found.roles else found
        if found.roles or not has_proper_name(quote.text):
            return found
        title = title_before(self.text, start, start) or apposition(self.text, end)
        return self.titled(found, Person(start, phrase_text(phrase), title)) if title else found

    def noun_after(self, ahead: str, found: Findings) -> Findings:
        """An adjective's role, by the noun that it belongs to: "Hungarian and Romanian officials", "Israel's army"."""
        phrase = self.read(re.split(r"[.;:()\n]", ahead)[0])
        if not phrase.segments or phrase.segments[0].link != "head":
            return found
        for piece in phrase.pieces[:4]:
            if piece.start > _NOUN_WITHIN:
                break
            if piece.role is not None or piece.named:
                inner = judge(Phrase(phrase.tokens, phrase.starts, phrase.segments[:2]), self.setting)
                noun = inner.noun if inner.noun and inner.noun.yields != "yes" and not inner.whole else None
                inner = inner._replace(roles=noun.roles or inner.roles) if noun else inner
                if inner.roles:
                    step = Step(piece.words, "the noun that the adjective belongs to", "")
                    roles, steps = inner.roles, (*found.steps, step)
                    return found._replace(roles=roles, noun=inner.noun, is_state=False, steps=steps)
                break
        return found

    def named_before(self, phrase: Phrase, quote: Quote, found: Findings) -> tuple[Findings, str] | None:
        """What "the ambassador", "the Russian president", "the ministry" mean, where the story has named one such."""
        noun = phrase.pieces[-1] if phrase.pieces else None
        nation = phrase.pieces[0].words if len(phrase.pieces) == _NATION_AND_OFFICE else None
        sole = noun is not None and noun.end == len(phrase.tokens) == sum(p.end - p.start for p in phrase.pieces)
        if noun is None or noun.role is None or not sole or _DEFINITE.match(quote.text) is None:
            return None
        if nation is not None and phrase.pieces[0].country is None:
            return None
        person = self.mentions.titled(noun.words.lower(), quote.span.start, nation) if _is_one(noun) else None
        if person is not None:
            inner = self.titled(found._replace(roles=()), person)
            return inner._replace(roles=inner.roles or found.roles), person.name
        body = self.mentions.body(noun.words.lower(), quote.span.start) if nation is None else None
        if body is None:
            return None
        inner = judge(self.read(body.name), self.setting)
        steps = (Step(noun.words, f"{body.name}, named before", ""), *inner.steps)
        return inner._replace(roles=inner.roles or found.roles, steps=steps), body.name

    def of_the_story(self, found: Findings, bare: str) -> Findings:
        """The country of "the government", "police", "protesters": that of the story, where it names mainly one."""
        domestic = _PUBLIC if has_proper_name(bare) else _DOMESTIC
        if not (set(found.roles) & domestic) or bare.lower() in _ELSEWHERE or _SIDES.search(bare):
            return found
        total = sum(self.abroad.values())
        code = max(self.abroad, key=lambda c: (self.abroad[c], c), default=None)
        country = country_by_code(code) if code and self.abroad[code] >= _MAINLY * total else None
        if country is None:
            return found
        step = Step(bare, f"{_SOLE} {country.name}", country.where)
        return found._replace(country=country, steps=(*found.steps, step))


def is_inferred(found: Findings, bare: str) -> bool:
    """Whether the country is that of the story, and the party one that a state has and that no name tells."""
    told = bool(found.steps) and found.steps[-1].what.startswith(_SOLE)
    plain = _BARE.match(bare) is not None and not has_proper_name(bare)
    return told and plain and found.country is not None and bool(set(found.roles) & _STATE_ROLES)


def _is_one(piece: Piece) -> bool:
    """Whether a noun is one person's office: "ambassador", not "officials" or "ministry"."""
    noun = piece.role
    return noun is not None and noun.noun == piece.words.lower() and noun.noun.split()[-1] not in _BODY_NOUNS


def phrase_text(phrase: Phrase) -> str:
    """The tokens of a phrase in one line."""
    return " ".join(phrase.tokens)
