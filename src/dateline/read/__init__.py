"""Reading: from paths and standard input to documents.

Invariant: every input ends as a `Document` or as a `Rejection` with a code; one bad input never stops the others.
"""

from dateline.read.inputs import read_inputs
from dateline.read.options import MAX_BYTES, ReadOptions

__all__ = ["MAX_BYTES", "ReadOptions", "read_inputs"]
