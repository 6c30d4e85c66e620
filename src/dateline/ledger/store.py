"""Writing to a ledger, and the handle that people hold.

Invariant: one call is one transaction: a document is stored with all that was made of it, or not at all.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, Engine, func, insert, select, update

from dateline.ledger import tables as t
from dateline.ledger.connect import connect, insert_new
from dateline.ledger.decisions import Decisions
from dateline.ledger.likeness import CopyIndex
from dateline.ledger.linking import LinkIndex
from dateline.records import Claim, Coded, Copy, Link, Rejection

_json: Final = msgspec.json.Encoder()


def _utc_now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class Ledger(Decisions):
    """A ledger that is open.

    Args:
        engine: a database whose tables are up to date.
        clock: gives the time of day, UTC.
    """

    def __init__(self, engine: Engine, clock: Callable[[], dt.datetime] = _utc_now) -> None:
        super().__init__(engine)
        self._clock = clock

    def _now(self) -> str:
        return self._clock().isoformat(timespec="seconds")

    def begin_run(self, options: str, components: str) -> str:
        """Note that a run begins; its id."""
        ident = "r" + uuid.uuid4().hex[:20]
        with self.engine.begin() as connection:
            connection.execute(
                insert(t.runs).values(id=ident, started=self._now(), options=options, components=components)
            )
        return ident

    def end_run(self, run: str, *, inputs: int, done: int, rejected: int) -> None:
        """Note that a run has ended, and with what."""
        with self.engine.begin() as connection:
            ended = update(t.runs).where(t.runs.c.id == run)
            connection.execute(ended.values(finished=self._now(), inputs=inputs, done=done, rejected=rejected))

    def store(self, run: str, coded: Coded) -> bool:
        """Store a document with all that was made of it; whether any of it was new."""
        document, coding = coded.document, coded.made_by
        base = {"document": document.id, "coding": coding}
        with self.engine.begin() as connection:
            row = {
                "id": document.id,
                "origin": document.origin,
                "sha256": document.sha256,
                "published": document.published,
            }
            new = insert_new(connection, t.documents, [row | {"body": _body(document)}])
            known = (
                select(t.codings.c.coding).where(t.codings.c.document == document.id).order_by(t.codings.c.seq.desc())
            )
            if connection.execute(known.limit(1)).scalar() != coding:
                connection.execute(insert(t.codings).values(**base, at=self._now()))
            for table, bodies in (
                (t.stories, [{"body": _body(s)} for s in coded.stories]),
                (t.sketches, [{"body": _body(s)} for s in coded.sketches]),
                (t.statements, [{"id": s.id, "body": _body(s)} for s in coded.statements]),
                (t.claims, [_claim_row(c) for c in coded.claims]),
            ):
                rows = [base | {"position": i} | body for i, body in enumerate(bodies)]
                if not connection.execute(select(table.c.position).where(*_same(table, base)).limit(1)).first():
                    new += insert_new(connection, table, rows)
            connection.execute(insert(t.run_inputs).values(run=run, origin=document.origin, document=document.id))
        return new > 0

    def reject(self, run: str, rejection: Rejection) -> None:
        """Note that an input was not done, and why."""
        values = {"run": run, "origin": rejection.origin, "code": rejection.code}
        with self.engine.begin() as connection:
            connection.execute(
                insert(t.run_inputs).values(**values, detail=rejection.detail, made_by=rejection.made_by)
            )

    @contextmanager
    def linking(self, made_by: str) -> Iterator[tuple[LinkIndex, Callable[[Iterable[Link]], int]]]:
        """The index for linking, and a function that appends links: all that is done with both is one transaction."""
        with self.engine.begin() as connection:
            yield LinkIndex(connection, made_by), lambda links: self._append(connection, links)

    def link(self, links: Iterable[Link]) -> int:
        """Append the links that differ from the current ones; how many that were."""
        with self.engine.begin() as connection:
            return self._append(connection, links)

    def _append(self, connection: Connection, links: Iterable[Link]) -> int:
        at, appended, left = self._now(), 0, iter(links)
        while some := list(islice(left, 500)):
            c = t.links.c
            latest = select(func.max(c.seq)).where(c.claim.in_([link.claim for link in some])).group_by(c.claim)
            rows = connection.execute(select(c.claim, c.seq, c.incident).where(c.seq.in_(latest)))
            current = {claim: (seq, incident) for claim, seq, incident in rows}
            new = [
                msgspec.structs.asdict(link) | {"at": at, "supersedes": current.get(link.claim, (None,))[0]}
                for link in some
                if current.get(link.claim, (None, None))[1] != link.incident
            ]
            if new:
                connection.execute(insert(t.links), new)
            appended += len(new)
        return appended

    @contextmanager
    def copying(self, made_by: str) -> Iterator[tuple[CopyIndex, Callable[[Iterable[Copy]], int]]]:
        """The index for finding copies, and a function that appends them: all that is done is one transaction."""
        with self.engine.begin() as connection:
            yield CopyIndex(connection, made_by), lambda copies: self._append_copies(connection, copies)

    def add_copies(self, copies: Iterable[Copy]) -> int:
        """Append the copies that differ from the current ones; how many that were."""
        with self.engine.begin() as connection:
            return self._append_copies(connection, copies)

    def _append_copies(self, connection: Connection, copies: Iterable[Copy]) -> int:
        """Append the copies that differ from the current ones; a document that is its own original is no copy."""
        at, c = self._now(), t.copies.c
        latest = select(func.max(c.seq)).group_by(c.document)
        rows = connection.execute(select(c.document, c.original).where(c.seq.in_(latest)))
        current = {row.document: row.original for row in rows}
        new = [
            msgspec.structs.asdict(copy) | {"at": at}
            for copy in copies
            if current.get(copy.document, copy.document) != copy.original
        ]
        if new:
            connection.execute(insert(t.copies), new)
        return len(new)


def _same(table: Any, base: dict[str, str]) -> list[Any]:
    return [table.c[name] == value for name, value in base.items()]


def _body(record: msgspec.Struct) -> str:
    return _json.encode(record).decode("utf-8")


def _claim_row(claim: Claim) -> dict[str, Any]:
    return {
        "id": claim.id,
        "type": claim.type.value,
        "status": claim.status.value,
        "country": claim.place.country if claim.place else None,
        "start": claim.date.start if claim.date else None,
        "end": claim.date.end if claim.date else None,
        "confidence": claim.confidence,
        "body": _body(claim),
    }


@contextmanager
def open_ledger(address: str, *, create: bool = False) -> Iterator[Ledger]:
    """Open a ledger, bring its tables up to date, and close it again.

    Args:
        address: a path of a SQLite file, or a database URL.
        create: whether to make it when it is not there.

    Raises:
        DatelineError: `no-ledger`, `bad-ledger`, `newer-ledger` or `no-output`.
    """
    engine = connect(address, create=create)
    try:
        yield Ledger(engine)
    finally:
        engine.dispose()
