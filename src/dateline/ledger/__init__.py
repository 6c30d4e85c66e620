"""The ledger: the store of all that was read and found, and the only SQL of the project.

Invariants: ids are content-addressed, so storing a thing twice adds nothing; a new version of a component adds rows and
overwrites none; links and copies are decisions that are only ever appended, and the current view is a function of the
tables alone.
"""

from dateline.ledger.store import Ledger, open_ledger
from dateline.ledger.views import ClaimFilter, Counts, RunRow, Told

__all__ = ["ClaimFilter", "Counts", "Ledger", "RunRow", "Told", "open_ledger"]
