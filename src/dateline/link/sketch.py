"""Sketches: what tells one story from others, small enough to compare millions of them.

Invariant: a sketch is a pure function of the story's title, text and places; it holds numbers that stand for words,
never the words. Method: the words with the highest weight, which is (1 + ln times in the story) · ln(stories /
stories with the word) by counts frozen in `vocab/data/word_counts.tsv`, over the length of all the story's weights
(Salton and Buckley 1988); and names of two rare capitalised words, which are mostly people.
"""

from __future__ import annotations

import math
import re
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from dateline.records import Place, Sketch
from dateline.terms import PlacePrecision
from dateline.vocab.files import rows

WORDS: Final = 32
"""Words of a sketch."""
NAMES: Final = 16
PLACES: Final = 8
_READ: Final = 4000
"""Characters of a story that are read; what follows is background."""
_ALL: Final = "*"
"""The row that gives the number of all stories."""
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+")
_NAME: Final = re.compile(r"\b([A-Z][\w’'-]+)\s+([A-Z][\w’'-]+)\b")
_RARE: Final = (0.07, 0.014)
"""Most stories, as a share of all, that hold the first and the second word of a name."""
_SPOTS: Final = frozenset({PlacePrecision.EXACT, PlacePrecision.TOWN, PlacePrecision.DISTRICT})


def word_list(text: str) -> list[str]:
    """The words and numbers of a text in lower case, in order."""
    return [word.lower() for word in _WORD.findall(text)]


@cache
def word_counts() -> Mapping[str, int]:
    """In how many stories each word stands; :data:`_ALL` counts all stories."""
    return {row["word"]: int(row["stories"]) for row in rows("word_counts.tsv")}


def number_of(*words: str) -> int:
    """The number that stands for words in a sketch: CRC-32, the same on every machine; never 0."""
    return zlib.crc32(" ".join(words).encode()) or 1


def sketch(document: str, story: int, title: str | None, text: str, places: Iterable[Place]) -> Sketch:
    """The sketch of a story.

    Args:
        document: its document's id.
        story: its number.
        title: counts twice, as it names what matters.
        text: the story's own, without furniture.
        places: those that its text names.
    """
    read = text[:_READ]
    words = word_list(" ".join((title or "", title or "", read)))
    spots = Counter(place.geonames for place in places if place.geonames and place.precision in _SPOTS)
    return Sketch(
        document=document,
        story=story,
        words=_heaviest(words),
        names=_names(f"{title or ''}\n{read}"),
        places=tuple(number for number, _ in sorted(spots.items(), key=lambda item: (-item[1], item[0]))[:PLACES]),
    )


def word_weights(words: Iterable[str]) -> dict[str, float]:
    """The weight of each word by its times among these and its rarity in news, before they are set to one length."""
    counts = word_counts()
    return {
        word: (1 + math.log(n)) * math.log(counts[_ALL] / (1 + counts.get(word, 0)))
        for word, n in Counter(words).items()
    }


def _heaviest(words: list[str]) -> tuple[tuple[int, float], ...]:
    weights = word_weights(word for word in words if len(word) > 1 or word.isdigit())
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    heaviest = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:WORDS]
    return tuple((number_of(word), round(weight / length, 4)) for word, weight in heaviest)


def _names(text: str) -> tuple[int, ...]:
    counts = word_counts()
    first, second = (share * counts[_ALL] for share in _RARE)
    found = dict.fromkeys((a.lower(), b.lower()) for a, b in _NAME.findall(text))
    rare = [pair for pair in found if counts.get(pair[0], 0) < first and counts.get(pair[1], 0) < second]
    return tuple(number_of(*pair) for pair in rare[:NAMES])
