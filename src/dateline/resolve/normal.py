"""How place names are compared: without case, marks, apostrophes and hyphens; "St." is "Saint".

Invariant: `normal` is idempotent, so that the gazetteer's script and the resolver agree on every name.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_SPECIAL: Final = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "ß": "ss", "ə": "a"})
_PLAIN: Final = str.maketrans(dict.fromkeys("’'`ʻʼ‘ʿʾ.") | dict.fromkeys("-–_/", " "))
_SHORT: Final = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount", "mts": "mountains"}
"""First words that are written short."""
_SPACES: Final = re.compile(r"\s+")


def normal(name: str) -> str:
    """A name in lower case Latin letters without diacritics; hyphens become spaces, short first words whole ones."""
    if not name.isascii():
        name = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).lower())
        name = "".join(character for character in name if not unicodedata.combining(character)).translate(_SPECIAL)
    plain = name.lower().translate(_PLAIN)
    if " " in plain or not plain.isascii():
        plain = _SPACES.sub(" ", plain).strip()
        first, _, rest = plain.partition(" ")
        if rest and first in _SHORT:
            return f"{_SHORT[first]} {rest}"
        return plain
    return plain.strip()
