"""Trigger candidates of a sentence: words and phrases of the lexicon in the part of speech that they need.

Invariant: candidates are in order, do not overlap, and hold at most five words each.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from dateline.reader.phrases import Words
from dateline.reader.tagging import Tag
from dateline.vocab.lexicon import GAP, Form, Phrase, Trigger, lookup, phrases

MOST_WORDS: Final = 5
_VERBAL: Final = frozenset({Tag.VERB})
_NOUNS: Final = frozenset({Tag.WORD, Tag.NAME})


class Candidate(NamedTuple):
    """A trigger in a sentence.

    `start` and `end` are the token numbers that name the act; `reach` is the end of the whole pattern, gap included;
    `gap` is where words stand inside it; `form` is the form of the first word ("past", "plural", ...).
    """

    start: int
    end: int
    reach: int
    gap: int | None
    entry: Trigger
    form: str
    forms: frozenset[str]

    @property
    def verbal(self) -> bool:
        """Whether a verb leads it."""
        return self.entry.pos == "v"


def candidates(words: Words) -> list[Candidate]:
    """All triggers, the longest pattern at each word."""
    found: list[Candidate] = []
    i = 0
    while i < len(words.tokens):
        best = _best_at(words, i) if _can_begin(words.tokens[i].lower) else None
        if best is not None:
            found.append(best)
            i = best.end
        else:
            i += 1
    return found


@lru_cache(maxsize=1 << 15)
def _can_begin(lower: str) -> bool:
    """Whether a trigger of the lexicon begins with a word."""
    return bool(lookup(lower) or phrases(lower))


def _best_at(words: Words, i: int) -> Candidate | None:
    """The longest pattern that begins here, then the heaviest; None where no entry fits the part of speech."""
    fitting = [*_phrases_at(words, i), *_words_at(words, i)]
    return max(fitting, key=lambda c: (c.reach - c.start, c.entry.weight), default=None)


def _fits(form: Trigger, tag: Tag) -> bool:
    if form.pos == "v":
        return tag in _VERBAL
    if form.pos == "n":
        return tag in _NOUNS
    return tag in _VERBAL | _NOUNS


def _words_at(words: Words, i: int) -> Iterator[Candidate]:
    forms: tuple[Form, ...] = tuple(f for f in lookup(words.tokens[i].lower) if _fits(f.trigger, words.tags[i]))
    for form in forms:
        if words.tags[i] is Tag.NAME and words.tokens[i].text[0].isupper() and not words.tokens[i].text.isupper():
            continue
        tags = frozenset(f.tag for f in forms if f.trigger == form.trigger)
        yield Candidate(i, i + 1, i + 1, None, form.trigger, form.tag, tags)


def _phrases_at(words: Words, i: int) -> Iterator[Candidate]:
    for phrase in phrases(words.tokens[i].lower):
        if not _fits(phrase.trigger, words.tags[i]):
            continue
        end = _match(words, i + 1, phrase)
        if end is not None:
            named = end if not phrase.has_gap and end - i <= MOST_WORDS else i + 1
            gap = i + 1 + phrase.rest.index(GAP) if phrase.has_gap else None
            yield Candidate(i, named, end, gap, phrase.trigger, phrase.tag, frozenset({phrase.tag}))


def _match(words: Words, at: int, phrase: Phrase) -> int | None:
    """Token number after the pattern's last word, or None."""
    gap = 0
    for piece in phrase.rest:
        if isinstance(piece, int):
            gap = piece
            continue
        for skipped in range(gap + 1):
            if at + skipped >= len(words.tokens):
                return None
            if words.tokens[at + skipped].lower in piece:
                at += skipped + 1
                break
        else:
            return None
        gap = 0
    return at
