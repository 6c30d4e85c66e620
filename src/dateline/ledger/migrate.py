"""Bringing a ledger's tables to the version that this code knows, by Alembic.

Invariant: a ledger is only ever brought forward; one that a newer dateline made is left alone.
"""

from __future__ import annotations

from importlib import resources
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from dateline.errors import DatelineError

_VERSION_TABLE: Final = "alembic_version"


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(resources.files("dateline.ledger") / "migrations"))
    config.attributes["connection"] = connection
    return config


def migrate(connection: Connection, about: str, *, create: bool) -> None:
    """Create the tables, or bring them forward.

    Args:
        connection: open, in a transaction that the caller commits.
        about: the ledger's address, for messages.
        create: whether an empty database becomes a ledger.

    Raises:
        DatelineError: `bad-ledger` for a database that holds something else, `newer-ledger` for one from a newer
        version.
    """
    config = _config(connection)
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    tables = set(inspect(connection).get_table_names())
    if not tables and not create:
        raise DatelineError("bad-ledger", about, "an empty database")
    if tables and _VERSION_TABLE not in tables:
        raise DatelineError("bad-ledger", about, "a database with other tables")
    current = MigrationContext.configure(connection).get_current_revision() if tables else None
    if current is not None and current not in known:
        raise DatelineError("newer-ledger", about, f"its version is {current}")
    command.upgrade(config, "head")
