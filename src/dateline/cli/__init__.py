"""The command line: one function a command, thin faces over `run`, `ledger` and `export`."""

from dateline.cli import benching, comparing, doctor, exporting, listing, looking, reading, reviewing, saying
from dateline.cli.app import app, main

__all__ = [
    "app", "benching", "comparing", "doctor", "exporting", "listing", "looking", "main", "reading", "reviewing",
    "saying",
]  # fmt: skip
