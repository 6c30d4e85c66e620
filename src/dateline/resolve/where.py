"""Where: toponyms of a story, and the places that they name, by the whole story.

Invariants: a toponym is written with a capital and is no person's, newspaper's or organisation's name; candidates are
ranked by what the story tells, and the result is the same every time.

Method: candidates from the gazetteer are scored by population, by the countries that the story names, by a following
"…, Syria", and by the other places of the story; weights were chosen on even lines of gold/places/lgl and geovirus.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple

from dateline.records import Place, Span
from dateline.resolve.gazetteer import Entry, Gazetteer
from dateline.terms import PlacePrecision
from dateline.vocab.actors import countries, country_of, organisation, organisation_names, role_noun
from dateline.vocab.function_words import function_words
from dateline.vocab.lexicon import lookup

MOST_WORDS: Final = 5
_TOKEN: Final = re.compile(r"[^\W\d_]\.(?:[^\W\d_]\.)+|[^\W\d_][\w’'`]*")
_LINK: Final = re.compile(r"[\s\-–]{1,2}")
_SMALL: Final = frozenset("al el ez es ad as ash at de del la le los las of the and du da do di sur am an an".split())
_TITLES: Final = frozenset(
    "mr mrs ms dr sir lord lady gen col lt sgt capt maj sen rep rev prof president minister king queen prince "
    "pope sheikh general colonel captain senator judge mayor governor chancellor ambassador secretary justice "
    "saint".split()
)
_CALENDAR: Final = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december ramadan easter christmas".split()
)
_DIRECTIONS: Final = frozenset("north south east west northern southern eastern western central downtown".split())
_INSTITUTIONS: Final = frozenset(
    "university times post herald news daily bank party club league college hospital school institute newspaper "
    "tribune gazette journal airlines airways center centre council museum church police department ministry "
    "street road avenue prize agreement accord declaration treaty protocol observatory media forces front army".split()
)
_KINDS: Final = frozenset("province governorate region state district county oblast prefecture".split())
_LEAST: Final = 1.5
"""Least score of a place that the story does not support otherwise."""
_CAPITAL: Final = 1.0
_COUNTRY: Final = 6.0
_NAMED_AFTER: Final = 5.0
_IN_CONTEXT: Final = 3.0
_OTHER_NAME: Final = 0.8


class Candidate(NamedTuple):
    """A place that a toponym may name, with its score; higher is better."""

    entry: Entry
    score: float


class Mention(NamedTuple):
    """A toponym in a text: code points of that text, the entries of its name, and what is named right after it."""

    start: int
    end: int
    entries: tuple[Entry, ...]
    after: str | None


def find_places(
    text: str, *, offset: int = 0, outlets: frozenset[str] = frozenset(), context_countries: Sequence[str] = ()
) -> tuple[Place, ...]:
    """All toponyms of a text, resolved.

    Args:
        text: a story's passage.
        offset: where it begins in the document, in code points.
        outlets: names that are no places though the gazetteer has them.
        context_countries: ISO codes of countries that the story names, the most often named first.
    """
    mentions = list(find_mentions(text, outlets))
    context = _context(mentions, context_countries)
    found = []
    for mention in mentions:
        ranked = rank(mention, context)
        if ranked and ranked[0].score >= _LEAST:
            found.append(_place(text, mention, ranked[0].entry, offset))
    return tuple(found)


def find_mentions(text: str, outlets: frozenset[str] = frozenset()) -> Iterable[Mention]:
    """Toponyms of a text, longest first at each word, without overlap."""
    gazetteer = Gazetteer.open()
    tokens = [(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(text)]
    blocked = outlets | organisation_names() | _family_names(tokens)
    i = 0
    while i < len(tokens):
        size = _blocked(text, tokens, i, blocked)
        if size:
            i += size
            continue
        size = _longest(gazetteer, text, tokens, i)
        if size and not _is_other(text, tokens, i, size):
            start, end = tokens[i][0], tokens[i + size - 1][1]
            end -= 2 if text[start:end].endswith(("'s", "’s")) else 0
            yield Mention(start, end, gazetteer.lookup(text[start:end]), _named_after(text, tokens, i + size))
        i += max(size, 1)


def _family_names(tokens: Sequence[tuple[int, int, str]]) -> frozenset[str]:
    """Words that follow a title somewhere in the text ("President Obama"): alone, too, they are a person's name."""
    return frozenset(
        word for (_, _, title), (_, _, word) in pairwise(tokens) if title.lower() in _TITLES and word[0].isupper()
    )


def _name(text: str, tokens: Sequence[tuple[int, int, str]], i: int, size: int) -> str | None:
    """The words from `i`, or None where something other than a space or hyphen parts them."""
    for k in range(i, i + size - 1):
        if not _LINK.fullmatch(text, tokens[k][1], tokens[k + 1][0]):
            return None
    name = text[tokens[i][0] : tokens[i + size - 1][1]]
    return name[:-2] if name.endswith(("'s", "’s")) else name


def _blocked(text: str, tokens: Sequence[tuple[int, int, str]], i: int, names: frozenset[str]) -> int:
    """How many words of an organisation's or outlet's name begin here; 0 when none does."""
    if not tokens[i][2][0].isupper():
        return 0
    for size in range(min(MOST_WORDS, len(tokens) - i), 0, -1):
        name = _name(text, tokens, i, size)
        if name and (name in names or (size > 1 and organisation(name) is not None)):
            return size
    return 0


def _longest(gazetteer: Gazetteer, text: str, tokens: Sequence[tuple[int, int, str]], i: int) -> int:
    """How many words of a toponym begin here; 0 when none does."""
    first = tokens[i][2]
    if not first[0].isupper() and not (first.startswith("al") and "-" in text[tokens[i][1] : tokens[i][1] + 1]):
        return 0
    for size in range(min(MOST_WORDS, len(tokens) - i), 0, -1):
        last = tokens[i + size - 1][2]
        if not last[0].isupper() or any(t[2][0].islower() and t[2] not in _SMALL for t in tokens[i : i + size]):
            continue
        name = _name(text, tokens, i, size)
        if name and (size > 1 or not _is_common(name)) and gazetteer.knows(name):
            return size
    return 0


@cache
def _is_common(word: str) -> bool:
    """Whether a capitalised word is an ordinary word, a nationality or a day, so that alone it is no toponym."""
    lower, words = word.lower(), function_words()
    if len(word) < 3 and country_of(word) is None:
        return True
    country = country_of(word)
    if country and word in country.adjectives:
        return True
    closed = (
        words.determiners,
        words.prepositions,
        words.conjunctions,
        words.subordinators,
        words.adverbs,
        words.common_verbs,
    )
    plain = any(
        lower in members for members in (*closed, words.subject_pronouns, words.object_pronouns, words.be, words.have)
    )
    return (
        plain
        or lower in _CALENDAR
        or lower in _TITLES
        or lower in _INSTITUTIONS
        or bool(role_noun(lower) or lookup(lower))
    )


def _is_other(text: str, tokens: Sequence[tuple[int, int, str]], i: int, size: int) -> bool:
    """Whether the words stand inside a longer name: of a person, a newspaper, an institution."""
    before, after = _neighbour(text, tokens, i, -1), _neighbour(text, tokens, i + size - 1, 1)
    if before and (before.lower().rstrip(".") in _TITLES or (before[0].isupper() and _is_first_name(before))):
        return True
    if after and after[0].isupper():
        if after.lower() in _INSTITUTIONS:
            return True
        return not (_is_common(after) or Gazetteer.open().knows(after)) and size == 1 and not _is_state(tokens[i][2])
    return False


def _is_state(word: str) -> bool:
    return country_of(word) is not None


def _is_first_name(word: str) -> bool:
    """Whether a capitalised word before a toponym makes it a family name: no direction, nationality or common word."""
    if word.lower() in _DIRECTIONS:
        return False
    return not _is_common(word) and country_of(word) is None and not Gazetteer.open().knows(word)


def _neighbour(text: str, tokens: Sequence[tuple[int, int, str]], i: int, step: int) -> str | None:
    """The word right before or after, when only a space parts them."""
    k = i + step
    if not 0 <= k < len(tokens):
        return None
    gap = text[tokens[k][1] : tokens[i][0]] if step < 0 else text[tokens[i][1] : tokens[k][0]]
    return tokens[k][2] if gap in (" ", "-", ". ") and not (gap == ". " and step > 0) else None


def _named_after(text: str, tokens: Sequence[tuple[int, int, str]], k: int) -> str | None:
    """What follows a comma, or "in": "Daraya, Syria"; at most three words."""
    if k >= len(tokens) or text[tokens[k - 1][1] : tokens[k][0]] not in (", ", " "):
        return None
    if tokens[k][2].lower() in _KINDS:
        return tokens[k][2].lower()
    for size in (3, 2, 1):
        if k + size <= len(tokens) and tokens[k][2][0].isupper():
            name = _name(text, tokens, k, size)
            if name and Gazetteer.open().knows(name):
                return name
    return None


def _context(mentions: Sequence[Mention], given: Sequence[str]) -> dict[str, float]:
    """Weight of each country in the story, 0 to 1: those named, and those that only one place could be in."""
    weights: Counter[str] = Counter()
    for position, code in enumerate(given[:6]):
        weights[code] += 3.0 / (position + 1)
    for mention in mentions:
        homes = {entry.country for entry in mention.entries if entry.country}
        top = mention.entries[0]
        if top.precision is PlacePrecision.COUNTRY and top.country:
            weights[top.country] += 1.0
        elif len(homes) == 1:
            weights[homes.pop()] += 0.3
    most = max(weights.values(), default=0.0)
    return {code: weight / most for code, weight in weights.items()} if most else {}


def rank(mention: Mention, context: dict[str, float]) -> tuple[Candidate, ...]:
    """The entries of a mention with their scores, best first."""
    parents = _parents(mention.after)
    scored = [Candidate(entry, _score(entry, context, parents, mention.after)) for entry in mention.entries]
    return tuple(sorted(scored, key=lambda c: (-c.score, -c.entry.population, c.entry.geonames or 0)))


def _parents(after: str | None) -> tuple[Entry, ...]:
    if after is None or after in _KINDS:
        return ()
    return tuple(e for e in Gazetteer.open().lookup(after) if e.precision is not PlacePrecision.TOWN)


def _score(entry: Entry, context: dict[str, float], parents: Iterable[Entry], after: str | None) -> float:
    score: float = math.log10(entry.population + 10) - 3.0
    if entry.precision is PlacePrecision.COUNTRY:
        score += _COUNTRY
    elif entry.precision is PlacePrecision.REGION:
        score += _COUNTRY / 2
    elif entry.precision is PlacePrecision.PROVINCE:
        score += _NAMED_AFTER if after in _KINDS else -1.0
    elif entry.name in _capitals():
        score += _CAPITAL
    score += _IN_CONTEXT * context.get(entry.country or "", 0.0)
    score -= 0.0 if entry.own_name else _OTHER_NAME
    for parent in parents:
        if parent.country == entry.country and (parent.admin1 is None or parent.admin1 == entry.admin1):
            return score + _NAMED_AFTER
    return score


@cache
def _capitals() -> frozenset[str]:
    return frozenset(country.capital for country in countries())


def _place(text: str, mention: Mention, entry: Entry, offset: int) -> Place:
    return Place(
        text=text[mention.start : mention.end],
        span=Span(offset + mention.start, offset + mention.end),
        name=entry.name,
        geonames=entry.geonames,
        country=entry.country,
        admin1=entry.admin1,
        lat=entry.lat,
        lon=entry.lon,
        precision=entry.precision,
    )
