"""What exports leave out or coarsen, done once, on the records, before any row is made of them.

Invariant: no module that makes rows sees a withheld name or a coordinate finer than asked for. Spans stay those of the
document's text; where a name is withheld, a quoted text differs from it by :data:`WITHHELD` alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

import msgspec

from dateline.export.options import LONGEST_QUOTE, ExportOptions
from dateline.export.passages import passage_of
from dateline.export.victims import Withheld, is_public
from dateline.records import (
    Account,
    Claim,
    Count,
    Document,
    FieldVerdict,
    Incident,
    Party,
    Place,
    Quote,
    Source,
    Version,
)
from dateline.terms import SourceKind
from dateline.vocab.entity_index import index

WITHHELD: Final = "[name withheld]"
_ROW: Final = re.compile(re.escape(WITHHELD) + r"(?:[\s-]+" + re.escape(WITHHELD) + ")+")
_IN_OFFICE: Final = frozenset(
    {SourceKind.OFFICIAL, SourceKind.MILITARY, SourceKind.ARMED_GROUP, SourceKind.INTERNATIONAL}
)


class Discretion:
    """Applies the options of an export to records.

    Args:
        options: what is told.
        withheld: names that are left out; not asked where `options.names`.
    """

    def __init__(self, options: ExportOptions, withheld: Withheld | None = None) -> None:
        self.options = options
        self._withheld = None if options.names else withheld
        self._pattern = lru_cache(maxsize=1024)(self._compile)

    def claim(self, claim: Claim) -> Claim:
        """The claim as it is told."""
        place = self._place(claim.place)
        if self._pattern(claim.document) is None:
            return claim if place is claim.place else msgspec.structs.replace(claim, place=place)
        document = claim.document
        return msgspec.structs.replace(
            claim,
            place=place,
            trigger=self._quote(claim.trigger, document),
            hedge=self._quote(claim.hedge, document) if claim.hedge else None,
            actors=tuple(self._party(party, document) for party in claim.actors),
            recipients=tuple(self._party(party, document) for party in claim.recipients),
            sources=tuple(self._source(source, document) for source in claim.sources),
            counts=tuple(self._count(count, claim.document) for count in claim.counts),
        )

    def incident(self, incident: Incident) -> Incident:
        """The incident as it is told: its claims, and the versions of each field."""
        accounts = tuple(
            Account(documents=account.documents, claims=tuple(map(self.claim, account.claims)))
            for account in incident.accounts
        )
        documents = [document for account in incident.accounts for document in account.documents]
        fields = tuple(self._verdict(verdict, documents) for verdict in incident.fields)
        return msgspec.structs.replace(incident, accounts=accounts, fields=fields)

    def document(self, document: Document) -> Document:
        """The document as it is told; its text stays, for passages to be taken from."""
        pattern = self._pattern(document.id)
        if pattern is None:
            return document
        slugs = re.compile(pattern.pattern, re.IGNORECASE)
        told = {
            "title": self.text(document.title, document.id) if document.title else None,
            "url": None if document.url and _spells(slugs, document.url) else document.url,
            "origin": document.id if _spells(slugs, document.origin) else document.origin,
        }
        return msgspec.structs.replace(document, **told)

    def passage(self, claim: Claim, document: Document) -> Quote:
        """The passage that reports a claim's event, as long as it is told."""
        whole = passage_of(claim, document, None if self.options.quotes else LONGEST_QUOTE)
        return self._quote(whole, document.id)

    def text(self, text: str, document: str) -> str:
        """A text from a document, without the names that are left out of it."""
        pattern = self._pattern(document)
        return text if pattern is None else _ROW.sub(WITHHELD, pattern.sub(WITHHELD, text))

    def _compile(self, document: str) -> re.Pattern[str] | None:
        words = self._withheld.words(document) if self._withheld is not None else ()
        return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, words)) + r")(?!\w)") if words else None

    def _quote(self, quote: Quote, document: str) -> Quote:
        return Quote(self.text(quote.text, document), quote.span)

    def _verdict(self, verdict: FieldVerdict, documents: Iterable[str]) -> FieldVerdict:
        versions = []
        for version in verdict.versions:
            value = version.value
            for document in documents:
                value = self.text(value, document)
            versions.append(Version(value, version.claims))
        return msgspec.structs.replace(verdict, versions=tuple(versions))

    def _party(self, party: Party, document: str) -> Party:
        if is_public(party):
            return party
        name = self.text(party.name, document) if party.name else None
        return msgspec.structs.replace(party, text=self.text(party.text, document), name=name)

    def _source(self, source: Source, document: str) -> Source:
        if source.kind in _IN_OFFICE or index().by_name(source.name or source.text):
            return source
        name = self.text(source.name, document) if source.name else None
        return msgspec.structs.replace(source, text=self.text(source.text, document), name=name)

    def _count(self, count: Count, document: str) -> Count:
        of = self.text(count.of, document) if count.of else None
        return msgspec.structs.replace(count, text=self.text(count.text, document), of=of)

    def _place(self, place: Place | None) -> Place | None:
        step = self.options.coarsen
        if place is None or step is None or place.lat is None or place.lon is None:
            return place
        return msgspec.structs.replace(place, lat=on_grid(place.lat, step), lon=on_grid(place.lon, step))


def on_grid(degrees: float, step: float) -> float:
    """The line of a grid that is nearest to a coordinate.

    Args:
        degrees: latitude or longitude.
        step: between two lines of the grid, degrees.
    """
    return round(round(degrees / step) * step, 6) + 0.0  # adding zero makes -0.0 to 0.0


def _spells(pattern: re.Pattern[str], address: str) -> bool:
    """Whether an address has a name in it, whatever its case and whatever stands between its words."""
    return pattern.search(re.sub(r"[\W_]+", " ", address)) is not None
