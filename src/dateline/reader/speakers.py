"""Who speaks: a claim inside what somebody is given as saying has that speaker as its source.

Invariant: a claim whose source the network found keeps it; nobody is the source of an act of their own.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final, NamedTuple

import msgspec

from dateline.records import Quote, RawClaim, RawSource, Span, Statement

DEEPEST: Final = 4
"""Contents that begin before a trigger and are looked at: speech inside speech goes no deeper."""


class _Content(NamedTuple):
    span: Span
    source: Quote


def inherit(claims: Sequence[RawClaim], statements: Sequence[Statement]) -> list[RawClaim]:
    """The claims of a story, those without a source with the speaker of the innermost statement that holds them."""
    contents = sorted(
        (_Content(part.span, Quote(one.source.text, one.source.span)) for one in statements if one.source
         for part in one.content),
        key=lambda content: (content.span.start, -content.span.end),
    )  # fmt: skip
    starts = [content.span.start for content in contents]
    found = []
    for claim in claims:
        source = None if claim.sources else _speaker(claim, contents, starts)
        found.append(msgspec.structs.replace(claim, sources=(RawSource(source),)) if source else claim)
    return found


def _speaker(claim: RawClaim, contents: Sequence[_Content], starts: Sequence[int]) -> Quote | None:
    last = bisect_right(starts, claim.trigger.span.start)
    for content in reversed(contents[max(0, last - DEEPEST) : last]):
        if content.span.covers(claim.trigger.span):
            own = any(actor.quote.span.overlaps(content.source.span) for actor in claim.actors)
            return None if own else content.source
    return None
