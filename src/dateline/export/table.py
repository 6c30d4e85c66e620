"""Tables: named columns of one kind each, and rows of plain cells, whatever file they are written to.

Invariant: a cell is of its column's kind or None; a column's kind never depends on the rows.
"""

from __future__ import annotations

import datetime as dt
import types
import typing
from collections.abc import Iterable
from enum import Enum, StrEnum
from functools import cache
from typing import Any, Final, NamedTuple

import msgspec

Cell = str | int | float | bool | dt.date | None


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    WHOLE = "whole number"
    NUMBER = "number"
    DAY = "day"
    TRUTH = "yes or no"


_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_KINDS: Final = {str: Kind.TEXT, bool: Kind.TRUTH, int: Kind.WHOLE, float: Kind.NUMBER, dt.date: Kind.DAY}
_JSON: Final[dict[Kind, dict[str, str]]] = {
    Kind.TEXT: {"type": "string"},
    Kind.WHOLE: {"type": "integer"},
    Kind.NUMBER: {"type": "number"},
    Kind.DAY: {"type": "string", "format": "date"},
    Kind.TRUTH: {"type": "boolean"},
}


class Column(NamedTuple):
    """A column."""

    name: str
    kind: Kind


class Table(NamedTuple):
    """Columns, and rows that can be gone through once."""

    columns: tuple[Column, ...]
    rows: Iterable[tuple[Cell, ...]]


def table_of(kind: type[msgspec.Struct], records: Iterable[msgspec.Struct]) -> Table:
    """The table of flat records, a column a field."""
    return Table(columns_of(kind), (_cells(record) for record in records))


@cache
def columns_of(kind: type[msgspec.Struct]) -> tuple[Column, ...]:
    """The columns of a flat record.

    Raises:
        TypeError: where a field is no plain value; that is a bug of ours.
    """
    return tuple(Column(name, _kind(hint)) for name, hint in typing.get_type_hints(kind).items())


def _kind(hint: Any) -> Kind:
    members = [h for h in typing.get_args(hint) if h is not type(None)] if isinstance(hint, types.UnionType) else [hint]
    if len(members) == 1 and isinstance(members[0], type):
        found = Kind.TEXT if issubclass(members[0], StrEnum) else _KINDS.get(members[0])
        if found is not None:
            return found
    raise TypeError(f"{hint} is no plain value")


def _cells(record: msgspec.Struct) -> tuple[Cell, ...]:
    values = (getattr(record, name) for name in record.__struct_fields__)
    return tuple(value.value if isinstance(value, Enum) else value for value in values)


def row_schema(title: str, columns: Iterable[Column], required: Iterable[str] = ()) -> dict[str, Any]:
    """JSON Schema (2020-12) of a row as an object by column; what is not `required` may be null."""
    always = set(required)
    properties = {c.name: _JSON[c.kind] if c.name in always else _or_null(_JSON[c.kind]) for c in columns}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _or_null(schema: dict[str, str]) -> dict[str, Any]:
    return schema | {"type": [schema["type"], "null"]}


def harmless(value: Cell) -> Cell:
    """A cell that no spreadsheet runs; numbers, days and None are left as they are."""
    return "'" + value if isinstance(value, str) and value.startswith(_FORMULA) else value
