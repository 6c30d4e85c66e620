"""The index that linking works on: events with their profiles, likely pairs, and what is not linked yet.

Invariant: the index holds nothing that the claims and sketches do not; whatever is done to it in one `linking()` is one
transaction together with the links that come of it. Its numbers say when an event came; nothing that is linked may
depend on them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Final, NamedTuple

import msgspec
from sqlalchemy import Connection, Table, delete, func, insert, select

from dateline.ledger import tables as t
from dateline.records import Claim, Document, Sketch

_BATCH: Final = 500
"""Numbers that one query asks for; SQLite takes 999 parameters."""


class Unlinked(NamedTuple):
    """A document whose current coding is not in the index yet."""

    document: Document
    coding: str
    claims: tuple[Claim, ...]
    sketches: tuple[Sketch, ...]


class EventRow(NamedTuple):
    """An event of the index; see `link.incidents.Node` for the last three."""

    number: int
    document: str
    rank: str
    claims: tuple[str, ...]
    profile: bytes


class Index:
    """An index inside one transaction.

    Args:
        connection: open, in a transaction that the caller commits.
        made_by: the component that makes its rows; those of another one are stale.
    """

    def __init__(self, connection: Connection, made_by: str) -> None:
        self._connection = connection
        self._made_by = made_by

    def _stale(self, table: Table, key: Any) -> list[Any]:
        """Keys of the rows of codings that are not current, or of other components."""
        c, current = table.c, codings_of(self._connection)
        rows = self._connection.execute(select(key, c.document, c.coding, c.made_by))
        return [one for one, document, coding, by in rows if current.get(document) != coding or by != self._made_by]


class LinkIndex(Index):
    """The index for linking."""

    def drop_stale(self) -> tuple[int, ...]:
        """Take out events of codings that are not current, or of other components; the numbers of events that were
        likely to be one with them, and are left."""
        gone = self._stale(t.events, t.events.c.number)
        touched = set(self.neighbours(gone)) - set(gone)
        self.drop(gone)
        return tuple(sorted(touched))

    def drop(self, numbers: Sequence[int]) -> None:
        """Take events out, with their pairs."""
        for some in batches(numbers):
            self._connection.execute(delete(t.likely).where(t.likely.c.first.in_(some) | t.likely.c.second.in_(some)))
            self._connection.execute(delete(t.events).where(t.events.c.number.in_(some)))

    def unlinked(self) -> Iterator[Unlinked]:
        """Documents with claims whose current coding is not in the index, by id."""
        linked = set(self._connection.scalars(select(t.events.c.document).distinct()))
        told = set(self._connection.scalars(select(t.claims.c.document).distinct()))
        new = told - linked
        wanted = sorted(one for one in codings_of(self._connection).items() if one[0] in new)
        for some in batches(wanted):
            documents = [document for document, _ in some]
            d = t.documents.c
            rows = self._connection.execute(select(d.id, d.body).where(d.id.in_(documents)))
            bodies = {ident: _DOCUMENT.decode(body) for ident, body in rows}
            claims, sketches = self._bodies(t.claims, documents), self._bodies(t.sketches, documents)
            for key in some:
                yield Unlinked(
                    bodies[key[0]],
                    key[1],
                    tuple(map(_CLAIM.decode, claims.get(tuple(key), ()))),
                    tuple(map(_SKETCH.decode, sketches.get(tuple(key), ()))),
                )

    def _bodies(self, table: Any, documents: Sequence[str]) -> Mapping[tuple[str, str], list[str]]:
        """The bodies of a table by document and coding, in order."""
        c = table.c
        rows = select(c.document, c.coding, c.body).where(c.document.in_(documents)).order_by(c.document, c.position)
        found: dict[tuple[str, str], list[str]] = {}
        for document, coding, body in self._connection.execute(rows):
            found.setdefault((document, coding), []).append(body)
        return found

    def add(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Add events: document, coding, rank, claims (ids with blanks between) and profile."""
        left = iter(rows)
        while some := [{"made_by": self._made_by, **row} for row in islice(left, 10_000)]:
            self._connection.execute(insert(t.events), some)

    def last(self) -> int:
        """The highest number of an event; 0 when there is none."""
        return int(self._connection.scalar(select(func.max(t.events.c.number))) or 0)

    def profiles(self) -> tuple[list[int], list[bytes]]:
        """Numbers and profiles of all events, by number."""
        rows = self._connection.execute(select(t.events.c.number, t.events.c.profile).order_by(t.events.c.number)).all()
        return [row[0] for row in rows], [row[1] for row in rows]

    def add_likely(self, first: Sequence[int], second: Sequence[int], scores: Sequence[float]) -> None:
        """Add likely pairs by the events' numbers, each pair once."""
        rows = iter(zip(first, second, scores, strict=True))
        while some := [{"first": a, "second": b, "score": s} for a, b, s in islice(rows, 10_000)]:
            self._connection.execute(insert(t.likely), some)

    def all_likely(self) -> Iterator[tuple[int, int, float]]:
        """Every likely pair with its score."""
        c = t.likely.c
        rows = self._connection.execution_options(yield_per=10_000).execute(select(c.first, c.second, c.score))
        yield from ((a, b, score) for a, b, score in rows)

    def neighbours(self, numbers: Sequence[int]) -> dict[int, dict[int, float]]:
        """For each event that is likely to be one with some of these, the scores of those pairs."""
        found: dict[int, dict[int, float]] = {}
        c = t.likely.c
        for mine, other in ((c.first, c.second), (c.second, c.first)):
            for some in batches(numbers):
                for a, b, score in self._connection.execute(select(mine, other, c.score).where(mine.in_(some))):
                    found.setdefault(b, {})[a] = score
        return found

    def events(self, numbers: Sequence[int] | None = None) -> Iterator[EventRow]:
        """Events by their numbers; all of them without."""
        c = t.events.c
        query = select(c.number, c.document, c.rank, c.claims, c.profile)
        chosen = [query] if numbers is None else [query.where(c.number.in_(some)) for some in batches(numbers)]
        for one in chosen:
            for number, document, rank, claims, profile in self._connection.execute(one):
                yield EventRow(number, document, rank, tuple(claims.split()), profile)

    def event_of(self, documents: Sequence[str]) -> Mapping[str, int]:
        """The event of each claim of these documents."""
        c = t.events.c
        found: dict[str, int] = {}
        for some in batches(documents):
            for number, claims in self._connection.execute(select(c.number, c.claims).where(c.document.in_(some))):
                found |= dict.fromkeys(claims.split(), number)
        return found


_CLAIM: Final = msgspec.json.Decoder(Claim)
_DOCUMENT: Final = msgspec.json.Decoder(Document)
_SKETCH: Final = msgspec.json.Decoder(Sketch)


def codings_of(connection: Connection) -> Mapping[str, str]:
    """The current coding of every document; asked for as a whole, since a join with the latest rows is not indexed."""
    c = t.codings.c
    rows = connection.execute(select(c.document, c.coding).order_by(c.seq))
    return {row.document: row.coding for row in rows}


def batches(items: Sequence[Any]) -> Iterator[list[Any]]:
    """The items, so many at a time as one query may ask for."""
    left = iter(items)
    while some := list(islice(left, _BATCH)):
        yield some
