"""Tables for the terminal: what a ledger holds, claims, incidents with their accounts."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from typing import Final

from rich import box
from rich.table import Table
from rich.text import Text

from dateline.export.incident_lines import IncidentLine, incident_line
from dateline.ledger import Told
from dateline.records import Claim, Count, Document, Incident, Party, Source, Time
from dateline.run.session import RunReport
from dateline.terms import Status

_DOUBT: Final = {Status.DENIED: "bold red", Status.POSSIBLE: "yellow", Status.PLANNED: "cyan", Status.ONGOING: "green"}


def table(*columns: str, title: str | None = None) -> Table:
    """An empty table in the house's look."""
    made = Table(*columns, box=box.SIMPLE_HEAD, title=title, title_justify="left", title_style="bold", pad_edge=False)
    for column in made.columns:
        column.overflow = "fold"
    return made


def report_table(report: RunReport, ledger: str) -> Table:
    """What a run did."""
    made = table("run", "", title=f"Ledger {ledger}")
    for name, value in (
        ("inputs", report.inputs),
        ("done", report.done),
        ("of these new", report.new),
        ("rejected", report.rejected),
        ("claims in the ledger", report.claims),
        ("incidents", report.incidents),
        ("documents that are copies", report.copies),
    ):
        made.add_row(name, f"{value:,}")
    return made


def claims_table(told: Iterable[Told]) -> Table:
    """Claims, one a row."""
    made = table(
        "id", "type", "status", "trigger", "actors", "recipients", "place", "date", "counts", "according to", "document"
    )
    for each in told:
        claim = each.claim
        made.add_row(
            claim.id[:9],
            _type(claim),
            Text(claim.status.value, style=_DOUBT.get(claim.status, "")),
            claim.trigger.text,
            parties(claim.actors),
            parties(claim.recipients),
            claim.place.name or claim.place.text if claim.place else "",
            days(claim.date),
            counts(claim.counts),
            sources(claim.sources),
            outlet(each.document),
        )
    return made


def incident_block(incident: Incident, documents: Mapping[str, Document]) -> tuple[Text, Table, Text]:
    """An incident: its heading, its accounts a row each (copies folded), and where they disagree."""
    line = incident_line(incident, dict(documents))
    accounts = table(
        "told by", "what", "actor", "recipient", "place", "date", "toll", "status", "according to", "claim"
    )
    for column in (5, 9):
        accounts.columns[column].no_wrap = True
    for account in incident.accounts:
        first = documents[account.documents[0]]
        copies = len(account.documents) - 1
        told_by = outlet(first) + (f" (+{copies} {'copy' if copies == 1 else 'copies'})" if copies else "")
        own = [claim for claim in account.claims if claim.document == first.id]
        for position, claim in enumerate(own):
            accounts.add_row(
                told_by if position == 0 else "",
                claim.trigger.text,
                parties(claim.actors),
                parties(claim.recipients),
                claim.place.name or claim.place.text if claim.place else "",
                days(claim.date),
                counts(claim.counts),
                Text(claim.status.value, style=_DOUBT.get(claim.status, "")),
                sources(claim.sources),
                Text(claim.id[:9], style="dim"),
            )
    return _heading(line), accounts, _disputes(incident, documents)


def _heading(line: IncidentLine) -> Text:
    heading = Text(f"{line.type.value}", style="bold")
    heading.append(f" in {line.place}" + (f", {line.country}" if line.country else "") if line.place else "")
    if line.start:
        heading.append(f", {line.start}" + (f" to {line.end}" if line.end and line.end != line.start else ""))
    heading.append(f"   {line.id}", style="dim")
    heading.append(f"\n{line.claims} claims, {line.documents} documents, {line.accounts} accounts")
    return heading


def _disputes(incident: Incident, documents: Mapping[str, Document]) -> Text:
    home = {claim.id: claim.document for account in incident.accounts for claim in account.claims}
    shown = Text()
    for disagreement in incident.disagreements:
        shown.append(f"disputed: {disagreement.field}", style="bold red")
        for value, ids in disagreement.values:
            outlets = sorted({outlet(documents[home[ident]]) for ident in ids})
            shown.append(f"\n  {value}: {', '.join(outlets)}")
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
