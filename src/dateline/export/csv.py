"""Tables as text: CSV (RFC 4180) and tab-separated values, safe to open in a spreadsheet.

Invariant: a text cell that a spreadsheet would take for a formula (it begins with = + - @, a tab or a carriage return)
begins with an apostrophe instead; numbers stay numbers. A cell of a tab-separated table holds no tab and no line end.
"""

from __future__ import annotations

import csv
import re
from typing import Final, TextIO

from dateline.export.table import Cell, Table, harmless

_BREAKS: Final = re.compile(r"[\t\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")


def write_csv(table: Table, out: TextIO) -> int:
    """Write a table with a header line; how many rows."""
    writer = csv.writer(out, lineterminator="\r\n")  # with it, a lone \r in a cell is quoted, too
    writer.writerow(column.name for column in table.columns)
    written = 0
    for row in table.rows:
        writer.writerow([harmless(cell) for cell in row])
        written += 1
    return written


def write_tsv(table: Table, out: TextIO, *, header: bool = True, missing: str = "") -> int:
    """Write a tab-separated table; how many rows.

    Args:
        table: what to write.
        out: where to.
        header: whether a line with the columns' names comes first.
        missing: what stands for a value that is not known.
    """
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    if header:
        writer.writerow(column.name for column in table.columns)
    written = 0
    for row in table.rows:
        writer.writerow([missing if cell is None else _flat(cell) for cell in row])
        written += 1
    return written


def _flat(cell: Cell) -> Cell:
    """A cell without what ends cells or lines."""
    safe = harmless(cell)
    return _BREAKS.sub(" ", safe) if isinstance(safe, str) else safe
