"""Whether a text is in English (`py3langid`); when it is too short to say, it is kept.

Invariant: only a text with enough letters, of which the identifier is sure, is called foreign.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from py3langid.langid import MODEL_FILE, LanguageIdentifier

_LEAST_LETTERS: Final = 200
_SURE: Final = 0.99
_SAMPLE: Final = 2000


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def language_of(text: str) -> str | None:
    """ISO 639-1 code, or None when the text is too short or the identifier not sure."""
    sample = text[:_SAMPLE]
    if sum(character.isalpha() for character in sample) < _LEAST_LETTERS:
        return None
    code, probability = _identifier().classify(sample.lower() if sample.isupper() else sample)
    return str(code) if probability >= _SURE else None
