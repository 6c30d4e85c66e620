"""All that is made of one document."""

from __future__ import annotations

import msgspec

from dateline.records.claims import Claim, Place, Time
from dateline.records.documents import Document, Story
from dateline.records.readings import Statement


class Sketch(msgspec.Struct, frozen=True, kw_only=True):
    """What tells a story from others, for linking; numbers that stand for words, 32 bits each.

    `words` are pairs of a word and its weight (0 to 1), the heaviest first; `names` stand for two words each; `places`
    are GeoNames ids of towns, the most frequent first.
    """

    document: str
    story: int
    words: tuple[tuple[int, float], ...]
    names: tuple[int, ...]
    places: tuple[int, ...]


class Coded(msgspec.Struct, frozen=True, kw_only=True):
    """All that was made of one document: what `run` stores and `code` prints.

    `made_by` joins the versions of all components; places and times stand with the number of their story.
    """

    document: Document
    stories: tuple[Story, ...]
    statements: tuple[Statement, ...]
    claims: tuple[Claim, ...]
    made_by: str
    places: tuple[tuple[int, Place], ...] = ()
    times: tuple[tuple[int, Time], ...] = ()
    sketches: tuple[Sketch, ...] = ()
