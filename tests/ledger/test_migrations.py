"""Migrations: from nothing to the tables that the code knows, once, and never backwards."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect, text

from dateline.errors import DatelineError
from dateline.ledger import open_ledger
from dateline.ledger.tables import APPEND_ONLY, metadata


def open_once(path: Path, *, create: bool = True) -> None:
    with open_ledger(str(path), create=create):
        pass


def test_migrations_from_nothing_make_the_tables_that_the_code_knows(tmp_path: Path) -> None:
    open_once(tmp_path / "a.ledger")
    engine = create_engine(f"sqlite:///{tmp_path / 'a.ledger'}")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        assert set(inspect(connection).get_table_names()) == {*metadata.tables, "alembic_version"}


def test_that_comparison_sees_a_difference(tmp_path: Path) -> None:
    open_once(tmp_path / "a.ledger")
    engine = create_engine(f"sqlite:///{tmp_path / 'a.ledger'}")
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE claims ADD COLUMN extra TEXT"))
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) != []


def test_tables_of_decisions_are_kept_from_change_by_the_database(tmp_path: Path) -> None:
    open_once(tmp_path / "a.ledger")
    with sqlite3.connect(tmp_path / "a.ledger") as connection:
        triggers = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    assert triggers == {f"{table}_no_{action}" for table in APPEND_ONLY for action in ("update", "delete")}


def test_opening_again_changes_nothing(tmp_path: Path) -> None:
    open_once(tmp_path / "a.ledger")
    before = "\n".join(sqlite3.connect(tmp_path / "a.ledger").iterdump())
    open_once(tmp_path / "a.ledger", create=False)
    assert "\n".join(sqlite3.connect(tmp_path / "a.ledger").iterdump()) == before


def test_another_program_s_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    with pytest.raises(DatelineError) as caught:
        open_once(path)
    assert caught.value.code == "bad-ledger"
    assert [row[0] for row in sqlite3.connect(path).execute("SELECT name FROM sqlite_master")] == ["recipes"]


def test_a_ledger_from_a_newer_dateline_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.ledger"
    open_once(path)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(DatelineError) as caught:
        open_once(path)
    assert caught.value.code == "newer-ledger"


@pytest.mark.parametrize(
    ("address", "create", "code"),
    [
        ("nothing.ledger", False, "no-ledger"),
        ("no/such/folder/a.ledger", True, "no-output"),
        ("empty.ledger", False, "bad-ledger"),
        ("text.ledger", False, "bad-ledger"),
        ("text.ledger", True, "bad-ledger"),
        ("sqlite://", True, "bad-ledger"),
        ("sqlite:///:memory:", False, "bad-ledger"),
        ("unheard-of://host/a", True, "bad-ledger"),
        ("://", True, "bad-ledger"),
    ],
)
def test_what_is_no_ledger_is_a_coded_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str, create: bool, code: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("empty.ledger").touch()
    Path("text.ledger").write_text("Rebels shelled Sirte. " * 100)
    with pytest.raises(DatelineError) as caught, open_ledger(address, create=create):
        pass
    assert caught.value.code == code
