"""Small pictures for the documentation, as SVG text: points on two linear axes, with an optional straight line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from xml.sax.saxutils import escape

WIDE: Final = 560
HIGH: Final = 320
LEFT: Final = 70
RIGHT: Final = 20
TOP: Final = 20
BOTTOM: Final = 50
_TICKS: Final = 4


def plot(points: Sequence[tuple[float, float]], x: str, y: str, line: tuple[float, float] | None = None) -> str:
    """A picture of points joined in order.

    Args:
        points: x and y, both from 0 upwards.
        x: what the horizontal axis shows.
        y: what the vertical axis shows.
        line: height of a straight line at 0 and at the right end, drawn dashed.
    """
    most_x = max(p[0] for p in points)
    most_y: float = max([*(p[1] for p in points), *(line or ())])

    def across(value: float) -> float:
        return LEFT + (WIDE - LEFT - RIGHT) * value / most_x

    def up(value: float) -> float:
        return HIGH - BOTTOM - (HIGH - TOP - BOTTOM) * value / most_y

    joined = " ".join(f"{across(px):.1f},{up(py):.1f}" for px, py in points)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" font-family="sans-serif" font-size="12">',
        f'<rect width="{WIDE}" height="{HIGH}" fill="white"/>',
        f'<path d="M{LEFT} {TOP}V{HIGH - BOTTOM}H{WIDE - RIGHT}" fill="none" stroke="#444"/>',
        f'<polyline points="{joined}" fill="none" stroke="#2a5d8a" stroke-width="2"/>',
        *(f'<circle cx="{across(px):.1f}" cy="{up(py):.1f}" r="4" fill="#2a5d8a"/>' for px, py in points),
        f'<text x="{(LEFT + WIDE) / 2}" y="{HIGH - 10}" text-anchor="middle">{escape(x)}</text>',
        f'<text transform="translate(16 {HIGH / 2}) rotate(-90)" text-anchor="middle">{escape(y)}</text>',
    ]
    for tick in range(_TICKS + 1):
        at_x, at_y = most_x * tick / _TICKS, most_y * tick / _TICKS
        parts.append(f'<text x="{across(at_x):.1f}" y="{HIGH - BOTTOM + 18}" text-anchor="middle">{at_x:,.4g}</text>')
        parts.append(f'<text x="{LEFT - 8}" y="{up(at_y) + 4:.1f}" text-anchor="end">{at_y:,.3g}</text>')
    if line:
        ends = f'x1="{LEFT}" y1="{up(line[0]):.1f}" x2="{WIDE - RIGHT}" y2="{up(line[1]):.1f}"'
        parts.append(f'<line {ends} stroke="#999" stroke-dasharray="5 4"/>')
    return "\n".join([*parts, "</svg>", ""])
