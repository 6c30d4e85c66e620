"""`dateline show`, `claims` and `explain`: looking into a ledger."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from dateline.cli.app import DEFAULT_LEDGER, Json, LedgerOption, MinConfidence, app, out
from dateline.cli.choosing import (
    ActorOption,
    CountryOption,
    Limit,
    PartyOption,
    PlaceOption,
    RecipientOption,
    Rule,
    Since,
    SourceOption,
    Statuses,
    Types,
    Until,
    chosen,
)
from dateline.cli.explaining import explain_claim, explain_incident
from dateline.cli.tables import claims_table, documents_table, figures_table, plural
from dateline.errors import explain as message
from dateline.export.incident_lines import whole_incident
from dateline.export.jsonl import encode, write_lines
from dateline.export.public import claim_line
from dateline.ledger import Ledger, open_ledger
from dateline.records import Document, Incident
from dateline.run.session import incident_by_id
from dateline.terms import TollRule


@app.command()
def show(ledger: LedgerOption = DEFAULT_LEDGER, as_json: Json = False) -> None:
    """Say what a ledger holds: how much, from which documents, by which runs, and what was rejected and why."""
    with open_ledger(ledger) as opened:
        held = opened.counts()
        if as_json:
            typer.echo(encode(held))
            return
        console = out()
        figures = ((name, getattr(held, name)) for name in held.__struct_fields__)
        console.print(f"Ledger {ledger}\n", style="bold", markup=False)
        console.print(figures_table("in the ledger", figures, console.width))
        if held.documents:
            console.print("\nDocuments\n", style="bold")
            console.print(documents_table(opened.documents(), console.width))
        if held.rejected:
            console.print("\nRejected\n", style="bold")
            for line in dict.fromkeys(message(r.code, r.origin, r.detail) for r in opened.rejections()):
                console.print(line, markup=False, soft_wrap=True)


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
            return
        console = out()
        found = list(opened.claims(wanted))
        if found:
            console.print(claims_table(found, console.width))
        console.print(plural(len(found), "claim", "claims"), style="bold")


@app.command()
def explain(
    ident: Annotated[str, typer.Argument(metavar="ID", help="A claim's or an incident's id, or its beginning.")],
    ledger: LedgerOption = DEFAULT_LEDGER,
    rule: Rule = TollRule.MOST_ACCOUNTS,
    as_json: Json = False,
) -> None:
    """Show the passage of a claim with each value's words in colour, and how each value came about.

    For an incident: its accounts side by side, a row an account and a column a field; whether they agree in each field,
    and why; the summary of its tolls; then the passage of every claim, and why it was linked.
    """
    with open_ledger(ledger) as opened:
        if ident.startswith("i"):
            incident = incident_by_id(opened, opened.incident_id(ident), rule)
            documents, links = documents_of(opened, incident), opened.links_of(incident.id)
            if as_json:
                typer.echo(encode(whole_incident(incident, documents, links.values())))
                return
            explain_incident(out(), incident, documents, links)
            return
        told = opened.claim(ident)
        if as_json:
            typer.echo(encode(claim_line(told.claim, told.document)))
            return
        explain_claim(out(), told, opened.stories(told.document.id))


def documents_of(ledger: Ledger, incident: Incident) -> dict[str, Document]:
    """The documents of an incident's accounts, by id."""
    return {ident: ledger.document(ident) for account in incident.accounts for ident in account.documents}
