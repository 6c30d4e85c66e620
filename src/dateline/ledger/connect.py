"""Opening a ledger's database, and the few things that differ between SQLite and PostgreSQL.

Invariant: no other module knows which database it is.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, Table, create_engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError

from dateline.errors import DatelineError
from dateline.ledger.migrate import migrate

_BUSY_MS: Final = 30_000
"""How long a second writer waits for the first, in milliseconds."""


def connect(address: str, *, create: bool) -> Engine:
    """An engine on a ledger whose tables are up to date.

    Args:
        address: a path, or a database URL.
        create: whether to make a ledger that is not there.

    Raises:
        DatelineError: `no-ledger`, `bad-ledger`, `newer-ledger` or `no-output`.
    """
    url = address if "://" in address else f"sqlite:///{address}"
    path = Path(url.removeprefix("sqlite:///")) if url.startswith("sqlite:///") else None
    if url in ("sqlite://", "sqlite:///", "sqlite:///:memory:"):
        raise DatelineError("bad-ledger", address, "it would be gone with the program")
    if path is not None and not create and not path.is_file():
        raise DatelineError("no-ledger", address)
    if path is not None and not path.absolute().parent.is_dir():
        raise DatelineError("no-output", address, "there is no such folder")
    try:
        engine = create_engine(url)
    except (ArgumentError, ModuleNotFoundError) as error:
        raise DatelineError("bad-ledger", address, str(error)) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
    try:
        with engine.begin() as connection:
            migrate(connection, address, create=create)
    except OperationalError as error:
        raise DatelineError("no-output" if create else "bad-ledger", address, _first_line(error.orig)) from error
    except DatabaseError as error:
        raise DatelineError("bad-ledger", address, _first_line(error.orig)) from error
    return engine


def _first_line(error: object) -> str:
    """What a database's driver says, without its advice."""
    return str(error).partition("\n")[0]


def _prepare(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver would end a transaction before each CREATE; we begin ours ourselves
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", f"busy_timeout={_BUSY_MS}"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def insert_new(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> int:
    """Insert the rows whose key is not there yet; how many that were."""
    if not rows:
        return 0
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    statement = dialect.insert(table).on_conflict_do_nothing()
    return sum(max(0, connection.execute(statement, row).rowcount) for row in rows)


def integrity(connection: Connection) -> tuple[str, ...]:
    """What the database says is broken in itself; nothing on PostgreSQL, which checks as it goes."""
    if connection.dialect.name != "sqlite":
        return ()
    found = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check")]
    found += [
        f"row {row[1]} of {row[0]} refers to nothing" for row in connection.exec_driver_sql("PRAGMA foreign_key_check")
    ]
    return tuple(line for line in found if line != "ok")
