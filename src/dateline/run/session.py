"""A run into a ledger: code every input, store it, then link all claims of the ledger into incidents.

Invariants: every input of a run ends as done or as rejected with a code, and the ledger says which; running the same
input twice adds nothing; linking appends only the decisions that differ from the current ones.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Final

import msgspec

from dateline import __version__
from dateline.ledger import ClaimFilter, Ledger, Told
from dateline.link.accounts import Report, incident
from dateline.read import ReadOptions, read_inputs
from dateline.records import Incident, Rejection
from dateline.run.copying import link_copies
from dateline.run.linking import link_incidents
from dateline.run.pipeline import CODING, code_or_reject
from dateline.terms import TollRule

COMPONENTS: Final = f"dateline {__version__}: {CODING}"


class RunReport(msgspec.Struct, frozen=True, kw_only=True):
    """What a run did, in numbers: `new` documents of those `done`; the rest is what the ledger holds now."""

    run: str
    inputs: int
    done: int
    new: int
    rejected: int
    claims: int
    incidents: int
    copies: int


def run(
    ledger: Ledger, inputs: Iterable[str], options: ReadOptions, on_input: Callable[[str], None] | None = None
) -> RunReport:
    """Code the inputs into the ledger, and link.

    Args:
        ledger: open for writing.
        inputs: paths, folders, or `-`.
        options: limits and defaults of reading.
        on_input: called with the origin of each input when it has ended, for a progress bar.
    """
    ident = ledger.begin_run(msgspec.json.encode(options).decode(), COMPONENTS)
    done = new = rejected = 0
    for item in read_inputs(inputs, options):
        outcome = item if isinstance(item, Rejection) else code_or_reject(item)
        if isinstance(outcome, Rejection):
            ledger.reject(ident, outcome)
            rejected += 1
        else:
            new += ledger.store(ident, outcome)
            done += 1
        if on_input is not None:
            on_input(item.origin)
    link(ledger)
    ledger.end_run(ident, inputs=done + rejected, done=done, rejected=rejected)
    held = ledger.counts()
    return RunReport(
        run=ident,
        inputs=done + rejected,
        done=done,
        new=new,
        rejected=rejected,
        claims=held.claims,
        incidents=held.incidents,
        copies=held.copies,
    )


def link(ledger: Ledger) -> None:
    """Find copies and incidents among all that the ledger holds, and append what is decided otherwise than before."""
    link_copies(ledger)
    link_incidents(ledger)


def _reports(told: Iterable[Told]) -> Iterator[Report]:
    return (Report(each.claim, each.document.published) for each in told)


def incident_by_id(ledger: Ledger, ident: str, rule: TollRule = TollRule.MOST_ACCOUNTS) -> Incident:
    """The incident with that full id, whole; `rule` chooses the best number of its tolls."""
    members = _reports(map(ledger.told, ledger.claims_of_incident(ident)))
    return incident(ident, members, ledger.originals(), rule)


def incidents(
    ledger: Ledger, wanted: ClaimFilter | None = None, rule: TollRule = TollRule.MOST_ACCOUNTS
) -> Iterator[Incident]:
    """The incidents of which a claim is chosen by the filter, whole, those with most accounts first."""
    home = ledger.incident_of()
    chosen = {home[told.claim.id] for told in ledger.claims(wanted) if told.claim.id in home}
    members: dict[str, list[Told]] = defaultdict(list)
    for told in ledger.claims():
        if home.get(told.claim.id) in chosen:
            members[home[told.claim.id]].append(told)
    originals = ledger.originals()
    found = [incident(ident, _reports(group_), originals, rule) for ident, group_ in members.items()]
    yield from sorted(found, key=lambda i: (-len(i.accounts), -sum(len(a.claims) for a in i.accounts), i.id))
