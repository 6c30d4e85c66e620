"""Pictures of numbers: bars of characters for the terminal, and an SVG file that needs nothing else.

Invariant: reports and incidents always stand beside each other, on one scale that begins at 0, with their numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final
from xml.sax.saxutils import escape

from rich.table import Table

from dateline.cli.columns import Column, table
from dateline.run.stats import Number

_BAR: Final = "█"
_PART: Final = " ▏▎▍▌▋▊▉"
"""Eighths of a character, so that small numbers are seen."""
_LONGEST: Final = 24
"""Characters of the longest bar."""
_HIGH: Final = 320
_LEFT: Final = 60
_TOP: Final = 40
_BOTTOM: Final = 60
_STEP: Final = 26
"""Pixels of a month; at least `_LEAST` in all."""
_LEAST: Final = 480
_COLOURS: Final = {"reports": "#9db7cf", "incidents": "#1f4e79"}
_LABELS: Final = 24
"""Most months that are named below the axis."""


def bars(number: int, most: int) -> str:
    """A bar of characters; the longest is for `most`. A number above 0 is always seen."""
    eighths = round(number / most * _LONGEST * 8) if most else 0
    whole, part = divmod(max(eighths, 1 if number else 0), 8)
    return _BAR * whole + (_PART[part] if part else "")


def numbers_table(heading: str, numbers: Sequence[Number], width: int) -> Table:
    """Reports and incidents by one thing, a bar each on one scale."""
    most = max((number.reports for number in numbers), default=0)
    columns = Column(heading), Column("reports"), Column("incidents"), Column("reports above, incidents below", 1)
    rows = (
        (
            each.value,
            f"{each.reports:,}",
            f"{each.incidents:,}",
            f"{bars(each.reports, most)}\n{bars(each.incidents, most)}",
        )
        for each in numbers
    )
    return table(columns, rows, width)


def svg(months: Sequence[Number]) -> str:
    """A picture of reports and incidents by month, a pair of bars a month.

    Args:
        months: in order, without gaps.
    """
    wide = max(_LEAST, 2 * _LEFT + _STEP * len(months))
    most = max((number.reports for number in months), default=0) or 1
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {_HIGH}" font-family="sans-serif" '
        f'font-size="11" role="img" aria-label="Reports and incidents by month">',
        f'<rect width="{wide}" height="{_HIGH}" fill="white"/>',
        *_axis(wide, most),
        *(line for index, month in enumerate(months) for line in _month(index, month, most)),
        *_names(months),
        *_legend(),
    ]
    return "\n".join([*lines, "</svg>", ""])


def _up(number: float, most: int) -> float:
    return _HIGH - _BOTTOM - (_HIGH - _TOP - _BOTTOM) * number / most


def _axis(wide: int, most: int) -> Iterator[str]:
    yield f'<path d="M{_LEFT} {_TOP}V{_HIGH - _BOTTOM}H{wide - _LEFT / 2}" fill="none" stroke="#444"/>'
    for tick in sorted({0, most // 2, most}):
        yield f'<text x="{_LEFT - 6}" y="{_up(tick, most) + 4:.1f}" text-anchor="end">{tick:,}</text>'


def _month(index: int, month: Number, most: int) -> Iterator[str]:
    for side, (name, number) in enumerate((("reports", month.reports), ("incidents", month.incidents))):
        top, across = _up(number, most), _LEFT + 4 + index * _STEP + side * 10
        yield (
            f'<rect x="{across}" y="{top:.1f}" width="9" height="{_HIGH - _BOTTOM - top:.1f}" fill="{_COLOURS[name]}">'
            f"<title>{escape(month.value)}: {number:,} {name}</title></rect>"
        )


def _names(months: Sequence[Number]) -> Iterator[str]:
    every = -(-len(months) // _LABELS) or 1
    for index in range(0, len(months), every):
        across, down = _LEFT + 14 + index * _STEP, _HIGH - _BOTTOM + 12
        yield (
            f'<text transform="translate({across} {down}) rotate(-45)" text-anchor="end">'
            f"{escape(months[index].value)}</text>"
        )


def _legend() -> Iterable[str]:
    for number, (name, colour) in enumerate(_COLOURS.items()):
        across = _LEFT + number * 90
        yield f'<rect x="{across}" y="14" width="10" height="10" fill="{colour}"/>'
        yield f'<text x="{across + 16}" y="23">{name}</text>'
