"""Reading the vocabulary's own files: TSV with comment lines (`#`) and a header line, and TOML.

Invariant: a row has exactly the header's columns; anything else is an error that names file and line.
"""

from __future__ import annotations

from importlib import resources
from typing import NamedTuple

from dateline.errors import DatelineError


def data_text(name: str) -> str:
    """The text of a file in `vocab/data/`."""
    return (resources.files("dateline.vocab") / "data" / name).read_text(encoding="utf-8")


class Row(NamedTuple):
    """A row of a vocabulary file: `where` is file and line, `cells` are by column."""

    where: str
    cells: dict[str, str]


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one of the vocabulary's own TSV files, by column.

    Raises:
        DatelineError: `bad-vocabulary` with file and line where a row does not have the header's columns.
    """
    return [row.cells for row in numbered_rows(name)]


def numbered_rows(name: str) -> list[Row]:
    """The same, with the line of each row."""
    return table_rows(name, data_text(name))


def table_rows(name: str, text: str) -> list[Row]:
    """The rows of a TSV text.

    Args:
        name: what to call the file in errors.
        text: lines with a header; `#` begins a comment line.

    Raises:
        DatelineError: `bad-vocabulary` with file and line where a row does not have the header's columns.
    """
    header: list[str] | None = None
    found: list[Row] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if header is None:
            header = cells
        elif len(cells) != len(header):
            raise DatelineError("bad-vocabulary", f"{name}:{number}", f"{len(cells)} columns, {len(header)} expected")
        else:
            found.append(Row(f"{name}:{number}", dict(zip(header, (cell.strip() for cell in cells), strict=True))))
    return found
