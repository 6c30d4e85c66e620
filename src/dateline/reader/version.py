"""Versions of the readers: a new one adds to a ledger, it never overwrites what an older one found."""

from typing import Final

FIRST: Final = "first-reader 1"
TRAINED: Final = "reader 1.2"
