"""A ledger as data frames take it: `pandas.DataFrame` and `polars.DataFrame` both make a frame of what is given here.

Invariant: the columns are those of the tables that `dateline export` writes, under the same discretion.
"""

from __future__ import annotations

from pathlib import Path

from dateline.export.options import ExportOptions
from dateline.export.table import Cell
from dateline.export.writers import Records, table
from dateline.ledger import ClaimFilter, open_ledger
from dateline.run.rows import Rows

Columns = dict[str, list[Cell]]
"""Values by column, in the order of the columns; days are `datetime.date`, what is not known is None."""


def claims(
    ledger: str | Path,
    *,
    wanted: ClaimFilter | None = None,
    quotes: bool = False,
    names: bool = False,
    coarsen: float | None = None,
) -> Columns:
    """The claims of a ledger, a row a claim.

    Args:
        ledger: a path, or a database URL.
        wanted: which claims; all without it.
        quotes: passages whole, not 25 words of them.
        names: with the names of private persons who are victims.
        coarsen: grid of the coordinates, degrees.

    Raises:
        DatelineError: `no-ledger`, `bad-ledger` or `newer-ledger`.
    """
    return _columns(Records.CLAIMS, ledger, wanted, ExportOptions(quotes=quotes, names=names, coarsen=coarsen))


def incidents(
    ledger: str | Path, *, wanted: ClaimFilter | None = None, names: bool = False, coarsen: float | None = None
) -> Columns:
    """The incidents of a ledger of which a claim is wanted, a row an incident; the rest as for :func:`claims`."""
    return _columns(Records.INCIDENTS, ledger, wanted, ExportOptions(names=names, coarsen=coarsen))


def accounts(
    ledger: str | Path,
    *,
    wanted: ClaimFilter | None = None,
    quotes: bool = False,
    names: bool = False,
    coarsen: float | None = None,
) -> Columns:
    """The accounts of those incidents, a row an account; the rest as for :func:`claims`."""
    return _columns(Records.ACCOUNTS, ledger, wanted, ExportOptions(quotes=quotes, names=names, coarsen=coarsen))


def _columns(kind: Records, ledger: str | Path, wanted: ClaimFilter | None, options: ExportOptions) -> Columns:
    with open_ledger(str(ledger)) as opened:
        made = table(kind, Rows(opened, wanted or ClaimFilter(), options).records(kind))
        rows = list(made.rows)
    return {column.name: [row[n] for row in rows] for n, column in enumerate(made.columns)}
