"""What is found out about a party, with the steps that led to it.

Invariant: a value has a step that says which words gave it, and where they stand in the vocabulary.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import NamedTuple

from dateline.resolve.party_words import Phrase, Piece, Segment
from dateline.terms import PartyKind
from dateline.vocab.actors import Country, RoleNoun
from dateline.vocab.entities import Entity
from dateline.vocab.entity_index import Named


class Step(NamedTuple):
    """Why a party has a value: the words, what they are, and the row of the vocabulary that says so ("" for none)."""

    words: str
    what: str
    where: str


class Setting(NamedTuple):
    """What a story tells about all its parties: how often it names each country (ISO 3166 alpha-2), and its day."""

    countries: Mapping[str, int]
    published: dt.date | None = None


class Findings(NamedTuple):
    """What the words of a phrase name. `whole`: the entity is what the phrase is, not a part of its description."""

    entity: Entity | None = None
    whole: bool = False
    country: Country | None = None
    region: str | None = None
    roles: tuple[str, ...] = ()
    noun: RoleNoun | None = None
    is_state: bool = False
    steps: tuple[Step, ...] = ()


class Judge:
    """Collects values and the steps that gave them."""

    def __init__(self, phrase: Phrase, setting: Setting, place: Callable[[Segment], tuple[str, str] | None]) -> None:
        self.phrase, self.setting, self.place = phrase, setting, place
        self.steps: list[Step] = []

    def note(self, words: str, what: str, where: str = "") -> None:
        """Keep a step; `where` is the row of the vocabulary."""
        self.steps.append(Step(words, what, where))

    def choose(self, piece: Piece) -> Entity | None:
        """The entity of a piece that can be meant in this story: in time, its country named where it must be."""
        told = self.setting.countries
        fit = [n for n in piece.named if n.entity.existed_on(self.setting.published)]
        fit = [n for n in fit if not n.weak or self._is_told(n, piece)]
        strong = [n for n in fit if not n.weak]
        if not fit:
            return None
        best = max(fit, key=lambda n: (told.get(n.entity.country or "", 0), n in strong, n in self._current(fit)))
        return best.entity if strong or told.get(best.entity.country or "") or len(fit) == 1 else None

    def _current(self, fit: list[Named]) -> list[Named]:
        return [n for n in fit if n.entity.term_on(self.setting.published) is not None]

    def _is_told(self, named: Named, piece: Piece) -> bool:
        """Whether the story names the country of a weak name, or a title stands before it in the phrase."""
        if named.entity.country and self.setting.countries.get(named.entity.country):
            return True
        if named.entity.kind is not PartyKind.PERSON:
            return False
        return any(other.role and other.end == piece.start for other in self.phrase.pieces)
