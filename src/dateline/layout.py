"""How a plain text is laid out: one paragraph a line, or lines broken at a column.

Invariant: text without line breaks, or with one sentence or paragraph a line, is never taken for broken lines.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

_NARROW: Final = 45
_WIDE: Final = 100
"""Characters between which a line lies that was broken at a column."""
_SHARE: Final = 0.6
_LEAST: Final = 3
_ENDS: Final = (".", "?", "!", ":", "…", '"', "”")


def is_wrapped(text: str) -> bool:
    """Whether most line breaks of a text stand inside sentences, as in e-mail and old wire copy."""
    lines = [line.strip() for line in text.splitlines()]
    inner = [first for first, second in pairwise(lines) if first and second]
    if len(inner) < _LEAST or max(map(len, lines)) > _WIDE + 20:
        return False
    broken = sum(_NARROW <= len(line) <= _WIDE and not line.endswith(_ENDS) for line in inner)
    return broken >= _SHARE * len(inner)
