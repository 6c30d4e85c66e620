"""Tables as Parquet, by pyarrow; it comes with the extra `parquet`.

Invariant: the file's types are those of the columns, whatever the rows hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Any, BinaryIO, Final

from dateline.errors import DatelineError
from dateline.export.table import Column, Kind, Table

_GROUP: Final = 50_000
"""Rows that are held in memory and written at once."""


def write_parquet(table: Table, out: BinaryIO, notes: Mapping[str, str]) -> int:
    """Write a table; how many rows.

    Args:
        table: what to write.
        out: where to.
        notes: what the file says about itself, in its metadata.

    Raises:
        DatelineError: `no-extra` where pyarrow is not installed.
    """
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise DatelineError("no-extra", "parquet", "pip install 'dateline[parquet]'") from error
    schema = pyarrow.schema([(column.name, _type(pyarrow, column)) for column in table.columns], metadata=dict(notes))
    rows, written = iter(table.rows), 0
    with pyarrow.parquet.ParquetWriter(out, schema, compression="zstd") as writer:
        while group := list(islice(rows, _GROUP)):
            by_column = zip(*group, strict=True)
            arrays = [pyarrow.array(cells, type=field.type) for cells, field in zip(by_column, schema, strict=True)]
            writer.write_table(pyarrow.Table.from_arrays(arrays, schema=schema))
            written += len(group)
    return written


def _type(pyarrow: Any, column: Column) -> Any:
    kinds = {
        Kind.TEXT: pyarrow.string,
        Kind.WHOLE: pyarrow.int64,
        Kind.NUMBER: pyarrow.float64,
        Kind.DAY: pyarrow.date32,
        Kind.TRUTH: pyarrow.bool_,
    }
    return kinds[column.kind]()
