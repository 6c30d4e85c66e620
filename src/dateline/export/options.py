"""What an export tells of what the ledger holds.

Invariant: the defaults are the discreet ones; a person has to ask for long quotations and for names of victims.
"""

from __future__ import annotations

from typing import Final

import msgspec

from dateline.terms import TollRule

LONGEST_QUOTE: Final = 25
"""Words of a passage that are quoted unless more are asked for."""


class ExportOptions(msgspec.Struct, frozen=True, kw_only=True):
    """How much is told.

    `quotes`: passages whole, not cut at :data:`LONGEST_QUOTE` words. `names`: with the names of private persons who
    are victims. `accepted`: only incidents that people accepted, and their claims. `toll_rule`: how the best number of
    a toll is chosen. `coarsen`: coordinates are rounded to a grid of so many degrees; None leaves them as they are.
    """

    quotes: bool = False
    names: bool = False
    coarsen: float | None = None
    accepted: bool = False
    toll_rule: TollRule = TollRule.MOST_ACCOUNTS
