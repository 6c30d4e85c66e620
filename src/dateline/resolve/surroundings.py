"""What a story offers to a claim whose reader left its place, time or numbers open: `place_of_act`, `dating` and
`counting` choose from it.

Invariant: sentences, places and times stand in the order of the text, and their spans are the document's.
"""

from __future__ import annotations

import datetime as dt

import msgspec

from dateline.records import Place, Span, Time


class Surroundings(msgspec.Struct, frozen=True, kw_only=True):
    """The document's text, and the story's sentences, places and times in order.

    `published` is the day from which its times are told.
    """

    text: str
    sentences: tuple[Span, ...]
    places: tuple[Place, ...]
    times: tuple[Time, ...]
    published: dt.date | None = None
