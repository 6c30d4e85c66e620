"""`dateline export` and `dateline doctor`."""

from __future__ import annotations

import importlib.metadata
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TextIO

import typer

from dateline import __version__
from dateline.cli.app import DEFAULT_LEDGER, FAILED, Json, LedgerOption, MinConfidence, app, err, out, writable
from dateline.cli.choosing import CountryOption, PartyOption, Rule, Since, Statuses, Types, Until, chosen
from dateline.cli.columns import Column, table
from dateline.cli.looking import documents_of
from dateline.errors import DatelineError
from dateline.export.csv import write_claims, write_rows
from dateline.export.geojson import write_features
from dateline.export.incident_lines import IncidentLine, incident_line
from dateline.export.jsonl import encode, write_lines
from dateline.export.public import ClaimLine, claim_line
from dateline.ledger import ClaimFilter, Ledger, open_ledger
from dateline.run.checks import Check, checks
from dateline.run.session import incidents
from dateline.terms import TollRule


class Format(StrEnum):
    """Formats of exports."""

    JSONL = "jsonl"
    CSV = "csv"
    GEOJSON = "geojson"


class Records(StrEnum):
    """What is exported."""

    CLAIMS = "claims"
    INCIDENTS = "incidents"


@app.command()
def export(
    format_: Annotated[Format, typer.Argument(metavar="FORMAT", help="jsonl, csv or geojson.")],
    what: Annotated[Records, typer.Option("--what", help="Claims, or incidents one a row.")] = Records.CLAIMS,
    to: Annotated[Path | None, typer.Option("--out", help="File to write; standard output without it.")] = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
    types: Types = None,
    statuses: Statuses = None,
    country: CountryOption = None,
    since: Since = None,
    until: Until = None,
    party: PartyOption = None,
    min_confidence: MinConfidence = 0.0,
    rule: Rule = TollRule.MOST_ACCOUNTS,
) -> None:
    """Write claims or incidents to a file that other programs read.

    CSV cells that a spreadsheet would run as a formula are made harmless. GeoJSON holds only what has coordinates, and
    says how much it leaves out.
    """
    wanted = chosen(
        types=types, statuses=statuses, country=country, place=None, since=since, until=until, party=party,
        actor=None, recipient=None, source=None, min_confidence=min_confidence,
    )  # fmt: skip
    with open_ledger(ledger) as opened, _output(to) as stream:
        if what is Records.CLAIMS:
            number = _write_claims(format_, _claim_lines(opened, wanted), stream)
        else:
            number = _write_incidents(format_, _incident_lines(opened, wanted, rule), stream)
    if to is not None:
        err().print(f"{number} {what.value} written to {to}", markup=False)


def _claim_lines(ledger: Ledger, wanted: ClaimFilter) -> Iterator[ClaimLine]:
    return (claim_line(told.claim, told.document) for told in ledger.claims(wanted))


def _incident_lines(ledger: Ledger, wanted: ClaimFilter, rule: TollRule) -> Iterator[IncidentLine]:
    return (incident_line(incident, documents_of(ledger, incident)) for incident in incidents(ledger, wanted, rule))


def _write_claims(format_: Format, found: Iterator[ClaimLine], stream: TextIO) -> int:
    if format_ is Format.CSV:
        return write_claims(found, stream)
    return write_lines(found, stream) if format_ is Format.JSONL else write_features(found, stream)


def _write_incidents(format_: Format, found: Iterator[IncidentLine], stream: TextIO) -> int:
    if format_ is Format.CSV:
        return write_rows(found, IncidentLine, stream)
    return write_lines(found, stream) if format_ is Format.JSONL else write_features(found, stream)


@contextmanager
def _output(to: Path | None) -> Iterator[TextIO]:
    if to is None:
        yield sys.stdout
        return
    try:
        stream = writable(to).open("w", encoding="utf-8", newline="")
    except OSError as error:
        raise DatelineError("no-output", str(to), error.strerror or "") from error
    with stream:
        yield stream


@app.command()
def doctor(
    ledger: Annotated[
        str | None, typer.Option("--ledger", envvar="DATELINE_LEDGER", help="A ledger to check, too.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Check the installation: vocabulary, gazetteer, models, disk; and a ledger, when one is named.

    Exit code 1 when something does not hold.
    """
    found = list(checks())
    found.append(Check("python", True, sys.version.split()[0]))
    found.append(Check("dateline", importlib.metadata.version("dateline") == __version__, __version__))
    found.append(Check("free disk", shutil.disk_usage(".").free > 1e8, f"{shutil.disk_usage('.').free / 1e9:.1f} GB"))
    if ledger is not None:
        with open_ledger(ledger) as opened:
            broken = opened.check()
            found.append(
                Check(
                    "ledger",
                    not broken,
                    "; ".join(broken[:5]) or f"{opened.counts().claims} claims, every span is its text",
                )
            )
    if as_json:
        typer.echo(encode(found))
    else:
        console = out()
        rows = ((check.name, "ok" if check.holds else "BROKEN", check.found) for check in found)
        console.print(table((Column("check"), Column(""), Column("found")), rows, console.width))
    if not all(check.holds for check in found):
        raise typer.Exit(FAILED)
