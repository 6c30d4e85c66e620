"""`dateline code` and `dateline run`: from inputs to claims, on standard output or into a ledger."""

from __future__ import annotations

import datetime as dt
import sys
from enum import StrEnum
from typing import Annotated

import msgspec
import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from dateline.cli.app import (
    DEFAULT_LEDGER,
    SOME_REJECTED,
    AnyLanguage,
    Inputs,
    Json,
    LedgerOption,
    MaxBytes,
    MinConfidence,
    Published,
    app,
    err,
    out,
)
from dateline.cli.tables import report_table
from dateline.errors import DatelineError, explain
from dateline.export.jsonl import encode, write_lines
from dateline.export.public import lines
from dateline.ledger import open_ledger
from dateline.read import MAX_BYTES, ReadOptions
from dateline.reader import Reader
from dateline.records import Coded, Rejection
from dateline.run.pipeline import code_inputs
from dateline.run.session import run as run_into


class What(StrEnum):
    """What `dateline code` prints."""

    CLAIMS = "claims"
    STORIES = "stories"
    STATEMENTS = "statements"
    PLACES = "places"
    TIMES = "times"


def day(value: str | None) -> dt.date | None:
    """A day as a user writes it.

    Raises:
        DatelineError: `bad-date`.
    """
    try:
        return dt.datetime.strptime(value, "%Y-%m-%d").date() if value is not None else None
    except ValueError as error:
        raise DatelineError("bad-date", value or "") from error


def surer(coded: Coded, least: float) -> Coded:
    """A coding without the claims that are less sure than asked for."""
    return msgspec.structs.replace(coded, claims=tuple(c for c in coded.claims if c.confidence >= least))


@app.command()
def code(
    inputs: Inputs,
    what: Annotated[What, typer.Option("--what", help="What to print.")] = What.CLAIMS,
    published: Published = None,
    max_bytes: MaxBytes = MAX_BYTES,
    any_language: AnyLanguage = False,
    reader: Annotated[Reader, typer.Option("--reader", help="Which reader: trained, or first (rules only).")] = (
        Reader.TRAINED
    ),
    min_confidence: MinConfidence = 0.0,
) -> None:
    """Read inputs and print what is found, one JSON object a line; no ledger is touched.

    What cannot be read is named on standard error with a code, and the exit code is then 3.
    """
    options = ReadOptions(published=day(published), max_bytes=max_bytes, any_language=any_language)
    rejected = False
    for item in code_inputs(inputs, options, reader):
        if isinstance(item, Rejection):
            rejected = True
            err().print(explain(item.code, item.origin, item.detail), markup=False, soft_wrap=True)
        else:
            write_lines(lines(surer(item, min_confidence), what.value), sys.stdout)
    if rejected:
        raise typer.Exit(SOME_REJECTED)


@app.command()
def run(
    inputs: Inputs,
    ledger: LedgerOption = DEFAULT_LEDGER,
    published: Published = None,
    max_bytes: MaxBytes = MAX_BYTES,
    any_language: AnyLanguage = False,
    as_json: Json = False,
) -> None:
    """Code inputs, link the claims into incidents, and store all of it in a ledger.

    The ledger is made when it is not there. Running the same input twice adds nothing. Exit code 3 when inputs were
    rejected; `dateline show` lists them.
    """
    options = ReadOptions(published=day(published), max_bytes=max_bytes, any_language=any_language)
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    messages = err()
    shown = Progress(*columns, console=messages, transient=True, disable=not messages.is_terminal)
    with open_ledger(ledger, create=True) as opened, shown as progress:
        task = progress.add_task("reading", total=None)

        def ended(origin: str) -> None:
            progress.update(task, advance=1, description=origin[-40:])

        report = run_into(opened, inputs, options, ended)
        rejections = opened.rejections_of(report.run)
    for rejection in rejections:
        messages.print(explain(rejection.code, rejection.origin, rejection.detail), markup=False, soft_wrap=True)
    if as_json:
        typer.echo(encode(report))
    else:
        console = out()
        console.print(f"Ledger {ledger}\n", style="bold", markup=False)
        console.print(report_table(report, console.width))
    if report.rejected:
        raise typer.Exit(SOME_REJECTED)
