"""`dateline export`: what a ledger holds, as files that other programs read."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, BinaryIO, Final

import typer

from dateline.cli.app import DEFAULT_LEDGER, LedgerOption, MinConfidence, app, err, writable
from dateline.cli.choosing import CountryOption, PartyOption, Rule, Since, Statuses, Types, Until, chosen
from dateline.errors import DatelineError
from dateline.export.options import ExportOptions
from dateline.export.shapes import CLAIM_SHAPES, EVENT_SHAPES, SHAPES
from dateline.export.writers import BINARY, Records, notes, write_records, write_shape
from dateline.ledger import open_ledger
from dateline.run.rows import Rows
from dateline.terms import TollRule


class Format(StrEnum):
    """Formats of exports."""

    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"
    XLSX = "xlsx"
    GEOJSON = "geojson"
    POLECAT = "polecat"
    UCDP = "ucdp"
    ACLED = "acled"
    GDELT = "gdelt"


_FORMATS: Final = ", ".join(Format)


@app.command()
def export(
    format_: Annotated[Format, typer.Argument(metavar="FORMAT", help=f"One of {_FORMATS}.")],
    what: Annotated[
        Records | None,
        typer.Option("--what", help="claims, incidents, or accounts: one row an account of an incident."),
    ] = None,
    to: Annotated[Path | None, typer.Option("--out", help="File to write; standard output without it.")] = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
    types: Types = None,
    statuses: Statuses = None,
    country: CountryOption = None,
    since: Since = None,
    until: Until = None,
    party: PartyOption = None,
    min_confidence: MinConfidence = 0.0,
    quotes: Annotated[bool, typer.Option("--quotes", help="Quote passages whole, not 25 words of them.")] = False,
    names: Annotated[bool, typer.Option("--names", help="Give the names of victims who are private persons.")] = False,
    coarsen: Annotated[
        float | None,
        typer.Option("--coarsen", min=0.0001, max=90.0, help="Round coordinates to a grid of so many degrees."),
    ] = None,
    accepted: Annotated[
        bool, typer.Option("--accepted", help="Only incidents that `dateline review accept` accepted.")
    ] = False,
    rule: Rule = TollRule.MOST_ACCOUNTS,
) -> None:
    """Write claims, incidents or accounts to a file that other programs read.

    polecat, ucdp, acled and gdelt are the shapes of those data sets: the first has a row a claim, the others a row an
    incident; what they cannot hold is left out, and the docs say what. GeoJSON holds only what has coordinates, and
    says how much it leaves out. Cells that a spreadsheet would run as a formula are made harmless.
    """
    kind = _records(format_, what)
    if format_ in BINARY and to is None:
        raise DatelineError("no-file", format_.value)
    wanted = chosen(
        types=types, statuses=statuses, country=country, place=None, since=since, until=until, party=party,
        actor=None, recipient=None, source=None, min_confidence=min_confidence,
    )  # fmt: skip
    options = ExportOptions(quotes=quotes, names=names, coarsen=coarsen, accepted=accepted, toll_rule=rule)
    with open_ledger(ledger) as opened, _output(to) as stream:
        rows = Rows(opened, wanted, options)
        if format_ in CLAIM_SHAPES:
            number = write_shape(CLAIM_SHAPES[format_], rows.claims(), stream)
        elif format_ in EVENT_SHAPES:
            number = write_shape(EVENT_SHAPES[format_], rows.events(), stream)
        else:
            number = write_records(format_.value, kind, rows.records(kind), stream, notes(options))
    if to is not None:
        err().print(f"{number} {kind.value} written to {to}", markup=False)
        _say_what_is_left_out(format_)


def _records(format_: Format, what: Records | None) -> Records:
    """What the format has rows of.

    Raises:
        DatelineError: `bad-what` where that is not what was asked for.
    """
    if format_ not in SHAPES:
        return what or Records.CLAIMS
    rows_of = Records(SHAPES[format_].rows_of)
    if what not in (None, rows_of):
        raise DatelineError("bad-what", format_.value, f"its rows are {rows_of.value}")
    return rows_of


def _say_what_is_left_out(format_: Format) -> None:
    if format_ in SHAPES:
        err().print(f"{format_.value} has no rows for {SHAPES[format_].leaves_out}", markup=False)


@contextmanager
def _output(to: Path | None) -> Iterator[BinaryIO]:
    if to is None:
        yield sys.stdout.buffer
        return
    try:
        stream = writable(to).open("wb")
    except OSError as error:
        raise DatelineError("no-output", str(to), error.strerror or "") from error
    with stream:
        yield stream
