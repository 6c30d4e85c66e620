"""Reading the vocabulary's own files: TSV with comment lines (`#`) and a header line, and TOML.

Invariant: a row has exactly the header's columns; anything else is an error that names file and line.
"""

from __future__ import annotations

from importlib import resources

from dateline.errors import DatelineError


def data_text(name: str) -> str:
    """The text of a file in `vocab/data/`."""
    return (resources.files("dateline.vocab") / "data" / name).read_text(encoding="utf-8")


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a TSV file, by column.

    Raises:
        DatelineError: `bad-vocabulary` with file and line where a row does not have the header's columns.
    """
    header: list[str] | None = None
    found: list[dict[str, str]] = []
    for number, line in enumerate(data_text(name).splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if header is None:
            header = cells
        elif len(cells) != len(header):
            raise DatelineError("bad-vocabulary", f"{name}:{number}", f"{len(cells)} columns, {len(header)} expected")
        else:
            found.append(dict(zip(header, (cell.strip() for cell in cells), strict=True)))
    return found
