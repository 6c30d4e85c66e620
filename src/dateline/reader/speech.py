"""Who says it: statements of a sentence by patterns of speech, and the chain of sources at a word.

Invariant: sources are given innermost first; the subject of a verb is a source only where that verb is one of speech.

Patterns: "X said (that) …", "…, X said", "…, said X", "according to X, …", "reported by X", "X reported citing Y".
"""

from __future__ import annotations

from typing import Final, NamedTuple

from dateline.reader.phrases import Phrase, Words, after, subject, verb_group_start
from dateline.reader.tagging import NOMINAL, Tag
from dateline.vocab.cues import is_speech_cue

_CITING: Final = frozenset({"citing", "quoting", "quoted", "cited"})


class Speech(NamedTuple):
    """One statement in a sentence, as token numbers. `content` holds half-open ranges; `by` is the innermost source."""

    by: Phrase | None
    through: tuple[Phrase, ...]
    cue: tuple[int, int]
    content: tuple[tuple[int, int], ...]

    @property
    def size(self) -> int:
        """Words of content: of two statements around a word the smaller is the inner one."""
        return sum(end - start for start, end in self.content)

    def holds(self, token: int) -> bool:
        """Whether the token is said in this statement."""
        return any(start <= token < end for start, end in self.content)


def speeches(words: Words) -> list[Speech]:
    """All statements of a sentence, in the order of their cues."""
    found = [speech for i in range(len(words.tokens)) if (speech := _at(words, i)) is not None]
    return [speech for speech in found if speech.by is not None or speech.content]


def sources_at(found: list[Speech], token: int) -> list[Phrase]:
    """The sources of what is told at a token, innermost first, each once."""
    chain: list[Phrase] = []
    for speech in sorted((s for s in found if s.holds(token)), key=lambda s: s.size):
        chain += [p for p in ((speech.by,) if speech.by else ()) + speech.through if p not in chain]
    return chain


def _at(words: Words, i: int) -> Speech | None:
    lower = words.tokens[i].lower
    if lower == "according" and i + 1 < len(words.tokens) and words.tokens[i + 1].lower == "to":
        return _according(words, i)
    if not is_speech_cue(lower) or words.tags[i] is not Tag.VERB or lower in _CITING:
        return None
    if i + 1 < len(words.tokens) and words.tokens[i + 1].lower == "by":
        return _reported_by(words, i)
    return _said_by_following(words, i) or _said_by_subject(words, i)


def _according(words: Words, i: int) -> Speech | None:
    by = after(words, i + 2)
    if by is None:
        return None
    by = _widen(words, by)
    content = ((by.end, len(words.tokens)),) if i < 2 else ((0, i),)
    return Speech(by, (), (i, i + 2), content)


def _reported_by(words: Words, i: int) -> Speech | None:
    by = after(words, i + 2)
    return Speech(by, (), (i, i + 1), ((0, i),)) if by else None


def _said_by_following(words: Words, i: int) -> Speech | None:
    """`"…," said X`: the cue follows a quotation or a comma, and its subject follows the cue."""
    if i == 0 or words.tokens[i - 1].text not in {",", "”", '"', "’", "'", "?", "!"}:
        return None
    by = after(words, i + 1)
    if by is None or not any(words.tags[k] in (Tag.NAME, Tag.WORD) for k in range(by.start, by.end)):
        return None
    return Speech(_widen(words, by), (), (i, i + 1), ((0, i),))


def _said_by_subject(words: Words, i: int) -> Speech | None:
    by = subject(words, i)
    if by is None:
        return None
    group = verb_group_start(words, i)
    by = by if by.antecedent or words.tags[by.start] is Tag.PRONOUN else _widen(words, by, group)
    if any(words.tags[k] in (Tag.BE, Tag.NEGATION) for k in range(group, i)):
        return None
    content: list[tuple[int, int]] = []
    inserted = by.start > 1 and words.tokens[by.start - 1].text in {",", "”", '"', "’"}
    if inserted:
        content.append((0, by.start))
    if not inserted or _goes_on(words, i):
        content.append((i + 1, len(words.tokens)))
    inner = _cited(words, i)
    if by.antecedent:
        by = Phrase(*by.antecedent)
    return Speech(inner or by, (by,) if inner else (), (i, i + 1), tuple(content))


def _goes_on(words: Words, i: int) -> bool:
    """Whether the quotation goes on after the cue: `"…," X said, "…"`."""
    return any(words.tags[k] is Tag.QUOTE for k in range(i + 1, len(words.tokens)))


def _cited(words: Words, i: int) -> Phrase | None:
    """Whom the speaker cites: "RIA Novosti reported citing the Foreign Ministry in Tripoli"."""
    for k in range(i + 1, min(i + 5, len(words.tokens) - 1)):
        if words.tokens[k].lower in _CITING:
            inner = after(words, k + 1)
            return _widen(words, inner) if inner else None
    return None


def _widen(words: Words, phrase: Phrase, limit: int | None = None) -> Phrase:
    """Take an appositive name into the source: "Libya's ambassador to France, Chibani Abu Hamoud"; at most 12 words."""
    end = phrase.end
    size = len(words.tokens) if limit is None else limit
    while end + 1 < size and end - phrase.start < 10:
        joiner = words.tokens[end].lower
        if joiner not in ("to", "in", "from", "for", ",") or words.tags[end + 1] not in NOMINAL:
            break
        further = after(words, end + 1)
        if further is None or further.end - phrase.start > 12:
            break
        names = [k for k in range(further.start, further.end) if words.tags[k] is Tag.NAME]
        if joiner == "," and len(names) < (further.end - further.start):
            break
        end = further.end
    return Phrase(phrase.start, end)
