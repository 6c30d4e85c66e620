"""`dateline incidents`: the incidents of a ledger, or the incidents of each document."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Annotated

import typer

from dateline.cli.app import DEFAULT_LEDGER, Json, LedgerOption, MinConfidence, app, out
from dateline.cli.choosing import (
    ActorOption,
    CountryOption,
    DisputedFields,
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
    disputed_fields,
)
from dateline.cli.columns import Column, table
from dateline.cli.looking import documents_of
from dateline.cli.tables import SHOWN, incident_block, plural
from dateline.export.incident_lines import incident_line
from dateline.export.jsonl import write_lines
from dateline.ledger import ClaimFilter, Ledger, open_ledger
from dateline.records import Incident
from dateline.run.by_document import DocumentLine, by_document
from dateline.run.session import incidents as all_incidents
from dateline.terms import TollRule


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
    disputed_field: DisputedFields = None,
    accounts: Annotated[int, typer.Option("--accounts", min=1, help="Least number of independent accounts.")] = 1,
    rule: Rule = TollRule.MOST_ACCOUNTS,
    limit: Limit = None,
    documents: Annotated[
        bool, typer.Option("--by-document", help="One line a document: its main incident, and all that it reports.")
    ] = False,
    as_json: Json = False,
) -> None:
    """List incidents with their accounts side by side, those told by most accounts first.

    An incident is listed whole when the filters choose one of its claims. With --json one flat incident a line; with
    --by-document every document of the ledger, with those of its incidents that the filters choose.
    """
    wanted = chosen(
        types=types, statuses=statuses, country=country, place=place, since=since, until=until, party=party,
        actor=actor, recipient=recipient, source=source, min_confidence=min_confidence,
    )  # fmt: skip
    fields = disputed_fields(disputed_field)

    def kept(one: Incident) -> bool:
        names = {each.field for each in one.disputed}
        return len(one.accounts) >= accounts and bool(names & fields or not fields) and bool(names or not disputed)

    with open_ledger(ledger) as opened:
        whole = wanted == ClaimFilter() and not (fields or disputed or limit) and accounts == 1
        found = [] if documents and whole else list(filter(kept, all_incidents(opened, wanted, rule)))[:limit]
        if documents:
            _print_documents(by_document(opened, None if whole else {one.id for one in found}), as_json=as_json)
        else:
            _print_incidents(opened, found, as_json=as_json)


def _print_incidents(opened: Ledger, found: list[Incident], *, as_json: bool) -> None:
    if as_json:
        write_lines((incident_line(one, documents_of(opened, one)) for one in found), sys.stdout)
        return
    console = out()
    for one in found:
        console.print(*incident_block(one, documents_of(opened, one), console.width), sep="\n")
    console.print(plural(len(found), "incident", "incidents"), style="bold")


def _print_documents(found: Iterator[DocumentLine], *, as_json: bool) -> None:
    if as_json:
        write_lines(found, sys.stdout)
        return
    console = out()
    rows = [(line.document, (line.main or "")[:SHOWN], f"{len(line.incidents):,}") for line in found]
    console.print(table((Column("document"), Column("main incident"), Column("incidents")), rows, console.width))
    console.print(plural(len(rows), "document", "documents"), style="bold")
