"""The first reader: lexicon triggers, clause heuristics for parties, patterns of speech, tense and modal words.

It is the baseline that a trained reader must beat, and the gate in front of it: a sentence without a trigger costs a
look-up a word.

Invariant: what it finds in a story depends on that story alone; every claim has its trigger in its evidence, a
sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dateline.ids import claim_id, statement_id
from dateline.reader.confidence import confidence
from dateline.reader.phrases import Phrase
from dateline.reader.sentence import Found, Sentence
from dateline.reader.sentences import sentences
from dateline.reader.version import FIRST as MADE_BY
from dateline.records import Quote, RawClaim, RawParty, RawSource, Reading, Source, Span, Statement, Story

LEAST: Final = 0.3
"""Least confidence of a claim that is given; chosen by scripts/weigh_triggers.py for the best F1 in five folds of
training documents."""


def read_story(story: Story) -> Reading:
    """Statements and raw claims of one story."""
    spans = sentences(story.parts)
    reader = _Reader(story)
    for span in spans:
        reader.read(span)
    return Reading(story=story, sentences=spans, statements=tuple(reader.statements), claims=tuple(reader.claims))


class _Reader:
    """Goes through a story's sentences, and keeps who was spoken of last for the pronouns to come."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.statements: list[Statement] = []
        self.claims: list[RawClaim] = []
        self._last: Quote | None = None
        self._events: dict[tuple[str, str, str], str] = {}

    def read(self, span: Span) -> None:
        """Add one sentence's statements and claims."""
        sentence = Sentence(self._text(span), span)
        self.statements += self._statements(sentence)
        for found in sentence.found():
            sure = confidence(found.features)
            if sure >= LEAST:
                self.claims.append(self._claim(sentence, found, round(sure, 2)))
        self._last = sentence.main_party() or self._last

    def _text(self, span: Span) -> str:
        part = next(part for part in self.story.parts if part.span.covers(span))
        return part.text[span.start - part.span.start : span.end - part.span.start]

    def _statements(self, sentence: Sentence) -> Iterator[Statement]:
        for speech in sentence.speeches:
            content = tuple(sentence.quote(start, end) for start, end in speech.content if start < end)
            if not content:
                continue
            by = sentence.quote(speech.by.start, speech.by.end) if speech.by else None
            yield Statement(
                id=statement_id(self.story.document, content[0].span.start, content[-1].span.end, MADE_BY),
                document=self.story.document,
                story=self.story.number or 0,
                content=content,
                cue=sentence.quote(*speech.cue),
                source=Source(text=by.text, span=by.span) if by else None,
                made_by=MADE_BY,
            )

    def _claim(self, sentence: Sentence, found: Found, sure: float) -> RawClaim:
        trigger = sentence.quote(found.trigger.start, found.trigger.end)
        entry = found.trigger.entry
        actors = tuple(self._party(sentence, found, phrase) for phrase in found.who.actors)
        first = actors[0].quote.text.lower() if actors else ""
        event = self._events.setdefault((entry.type.value, entry.lemma, first), f"e{len(self._events) + 1}")
        return RawClaim(
            id=claim_id(self.story.document, trigger.span.start, trigger.span.end, entry.type, MADE_BY),
            document=self.story.document,
            story=self.story.number or 0,
            type=entry.type,
            mode=entry.mode,
            status=found.verdict.status,
            trigger=trigger,
            evidence=sentence.span,
            actors=actors,
            recipients=tuple(self._party(sentence, found, phrase) for phrase in found.who.recipients),
            sources=tuple(
                RawSource(sentence.quote(s.start, s.end), antecedent=self._stands_for(sentence, s))
                for s in found.sources
            ),
            event=event,
            confidence=sure,
            made_by=MADE_BY,
            status_span=sentence.quote(*found.verdict.words).span if found.verdict.words else None,
            hedge=sentence.quote(*found.hedge) if found.hedge else None,
        )

    def _party(self, sentence: Sentence, found: Found, phrase: Phrase) -> RawParty:
        """A party; a pronoun stands for its antecedent, the speaker, or who was spoken of last."""
        quoted = sentence.quote(phrase.start, phrase.end)
        if phrase.antecedent:
            return RawParty(quoted, sentence.quote(*phrase.antecedent))
        if not sentence.is_pronoun(phrase):
            return RawParty(quoted)
        speaker = next((s for s in found.sources if not sentence.is_pronoun(s)), None)
        if speaker is not None and quoted.text.lower() not in ("them", "him", "her"):
            return RawParty(quoted, sentence.quote(speaker.start, speaker.end))
        return RawParty(quoted, self._last)

    def _stands_for(self, sentence: Sentence, source: Phrase) -> Quote | None:
        return self._last if sentence.is_pronoun(source) else None
