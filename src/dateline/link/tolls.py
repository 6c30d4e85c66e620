"""The summary of tolls: UCDP's best, low and high, by a rule that is named.

Invariants: every number of the summary is one that an account tells; best never averages; low <= best <= high. Of an
account that was updated, the latest version counts. Accounts that tell only of some ("12 soldiers") bear on low and
high; best is chosen among those that tell of all, where there are any.

Source: UCDP GED codebook, version 25.1 (best, low and high estimates of deaths; the conservative one of several).
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence

from dateline.link.compare_counts import PEOPLE, Counted, counted
from dateline.link.telling import Days, asserted
from dateline.records import Account, Toll
from dateline.terms import CountKind, TollRule


def tolls(accounts: Sequence[Account], days: Days, rule: TollRule) -> tuple[Toll, ...]:
    """The summary of each kind of count that occurs.

    Args:
        accounts: an incident's.
        days: the day of publication of each document, where known.
        rule: how best is chosen.
    """
    return tuple(_tolls(accounts, days, rule))


def _tolls(accounts: Sequence[Account], days: Days, rule: TollRule) -> Iterator[Toll]:
    held = asserted([account.claims for account in accounts])
    for kind in CountKind:
        told = [value for claims in held if (value := counted(kind, claims, days)) is not None]
        if told:
            ends = [end for value in told for end in (value.whole.low, value.whole.high) if end is not None]
            of_all = [value for value in told if value.whole.of == PEOPLE] or told
            yield Toll(kind=kind, best=_best(of_all, rule), low=min(ends), high=max(ends), rule=rule)


def _best(told: Sequence[Counted], rule: TollRule) -> int:
    """The number of these accounts by the rule; ties go to the lower one."""
    votes = Counter(value.whole.best for value in told)
    if rule is TollRule.LOWEST:
        return min(votes)
    if rule is TollRule.LATEST:
        last = max(value.day or dt.date.min for value in told)
        return min(value.whole.best for value in told if (value.day or dt.date.min) == last)
    return min(votes, key=lambda number: (-votes[number], number))
