"""The first reader: lexicon triggers, clause heuristics for parties, patterns of speech, tense and modal words.

It is the baseline that a trained reader must beat, and the gate in front of it: a sentence without a trigger costs a
look-up a word.

Invariant: what it finds in a story depends on that story alone; every claim has its trigger in its evidence, a sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dateline.ids import claim_id, statement_id
from dateline.reader.phrases import Phrase, Words
from dateline.reader.roles import is_party, roles
from dateline.reader.sentences import sentences, tokens
from dateline.reader.speech import Speech, sources_at, speeches
from dateline.reader.status import hedge, is_content, status
from dateline.reader.tagging import tag
from dateline.reader.triggers import Candidate, candidates
from dateline.records import Quote, RawClaim, RawParty, RawSource, Reading, Source, Span, Statement, Story
from dateline.terms import EventType

MADE_BY: Final = "first-reader 1"
LEAST: Final = 0.27
"""Least weight of a trigger; chosen on gold/voa/train (see docs/benchmarks.md)."""
_OWN_WORDS: Final = frozenset(
    {EventType.REQUEST, EventType.ACCUSE, EventType.REJECT, EventType.THREATEN, EventType.AGREE, EventType.SUPPORT}
)


def read_story(story: Story) -> Reading:
    """Statements and raw claims of one story."""
    spans = sentences(story.parts)
    statements: list[Statement] = []
    claims: list[RawClaim] = []
    events: dict[tuple[str, str, str], str] = {}
    for span in spans:
        sentence = _Sentence(story, span)
        statements += sentence.statements()
        for raw in sentence.claims(events):
            claims.append(raw)
    return Reading(story=story, sentences=spans, statements=tuple(statements), claims=tuple(claims))


def _text(story: Story, span: Span) -> str:
    part = next(part for part in story.parts if part.span.covers(span))
    return part.text[span.start - part.span.start : span.end - part.span.start]


class _Sentence:
    """One sentence with its words, triggers and speech."""

    def __init__(self, story: Story, span: Span) -> None:
        self.story, self.span = story, span
        self.text = _text(story, span)
        found = tokens(self.text, span.start)
        self.words = Words(found, tag(found))
        self.triggers = candidates(self.words, LEAST)
        self.speeches: list[Speech] = speeches(self.words)

    def quote(self, start: int, end: int) -> Quote:
        """The words from token `start` to token `end`."""
        left, right = self.words.tokens[start].start, self.words.tokens[end - 1].end
        return Quote(self.text[left - self.span.start : right - self.span.start], Span(left, right))

    def party(self, phrase: Phrase) -> RawParty:
        antecedent = self.quote(*phrase.antecedent) if phrase.antecedent else None
        return RawParty(self.quote(phrase.start, phrase.end), antecedent)

    def statements(self) -> Iterator[Statement]:
        for speech in self.speeches:
            content = tuple(self.quote(start, end) for start, end in speech.content if start < end)
            if not content:
                continue
            by = self.quote(speech.by.start, speech.by.end) if speech.by else None
            yield Statement(
                id=statement_id(self.story.document, content[0].span.start, content[-1].span.end, MADE_BY),
                document=self.story.document,
                story=self.story.number or 0,
                content=content,
                cue=self.quote(*speech.cue),
                source=Source(text=by.text, span=by.span) if by else None,
                made_by=MADE_BY,
            )

    def claims(self, events: dict[tuple[str, str, str], str]) -> Iterator[RawClaim]:
        for number, found in enumerate(self.triggers):
            if is_content(self.words, found, self.triggers[:number]):
                continue
            claim = self._claim(found, events)
            if claim is not None:
                yield claim

    def _claim(self, found: Candidate, events: dict[tuple[str, str, str], str]) -> RawClaim | None:
        who = roles(self.words, found)
        verdict = status(self.words, found)
        trigger = self.quote(found.start, found.end)
        sources = [s for s in sources_at(self.speeches, found.start) if is_party(self.words, s) or len(s) > 0]
        if found.entry.type in _OWN_WORDS:
            sources = [s for s in sources if not any(a.start < s.end and s.start < a.end for a in who.actors)]
        hedged = hedge(self.words, found)
        actors = tuple(self.party(p) for p in who.actors)
        key = (found.entry.type.value, found.entry.lemma, actors[0].quote.text.lower() if actors else "")
        event = events.setdefault(key, f"e{len(events) + 1}")
        return RawClaim(
            id=claim_id(self.story.document, trigger.span.start, trigger.span.end, found.entry.type, MADE_BY),
            document=self.story.document,
            story=self.story.number or 0,
            type=found.entry.type,
            mode=found.entry.mode,
            status=verdict.status,
            trigger=trigger,
            evidence=self.span,
            actors=actors,
            recipients=tuple(self.party(p) for p in who.recipients),
            sources=tuple(RawSource(self.quote(s.start, s.end)) for s in sources),
            event=event,
            confidence=round(found.entry.weight, 2),
            made_by=MADE_BY,
            status_span=self._span(verdict.words),
            hedge=self.quote(*hedged) if hedged else None,
        )

    def _span(self, words: tuple[int, int] | None) -> Span | None:
        return self.quote(*words).span if words else None
