"""Tables that fit the terminal: cells break between words, and columns go, by rank, where the words do not fit.

Invariant: no table is wider than it is told to be as long as its longest words fit, and a column that is left out is
named below the table; nothing goes in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

import msgspec
from rich import box
from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

_GAP: Final = 2
"""Blanks between columns."""
_LONGEST: Final = (14, 9)
"""Cells of the terminal from which a word may be broken: where there is room, and where there is not."""
_PIECE: Final = re.compile(r"\S+?(?:(?<=[^\W\d_][-/_])(?=[^\W\d_])|(?=\s|$))\s*")
"""A word, or a part of one up to a hyphen, stroke or underscore between letters, with the blanks after it."""


class Column(msgspec.Struct, frozen=True):
    """A column's heading; where the width does not suffice, the column of the highest rank goes first, 0 never."""

    heading: str
    rank: int = 0


def table(columns: Sequence[Column], rows: Iterable[Sequence[Text | str]], width: int) -> Table:
    """A table in the house's look.

    Args:
        columns: from left to right.
        rows: a cell a column; a cell may hold several lines.
        width: cells of the terminal that there are.
    """
    cells = [[_text(cell) for cell in row] for row in rows]
    shown, least = _shown(columns, cells, width)
    gone = [column.heading for i, column in enumerate(columns) if i not in shown]
    made = Table(
        box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), caption_justify="left",
        caption=f"not shown at this width: {', '.join(gone)}" if gone else None,
    )  # fmt: skip
    held = [[Text(columns[i].heading), *(row[i] for row in cells)] for i in shown]
    widths = _widths(held, least, width)
    for (heading, *_), wide in zip(held, widths, strict=True):
        made.add_column(wrapped(heading, wide), width=wide, overflow="fold")
    for row in cells:
        made.add_row(*(wrapped(row[i], wide) for i, wide in zip(shown, widths, strict=True)))
    return made


def _text(cell: Text | str) -> Text:
    return cell if isinstance(cell, Text) else Text(cell)


def _shown(columns: Sequence[Column], cells: Sequence[Sequence[Text]], width: int) -> tuple[list[int], list[int]]:
    """The numbers of the columns that are shown, and the least width of each: words break before columns go."""
    held = [[Text(column.heading), *(row[i] for row in cells)] for i, column in enumerate(columns)]
    least, floor = ([max(_least(cell, longest) for cell in column) for column in held] for longest in _LONGEST)
    shown = list(range(len(columns)))
    while _total([least[i] for i in shown]) > width:
        widest = max(shown, key=lambda i: (least[i] > floor[i], least[i], i))
        last = max(shown, key=lambda i: columns[i].rank)
        if least[widest] > floor[widest]:
            least[widest] -= 1
        elif columns[last].rank > 0:
            shown.remove(last)
        else:
            break
    return shown, [least[i] for i in shown]


def _total(widths: Sequence[int]) -> int:
    return sum(widths) + _GAP * (len(widths) - 1)


def _least(cell: Text, longest: int) -> int:
    """The width that keeps the cell's numbers whole, and its words up to `longest`."""
    words = [piece.rstrip() for piece in _PIECE.findall(cell.plain)]
    return max((cell_len(word) if word[0].isdigit() else min(longest, cell_len(word)) for word in words), default=1)


def _widths(held: Sequence[Sequence[Text]], least: Sequence[int], width: int) -> list[int]:
    """The width of each column: the least, then one by one to the column that is furthest from its wish."""
    widths = list(least)
    wishes = [max(cell_len(line) for cell in column for line in cell.plain.split("\n")) for column in held]
    left = width - _total(widths)
    while left > 0 and any(wish > wide for wish, wide in zip(wishes, widths, strict=True)):
        neediest = max(range(len(widths)), key=lambda i: wishes[i] / widths[i])
        widths[neediest] += 1
        left -= 1
    return widths


def wrapped(cell: Text, width: int) -> Text:
    """The cell with its lines broken between words, or after a hyphen, stroke or underscore between letters."""
    lines: list[Text] = []
    for line in cell.split("\n", allow_blank=True):
        for part in line.divide(_breaks(line.plain, width)):
            part.rstrip()
            lines.append(part)
    return Text("\n").join(lines)


def _breaks(line: str, width: int) -> list[int]:
    found: list[int] = []
    start = 0
    for match in _PIECE.finditer(line):
        if match.start() > start and cell_len(line[start : match.end()].rstrip()) > width:
            found.append(match.start())
            start = match.start()
    return found
