"""The table of accounts: a row an account, a column a field; below it the verdicts with why, and the tolls.

Invariant: a cell holds what the account's own claims tell, every version of it; nothing is chosen or averaged here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from rich.table import Table
from rich.text import Text

from dateline.cli.columns import Column, table
from dateline.cli.tables import cell_of, outlet, plural, sources
from dateline.records import Account, Document, FieldVerdict, Incident
from dateline.terms import Verdict

_RANK: Final = {"type": 5, "recipient": 2, "status": 3, "place": 1, "time": 1}
"""The order in which columns go where the terminal is narrow; those of actors and tolls stay."""
_STYLE: Final = {
    Verdict.SINGLE: "dim",
    Verdict.AGREED: "green",
    Verdict.COMPATIBLE: "green",
    Verdict.DEVELOPING: "yellow",
    Verdict.DISPUTED: "bold red",
}


def accounts_table(incident: Incident, documents: Mapping[str, Document], width: int) -> Table:
    """The accounts of an incident side by side.

    Args:
        incident: with its accounts.
        documents: at least those of its accounts, by id.
        width: cells of the terminal.
    """
    columns = [Column("account"), Column("according to", 4)]
    columns += [Column(each.field, _RANK.get(each.field, 0)) for each in incident.fields]
    rows = (
        (
            _who(number, account, documents),
            _chains(account),
            *(_told(account, each) for each in incident.fields),
        )
        for number, account in enumerate(incident.accounts, start=1)
    )
    return table(columns, rows, width)


def _who(number: int, account: Account, documents: Mapping[str, Document]) -> Text:
    """The account's number and its outlets, the original's first."""
    outlets = list(dict.fromkeys(outlet(documents[ident]) for ident in account.documents))
    more = len(account.documents) - len(outlets)
    told = [*outlets, f"+{plural(more, 'document', 'documents')}"] if more else outlets
    return cell_of(Text(f"account {number}", style="bold"), *told)


def _chains(account: Account) -> Text:
    """The chains of sources that the account's claims give; a document that names none speaks for itself."""
    return cell_of(*dict.fromkeys(sources(claim.sources) or "(itself)" for claim in account.claims))


def _told(account: Account, field: FieldVerdict) -> Text:
    ids = {claim.id for claim in account.claims}
    return cell_of(*(version.value for version in field.versions if ids & set(version.claims)))


def verdicts_table(incident: Incident, width: int) -> Table:
    """The verdict of each field, and why."""
    rows: Iterator[tuple[Text | str, ...]] = (
        (each.field, Text(each.verdict.value, style=_STYLE[each.verdict]), each.why) for each in incident.fields
    )
    return table((Column("field"), Column("verdict"), Column("why")), rows, width)


def tolls_table(incident: Incident, width: int) -> Table:
    """The summary of each toll, with the rule that chose the best number."""
    rows = ((t.kind.value, _number(t.best), _number(t.low), _number(t.high), t.rule.value) for t in incident.tolls)
    return table((Column("toll"), Column("best"), Column("low"), Column("high"), Column("rule")), rows, width)


def _number(value: int | None) -> str:
    return "" if value is None else f"{value:,}"
