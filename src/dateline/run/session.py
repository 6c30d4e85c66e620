"""A run into a ledger: code every input, store it, then link all claims of the ledger into incidents.

Invariants: every input of a run ends as done or as rejected with a code, and the ledger says which; running the same
input twice adds nothing; linking appends only the decisions that differ from the current ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

import msgspec

from dateline import __version__
from dateline.ledger import Ledger
from dateline.read import ReadOptions, read_inputs
from dateline.records import Rejection
from dateline.run.pipeline import code_or_reject

COMPONENTS: Final = f"dateline {__version__}"


class Report_(msgspec.Struct, frozen=True, kw_only=True):
    """What a run did, in numbers."""

    run: str
    inputs: int
    done: int
    new: int
    rejected: int
    claims: int
    incidents: int
    copies: int


def run(
    ledger: Ledger, inputs: Iterable[str], options: ReadOptions, on_input: Callable[[str], None] = lambda _: None
) -> Report_:
    """Code the inputs into the ledger and link.

    Args:
        ledger: an open ledger.
        inputs: paths, folders, or `-`.
        options: limits and defaults of reading.
        on_input: called with the origin of each input when it has ended; for a progress bar.
    """
    ident = ledger.begin_run(msgspec.json.encode(options).decode(), COMPONENTS)
    done = new = rejected = 0
    for item in read_inputs(inputs, options):
        outcome = item if isinstance(item, Rejection) else code_or_reject(item)
        if isinstance(outcome, Rejection):
            ledger.reject(ident, outcome)
            rejected += 1
            on_input(outcome.origin)
        else:
            new += ledger.store(ident, outcome)
            done += 1
            on_input(outcome.document.origin)
    copies, links = link(ledger)
    counts = ledger.counts()
    report = Report_(
        run=ident,
        inputs=done + rejected,
        done=done,
        new=new,
        rejected=rejected,
        claims=counts.claims,
        incidents=len(set(links.values())),
        copies=copies,
    )
    ledger.end_run(ident, report.inputs, report.done, report.rejected)
    return report
