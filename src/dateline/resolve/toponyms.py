"""Toponyms of a text: capitalised names that the gazetteer holds, and that are no part of another name.

Invariant: a toponym is no person's, newspaper's or organisation's name, as far as titles, neighbours and the vocabulary
tell; toponyms do not overlap.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Final

from dateline.resolve.gazetteer import Gazetteer
from dateline.resolve.more_places import person_names, state_abbreviations
from dateline.vocab.actors import country_of, organisation, organisation_names, role_noun
from dateline.vocab.function_words import function_words
from dateline.vocab.lexicon import lookup

MOST_WORDS: Final = 5
_TOKEN: Final = re.compile(r"W\. ?Va\b|(?:St|Ste|Ft|Mt)\.(?= [A-Z])|[^\W\d_]\.(?:[^\W\d_]\.)+|[^\W\d_][\w’'`]*")
_LINK: Final = re.compile(r"[\s\-–]{1,2}")
_CONTRACTED: Final = re.compile(r"['’](?:ll|re|ve|m|d|t)$")
_SMALL: Final = frozenset(
    "al au aux el en ez es ad as ash at de del la le los las of the and du da do di sur am an".split()
)
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
_Token = tuple[int, int, str]


def find_toponyms(text: str, outlets: frozenset[str] = frozenset()) -> Iterator[tuple[int, int]]:
    """Toponyms of a text as half-open ranges of its code points, longest first at each word, without overlap."""
    gazetteer = Gazetteer.open()
    tokens = [(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(text)]
    blocked = outlets | organisation_names() | _family_names(tokens)
    i, last = 0, -1
    while i < len(tokens):
        word = tokens[i][2]
        if (not word[0].isupper() and not word.startswith("al")) or _CONTRACTED.search(word):
            i += 1
            continue
        names = _names(text, tokens, i)
        size = _blocked(names, blocked)
        if size:
            i += size
            continue
        size = _longest(gazetteer, text, tokens, i, names)
        if size and not _is_other(text, tokens, i, size):
            start, last = tokens[i][0], tokens[i + size - 1][1]
            last -= 2 if text[start:last].endswith(("'s", "’s")) else 0
            yield start, last
        elif not size and (end := _abbreviation(text, tokens, i, last)):
            last = end
            yield tokens[i][0], end
        i += max(size, 1)


def _abbreviation(text: str, tokens: Sequence[_Token], i: int, last: int) -> int:
    """Where a division's short name ends that follows a toponym and a comma ("Lebanon, Pa."); 0 where none does."""
    start, end, word = tokens[i]
    if last < 0 or text[last:start] not in (", ", " "):
        return 0
    if word + "." in state_abbreviations() and text[end : end + 1] == ".":
        return end + 1
    return end if word in state_abbreviations() else 0


def _family_names(tokens: Sequence[_Token]) -> frozenset[str]:
    """Words that follow a title somewhere in the text ("President Obama"): alone, too, they are a person's name."""
    return frozenset(
        word for (_, _, title), (_, _, word) in pairwise(tokens) if title.lower() in _TITLES and word[0].isupper()
    )


def _names(text: str, tokens: Sequence[_Token], i: int) -> list[str]:
    """The names of one word, two words and so on that begin with word `i`: as far as only a space or hyphen parts
    them."""
    names = []
    for k in range(i, min(i + MOST_WORDS, len(tokens))):
        if k > i and not _LINK.fullmatch(text, tokens[k - 1][1], tokens[k][0]):
            break
        name = text[tokens[i][0] : tokens[k][1]]
        names.append(name[:-2] if name.endswith(("'s", "’s")) else name)
    return names


def _blocked(names: Sequence[str], others: frozenset[str]) -> int:
    """How many words of an organisation's or outlet's name begin here; 0 when none does."""
    if not names[0][:1].isupper():
        return 0
    for size in range(len(names), 0, -1):
        name = names[size - 1]
        if name and (name in others or (size > 1 and organisation(name) is not None)):
            return size
    return 0


def _longest(gazetteer: Gazetteer, text: str, tokens: Sequence[_Token], i: int, names: Sequence[str]) -> int:
    """How many words of a toponym begin here; 0 when none does."""
    first = tokens[i][2]
    if not first[0].isupper() and not (first.startswith("al") and "-" in text[tokens[i][1] : tokens[i][1] + 1]):
        return 0
    most = 0  # a word in lower case ends the name, but for small ones inside it
    while most < len(names) and (tokens[i + most][2][0].isupper() or tokens[i + most][2] in _SMALL):
        most += 1
    for size in range(most, 0, -1):
        name = names[size - 1]
        if not tokens[i + size - 1][2][0].isupper() or not name:
            continue
        if (size > 1 or not _is_common(name)) and gazetteer.knows(name):
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
        or lower in _DIRECTIONS
        or bool(role_noun(lower) or lookup(lower))
    )


def _is_other(text: str, tokens: Sequence[_Token], i: int, size: int) -> bool:
    """Whether the words stand inside a longer name: of a person, a newspaper, an institution."""
    if (
        i > 1
        and tokens[i - 1][2] == "of"
        and tokens[i - 2][2][0].isupper()
        and tokens[i - 2][2].lower() in _INSTITUTIONS
    ):
        return True
    before, after = _neighbour(text, tokens, i, -1), _neighbour(text, tokens, i + size - 1, 1)
    if before and (before.lower().rstrip(".") in _TITLES or (before[0].isupper() and _is_first_name(before))):
        return True
    if after and after[0].isupper():
        if after.lower() in _INSTITUTIONS or (size == 1 and _is_family_name(after)):
            return True
        return not (_is_common(after) or Gazetteer.open().knows(after)) and size == 1 and not _is_state(tokens[i][2])
    return False


def _is_family_name(word: str) -> bool:
    return word.lower() in person_names() and word.lower() not in _DIRECTIONS


def _is_state(word: str) -> bool:
    return country_of(word) is not None


def _is_first_name(word: str) -> bool:
    """Whether a capitalised word before a toponym makes it a family name: no direction, nationality or common word."""
    if word.lower() in _DIRECTIONS:
        return False
    return not _is_common(word) and country_of(word) is None and not Gazetteer.open().knows(word)


def _neighbour(text: str, tokens: Sequence[_Token], i: int, step: int) -> str | None:
    """The word right before or after, when only a space parts them."""
    k = i + step
    if not 0 <= k < len(tokens):
        return None
    gap = text[tokens[k][1] : tokens[i][0]] if step < 0 else text[tokens[i][1] : tokens[k][0]]
    return tokens[k][2] if gap in (" ", "-", ". ") and not (gap == ". " and step > 0) else None
