"""From rows to files: which writer serves which format.

Invariant: the same rows and options make the same bytes, whenever they are written.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from typing import Any, BinaryIO, Final, TextIO

import msgspec

from dateline import __version__
from dateline.export.account_rows import AccountRow, ExportedAccount, account_row
from dateline.export.claim_rows import ClaimRow, ExportedClaim, claim_row
from dateline.export.csv import write_csv
from dateline.export.geojson import collection_schema, write_features
from dateline.export.incident_rows import ExportedIncident
from dateline.export.jsonl import write_lines
from dateline.export.options import LONGEST_QUOTE, ExportOptions
from dateline.export.parquet import write_parquet
from dateline.export.shape import Shape, View
from dateline.export.shapes import SHAPES
from dateline.export.table import Table, columns_of, row_schema, table_of
from dateline.export.xlsx import write_xlsx

BINARY: Final = frozenset({"parquet", "xlsx"})
"""Formats that are no text."""
Exported = ExportedClaim | ExportedIncident | ExportedAccount


class Records(StrEnum):
    """What is exported."""

    CLAIMS = "claims"
    INCIDENTS = "incidents"
    ACCOUNTS = "accounts"


EXPORTED: Final[dict[Records, type[msgspec.Struct]]] = {
    Records.CLAIMS: ExportedClaim,
    Records.INCIDENTS: ExportedIncident,
    Records.ACCOUNTS: ExportedAccount,
}
"""What a JSON line holds."""
ROWS: Final[dict[Records, type[msgspec.Struct]]] = {
    Records.CLAIMS: ClaimRow,
    Records.INCIDENTS: ExportedIncident,
    Records.ACCOUNTS: AccountRow,
}
"""What a row of a table holds."""


def table(kind: Records, records: Iterable[Exported]) -> Table:
    """The table of records of a kind."""
    return table_of(ROWS[kind], map(_row, records))


def _row(record: Exported) -> msgspec.Struct:
    if isinstance(record, ExportedClaim):
        return claim_row(record)
    return account_row(record) if isinstance(record, ExportedAccount) else record


def notes(options: ExportOptions) -> dict[str, str]:
    """What a file says about itself."""
    grid = "as the text names the places" if options.coarsen is None else f"rounded to {options.coarsen:g} degrees"
    return {
        "made by": f"dateline {__version__}",
        "places": "Place data: GeoNames, CC BY 4.0",
        "coordinates": grid,
        "passages": "whole" if options.quotes else f"at most {LONGEST_QUOTE} words",
        "names": "all" if options.names else "those of private persons who are victims are withheld",
    }


def write_records(
    format_: str, kind: Records, records: Iterable[Exported], out: BinaryIO, about: Mapping[str, str]
) -> int:
    """Write records in one of the general formats; how many.

    Args:
        format_: jsonl, csv, geojson, parquet or xlsx.
        kind: what the records are.
        records: all of that kind.
        out: where to.
        about: what the file says about itself, where the format has room for it.

    Raises:
        DatelineError: `no-extra` or `too-many-rows`.
    """
    if format_ == "parquet":
        return write_parquet(table(kind, records), out, about)
    if format_ == "xlsx":
        return write_xlsx(kind.value, table(kind, records), out, about)
    with _text(out) as text:
        if format_ == "csv":
            return write_csv(table(kind, records), text)
        return write_features(records, text) if format_ == "geojson" else write_lines(records, text)


def write_shape(shape: Shape[View], views: Iterable[View], out: BinaryIO) -> int:
    """Write rows in one of the field's own shapes; how many."""
    with _text(out) as text:
        return shape.write(views, text)


@contextmanager
def _text(out: BinaryIO) -> Iterator[TextIO]:
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", errors="surrogatepass")
    try:
        yield text
    finally:
        text.flush()
        text.detach()


def schemas() -> dict[str, dict[str, Any]]:
    """JSON Schema (2020-12) of each kind of line, row and map that is exported, by name."""
    found: dict[str, dict[str, Any]] = {}
    for kind in Records:
        line = {"$schema": "https://json-schema.org/draft/2020-12/schema"} | msgspec.json.schema(EXPORTED[kind])
        found[f"export-{kind.value}"] = line
        found[f"export-{kind.value}-table"] = row_schema(f"{kind.value}, a row", columns_of(ROWS[kind]))
        found[f"export-{kind.value}-geojson"] = collection_schema(line)
    return found | {f"export-{name}": shape.schema() for name, shape in SHAPES.items()}
