"""Who the parties and sources of a story are: names in full, country, PLOVER roles, a CAMEO-style code.

Invariant: nothing is guessed: what the words, the vocabulary and the story's own aliases do not tell is None. A pronoun
has a name only where the reader found what it stands for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import Final, NamedTuple

from dateline.records import Party, Quote, RawSource, Source
from dateline.resolve.aliases import story_aliases
from dateline.terms import SourceKind
from dateline.vocab.actors import Country, Organisation, RoleNoun, country_by_code, country_of, organisation, role_noun

_PRONOUNS: Final = frozenset("he she it they we i you him her them us who which that himself themselves itself".split())
_ARTICLE: Final = re.compile(r"^(?:the|a|an|some|many|several|those|these|its|his|her|their|our)\s+", re.IGNORECASE)
_TOKEN: Final = re.compile(r"[^\W\d_]\.(?:[^\W\d_]\.)+|[\w’'-]+")
_MOST_WORDS: Final = 6


class _Findings(NamedTuple):
    """What the words of a phrase name."""

    organisation: Organisation | None
    country: Country | None
    role: RoleNoun | None


class Parties:
    """The parties of one story.

    Args:
        text: the story's text, which may define aliases.
    """

    def __init__(self, text: str) -> None:
        self._aliases = story_aliases(text)
        self._countries = Counter(
            country.iso2
            for word in re.findall(r"\b[A-Z][a-z]+(?: [A-Z][a-z]+)?", text)
            if (country := country_of(word))
        )

    def countries(self) -> tuple[str, ...]:
        """ISO codes of the countries that the story names by name or adjective, most often named first."""
        return tuple(code for code, _ in sorted(self._countries.items(), key=lambda item: (-item[1], item[0])))

    def party(self, quote: Quote, antecedent: Quote | None = None) -> Party:
        """The party that a phrase names.

        Args:
            quote: its words.
            antecedent: what it stands for, when it is a pronoun.
        """
        words = antecedent.text if antecedent else quote.text
        if words.lower() in _PRONOUNS:
            return Party(text=quote.text, span=quote.span)
        found = self._look_up(words)
        return Party(
            text=quote.text,
            span=quote.span,
            name=self._name(words, found),
            id=_code(found),
            country=_country(found),
            roles=_roles(found),
        )

    def source(self, raw: RawSource) -> Source:
        """The source that a phrase names; anonymous when it is a common noun alone ("officials")."""
        words = raw.antecedent.text if raw.antecedent else raw.quote.text
        if words.lower() in _PRONOUNS:
            return Source(text=raw.quote.text, span=raw.quote.span)
        found = self._look_up(words)
        kind = raw.kind or (found.organisation.kind if found.organisation else found.role.kind if found.role else None)
        named = found.organisation is not None or _has_proper_name(words) or words in self._aliases
        anonymous = raw.anonymous or (not named and (found.role is None or found.role.anonymous))
        if kind is None and anonymous:
            kind = SourceKind.UNNAMED
        return Source(
            text=raw.quote.text, span=raw.quote.span, name=self._name(words, found), kind=kind, anonymous=anonymous
        )

    def _name(self, words: str, found: _Findings) -> str:
        """The full name: of the vocabulary where the whole phrase is one, else as the story has it."""
        bare = _ARTICLE.sub("", words).strip()
        if bare in self._aliases:
            full = self._aliases[bare]
            known = organisation(full)
            return known.name if known else full
        if found.organisation and organisation(bare) is found.organisation:
            return found.organisation.name
        country = country_of(bare)
        if country and bare not in country.adjectives:
            return country.name
        return bare

    def _look_up(self, words: str) -> _Findings:
        tokens = [t.removesuffix("'s").removesuffix("’s") for t in _TOKEN.findall(words)]
        tokens = [part for token in tokens if token for part in _spelled_out(token, self._aliases)]
        organisation_: Organisation | None = None
        country: Country | None = None
        role: RoleNoun | None = None
        at = 0
        while at < len(tokens):
            size, what = _longest(tokens, at)
            if isinstance(what, Organisation):
                organisation_ = organisation_ or what
            elif isinstance(what, Country):
                country = country or what
            elif (noun := role_noun(tokens[at].lower())) is not None:
                role = noun if role is None or role.role in (None, "CVL") or _heads(role, noun) else role
            at += size
        return _Findings(organisation_, country, role)


def _heads(earlier: RoleNoun, later: RoleNoun) -> bool:
    """Whether the later noun is the head: "government troops" are troops; "army spokesman" stays army."""
    return later.role is not None and not (later.role == "GOV" and earlier.role is not None)


def _spelled_out(token: str, aliases: Mapping[str, str]) -> list[str]:
    full = aliases.get(token) if token.isupper() else None
    return full.split() if full else [token]


def _longest(tokens: list[str], at: int) -> tuple[int, Organisation | Country | None]:
    """The longest name of the vocabulary that begins here, and how many words it has (at least one)."""
    for size in range(min(_MOST_WORDS, len(tokens) - at), 0, -1):
        name = " ".join(tokens[at : at + size])
        if not name[0].isupper():
            continue
        found = organisation(name) or country_of(name)
        if found is not None:
            return size, found
    return 1, None


def _country(found: _Findings) -> str | None:
    if found.country:
        return found.country.iso2
    return found.organisation.country if found.organisation else None


def _roles(found: _Findings) -> tuple[str, ...]:
    roles = list(found.organisation.roles) if found.organisation else []
    if found.role and found.role.role and found.role.role not in roles:
        roles.append(found.role.role)
    if not roles and found.country:
        roles = ["GOV"]
    return tuple(roles)


def _code(found: _Findings) -> str | None:
    """CAMEO-style: the organisation's own code, else country and role ("LBYMIL"), else the country."""
    if found.organisation and found.organisation.code:
        return found.organisation.code
    country = found.country
    if country is None and found.organisation and found.organisation.country:
        country = country_by_code(found.organisation.country)
    if country is None:
        return None
    role = found.role.role if found.role else None
    return country.iso3 + (role or "")


def _has_proper_name(words: str) -> bool:
    """Whether a word is written as a name and is no nationality: "Chibani Abu Hamoud", not "Libyan officials"."""
    tokens = _TOKEN.findall(_ARTICLE.sub("", words))
    capitals = [t for i, t in enumerate(tokens) if t[0].isupper() and (i > 0 or not role_noun(t.lower()))]
    return any(
        country_of(t.removesuffix("'s").removesuffix("’s")) is None and not role_noun(t.lower()) for t in capitals
    )
