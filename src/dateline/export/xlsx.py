"""Tables as an Excel workbook, by XlsxWriter.

Invariant: no cell is a formula or a link: text is written as text, with an apostrophe before what a spreadsheet would
run if the cell were typed again; numbers are numbers and days are days. The same rows make the same bytes.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping
from typing import Any, BinaryIO, Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dateline.errors import DatelineError
from dateline.export.table import Cell, Column, Kind, Table, harmless

MOST_ROWS: Final = 1_048_575
"""Rows that a sheet holds below its header."""
_LONGEST: Final = 32_767
"""Characters that a cell holds."""
_CUT: Final = " [cut]"
_FIRST_DAY: Final = dt.date(1900, 3, 1)
"""Before it, spreadsheets disagree about the calendar: 1900 was no leap year."""
_MADE: Final = dt.datetime(2000, 1, 1)
"""Stands in the file as its day, so that it does not depend on the clock."""
_WIDTHS: Final = {Kind.TEXT: 24, Kind.WHOLE: 12, Kind.NUMBER: 12, Kind.DAY: 12, Kind.TRUTH: 10}
_PLAIN: Final[dict[str, Any]] = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write_xlsx(name: str, table: Table, out: BinaryIO, notes: Mapping[str, str]) -> int:
    """Write a workbook of two sheets, the table and what it is; how many rows.

    Args:
        name: of the sheet with the table.
        table: what to write.
        out: where to.
        notes: what the workbook says about itself.

    Raises:
        DatelineError: `too-many-rows` where a sheet cannot hold them.
    """
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, _PLAIN) as book:
        book.set_properties({"created": _MADE, "comments": "; ".join(notes.values())})
        day, bold = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"bold": True})
        sheet = book.add_worksheet(name)
        _head(sheet, table.columns, bold)
        written = 0
        for row in table.rows:
            written += 1
            if written > MOST_ROWS:
                raise DatelineError("too-many-rows", name, f"more than {MOST_ROWS:,} rows")
            for number, cell in enumerate(row):
                _write(sheet, written, number, cell, day)
        about = book.add_worksheet("about")
        about.set_column(0, 0, _WIDTHS[Kind.TEXT])
        for number, (key, value) in enumerate(notes.items()):
            about.write_string(number, 0, key, bold)
            about.write_string(number, 1, value)
    out.write(made.getvalue())
    return written


def _head(sheet: Worksheet, columns: tuple[Column, ...], bold: Format) -> None:
    for number, column in enumerate(columns):
        sheet.set_column(number, number, _WIDTHS[column.kind])
        sheet.write_string(0, number, column.name, bold)
    sheet.freeze_panes(1, 0)


def _write(sheet: Worksheet, row: int, column: int, cell: Cell, day: Format) -> None:
    safe = harmless(cell)
    if safe is None:
        return
    if isinstance(safe, bool):
        sheet.write_boolean(row, column, safe)
    elif isinstance(safe, (int, float)):
        sheet.write_number(row, column, safe)
    elif isinstance(safe, dt.date) and safe >= _FIRST_DAY:
        sheet.write_datetime(row, column, dt.datetime(safe.year, safe.month, safe.day), day)
    else:
        text = str(safe)
        sheet.write_string(row, column, text if len(text) <= _LONGEST else text[: _LONGEST - len(_CUT)] + _CUT)
