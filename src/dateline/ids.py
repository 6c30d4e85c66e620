"""Content-addressed ids: the same thing has the same id, wherever and whenever it was read.

Invariant: an id is a pure function of what it names. A document's id is of its origin and bytes; a claim's of its
document, trigger span, type and reader version; so reading a page twice adds nothing to a ledger.
"""

from __future__ import annotations

import hashlib
from typing import Final

LENGTH: Final = 20
"""Hexadecimal digits of an id: 80 bits, so that among 10^9 things two share one with a chance below 10^-6."""


def digest(*parts: str | bytes | int) -> str:
    """Hash of the parts, each taken with its length, so that ("ab", "c") and ("a", "bc") differ.

    Returns:
        :data:`LENGTH` lower-case hexadecimal digits of SHA-256.
    """
    whole = hashlib.sha256()
    for part in parts:
        raw = part if isinstance(part, bytes) else str(part).encode("utf-8", "surrogatepass")
        whole.update(len(raw).to_bytes(8, "big"))
        whole.update(raw)
    return whole.hexdigest()[:LENGTH]


def document_id(origin: str, raw: bytes) -> str:
    """Id of a document: two outlets with one text are two documents."""
    return "d" + digest("document", origin, raw)


def claim_id(document: str, start: int, end: int, type_: str, reader: str) -> str:
    """Id of a claim: `reader` is the version of the component that found it."""
    return "c" + digest("claim", document, start, end, type_, reader)


def statement_id(document: str, start: int, end: int, reader: str) -> str:
    """Id of a statement, by the outer bounds of its content."""
    return "s" + digest("statement", document, start, end, reader)


def incident_id(founding_claim: str) -> str:
    """Id of an incident: that of the claim that founded it, so that it stays when others join."""
    return "i" + digest("incident", founding_claim)
