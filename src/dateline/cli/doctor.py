"""`dateline doctor`: is all in place?"""

from __future__ import annotations

import importlib.metadata
import shutil
import sys
from typing import Annotated

import typer

from dateline import __version__
from dateline.cli.app import FAILED, Json, app, out
from dateline.cli.columns import Column, table
from dateline.export.jsonl import encode
from dateline.ledger import open_ledger
from dateline.run.checks import Check, checks


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
