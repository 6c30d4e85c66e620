"""Every export opens in the tools that people use for it, keeps to its schema, and says where each value is from."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import sys
from pathlib import Path
from typing import Any

import duckdb
import geopandas
import openpyxl
import pandas
import polars
import pyarrow.parquet
import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from dateline.cli import app
from dateline.errors import DatelineError
from dateline.export import xlsx
from dateline.export.options import ExportOptions
from dateline.export.shapes import SHAPES
from dateline.export.table import Column, Kind, Table
from dateline.export.writers import Records, notes, schemas, table
from dateline.export.xlsx import write_xlsx
from dateline.ledger import ClaimFilter, open_ledger
from dateline.run.rows import Rows

WHATS = [kind.value for kind in Records]


def exported(address: str, folder: Path, *arguments: str) -> Path:
    target = folder / f"{'-'.join(arguments)}.{arguments[0]}"
    result = CliRunner().invoke(app, ["export", *arguments, "--ledger", address, "--out", str(target)])
    assert result.exit_code == 0, result.output
    return target


def asked(query: str) -> list[Any]:
    """What DuckDB answers."""
    answer = duckdb.sql(query)
    assert answer is not None
    return answer.fetchall()


def number_of(address: str, what: str) -> int:
    with open_ledger(address) as ledger:
        return len(list(Rows(ledger, ClaimFilter(), ExportOptions()).records(Records(what))))


def validate(schema: str, rows: list[dict[str, Any]]) -> None:
    validator = Draft202012Validator(schemas()[schema])
    assert rows
    assert [error.message for row in rows for error in validator.iter_errors(row)] == []


@pytest.mark.parametrize("what", WHATS)
def test_json_lines_open_in_pandas_and_duckdb_and_keep_to_their_schema(address: str, tmp_path: Path, what: str) -> None:
    path = exported(address, tmp_path, "jsonl", "--what", what)
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    validate(f"export-{what}", lines)
    frame = pandas.read_json(path, lines=True)
    (rows,) = asked(f"SELECT count(*) FROM read_json('{path}', format = 'newline_delimited')")
    assert len(frame) == len(lines) == rows[0] == number_of(address, what)


@pytest.mark.parametrize("what", WHATS)
def test_csv_opens_in_pandas_polars_and_duckdb(address: str, tmp_path: Path, what: str) -> None:
    path = exported(address, tmp_path, "csv", "--what", what)
    frame = pandas.read_csv(path)
    assert len(frame) == number_of(address, what)
    assert frame["lat"].dtype == "float64"
    other = polars.read_csv(path, infer_schema_length=None)
    assert other.columns == list(frame.columns)
    assert len(other) == len(frame)
    assert asked(f"SELECT count(*) FROM read_csv('{path}')") == [(len(frame),)]


@pytest.mark.parametrize("what", WHATS)
def test_parquet_opens_in_pandas_polars_and_duckdb_with_its_types(address: str, tmp_path: Path, what: str) -> None:
    path = exported(address, tmp_path, "parquet", "--what", what)
    rows = polars.read_parquet(path).to_dicts()
    assert len(rows) == number_of(address, what) == len(pandas.read_parquet(path))
    validate(f"export-{what}-table", [{k: str(v) if isinstance(v, dt.date) else v for k, v in r.items()} for r in rows])
    kinds = dict(asked(f"SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM '{path}')"))
    assert (kinds["start"], kinds["killed_low"], kinds["lat"]) == ("DATE", "BIGINT", "DOUBLE")
    about = pyarrow.parquet.read_schema(path).metadata
    assert about[b"places"].endswith(b"CC BY 4.0")


@pytest.mark.parametrize("what", WHATS)
def test_a_workbook_opens_with_numbers_and_days_and_without_formulas(address: str, tmp_path: Path, what: str) -> None:
    path = exported(address, tmp_path, "xlsx", "--what", what)
    book = openpyxl.load_workbook(path)
    sheet = book[what]
    header, *rows = sheet.iter_rows()
    assert len(rows) == number_of(address, what)
    column = {cell.value: n for n, cell in enumerate(header)}
    lats = [row[column["lat"]].value for row in rows if row[column["lat"]].value is not None]
    days = [row[column["start"]] for row in rows if row[column["start"]].value is not None]
    assert lats
    assert all(isinstance(lat, (int, float)) for lat in lats)
    assert days
    assert all(cell.is_date and isinstance(cell.value, dt.datetime) for cell in days)
    assert {cell.data_type for row in rows for cell in row} <= {"s", "n", "d", "b"}
    assert [cell.value for row in rows for cell in row if str(cell.value).startswith(("=", "+", "@"))] == []
    assert book["about"]["B1"].value.startswith("dateline ")
    assert len(pandas.read_excel(path)) == len(rows)


@pytest.mark.parametrize("what", WHATS)
def test_geojson_opens_in_geopandas_and_keeps_to_its_schema(address: str, tmp_path: Path, what: str) -> None:
    path = exported(address, tmp_path, "geojson", "--what", what)
    collection = json.loads(path.read_text(encoding="utf-8"))
    validate(f"export-{what}-geojson", [collection])
    frame = geopandas.read_file(path)
    assert len(frame) == len(collection["features"]) > 0
    assert len(frame) + collection["without_place"] == number_of(address, what)
    assert frame.crs.to_epsg() == 4326
    assert {geometry.geom_type for geometry in frame.geometry} == {"Point"}


def shape_rows(address: str, tmp_path: Path, name: str) -> list[dict[str, Any]]:
    """The rows of a shape as its usual reader takes them, with values of the columns' kinds."""
    shape = SHAPES[name]
    path = exported(address, tmp_path, name)
    names = [field.name for field in shape.fields]
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.reader(stream, delimiter=shape.separator)
        if shape.header:
            assert next(reader) == names
        found = [dict(zip(names, row, strict=True)) for row in reader]
    kinds = {field.name: field.kind for field in shape.fields}
    return [{n: _value(v, kinds[n], shape.missing) for n, v in row.items()} for row in found]


def _value(cell: str, kind: Kind, missing: str) -> str | int | float | None:
    if cell == missing:
        return None
    if kind is Kind.WHOLE:
        return int(cell)
    return float(cell) if kind is Kind.NUMBER else cell


@pytest.mark.parametrize("name", SHAPES)
def test_a_shape_opens_in_pandas_and_duckdb_and_keeps_to_its_schema(address: str, tmp_path: Path, name: str) -> None:
    shape = SHAPES[name]
    rows = shape_rows(address, tmp_path, name)
    validate(f"export-{name}", rows)
    path = tmp_path / f"{name}.{name}"
    frame = pandas.read_csv(
        path, sep=shape.separator, header=0 if shape.header else None, na_values=[shape.missing], dtype=str
    )
    assert frame.shape == (len(rows), len(shape.fields))
    options = f"delim = '{shape.separator}', header = {shape.header}, all_varchar = true"
    assert asked(f"SELECT count(*) FROM read_csv('{path}', {options})") == [(len(rows),)]
    ids = [row[shape.fields[0].name] for row in rows]
    assert len(set(ids)) == len(ids)
    with open_ledger(address) as ledger:
        known = {told.claim.id for told in ledger.claims()} | set(ledger.incident_of().values())
    assert set(ids) <= known


def test_every_claim_s_row_names_its_id_passage_and_source(address: str) -> None:
    with open_ledger(address) as ledger:
        for claim in Rows(ledger, ClaimFilter(), ExportOptions(names=True)).claims():
            text = ledger.document(claim.document_id).text
            start, end = claim.passage.span.start, claim.passage.span.end
            assert text[start:end] == claim.passage.text
            assert claim.trigger.text in claim.passage.text
            assert claim.incident is not None


def test_every_value_of_an_account_names_claims_that_give_it(address: str) -> None:
    with open_ledger(address) as ledger:
        claims = {told.claim.id: told.claim for told in ledger.claims()}
        accounts = list(Rows(ledger, ClaimFilter(), ExportOptions(names=True)).accounts())
    for account in accounts:
        for value in account.values:
            first = claims[value.claims[0]]
            given = {
                "actor": [p.name or p.text for p in first.actors],
                "recipient": [p.name or p.text for p in first.recipients],
                "status": [first.status.value],
                "killed": [count.text for count in first.counts],
            }.get(value.field)
            assert given is None or value.value in given
            assert value.sources == tuple(source.name or source.text for source in first.sources)
            assert first.trigger.text in value.passage.text
    assert {value.field for account in accounts for value in account.values} >= {"actor", "killed", "place", "time"}


def test_an_incident_s_accounts_stand_side_by_side(address: str, tmp_path: Path) -> None:
    frame = pandas.read_csv(exported(address, tmp_path, "csv", "--what", "accounts"))
    shelling = frame[(frame["place"] == "Sarāqib") & (frame["accounts"] == 3)]
    assert sorted(shelling["killed_low"]) == [12, 20, 31]
    assert list(shelling["account"]) == [1, 2, 3]
    assert shelling["passage"].str.len().min() > 0
    at_least = shelling[shelling["killed_low"] == 20]
    assert at_least["killed_high"].isna().all()


def test_an_export_does_not_depend_on_the_clock(address: str, tmp_path: Path) -> None:
    for arguments in (("xlsx",), ("parquet",), ("ucdp",), ("gdelt",)):
        first, second = tmp_path / "1", tmp_path / "2"
        first.mkdir(exist_ok=True)
        second.mkdir(exist_ok=True)
        assert exported(address, first, *arguments).read_bytes() == exported(address, second, *arguments).read_bytes()


def test_a_missing_package_is_named_with_its_extra(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    arguments = ["export", "parquet", "--ledger", address, "--out", str(tmp_path / "a.parquet")]
    result = CliRunner().invoke(app, arguments)
    assert isinstance(result.exception, DatelineError)
    assert result.exception.code == "no-extra"
    assert "dateline[parquet]" in str(result.exception)


@pytest.mark.parametrize("format_", ["parquet", "xlsx"])
def test_what_is_no_text_is_not_printed(address: str, format_: str) -> None:
    result = CliRunner().invoke(app, ["export", format_, "--ledger", address])
    assert isinstance(result.exception, DatelineError)
    assert result.exception.code == "no-file"


def test_a_shape_has_rows_of_one_kind(address: str) -> None:
    result = CliRunner().invoke(app, ["export", "ucdp", "--what", "claims", "--ledger", address])
    assert isinstance(result.exception, DatelineError)
    assert result.exception.code == "bad-what"
    assert CliRunner().invoke(app, ["export", "ucdp", "--what", "incidents", "--ledger", address]).exit_code == 0


def workbook(rows: list[tuple[Any, ...]], kind: Kind) -> Any:
    out = io.BytesIO()
    write_xlsx("a", Table((Column("x", kind),), rows), out, notes(ExportOptions()))
    return openpyxl.load_workbook(io.BytesIO(out.getvalue()))["a"]


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "http://x.example/", "00123", "a\x01b"]
)
def test_a_workbook_s_text_stays_text(text: str) -> None:
    cell = workbook([(text,)], Kind.TEXT)["A2"]
    assert cell.data_type == "s"
    assert cell.hyperlink is None
    assert not str(cell.value).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_workbook_holds_old_days_and_long_texts() -> None:
    assert workbook([(dt.date(1899, 12, 31),)], Kind.DAY)["A2"].value == "1899-12-31"
    assert workbook([(dt.date(2025, 1, 2),)], Kind.DAY)["A2"].value == dt.datetime(2025, 1, 2)
    long = workbook([("x" * 40_000,)], Kind.TEXT)["A2"].value
    assert len(long) == 32_767
    assert long.endswith("[cut]")


def test_a_sheet_that_is_full_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MOST_ROWS", 2)
    with pytest.raises(DatelineError) as caught:
        workbook([("a",)] * 3, Kind.TEXT)
    assert caught.value.code == "too-many-rows"


def test_an_empty_ledger_makes_empty_tables(tmp_path: Path) -> None:
    address = str(tmp_path / "empty.ledger")
    with open_ledger(address, create=True):
        pass
    for format_ in ("csv", "parquet", "xlsx", "geojson", "jsonl", *SHAPES):
        assert exported(address, tmp_path, format_).exists()
    assert pandas.read_parquet(tmp_path / "parquet.parquet").empty
    assert list(table(Records.CLAIMS, ()).rows) == []
