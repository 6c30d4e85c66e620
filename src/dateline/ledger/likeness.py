"""The index that finding copies works on: documents' signatures, and pairs that are alike.

Invariant: the index holds nothing that the stories do not; what is done to it in one `copying()` is one transaction
together with the copies that come of it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

import msgspec
from sqlalchemy import delete, insert, select

from dateline.ledger import tables as t
from dateline.ledger.linking import Index, batches, codings_of
from dateline.records import Document, Story
from dateline.terms import StoryKind


class Unsigned(NamedTuple):
    """A document without a signature: its coding, day, and the text of its main stories."""

    document: str
    coding: str
    published: dt.date | None
    text: str


class CopyIndex(Index):
    """The index for finding copies."""

    def drop_stale(self) -> tuple[str, ...]:
        """Take out signatures of codings that are not current, or of other components; the documents that were alike
        with theirs."""
        s, a = t.signatures.c, t.alike.c
        gone = self._stale(t.signatures, s.document)
        touched = {document for pair in self.alike(gone) for document in pair[:2]} | set(gone)
        for some in batches(gone):
            self._connection.execute(delete(t.alike).where(a.first.in_(some) | a.second.in_(some)))
            self._connection.execute(delete(t.signatures).where(s.document.in_(some)))
        return tuple(sorted(touched))

    def unsigned(self) -> Iterator[Unsigned]:
        """Documents without a signature, by id."""
        signed = set(self._connection.scalars(select(t.signatures.c.document)))
        for document, coding in sorted(codings_of(self._connection).items()):
            if document not in signed:
                yield Unsigned(document, coding, self._day(document), self.text(document, coding))

    def text(self, document: str, coding: str) -> str:
        """The text of a document's main stories: furniture and teasers make no copy."""
        c = t.stories.c
        rows = select(c.body).where(c.document == document, c.coding == coding).order_by(c.position)
        stories = (_STORY.decode(body) for body in self._connection.scalars(rows))
        return "\n".join(part.text for story in stories if story.kind is StoryKind.MAIN for part in story.parts)

    def _day(self, document: str) -> dt.date | None:
        body = self._connection.scalar(select(t.documents.c.body).where(t.documents.c.id == document))
        return _DOCUMENT.decode(body or "").published

    def add(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Add signatures: document, coding, size and bands."""
        if rows:
            self._connection.execute(insert(t.signatures), [{"made_by": self._made_by, **row} for row in rows])

    def bands(self) -> tuple[list[str], list[str], list[bytes]]:
        """Documents, their codings and bands, by document."""
        c = t.signatures.c
        rows = self._connection.execute(select(c.document, c.coding, c.bands).order_by(c.document)).all()
        return [row[0] for row in rows], [row[1] for row in rows], [row[2] for row in rows]

    def add_alike(self, rows: Iterable[tuple[str, str, float]]) -> None:
        """Add pairs of documents with their share."""
        given = [{"first": a, "second": b, "share": share} for a, b, share in rows]
        if given:
            self._connection.execute(insert(t.alike), given)

    def alike(self, documents: Sequence[str]) -> Iterator[tuple[str, str, float]]:
        """The pairs that one of these documents is in."""
        c = t.alike.c
        for side in (c.first, c.second):
            for some in batches(documents):
                yield from self._connection.execute(select(c.first, c.second, c.share).where(side.in_(some)))

    def ages(self, documents: Sequence[str]) -> Iterator[tuple[str, dt.date | None, int]]:
        """The day and the size of documents."""
        for some in batches(documents):
            c = t.signatures.c
            for document, size in self._connection.execute(select(c.document, c.size).where(c.document.in_(some))):
                yield document, self._day(document), size


_STORY: Final = msgspec.json.Decoder(Story)
_DOCUMENT: Final = msgspec.json.Decoder(Document)
