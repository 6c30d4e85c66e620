"""Running: the plan of a run, from inputs to coded documents, and into a ledger."""
