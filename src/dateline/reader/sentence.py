"""One sentence as the first reader sees it: its words, its speech, and each trigger with what belongs to it.

Invariant: everything here is in token numbers of the sentence; `quote` alone turns them into spans of the document.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from dateline.reader.confidence import features
from dateline.reader.phrases import Phrase, subject
from dateline.reader.roles import Roles, is_party, roles
from dateline.reader.speech import sources_at, speeches
from dateline.reader.status import Verdict, hedge, is_content, status
from dateline.reader.tagging import Tag
from dateline.reader.triggers import Candidate
from dateline.reader.worded import worded
from dateline.records import Quote, Span
from dateline.terms import EventType

_TOLLS: Final = frozenset(
    {"kill", "wound", "injure", "hurt", "maim", "destroy", "damage", "explode", "detonate", "go off", "hit"}
)
"""Verbs that tell what became of an attack's victims, or that a bomb went off."""
MOST_TRIGGERS: Final = 12
"""Triggers of a sentence that are looked at; more stand only in lists and noise, and would cost their square."""
_STOPS: Final = frozenset({";", ":", "—", "–", "“", "”"})
_OWN_WORDS: Final = frozenset(
    {EventType.REQUEST, EventType.ACCUSE, EventType.REJECT, EventType.THREATEN, EventType.AGREE, EventType.SUPPORT}
)
"""Types whose act is speech: who acts is not the source of it."""


class Found(NamedTuple):
    """A trigger with its parties, status, sources, and what its confidence goes by."""

    trigger: Candidate
    who: Roles
    verdict: Verdict
    sources: list[Phrase]
    hedge: tuple[int, int] | None
    features: dict[str, float]


class Sentence:
    """A sentence's words, triggers and speech.

    Args:
        text: its words.
        span: where they stand in the document.
    """

    def __init__(self, text: str, span: Span) -> None:
        self.text, self.span = text, span
        self.words, self.triggers = worded(text, span.start)
        self.speeches = speeches(self.words)

    def quote(self, start: int, end: int) -> Quote:
        """The words from token `start` to before token `end`."""
        left, right = self.words.tokens[start].start, self.words.tokens[end - 1].end
        return Quote(self.text[left - self.span.start : right - self.span.start], Span(left, right))

    def is_pronoun(self, phrase: Phrase) -> bool:
        """Whether a phrase is a personal pronoun."""
        return phrase.end - phrase.start == 1 and self.words.tags[phrase.start] is Tag.PRONOUN

    def found(self) -> list[Found]:
        """Every trigger that is an act of its own: not what another one asks for or promises, nor an attack's toll."""
        triggers = self.triggers[:MOST_TRIGGERS]
        acts = [t for number, t in enumerate(triggers) if not is_content(self.words, t, triggers[:number])]
        found: list[Found] = []
        for one in map(self._found, acts):
            told = next((i for i, earlier in enumerate(found) if self._is_toll_of(one, earlier)), None)
            if told is None:
                found.append(one)
            elif not found[told].who.recipients:
                found[told] = found[told]._replace(who=Roles(found[told].who.actors, one.who.recipients))
        return found

    def _is_toll_of(self, later: Found, earlier: Found) -> bool:
        """Whether a verb only tells what an attack did: "shelled a market, killing 12"; "the bombing killed 12"."""
        toll, act = later.trigger, earlier.trigger
        if {toll.entry.type, act.entry.type} != {EventType.ASSAULT} or toll.entry.lemma not in _TOLLS:
            return False
        between = self.words.tokens[act.reach : toll.start]
        if act.verbal:
            return toll.form == "gerund" and not any(token.text in _STOPS for token in between)
        group = subject(self.words, toll.start)
        return group is not None and group.start <= act.start < group.end

    def _found(self, trigger: Candidate) -> Found:
        who, verdict = roles(self.words, trigger), status(self.words, trigger)
        sources = sources_at(self.speeches, trigger.start)
        if trigger.entry.type in _OWN_WORDS:
            sources = [s for s in sources if not any(a.start < s.end and s.start < a.end for a in who.actors)]
        seen = features(self.words, trigger, who, verdict, bool(sources))
        return Found(trigger, who, verdict, sources, hedge(self.words, trigger), seen)

    def main_party(self) -> Quote | None:
        """Who the sentence is about, for the pronouns of the next: its first speaker, or its first acting party."""
        for speech in self.speeches:
            if speech.by and not self.is_pronoun(speech.by) and is_party(self.words, speech.by):
                return self.quote(speech.by.start, speech.by.end)
        for trigger in self.triggers[:MOST_TRIGGERS]:
            for actor in roles(self.words, trigger).actors:
                if not self.is_pronoun(actor) and not actor.antecedent:
                    return self.quote(actor.start, actor.end)
        return None
