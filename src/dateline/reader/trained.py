"""The trained reader: one encoder pass over each window of a story, then a light query for each trigger and cue.

Invariant: what it finds in a story depends on that story alone; each trigger and cue is found in the window that owns
its sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

import numpy as np

from dateline.ids import claim_id, statement_id
from dateline.reader import antecedents, clauses, decode
from dateline.reader.denials import tie
from dateline.reader.events import Events
from dateline.reader.gate import passes
from dateline.reader.network import Answers, Encoded, Network, network
from dateline.reader.sentences import sentences
from dateline.reader.speakers import inherit
from dateline.reader.verdicts import hedge_of, status_words
from dateline.reader.version import TRAINED as MADE_BY
from dateline.reader.windows import Window, Word, read_words, windows
from dateline.records import (
    Quote,
    RawClaim,
    RawParty,
    RawSource,
    Reading,
    Source,
    Span,
    Statement,
    Story,
)
from dateline.terms import EventType, Status

CLAIM: Final = 0
CUE: Final = 1
SPOKEN: Final = frozenset(
    {
        EventType.REQUEST,
        EventType.ACCUSE,
        EventType.REJECT,
        EventType.THREATEN,
        EventType.AGREE,
        EventType.SUPPORT,
        EventType.CONSULT,
    }
)
"""Types whose acts are speech; the others are deeds."""
ARTICLES: Final = frozenset({"the", "a", "an"})
"""Words that are nobody and no place alone."""
MOST_QUERIES: Final = 24
"""Queries that are asked at once: a bound on memory where a window is all triggers."""


def read_story(story: Story) -> Reading:
    """Statements and raw claims of one story."""
    return Trained(network()).read(story)


class Asked(NamedTuple):
    """A trigger or cue with what the words are to it: `roles` are roles x words, the probabilities to be in each, and
    `most` the highest of each; the scores are of this query alone."""

    found: decode.Found
    roles: Any
    most: Any
    mode: Any
    status: Any


class Trained:
    """Reads stories with a loaded network."""

    def __init__(self, loaded: Network) -> None:
        self.network = loaded
        self.least: dict[str, float] = loaded.settings["least"]
        names = loaded.settings
        self.types = [EventType(name) for name in names["types"]]
        self.statuses = [Status(name) for name in names["statuses"]]
        self.roles = {name: number for number, name in enumerate(names["roles"])}
        self.modes = [_allowed(kind, names["modes"]) for kind in self.types]
        self.names: list[str] = names["modes"]

    def read(self, story: Story) -> Reading:
        """Statements and raw claims of one story."""
        spans = sentences(story.parts)
        words = (read_words(_text(story, span), span) for span in spans)
        found = _Found(self, story, spans)
        for window in windows(words):
            if passes(window):
                found.add(window, self.network.encode(window))
        return Reading(
            story=story,
            sentences=spans,
            statements=tuple(found.statements),
            claims=tie(antecedents.resolve(inherit(found.claims, found.statements), found.statements)),
        )

    def asked(self, encoded: Encoded, found: Sequence[tuple[decode.Found, int]]) -> Iterator[Asked]:
        """Ask what the words are to each trigger and cue; with each goes its kind."""
        for at in range(0, len(found), MOST_QUERIES):
            some = found[at : at + MOST_QUERIES]
            answers: Answers = self.network.ask(encoded, [one.start for one, _ in some], [kind for _, kind in some])
            roles = decode.inside(answers.roles).swapaxes(1, 2)
            most = roles.max(axis=2)
            for number, (one, _) in enumerate(some):
                yield Asked(one, roles[number], most[number], answers.modes[number], answers.statuses[number])

    def spans(self, asked: Asked, role: str) -> list[decode.Found]:
        """The ranges of words that have a role for a query."""
        number, least = self.roles[role], self.least[role]
        return list(decode.spans(asked.roles[number], least)) if asked.most[number] >= least else []


def _allowed(kind: EventType, modes: Sequence[str]) -> list[int]:
    from dateline.vocab.ontology import is_mode

    return [0, *(number for number, mode in enumerate(modes, start=1) if is_mode(kind, mode))]


def _text(story: Story, span: Span) -> str:
    part = next(part for part in story.parts if part.span.covers(span))
    return part.text[span.start - part.span.start : span.end - part.span.start]


def _in_one_sentence(found: decode.Found, window: Window) -> decode.Found:
    """The range cut at the end of the sentence that holds most of it."""
    sentences_ = window.sentence[found.start : found.end + 1]
    most = max(sentences_, key=sentences_.count)
    first = found.start + sentences_.index(most)
    return found._replace(start=first, end=first + sentences_.count(most) - 1)


class _Found:
    """What was found in a story so far."""

    def __init__(self, trained: Trained, story: Story, sentences_: tuple[Span, ...]) -> None:
        self.trained, self.story, self.sentences = trained, story, sentences_
        self.statements: list[Statement] = []
        self.claims: list[RawClaim] = []
        self.events = Events()
        self._last: Quote | None = None

    def add(self, window: Window, encoded: Encoded) -> None:
        """Add a window's statements and claims."""
        least = self.trained.least
        cues = list(decode.spans(decode.inside(encoded.cues), least["cue"]))
        triggers = [f for f in decode.triggers(encoded.triggers, least["trigger"]) if self._happens(window, f)]
        queries = [*((one, CUE) for one in cues), *((one, CLAIM) for one in triggers)]
        for (_, kind), asked in zip(queries, self.trained.asked(encoded, queries), strict=True):
            if kind == CLAIM:
                self.claims.append(self._claim(window, asked, encoded.triggers[asked.found.start]))
            elif statement := self._statement(window, asked):
                self.statements.append(statement)

    def _happens(self, window: Window, found: decode.Found) -> bool:
        """Whether a trigger is no deed that another act of its sentence only asks for."""
        asked = window.words[found.start].asked and self.trained.types[found.kind] not in SPOKEN
        return not asked

    def _quote(self, window: Window, found: decode.Found) -> Quote:
        last = found.end
        while not self._whole(window.words[found.start], window.words[last]):
            last -= 1  # a range that runs over furniture inside the story ends before it
        return window.quote(found.start, last, self.story.parts)

    def _whole(self, first: Word, last: Word) -> bool:
        return any(part.span.start <= first.start and last.end <= part.span.end for part in self.story.parts)

    def _ranges(self, window: Window, asked: Asked, role: str) -> list[decode.Found]:
        """The ranges of a role, none of an article alone; only what is said may run over the end of a sentence."""
        found = self.trained.spans(asked, role)
        if role != "content":
            found = [_in_one_sentence(one, window) for one in found]
        return [one for one in found if one.start < one.end or window.words[one.end].text.lower() not in ARTICLES]

    def _quotes(self, window: Window, asked: Asked, role: str) -> list[Quote]:
        return [self._quote(window, found) for found in self._ranges(window, asked, role)]

    def _best(self, window: Window, asked: Asked, role: str) -> Quote | None:
        found = self._ranges(window, asked, role)
        return self._quote(window, max(found, key=lambda one: one.probability)) if found else None

    def _statement(self, window: Window, asked: Asked) -> Statement | None:
        content = self._quotes(window, asked, "content")
        if not content:
            return None
        source = self._best(window, asked, "source")
        return Statement(
            id=statement_id(self.story.document, content[0].span.start, content[-1].span.end, MADE_BY),
            document=self.story.document,
            story=self.story.number or 0,
            content=tuple(content),
            cue=self._quote(window, asked.found),
            source=Source(text=source.text, span=source.span) if source else None,
            made_by=MADE_BY,
        )

    def _claim(self, window: Window, asked: Asked, scores: decode.Scores) -> RawClaim:
        trained, found = self.trained, asked.found
        kind = trained.types[found.kind]
        trigger = self._quote(window, found)
        allowed = trained.modes[found.kind]
        mode = allowed[int(np.argmax(asked.mode[allowed]))]
        status, decided_by = self._status(window, asked)
        evidence = self.sentences[window.sentence[found.start]]
        actors = self._parties(window, asked, "actor")
        recipients = self._parties(window, asked, "recipient")
        if not actors:
            by_clause = clauses.actors(_text(self.story, evidence), evidence, trigger.span)
            actors = tuple(RawParty(quote) for quote in by_clause)
            recipients = tuple(r for r in recipients if not any(r.quote.span.overlaps(a.span) for a in by_clause))
        sources = self._quotes(window, asked, "source")
        sources.sort(key=lambda source: abs(source.span.start - trigger.span.start))
        claim = RawClaim(
            id=claim_id(self.story.document, trigger.span.start, trigger.span.end, kind, MADE_BY),
            document=self.story.document,
            story=self.story.number or 0,
            type=kind,
            mode=trained.names[mode - 1] if mode else None,
            status=status,
            trigger=trigger,
            evidence=evidence,
            actors=actors,
            recipients=recipients,
            sources=tuple(RawSource(source) for source in sources),
            event="e0",
            confidence=round(decode.confidence(scores, trained.network.settings["confidence"]), 3),
            made_by=MADE_BY,
            place=self._best(window, asked, "place"),
            date=self._best(window, asked, "date"),
            status_span=decided_by,
            hedge=hedge_of(window, found, self.story.parts),
        )
        return self.events.label(claim)

    def _status(self, window: Window, asked: Asked) -> tuple[Status, Span | None]:
        """The network's status; but words that say that an act did not happen, or not yet, outweigh it."""
        words = window.words[asked.found.start].status
        if words and words[0] is not Status.HAPPENED:
            return words
        status = self.trained.statuses[int(np.argmax(asked.status))]
        return status, status_words(window, asked.found, status)

    def _parties(self, window: Window, asked: Asked, role: str) -> tuple[RawParty, ...]:
        return tuple(RawParty(quote) for quote in self._quotes(window, asked, role))
