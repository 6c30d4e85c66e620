"""The gate in front of the encoder: windows that can hold neither an event nor a statement cost a look at their words.

Invariant: it decides by the window's own words alone. A window passes when one of its words is in the trigger lexicon
or is a verb of speech; `bench/gate.py` says what is skipped and lost.
"""

from __future__ import annotations

from dateline.reader.windows import Window
from dateline.vocab.cues import is_speech_cue


def passes(window: Window) -> bool:
    """Whether a window is worth reading."""
    return any(word.hint or is_speech_cue(word.text.lower()) for word in window.words)
