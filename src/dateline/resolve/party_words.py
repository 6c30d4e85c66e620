"""The words of a phrase that names a party: which of them are entities, countries, peoples and nouns for people.

A phrase is cut into segments at its prepositions, commas and conjunctions, since "Libya's ambassador to France" is
Libyan, and "a spokesman for the rebels" speaks for rebels.

Invariant: every piece is a run of the phrase's tokens, no two overlap, and each leads to a row of the vocabulary.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from dateline.vocab.actors import (
    Country,
    People,
    RoleNoun,
    country_of,
    is_adjective,
    longest_noun,
    people_of,
    role_noun,
)
from dateline.vocab.entities import Entity
from dateline.vocab.entity_index import Index, Named, index

TOKEN: Final = re.compile(r"[^\W\d_]\.(?:[^\W\d_]\.?)+(?=[\s,;:()’'-]|$)|\w[\w’'&/]*(?:-[\w’']+)*|[,;:()—–]|-\w+")
POSSESSIVE: Final = re.compile(r"(?:['’]s|['’])$")
_OTHER: Final = "to against by over who which that whose including as after during about like between among"
_LINKS: Final = {
    **dict.fromkeys(("of",), "of"),
    **dict.fromkeys(("from",), "from"),
    **dict.fromkeys("in at near inside around on outside across throughout within".split(), "in"),
    **dict.fromkeys(("for",), "for"),
    **dict.fromkeys(("with",), "with"),
    **dict.fromkeys(_OTHER.split(), "other"),
    **dict.fromkeys(("and", "or", "&"), "and"),
    **dict.fromkeys((",", "(", ")", ";", ":", "—", "–"), ","),
}  # fmt: skip
_NEAR: Final = frozenset({"based", "born", "run", "owned", "controlled", "held", "administered", "ruled"})
"""After a hyphen: the word before tells where somebody is, or whose ("Tripoli-based", "Houthi-run")."""
_LED: Final = frozenset({"led"})
_FOR: Final = frozenset({"anti", "pro", "counter", "non"})
_MOST_COUNTRY_WORDS: Final = 5


class Piece(NamedTuple):
    """Tokens `start` to `end` of a phrase that name something: one of the four is given.

    `named` holds all entities that the words can lead to. `adjective`: a country's adjective; `near`: from a compound
    with "-based" or the like; `led`: from one with "-led".
    """

    start: int
    end: int
    words: str
    named: tuple[Named, ...] = ()
    country: Country | None = None
    people: People | None = None
    role: RoleNoun | None = None
    adjective: bool = False
    near: bool = False
    led: bool = False


class Segment(NamedTuple):
    """A part of a phrase, and what ties it to the part before: "head" for the first."""

    link: str
    start: int
    end: int
    pieces: tuple[Piece, ...]


class Phrase(NamedTuple):
    """A phrase: its tokens as they stand, and its segments in order."""

    tokens: tuple[str, ...]
    starts: tuple[int, ...]
    segments: tuple[Segment, ...]

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """All pieces, in order."""
        return tuple(piece for segment in self.segments for piece in segment.pieces)


def read_phrase(words: str, expand: Callable[[str], str | None] = lambda _: None) -> Phrase:
    """The pieces and segments of a phrase.

    Args:
        words: the phrase.
        expand: gives the name in full that a token of the story stands for, or None.
    """
    found = list(TOKEN.finditer(words))
    tokens = tuple(match.group() for match in found)
    pieces = list(_pieces(tokens, expand))
    covered = {number for piece in pieces for number in range(piece.start, piece.end)}
    cuts = [n for n, token in enumerate(tokens) if n not in covered and token.lower() in _LINKS]
    segments: list[Segment] = []
    edges = [(-1, "head"), *((cut, _LINKS[tokens[cut].lower()]) for cut in cuts)]
    for number, (cut, link) in enumerate(edges):
        end = edges[number + 1][0] if number + 1 < len(edges) else len(tokens)
        if end > cut + 1:
            inside = tuple(piece for piece in pieces if cut < piece.start and piece.end <= end)
            segments.append(Segment(link if segments else "head", cut + 1, end, inside))
    return Phrase(tokens, tuple(match.start() for match in found), tuple(segments))


def _pieces(tokens: tuple[str, ...], expand: Callable[[str], str | None]) -> Iterator[Piece]:
    names, at = index(), 0
    while at < len(tokens):
        piece = _named(tokens, at, names, expand) or _noun(tokens, at) or _compound(tokens, at, names)
        if piece is None:
            at += 1
            continue
        at = piece.end
        after = tokens[at].lower() if at < len(tokens) else ""
        if after.startswith("-"):  # "U.S.-led", where the full stop ended the token
            at += 1
            piece = _joined(piece, after[1:])
        if piece is not None:
            yield piece


def _named(tokens: tuple[str, ...], at: int, names: Index, expand: Callable[[str], str | None]) -> Piece | None:
    """The longest entity, country or people whose name begins here; a longer noun for people comes first."""
    first = POSSESSIVE.sub("", tokens[at])
    key = first.lower()
    most = max(names.longest.get(key, 0), names.longest.get(tokens[at].lower(), 0), _MOST_COUNTRY_WORDS)
    for size in range(min(most, len(tokens) - at), 0, -1):
        raw = " ".join(tokens[at : at + size])
        for name in dict.fromkeys((raw, POSSESSIVE.sub("", raw))):
            piece = _called(name, at, at + size, names)
            if piece is not None:
                return piece
    full = expand(first) if first[:1].isupper() else None
    if full is not None:
        named = names.find(full)
        return Piece(at, at + 1, tokens[at], named=named) if named else None
    return None


def _called(name: str, start: int, end: int, names: Index) -> Piece | None:
    """What a name leads to; lower case only where the vocabulary writes it so."""
    named = () if role_noun(name) else names.find(name)
    if named:
        return Piece(start, end, name, named=named)
    if not name[:1].isupper() and name not in names.countries:
        return None
    country = country_of(name)
    if country is not None:
        return Piece(start, end, name, country=country, adjective=_is_adjectival(name, country))
    people = people_of(name)
    return Piece(start, end, name, people=people) if people is not None else None


def _is_adjectival(name: str, country: Country) -> bool:
    return is_adjective(name) or (name not in (country.name, *country.other_names) and not name.isupper())


def _noun(tokens: tuple[str, ...], at: int) -> Piece | None:
    """The longest noun for people that begins here."""
    first = POSSESSIVE.sub("", tokens[at].lower())
    for size in range(min(longest_noun(first) or 1, len(tokens) - at), 0, -1):
        words = " ".join(tokens[at : at + size])
        found = role_noun(words.lower()) or role_noun(POSSESSIVE.sub("", words.lower()))
        if found is not None:
            return Piece(at, at + size, words, role=found)
    return None


def _compound(tokens: tuple[str, ...], at: int, names: Index) -> Piece | None:
    """ "US-led", "Tripoli-based", "ex-president": what the part that counts leads to; "pro-Russian" leads nowhere."""
    token = tokens[at]
    stem, hyphen, rest = token.rpartition("-")
    if not hyphen or stem.lower() in _FOR:
        return None
    if stem.lower() in ("ex", "vice", "deputy", "co", "sub"):
        noun = role_noun(rest.lower())
        return Piece(at, at + 1, token, role=noun) if noun else None
    if rest.lower() in _NEAR or rest.lower() in _LED:
        found = _called(stem, at, at + 1, names)
        return _joined(found._replace(words=token), rest.lower()) if found is not None else None
    noun = role_noun(rest.lower())
    return Piece(at, at + 1, token, role=noun) if noun and stem.lower() not in _FOR else None


def _joined(piece: Piece, rest: str) -> Piece | None:
    """A piece with what a hyphen joins to it; None where that only tells who is for or against somebody."""
    if rest in _NEAR or rest in _LED:
        return piece._replace(near=rest in _NEAR, led=rest in _LED)
    return None


def is_person(piece: Piece) -> bool:
    """Whether a piece names a person of the vocabulary."""
    return bool(piece.named) and bool(piece.named[0].entity.terms)


def entity_named(piece: Piece) -> Entity | None:
    """The first entity that a piece can lead to."""
    return piece.named[0].entity if piece.named else None
