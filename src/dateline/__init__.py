"""dateline turns news as it is found into a ledger of events: who did what to whom, where, when, according to whom."""

__version__ = "0.1.0"
