"""`dateline diff`, `compare` and `stats`: ledgers against each other, against coding by hand, and in numbers."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.text import Text

from dateline.cli.app import DEFAULT_LEDGER, Json, LedgerOption, app, err, out, writable
from dateline.cli.choosing import CountryOption, PlaceOption, Since, Types, Until, chosen
from dateline.cli.columns import Column, table
from dateline.cli.looking import documents_of
from dateline.cli.pictures import numbers_table, svg
from dateline.cli.tables import SHOWN, plural
from dateline.errors import DatelineError
from dateline.export.incident_lines import incident_line
from dateline.export.jsonl import encode, write_lines
from dateline.ledger import open_ledger
from dateline.run.compare import Finding, Matched, Rule
from dateline.run.compare import compare as compare_events
from dateline.run.diff import Change, Difference, Kind, differences
from dateline.run.reference import read_reference
from dateline.run.session import incidents
from dateline.run.stats import By, months, statistics

_STYLE: Final = {
    Change.ADDED: "green", Change.LOST: "red", Change.CHANGED: "yellow",
    Finding.HAS: "green", Finding.LACKS: "red", Finding.OTHERWISE: "yellow",
}  # fmt: skip
_FirstLedger = Annotated[str, typer.Argument(metavar="LEDGER_A", help="The first ledger: a file, or a database URL.")]
_SecondLedger = Annotated[str, typer.Argument(metavar="LEDGER_B", help="The second one.")]
_Ledger = Annotated[str, typer.Argument(metavar="LEDGER", help="The ledger: a file, or a database URL.")]
_Export = Annotated[Path, typer.Argument(metavar="FILE.csv", help="An export of UCDP GED or of ACLED.")]


@app.command()
def diff(first: _FirstLedger, second: _SecondLedger, as_json: Json = False) -> None:
    """Say which claims and incidents were added, lost or changed from one ledger to another.

    A claim is known again by its document, trigger and type, an incident by the claims that it shares. With --json one
    difference a line.
    """
    with open_ledger(first) as a, open_ledger(second) as b:
        found = differences(a, b)
        if as_json:
            write_lines(found, sys.stdout)
            return
        console, listed = out(), list(found)
        if listed:
            columns = Column("change"), Column("what"), Column("about"), Column("fields"), Column("id", 1)
            console.print(table(columns, map(_difference_row, listed), console.width))
        counted = Counter((one.kind, one.change) for one in listed)
        for kind in Kind:
            told = ", ".join(f"{counted[kind, change]:,} {change.value}" for change in Change)
            console.print(f"{kind.value}s: {told}", style="bold")


def _difference_row(one: Difference) -> tuple[Text | str, ...]:
    change = Text(one.change.value, style=_STYLE[one.change])
    return change, one.kind.value, one.about, ", ".join(one.fields), (one.after or one.before or "")[:SHOWN]


@app.command()
def compare(
    ledger: _Ledger,
    file: _Export,
    days: Annotated[int, typer.Option("--days", min=0, help="Days by which the two may be apart.")] = 1,
    km: Annotated[float, typer.Option("--km", min=0.0, help="Kilometres by which two towns may be apart.")] = 25.0,
    as_json: Json = False,
) -> None:
    """Say which events of a UCDP GED or ACLED export a ledger has, lacks, or tells otherwise.

    The rule that matches an incident with an event is printed with the result. With --json all of it as one object.
    """
    events = read_reference(file)
    with open_ledger(ledger) as opened:
        lines = [incident_line(one, documents_of(opened, one)) for one in incidents(opened)]
    result = compare_events(events, lines, Rule(days=days, km=km))
    if as_json:
        typer.echo(encode(result))
        return
    console = out()
    columns = (
        Column("event"), Column("day"), Column("place"), Column("what", 2), Column("deaths"), Column("ledger"),
        Column("incident", 1), Column("its deaths"), Column("apart", 3),
    )  # fmt: skip
    console.print(table(columns, map(_matched_row, result.events), console.width))
    console.print(
        f"{plural(len(events), 'event', 'events')}: the ledger has {result.has:,}, "
        f"tells {result.otherwise:,} otherwise, lacks {result.lacks:,}",
        style="bold",
    )
    console.print(f"Rule: {result.rule}.", soft_wrap=True)


def _matched_row(one: Matched) -> tuple[Text | str, ...]:
    event = one.event
    finding = Text(one.finding.value, style=_STYLE[one.finding])
    finding.append(f"\n({', '.join(one.differs)})" if one.differs else "")
    apart = [f"{one.days_apart} d"] if one.days_apart is not None else []
    apart += [f"{one.km:g} km"] if one.km is not None else []
    day = f"{event.start}" if event.start == event.end else f"{event.start} to {event.end}"
    its = "" if one.incident is None else _deaths(one.killed_best, one.killed_low, one.killed_high)
    incident = (one.incident or "")[:SHOWN]
    deaths = _deaths(event.best, event.low, event.high)
    return event.id, day, event.place, event.label, deaths, finding, incident, its, ", ".join(apart)


def _deaths(best: int | None, low: int | None, high: int | None) -> str:
    if best is None:
        return "not told"
    return f"{best:,}" if low == best == high else f"{best:,} ({low:,}-{high:,})"


@app.command()
def stats(
    ledger: LedgerOption = DEFAULT_LEDGER,
    types: Types = None,
    country: CountryOption = None,
    place: PlaceOption = None,
    since: Since = None,
    until: Until = None,
    picture: Annotated[Path | None, typer.Option("--svg", help="File for a picture of the months.")] = None,
    as_json: Json = False,
) -> None:
    """Count reports and incidents by month, type and country.

    A report is a document that tells an incident. With --json one number a line.
    """
    wanted = chosen(
        types=types, statuses=None, country=country, place=place, since=since, until=until, party=None, actor=None,
        recipient=None, source=None, min_confidence=0.0,
    )  # fmt: skip
    with open_ledger(ledger) as opened:
        numbers = statistics(opened, wanted)
    if picture is not None:
        _write(picture, svg(months(numbers)))
        err().print(f"written to {picture}", markup=False)
    if as_json:
        write_lines(numbers, sys.stdout)
        return
    console = out()
    for by in By:
        shown = [number for number in numbers if number.by is by]
        console.print(numbers_table(by.value, shown, console.width))
        console.print()
    of_type = [number for number in numbers if number.by is By.TYPE]
    told = sum(n.reports for n in of_type), sum(n.incidents for n in of_type)
    console.print(f"{plural(told[0], 'report', 'reports')} of {plural(told[1], 'incident', 'incidents')}", style="bold")


def _write(path: Path, text: str) -> None:
    """Write a file, whole.

    Raises:
        DatelineError: `no-output`.
    """
    try:
        writable(path).write_text(text, encoding="utf-8")
    except OSError as error:
        raise DatelineError("no-output", str(path), error.strerror or "") from error
