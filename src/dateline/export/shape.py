"""The field's own shapes: what each column of a foreign format holds, declared one by one.

Invariant: a column gives what the records say or nothing; what a shape has no value for is written as its own mark of a
missing value, never as a guess.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Generic, NamedTuple, TextIO, TypeVar

from dateline.export.csv import write_csv, write_tsv
from dateline.export.table import Cell, Column, Kind, Table, row_schema

View = TypeVar("View")
NOT_HELD = "not held"
"""What a column holds that dateline has no value for."""


class Field(NamedTuple, Generic[View]):
    """A column of a shape: what it holds, in words, and where that comes from; None where it stays empty."""

    name: str
    holds: str = NOT_HELD
    give: Callable[[View], Cell] | None = None
    kind: Kind = Kind.TEXT


class Shape(NamedTuple, Generic[View]):
    """A format of the field.

    `rows_of` says what a row is; `takes` which views it has rows for, and `leaves_out` says in words which it has not;
    `missing` stands for a value that is not known; `separator` is a comma or a tab.
    """

    name: str
    rows_of: str
    fields: tuple[Field[View], ...]
    takes: Callable[[View], bool]
    leaves_out: str
    missing: str = ""
    separator: str = ","
    header: bool = True

    def table(self, views: Iterable[View]) -> Table:
        """The rows of those views that the shape takes."""
        return Table(tuple(Column(field.name, field.kind) for field in self.fields), self._rows(views))

    def _rows(self, views: Iterable[View]) -> Iterator[tuple[Cell, ...]]:
        for view in views:
            if self.takes(view):
                yield tuple(field.give(view) if field.give else None for field in self.fields)

    def write(self, views: Iterable[View], out: TextIO) -> int:
        """Write the rows; how many."""
        table = self.table(views)
        if self.separator == "\t":
            return write_tsv(table, out, header=self.header, missing=self.missing)
        return write_csv(table, out)

    def schema(self) -> dict[str, Any]:
        """JSON Schema of a row as an object by column, with what each column holds."""
        schema = row_schema(self.name, self.table(()).columns)
        for field in self.fields:
            schema["properties"][field.name]["description"] = field.holds
        return schema
