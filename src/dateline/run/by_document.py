"""The incidents that each document of a ledger reports, and which of them is its main one.

Invariant: every document has its line, in the ledger's order; one without claims has no incidents.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Set

import msgspec

from dateline.ledger import Ledger
from dateline.link.main_incident import main_incident
from dateline.records import Claim
from dateline.terms import StoryKind


class DocumentLine(msgspec.Struct, frozen=True, kw_only=True):
    """A document's origin, the id of its main incident, and of all, in the order in which it tells them."""

    document: str
    main: str | None
    incidents: tuple[str, ...]


def by_document(ledger: Ledger, only: Set[str] | None = None) -> Iterator[DocumentLine]:
    """The incidents of every document.

    Args:
        ledger: whose documents.
        only: ids of the incidents that are wanted; all without it. Documents that report none of them keep their line.
    """
    home = {claim: ident for claim, ident in ledger.incident_of().items() if only is None or ident in only}
    told: dict[str, list[Claim]] = defaultdict(list)
    for each in ledger.claims():
        told[each.claim.document].append(each.claim)
    for document in ledger.documents():
        claims = told[document.id]
        main_stories = {s.number for s in ledger.stories(document.id) if s.kind is StoryKind.MAIN} if claims else ()
        yield DocumentLine(
            document=document.origin,
            main=main_incident(claims, home, {number for number in main_stories if number is not None}),
            incidents=tuple(dict.fromkeys(home[claim.id] for claim in claims if claim.id in home)),
        )
