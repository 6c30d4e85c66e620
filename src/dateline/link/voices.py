"""Who speaks in a claim: the innermost source of its chain, or the document itself.

Invariant: two claims have one voice when the words for their innermost sources name the same one, whatever their case
and article; an anonymous source is nobody who could be found again in another document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from dateline.records import Claim

OWN: Final = ""
"""The voice of claims for which the document names nobody."""
_ARTICLE: Final = re.compile(r"^(?:the|a|an)\s+")


def voice(claim: Claim) -> str:
    """The innermost source's name or words, in lower case without its article; `OWN` where there is none."""
    if not claim.sources:
        return OWN
    source = claim.sources[0]
    return _ARTICLE.sub("", " ".join((source.name or source.text).lower().split()))


def only_source(claims: Iterable[Claim]) -> str | None:
    """The source that all claims give, when it is one, named and not anonymous: such a document adds no voice."""
    members = list(claims)
    named = [bool(c.sources and c.sources[0].name and not c.sources[0].anonymous) for c in members]
    voices = {voice(claim) for claim in members}
    return voices.pop() if all(named) and len(voices) == 1 else None
