"""`dateline review`: what people decide about incidents. Every decision is kept, and each can be undone."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from dateline.cli.app import DEFAULT_LEDGER, Json, LedgerOption, app, out
from dateline.cli.columns import Column, table
from dateline.cli.tables import plural
from dateline.errors import DatelineError
from dateline.export.jsonl import write_lines
from dateline.ledger import Ledger, open_ledger
from dateline.ledger.decisions import anchor
from dateline.records import Anchor, Decision
from dateline.run.linking import link_incidents
from dateline.terms import Action

review = typer.Typer(
    name="review", help="Merge, split or accept incidents, or undo that; see what was decided.", no_args_is_help=True
)
app.add_typer(review)
By = Annotated[str | None, typer.Option("--by", help="Who decides; without it, the name of the account.")]
Why = Annotated[str, typer.Option("--reason", help="Why; kept with the decision.")]
Incidents = Annotated[list[str], typer.Argument(metavar="INCIDENT...", help="Ids, or their beginnings.")]
_COLUMNS = (
    Column("number"),
    Column("what"),
    Column("claims", rank=2),
    Column("by"),
    Column("at", rank=1),
    Column("why"),
)


@review.command()
def merge(incidents: Incidents, ledger: LedgerOption = DEFAULT_LEDGER, reason: Why = "", by: By = None) -> None:
    """Say that two incidents or more are one; claims that come later and belong to either join it, too."""
    with open_ledger(ledger) as opened:
        ids = _incidents(opened, incidents)
        if len(ids) < 2:
            raise DatelineError("bad-filter", " ".join(incidents), "two incidents or more can be merged")
        _decide(opened, Action.MERGE, [_anchors(opened, one) for one in ids], by, reason)


@review.command()
def split(
    claims: Annotated[list[str], typer.Argument(metavar="CLAIM...", help="Ids of claims that do not belong.")],
    ledger: LedgerOption = DEFAULT_LEDGER,
    reason: Why = "",
    by: By = None,
) -> None:
    """Say that these claims, with all that is one event with them in its document, are not of their incident."""
    with open_ledger(ledger) as opened:
        chosen = [opened.claim(one).claim for one in claims]
        homes = {opened.incident_of()[claim.id] for claim in chosen}
        if len(homes) > 1:
            raise DatelineError("bad-filter", " ".join(claims), "they are of several incidents")
        events = {(claim.document, claim.story, claim.event, claim.type) for claim in chosen}
        whole = opened.claims_of_incident(homes.pop())
        leaving = [c for c in whole if (c.document, c.story, c.event, c.type) in events]
        staying = [c for c in whole if c not in leaving]
        if not staying:
            raise DatelineError("bad-filter", " ".join(claims), "nothing would be left of the incident")
        _decide(opened, Action.SPLIT, [[anchor(c) for c in leaving], [anchor(c) for c in staying]], by, reason)


@review.command()
def accept(incidents: Incidents, ledger: LedgerOption = DEFAULT_LEDGER, reason: Why = "", by: By = None) -> None:
    """Accept incidents: `export --accepted` writes these alone."""
    with open_ledger(ledger) as opened:
        for one in _incidents(opened, incidents):
            _decide(opened, Action.ACCEPT, [_anchors(opened, one)], by, reason)


@review.command()
def undo(
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="The decision's number, by `dateline review list`.")],
    ledger: LedgerOption = DEFAULT_LEDGER,
    reason: Why = "",
    by: By = None,
) -> None:
    """Undo a decision; undoing the undoing brings it back."""
    with open_ledger(ledger) as opened:
        _decide(opened, Action.UNDO, [], by, reason, undoes=number)


@review.command(name="list")
def list_(ledger: LedgerOption = DEFAULT_LEDGER, as_json: Json = False) -> None:
    """List every decision, in order, with who took it, when and why; undone ones are kept and marked."""
    with open_ledger(ledger) as opened:
        decisions, holding = opened.decisions(), {one.number for one in opened.holding()}
    if as_json:
        write_lines(decisions, sys.stdout)
        return
    console = out()
    if decisions:
        console.print(table(_COLUMNS, [_row(one, one.number in holding) for one in decisions], console.width))
    console.print(plural(len(decisions), "decision", "decisions"), style="bold")


def _row(one: Decision, holds: bool) -> Sequence[str]:
    what = f"undoes {one.undoes}" if one.undoes is not None else one.action.value
    mark = "" if holds or one.action is Action.UNDO else " (undone)"
    claims = str(sum(len(group) for group in one.groups))
    return str(one.number), what + mark, claims, one.by, one.at, one.reason


def _incidents(opened: Ledger, prefixes: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(opened.incident_id(prefix) for prefix in prefixes))


def _anchors(opened: Ledger, incident: str) -> list[Anchor]:
    return [anchor(claim) for claim in opened.claims_of_incident(incident)]


def _decide(
    opened: Ledger, action: Action, groups: Sequence[Sequence[Anchor]], by: str | None, reason: str,
    undoes: int | None = None,
) -> None:  # fmt: skip
    number = opened.decide(action, groups, by=by or getpass.getuser(), reason=reason, undoes=undoes)
    changed = link_incidents(opened)
    said = f"decision {number}: {action.value}" + (f" {undoes}" if undoes is not None else "")
    out().print(f"{said}; {plural(changed, 'claim', 'claims')} moved", markup=False)
