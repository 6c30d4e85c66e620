"""`dateline statements`: who says what, across a ledger."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Annotated

import typer
from rich.text import Text

from dateline.cli.app import DEFAULT_LEDGER, Json, LedgerOption, app, out
from dateline.cli.choosing import Limit
from dateline.cli.columns import Column, table
from dateline.cli.tables import outlet, plural
from dateline.export.jsonl import write_lines
from dateline.export.public import statement_line
from dateline.ledger import Ledger, open_ledger
from dateline.records import Document, Statement

_COLUMNS = (Column("who"), Column("in", rank=1), Column("how", rank=2), Column("what"))
Containing = Annotated[str | None, typer.Option("--containing", help="Words that the statement has to contain.")]
Speaker = Annotated[str | None, typer.Option("--source", help="Part of the source's name or words.")]


@app.command()
def statements(
    ledger: LedgerOption = DEFAULT_LEDGER,
    source: Speaker = None,
    containing: Containing = None,
    limit: Limit = None,
    as_json: Json = False,
) -> None:
    """List who says what: the statements of a ledger, each with its source and the words that tie the two.

    With --json one public statement a line, as `dateline code --what statements`.
    """
    with open_ledger(ledger) as opened:
        found = list(_chosen(opened, source, containing))[:limit]
        if as_json:
            write_lines((statement_line(statement, document) for statement, document in found), sys.stdout)
            return
        console = out()
        if found:
            rows = (
                (_who(statement), outlet(document), statement.cue.text if statement.cue else "", _what(statement))
                for statement, document in found
            )
            console.print(table(_COLUMNS, rows, console.width))
        console.print(plural(len(found), "statement", "statements"), style="bold")


def _chosen(opened: Ledger, source: str | None, containing: str | None) -> Iterator[tuple[Statement, Document]]:
    for statement in opened.statements():
        given = statement.source
        speaker = f"{given.name or ''} {given.text}" if given else ""
        if source is not None and source.casefold() not in speaker.casefold():
            continue
        if containing is not None and containing.casefold() not in _what(statement).casefold():
            continue
        yield statement, opened.document(statement.document)


def _who(statement: Statement) -> Text:
    given = statement.source
    return Text(given.name or given.text) if given else Text("nobody named", style="dim")


def _what(statement: Statement) -> str:
    return " … ".join(" ".join(part.text.split()) for part in statement.content)
