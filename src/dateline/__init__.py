"""dateline turns news as it is found into a ledger of events: who did what to whom, where, when, according to whom.

`dateline.claims`, `dateline.incidents` and `dateline.accounts` give a ledger's rows to pandas and polars; they are
loaded when they are asked for, so that importing dateline stays quick.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateline.frames import accounts, claims, incidents

__version__ = "0.1.0"
__all__ = ["__version__", "accounts", "claims", "incidents"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'dateline' has no attribute {name!r}")
    from dateline import frames

    return getattr(frames, name)
