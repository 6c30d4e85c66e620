"""The gate in front of the encoder: windows that cannot hold an event or a statement cost a look at their words.

Invariant: it decides by the window's own words alone.
"""

from __future__ import annotations

from dateline.reader.windows import Window


def passes(window: Window) -> bool:
    """Whether a window is worth reading."""
    return any(word.hint for word in window.words[window.own :])
