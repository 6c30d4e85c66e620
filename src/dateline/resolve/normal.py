"""How place names are compared: without case, marks, apostrophes and hyphens.

Invariant: `normal` is idempotent, so that the gazetteer's script and the resolver agree on every name.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_SPECIAL: Final = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "ß": "ss"})
_DROPPED: Final = re.compile(r"[’'`ʻʼ‘ʿʾ.]")
_JOINED: Final = re.compile(r"[\s\-–_/]+")


def normal(name: str) -> str:
    """A name in lower case Latin letters without diacritics; hyphens become spaces."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).lower())
    plain = "".join(character for character in plain if not unicodedata.combining(character)).translate(_SPECIAL)
    return _JOINED.sub(" ", _DROPPED.sub("", plain)).strip()
