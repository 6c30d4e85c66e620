"""`dateline show`, `claims`, `incidents` and `explain`: looking into a ledger."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from dateline.cli.app import DEFAULT_LEDGER, Json, LedgerOption, app, out
from dateline.cli.choosing import (
    ActorOption,
    CountryOption,
    Limit,
    MinConfidence,
    PartyOption,
    PlaceOption,
    RecipientOption,
    Since,
    SourceOption,
    Statuses,
    Types,
    Until,
    chosen,
)
from dateline.cli.explaining import explain_claim, explain_incident
from dateline.cli.tables import claims_table, incident_block, table
from dateline.errors import explain as message
from dateline.export.incident_lines import incident_line
from dateline.export.jsonl import encode, write_lines
from dateline.export.public import claim_line
from dateline.ledger import Ledger, open_ledger
from dateline.records import Document, Incident
from dateline.run.session import incident_by_id
from dateline.run.session import incidents as all_incidents


@app.command()
def show(ledger: LedgerOption = DEFAULT_LEDGER, as_json: Json = False) -> None:
    """Say what a ledger holds: how much, from which documents, by which runs, and what was rejected and why."""
    with open_ledger(ledger) as opened:
        held = opened.counts()
        if as_json:
            typer.echo(encode(held))
            return
        console = out()
        summary = table("in the ledger", "", title=f"Ledger {ledger}")
        for name in held.__struct_fields__:
            summary.add_row(name, f"{getattr(held, name):,}")
        console.print(summary)
        documents = table("document", "publisher", "published", "format", "characters", "id", title="Documents")
        for d in opened.documents():
            published = f"{d.published} ({d.published_from})" if d.published else "not known"
            documents.add_row(d.origin, d.publisher or "", published, d.format, f"{len(d.text):,}", d.id[:9])
        console.print(documents)
        rejections = opened.rejections()
        if rejections:
            console.print("Rejected", style="bold")
            for origin in dict.fromkeys(message(r.code, r.origin, r.detail) for r in rejections):
                console.print("  " + origin, markup=False)


@app.command()
def claims(
    ledger: LedgerOption = DEFAULT_LEDGER,
    types: Types = None,
    statuses: Statuses = None,
    country: CountryOption = None,
    place: PlaceOption = None,
    since: Since = None,
    until: Until = None,
    party: PartyOption = None,
    actor: ActorOption = None,
    recipient: RecipientOption = None,
    source: SourceOption = None,
    min_confidence: MinConfidence = 0.0,
    limit: Limit = None,
    as_json: Json = False,
) -> None:
    """List the claims of a ledger that the filters choose. With --json one public claim a line, as `dateline code`."""
    wanted = chosen(
        types=types, statuses=statuses, country=country, place=place, since=since, until=until, party=party,
        actor=actor, recipient=recipient, source=source, min_confidence=min_confidence, limit=limit,
    )  # fmt: skip
    with open_ledger(ledger) as opened:
        if as_json:
            write_lines((claim_line(told.claim, told.document) for told in opened.claims(wanted)), sys.stdout)
        else:
            out().print(claims_table(opened.claims(wanted)))


@app.command()
def incidents(
    ledger: LedgerOption = DEFAULT_LEDGER,
    types: Types = None,
    statuses: Statuses = None,
    country: CountryOption = None,
    place: PlaceOption = None,
    since: Since = None,
    until: Until = None,
    party: PartyOption = None,
    actor: ActorOption = None,
    recipient: RecipientOption = None,
    source: SourceOption = None,
    min_confidence: MinConfidence = 0.0,
    disputed: Annotated[bool, typer.Option("--disputed", help="Only incidents whose accounts disagree.")] = False,
    accounts: Annotated[int, typer.Option("--accounts", min=1, help="Least number of independent accounts.")] = 1,
    limit: Limit = None,
    as_json: Json = False,
) -> None:
    """List incidents with their accounts side by side, those told by most accounts first.

    An incident is listed whole when the filters choose one of its claims. With --json one flat incident a line.
    """
    wanted = chosen(
        types=types, statuses=statuses, country=country, place=place, since=since, until=until, party=party,
        actor=actor, recipient=recipient, source=source, min_confidence=min_confidence,
    )  # fmt: skip
    with open_ledger(ledger) as opened:
        found = [i for i in all_incidents(opened, wanted) if len(i.accounts) >= accounts]
        found = [i for i in found if i.disagreements or not disputed][:limit]
        if as_json:
            write_lines((incident_line(i, documents_of(opened, i)) for i in found), sys.stdout)
            return
        console = out()
        for incident in found:
            heading, rows, disputes = incident_block(incident, documents_of(opened, incident))
            console.print(heading, rows, disputes, sep="\n")
        console.print(f"{len(found)} incidents", style="bold")


@app.command()
def explain(
    ident: Annotated[str, typer.Argument(metavar="ID", help="A claim's or an incident's id, or its beginning.")],
    ledger: LedgerOption = DEFAULT_LEDGER,
    as_json: Json = False,
) -> None:
    """Show the passage of a claim with each value's words in colour, and how each value came about.

    For an incident: the same for every claim, account by account, and why the claims were linked.
    """
    with open_ledger(ledger) as opened:
        if ident.startswith("i"):
            incident = incident_by_id(opened, opened.incident_id(ident))
            if as_json:
                typer.echo(encode(incident))
                return
            explain_incident(out(), opened, incident, documents_of(opened, incident))
            return
        told = opened.claim(ident)
        if as_json:
            typer.echo(encode(claim_line(told.claim, told.document)))
            return
        explain_claim(out(), told, opened.stories(told.document.id))


def documents_of(ledger: Ledger, incident: Incident) -> dict[str, Document]:
    """The documents of an incident's accounts, by id."""
    return {ident: ledger.document(ident) for account in incident.accounts for ident in account.documents}
