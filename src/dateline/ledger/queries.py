"""Reading from a ledger: records out, never rows.

Invariant: claims, stories and statements are those of the latest coding of each document; links and copies the latest
decision of each claim and document.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Engine, Select, Table, func, select

from dateline.errors import DatelineError
from dateline.ledger import tables as t
from dateline.ledger.connect import integrity
from dateline.ledger.views import ClaimFilter, Counts, RunRow, Told, matches
from dateline.records import Claim, Document, Link, Rejection, Sketch, Span, Statement, Story

_Record = TypeVar("_Record", bound=msgspec.Struct)


class Queries:
    """The reading half of a ledger."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._document = lru_cache(maxsize=1024)(self._load_document)

    def documents(self) -> Iterator[Document]:
        """All documents, by id."""
        yield from self._decoded(select(t.documents.c.body).order_by(t.documents.c.id), Document)

    def document(self, ident: str) -> Document:
        """The document with that id, or with an id or origin that begins so.

        Raises:
            DatelineError: `no-such-id` or `ambiguous-id`.
        """
        with self.engine.connect() as connection:
            wanted = t.documents.c.id.startswith(ident, autoescape=True) | (t.documents.c.origin == ident)
            found = [row[0] for row in connection.execute(select(t.documents.c.id).where(wanted).limit(2))]
        return self._document(_only(ident, found))

    def stories(self, document: str) -> tuple[Story, ...]:
        """The stories of a document, in order."""
        return tuple(self._decoded(_of(t.stories, document), Story))

    def statements(self) -> Iterator[Statement]:
        """All statements, by document and place in it."""
        yield from self._decoded(_current(t.statements), Statement)

    def sketches(self, document: str) -> tuple[Sketch, ...]:
        """The sketches of a document's stories, in order."""
        return tuple(self._decoded(_of(t.sketches, document), Sketch))

    def claims_of(self, document: str) -> tuple[Claim, ...]:
        """The claims of a document, in order."""
        return tuple(self._decoded(_of(t.claims, document), Claim))

    def claims_of_incident(self, incident: str) -> tuple[Claim, ...]:
        """The claims that are linked to an incident, by document and place in it."""
        c = t.links.c
        asked = select(c.claim).where(c.incident == incident)
        latest = select(func.max(c.seq)).where(c.claim.in_(asked)).group_by(c.claim)
        mine = select(c.claim).where(c.seq.in_(latest), c.incident == incident)
        return tuple(self._decoded(_current(t.claims).where(t.claims.c.id.in_(mine)), Claim))

    def claims(self, wanted: ClaimFilter | None = None) -> Iterator[Told]:
        """The claims that a filter chooses, by document and place in it."""
        wanted = wanted or ClaimFilter()
        left = wanted.limit if wanted.limit is not None else -1
        for claim in self._decoded(_filtered(wanted), Claim):
            if left == 0:
                return
            if matches(claim, wanted):
                left -= 1
                yield self.told(claim)

    def told(self, claim: Claim) -> Told:
        """The claim with its document."""
        return Told(claim, self._document(claim.document))

    def claim(self, ident: str) -> Told:
        """The claim whose id begins so.

        Raises:
            DatelineError: `no-such-id` or `ambiguous-id`.
        """
        found = list(
            self._decoded(_current(t.claims).where(t.claims.c.id.startswith(ident, autoescape=True)).limit(2), Claim)
        )
        _only(ident, [claim.id for claim in found])
        return self.told(found[0])

    def incident_of(self) -> Mapping[str, str]:
        """The incident of every current claim."""
        latest = select(func.max(t.links.c.seq)).group_by(t.links.c.claim)
        now = _current(t.claims, t.claims.c.id)
        query = select(t.links.c.claim, t.links.c.incident).where(t.links.c.seq.in_(latest), t.links.c.claim.in_(now))
        with self.engine.connect() as connection:
            return {row.claim: row.incident for row in connection.execute(query.order_by(t.links.c.claim))}

    def incident_id(self, prefix: str) -> str:
        """The full id of the incident whose id begins so.

        Raises:
            DatelineError: `no-such-id` or `ambiguous-id`.
        """
        return _only(prefix, sorted({i for i in self.incident_of().values() if i.startswith(prefix)}))

    def links_of(self, incident: str) -> Mapping[str, Link]:
        """The current links of an incident, by claim."""
        c = t.links.c
        asked = select(c.claim).where(c.incident == incident)
        latest = select(func.max(c.seq)).where(c.claim.in_(asked)).group_by(c.claim)
        query = select(c.claim, c.incident, c.score, c.reason, c.by).where(c.seq.in_(latest), c.incident == incident)
        with self.engine.connect() as connection:
            return {row.claim: Link(**row._mapping) for row in connection.execute(query)}

    def originals(self) -> Mapping[str, str]:
        """For each document that is a copy, the original."""
        latest = select(func.max(t.copies.c.seq)).group_by(t.copies.c.document)
        c = t.copies.c
        query = select(c.document, c.original).where(c.seq.in_(latest), c.document != c.original)
        with self.engine.connect() as connection:
            return {row.document: row.original for row in connection.execute(query)}

    def rejections(self) -> tuple[Rejection, ...]:
        """Every rejection of every run, in order."""
        return tuple(rejection for run in self.runs() for rejection in self.rejections_of(run.id))

    def rejections_of(self, run: str) -> tuple[Rejection, ...]:
        """The rejections of one run, in order."""
        c = t.run_inputs.c
        query = select(c.code, c.origin, c.detail, c.made_by).where(c.code.is_not(None), c.run == run).order_by(c.seq)
        with self.engine.connect() as connection:
            return tuple(
                Rejection(code=code, origin=origin, detail=detail, made_by=made_by)
                for code, origin, detail, made_by in connection.execute(query)
            )

    def runs(self) -> tuple[RunRow, ...]:
        """Every run, in order."""
        with self.engine.connect() as connection:
            rows = connection.execute(select(t.runs).order_by(t.runs.c.started, t.runs.c.id))
            return tuple(RunRow(**row._mapping) for row in rows)

    def counts(self) -> Counts:
        """What the ledger holds."""
        with self.engine.connect() as connection:

            def number(query: Select[Any]) -> int:
                return int(connection.execute(select(func.count()).select_from(query.subquery())).scalar_one())

            held = {
                "documents": number(select(t.documents.c.id)),
                "stories": number(_current(t.stories)),
                "statements": number(_current(t.statements)),
                "claims": number(_current(t.claims)),
                "rejected": number(select(t.run_inputs.c.origin).where(t.run_inputs.c.code.is_not(None)).distinct()),
                "runs": number(select(t.runs.c.id)),
            }
        return Counts(**held, incidents=len(set(self.incident_of().values())), copies=len(self.originals()))

    def check(self) -> tuple[str, ...]:
        """What does not hold: in the database itself, or a span that is not its text. Empty when all is well."""
        with self.engine.connect() as connection:
            broken = list(integrity(connection))
        for told in self.claims():
            broken += [f"{told.claim.id}: {problem}" for problem in wrong_spans(told.claim, told.document.text)]
        return tuple(broken)

    def dump(self) -> Iterator[str]:
        """Documents, stories, statements, claims, incidents and copies in canonical order, without times or runs."""
        for table in (t.documents, t.stories, t.statements, t.claims):
            query = select(table.c.body).order_by(*table.primary_key.columns)
            with self.engine.connect() as connection:
                yield from (f"{table.name} {body}" for (body,) in connection.execute(query))
        yield from (f"link {claim} {incident}" for claim, incident in sorted(self.incident_of().items()))
        yield from (f"copy {document} {original}" for document, original in sorted(self.originals().items()))

    def _decoded(self, query: Select[Any], kind: type[_Record]) -> Iterator[_Record]:
        decoder = msgspec.json.Decoder(kind)
        with self.engine.connect() as connection:
            for row in connection.execute(query).yield_per(500):
                yield decoder.decode(row.body)

    def _load_document(self, ident: str) -> Document:
        return next(self._decoded(select(t.documents.c.body).where(t.documents.c.id == ident), Document))


def wrong_spans(claim: Claim, text: str) -> list[str]:
    """The spans of a claim that are not their text."""
    quoted: list[tuple[Span, str]] = [(claim.trigger.span, claim.trigger.text)]
    quoted += [(party.span, party.text) for party in (*claim.actors, *claim.recipients)]
    quoted += [(count.span, count.text) for count in claim.counts]
    quoted += [(source.span, source.text) for source in claim.sources]
    quoted += [(claim.place.span, claim.place.text)] if claim.place else []
    quoted += [(claim.date.span, claim.date.text)] if claim.date else []
    quoted += [(claim.hedge.span, claim.hedge.text)] if claim.hedge else []
    return [
        f"{words!r} is not the text at {span.start}-{span.end}"
        for span, words in quoted
        if text[span.start : span.end] != words
    ]


def _current(table: Table, *columns: Any) -> Select[Any]:
    """Rows of each document's latest coding, in order."""
    latest = select(func.max(t.codings.c.seq)).group_by(t.codings.c.document)
    joined = table.join(t.codings, (table.c.document == t.codings.c.document) & (table.c.coding == t.codings.c.coding))
    chosen = select(*(columns or (table.c.body,))).select_from(joined).where(t.codings.c.seq.in_(latest))
    return chosen if columns else chosen.order_by(table.c.document, table.c.position)


def _of(table: Table, document: str) -> Select[Any]:
    """Rows of one document's latest coding, in order."""
    c = t.codings.c
    latest = select(c.coding).where(c.document == document).order_by(c.seq.desc()).limit(1).scalar_subquery()
    return select(table.c.body).where(table.c.document == document, table.c.coding == latest).order_by(table.c.position)


def _filtered(wanted: ClaimFilter) -> Select[Any]:
    c, query = t.claims.c, _current(t.claims)
    if wanted.types:
        query = query.where(c.type.in_([kind.value for kind in wanted.types]))
    if wanted.statuses:
        query = query.where(c.status.in_([status.value for status in wanted.statuses]))
    if wanted.country:
        query = query.where(c.country == wanted.country.upper())
    if wanted.since:
        query = query.where(c.end >= wanted.since)
    if wanted.until:
        query = query.where(c.start <= wanted.until)
    if wanted.document:
        query = query.where(c.document == wanted.document)
    return query.where(c.confidence >= wanted.min_confidence) if wanted.min_confidence else query


def _only(ident: str, found: list[str]) -> str:
    if not ident or not found:
        raise DatelineError("no-such-id", ident)
    exact = [one for one in found if one == ident]
    if len(found) > 1 and not exact:
        raise DatelineError("ambiguous-id", ident, ", ".join(found[:3]))
    return (exact or found)[0]
