"""Tables for the terminal: what a ledger holds, claims, incidents with their accounts."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from rich.table import Table
from rich.text import Text

from dateline.cli.columns import Column, table
from dateline.export.incident_lines import IncidentLine, incident_line
from dateline.ledger import Told
from dateline.records import Account, Claim, Count, Document, Incident, Party, Source, Time
from dateline.run.session import RunReport
from dateline.terms import Status

SHOWN: Final = 9
"""Characters of an id that tables show; `explain` takes as many."""
_DOUBT: Final = {Status.DENIED: "bold red", Status.POSSIBLE: "yellow", Status.PLANNED: "cyan", Status.ONGOING: "green"}


def report_table(report: RunReport, width: int) -> Table:
    """What a run did."""
    figures = (
        ("inputs", report.inputs),
        ("done", report.done),
        ("of these new", report.new),
        ("rejected", report.rejected),
        ("claims in the ledger", report.claims),
        ("incidents", report.incidents),
        ("documents that are copies", report.copies),
    )
    return figures_table("run", figures, width)


def figures_table(heading: str, figures: Iterable[tuple[str, int]], width: int) -> Table:
    """Numbers by name."""
    rows = ((name, f"{value:,}") for name, value in figures)
    return table((Column(heading), Column("")), rows, width)


def documents_table(documents: Iterable[Document], width: int) -> Table:
    """Documents, one a row."""
    columns = (
        Column("document"),
        Column("publisher"),
        Column("published"),
        Column("format", rank=2),
        Column("characters", rank=1),
        Column("id", rank=3),
    )
    rows = (
        (
            d.origin,
            d.publisher or "",
            f"{d.published} ({d.published_from})" if d.published else "not known",
            d.format,
            f"{len(d.text):,}",
            d.id[:SHOWN],
        )
        for d in documents
    )
    return table(columns, rows, width)


_CLAIMS: Final = (
    Column("claim, in"),
    Column("type, what"),
    Column("actor"),
    Column("recipient"),
    Column("place, date"),
    Column("toll", rank=1),
    Column("according to", rank=2),
)
_ACCOUNTS: Final = (
    Column("told by, claim"),
    Column("what"),
    Column("actor"),
    Column("recipient"),
    Column("place, date"),
    Column("toll", rank=1),
    Column("according to", rank=2),
)


def claims_table(told: Iterable[Told], width: int) -> Table:
    """Claims, one a row; the status stands where it is not that the act happened."""
    rows = (
        (
            cell_of(claim.id[:SHOWN], Text(outlet(each.document), style="dim")),
            cell_of(_type(claim), claim.trigger.text, _doubt(claim)),
            *_who_where_and_how_many(claim),
        )
        for each in told
        for claim in (each.claim,)
    )
    return table(_CLAIMS, rows, width)


def incident_block(incident: Incident, documents: Mapping[str, Document], width: int) -> tuple[Text, Table, Text]:
    """An incident: its heading, its accounts with a row a claim (copies folded), and where they disagree."""
    heading = incident_heading(incident_line(incident, documents))
    rows = (row for account in incident.accounts for row in _account_rows(account, documents))
    return heading, table(_ACCOUNTS, rows, width), _disputes(incident, documents)


def _account_rows(account: Account, documents: Mapping[str, Document]) -> Iterator[tuple[Text | str, ...]]:
    """A row for each claim of the account's original; the copies say the same, and are only counted."""
    first = documents[account.documents[0]]
    copies = len(account.documents) - 1
    teller = outlet(first) + (f" (+{plural(copies, 'copy', 'copies')})" if copies else "")
    for claim in account.claims:
        if claim.document == first.id:
            ident = Text(claim.id[:SHOWN], style="dim")
            yield cell_of(teller, ident), cell_of(claim.trigger.text, _doubt(claim)), *_who_where_and_how_many(claim)
            teller = ""


def _who_where_and_how_many(claim: Claim) -> tuple[Text | str, ...]:
    """The cells that claims and accounts share."""
    place = claim.place.name or claim.place.text if claim.place else ""
    where_and_when = cell_of(place, days(claim.date))
    return (
        parties(claim.actors),
        parties(claim.recipients),
        where_and_when,
        counts(claim.counts),
        sources(claim.sources),
    )


def cell_of(*lines: Text | str) -> Text:
    """One cell with the lines that are not empty."""
    return Text("\n").join(line if isinstance(line, Text) else Text(line) for line in lines if line)


def _doubt(claim: Claim) -> Text:
    """The status, where it is not that the act happened."""
    doubt = _DOUBT.get(claim.status)
    return Text(f"({claim.status.value})", style=doubt) if doubt else Text()


def plural(number: int, one: str, several: str) -> str:
    """A number with its noun."""
    return f"{number:,} {one if number == 1 else several}"


def incident_heading(line: IncidentLine) -> Text:
    """What an incident is, where and when, and how often it is told."""
    heading = Text(f"{line.type.value}", style="bold")
    heading.append(f" in {line.place}" + (f", {line.country}" if line.country else "") if line.place else "")
    if line.start:
        heading.append(f", {line.start}" + (f" to {line.end}" if line.end and line.end != line.start else ""))
    heading.append(f"   {line.id}", style="dim")
    told = ("claim", line.claims), ("document", line.documents), ("account", line.accounts)
    heading.append("\n" + ", ".join(plural(number, noun, f"{noun}s") for noun, number in told))
    return heading


def _disputes(incident: Incident, documents: Mapping[str, Document]) -> Text:
    home = {claim.id: claim.document for account in incident.accounts for claim in account.claims}
    shown = Text()
    for field in incident.disputed:
        shown.append(f"disputed: {field.field}", style="bold red")
        for version in field.versions:
            outlets = sorted({outlet(documents[home[ident]]) for ident in version.claims})
            shown.append(f"\n  {version.value}: {', '.join(outlets)}")
        shown.append("\n")
    return shown


def outlet(document: Document) -> str:
    """Who tells it: the publisher, or the last part of the path."""
    return document.publisher or posixpath.basename(document.origin)


def _type(claim: Claim) -> str:
    return f"{claim.type.value}/{claim.mode}" if claim.mode else claim.type.value


def parties(found: Iterable[Party]) -> str:
    """Names of parties, as the document lets one know them."""
    return "; ".join(party.name or party.text for party in found)


def sources(found: Iterable[Source]) -> str:
    """A chain of sources, innermost first."""
    return " < ".join(source.name or source.text for source in found)


def counts(found: Iterable[Count]) -> str:
    """Counts as numbers: "12 killed", "20+ injured", "24-99 arrested"."""
    return ", ".join(f"{_range(count)} {count.kind.value}" for count in found)


def _range(count: Count) -> str:
    if count.low == count.high:
        return str(count.low)
    if count.low is None:
        return f"up to {count.high}"
    return f"{count.low}+" if count.high is None else f"{count.low}-{count.high}"


def days(date: Time | None) -> str:
    """The days of a time; its words when it has none."""
    if date is None:
        return ""
    if date.start is None:
        return f"“{date.text}”"
    return f"{date.start}" if date.start == date.end else f"{date.start} to {date.end}"
