"""Reads tables of invented cases: tab-separated, with comments, and a column that says why a case fails."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest


def cases(path: Path) -> list[Any]:
    """The rows of a table as pytest parameters, by column; a row with a reason in `fails` must fail, and no longer than
    that."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    header = lines[0].split("\t")
    found = []
    for line in lines[1:]:
        row = dict(zip(header, [*line.split("\t"), ""], strict=False))
        marks = [pytest.mark.xfail(strict=True, reason=row["fails"])] if row.get("fails") else []
        found.append(pytest.param(row, marks=marks, id=row["text"][:70]))
    return found


def shown(value: object) -> str:
    """A value as a table writes it."""
    return "-" if value is None else str(value)
