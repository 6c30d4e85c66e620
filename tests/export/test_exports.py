"""Exports: JSON lines come back equal, CSV is harmless and whole, GeoJSON invents no point."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from dateline.cli import app
from dateline.errors import DatelineError
from dateline.export.claim_rows import ClaimRow, ExportedClaim, exported_claim
from dateline.export.csv import write_csv
from dateline.export.discretion import Discretion
from dateline.export.geojson import write_features
from dateline.export.incident_lines import incident_line, whole_incident
from dateline.export.jsonl import read_claims, write_lines
from dateline.export.options import ExportOptions
from dateline.export.public import ClaimLine, claim_line, lines, schemas
from dateline.export.table import Cell, columns_of, harmless
from dateline.export.writers import Records, table
from dateline.ledger import ClaimFilter, Ledger, open_ledger
from dateline.records import Coded, Count, Document, Incident, Party, Place, Span
from dateline.run.pipeline import code_document
from dateline.run.rows import Rows
from dateline.run.session import incidents
from dateline.terms import CountKind
from strategies import ALPHABET, codings, document, texts

EXAMPLES = str(Path(__file__).parent.parent.parent / "examples")
FORMULAS = ("=", "+", "-", "@", "\t", "\r")
CODED = code_document(document("Rebels shelled a market in Sirte, Libya, on 4 May 2015, killing 12 people."))
EVERYTHING = Discretion(ExportOptions(names=True, quotes=True))


def claim_lines(ledger: Ledger) -> list[ClaimLine]:
    return [claim_line(told.claim, told.document) for told in ledger.claims()]


def a_claim(**more: Any) -> ExportedClaim:
    return exported_claim(msgspec.structs.replace(CODED.claims[0], **more), CODED.document, None, EVERYTHING)


def csv_rows(claims: list[ExportedClaim]) -> list[dict[str, str]]:
    written = io.StringIO(newline="")
    assert write_csv(table(Records.CLAIMS, claims), written) == len(claims)
    return list(csv.DictReader(io.StringIO(written.getvalue(), newline="")))


@given(codings())
def test_json_lines_come_back_equal(coded: Coded) -> None:
    written = io.StringIO()
    told = [claim_line(claim, coded.document) for claim in coded.claims]
    assert write_lines(told, written) == len(told)
    assert list(read_claims(io.StringIO(written.getvalue()))) == told
    assert written.getvalue().count("\n") == len(told)


def test_what_the_command_exports_is_what_the_ledger_holds(address: str, tmp_path: Path) -> None:
    target = tmp_path / "claims.jsonl"
    result = CliRunner().invoke(app, ["export", "jsonl", "--names", "--ledger", address, "--out", str(target)])
    assert result.exit_code == 0
    with open_ledger(address) as ledger, target.open(encoding="utf-8") as stream:
        assert list(read_claims(stream)) == claim_lines(ledger) != []


def test_what_code_prints_is_what_an_export_holds(address: str) -> None:
    printed = CliRunner().invoke(app, ["code", EXAMPLES])
    exported = CliRunner().invoke(app, ["export", "jsonl", "--names", "--ledger", address])
    found = {line["id"]: line for line in map(json.loads, exported.stdout.splitlines())}
    assert len(found) == len(printed.stdout.splitlines()) > 50
    for line in map(json.loads, printed.stdout.splitlines()):
        assert {name: found[line["id"]][name] for name in line} == line


def test_a_line_that_is_no_claim_is_named() -> None:
    written = io.StringIO()
    write_lines([a_claim()], written)
    with pytest.raises(DatelineError, match="line 2") as caught:
        list(read_claims([written.getvalue(), '{"v": 1}\n']))
    assert caught.value.code == "bad-record"


@given(texts(), st.sampled_from(["claims", "stories", "statements", "places", "times"]))
def test_every_line_keeps_to_its_schema(text: str, what: str) -> None:
    validator = Draft202012Validator(schemas()[what])
    for line in lines(code_document(document(text)), what):
        assert [error.message for error in validator.iter_errors(json.loads(msgspec.json.encode(line)))] == []


def test_the_schemas_refuse_what_is_no_claim() -> None:
    validator = Draft202012Validator(schemas()["claims"])
    line = json.loads(msgspec.json.encode(a_claim()))
    assert validator.is_valid(line)
    assert not validator.is_valid(line | {"type": "BRAWL"})
    assert not validator.is_valid({name: value for name, value in line.items() if name != "trigger"})


@given(st.text(ALPHABET, max_size=20))
@example("=HYPERLINK(1)")
@example("＝1+1")
@example("\t=1")
def test_no_cell_begins_like_a_formula(text: str) -> None:
    cell = harmless(text)
    assert isinstance(cell, str)
    assert not cell.startswith(FORMULAS)
    assert cell in (text, "'" + text)
    assert (cell == text) or not text[0].isalnum()


@pytest.mark.parametrize("value", [-3, 0, 12.5, -16.5, None, True])
def test_numbers_stay_numbers(value: Cell) -> None:
    assert harmless(value) is value


@given(codings())
def test_csv_has_a_row_a_claim_and_comes_back(coded: Coded) -> None:
    told = [exported_claim(claim, coded.document, None, EVERYTHING) for claim in coded.claims]
    rows = csv_rows(told)
    assert [row["id"] for row in rows] == [line.id for line in told]
    for row, line in zip(rows, told, strict=True):
        assert list(row) == [column.name for column in columns_of(ClaimRow)]
        assert row["trigger"] == harmless(line.trigger.text)
        assert row["lon"] == ("" if line.place is None else str(line.place.lon))
        assert not any(cell.startswith(FORMULAS) for cell in row.values() if cell and not _is_number(cell))


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize("begin", FORMULAS)
def test_a_formula_in_any_column_of_text_is_made_harmless(begin: str) -> None:
    words = f"{begin}cmd|' /C calc'!A0"
    line = msgspec.structs.replace(
        a_claim(
            actors=(Party(text=words, span=Span(0, 6), name=words, id=words),),
            recipients=(Party(text=words, span=Span(0, 6)),),
            place=Place(text=words, span=Span(0, 6), admin1=words),
        ),
        publisher=words, title=words, url=words, document=words,
    )  # fmt: skip
    (row,) = csv_rows([line])
    for column in ("actors", "actor_ids", "recipients", "place", "admin1", "publisher", "title", "url", "document"):
        assert row[column] == "'" + words


def test_csv_columns_hold_tolls() -> None:
    def row(*counts: Count) -> dict[str, str]:
        return csv_rows([a_claim(counts=counts)])[0]

    killed = Count(kind=CountKind.KILLED, low=12, high=None, text="at least 12", span=Span(0, 6))
    assert (row(killed)["killed_low"], row(killed)["killed_high"]) == ("12", "")
    assert row(killed)["counts"] == "killed: at least 12"
    assert (row()["killed_low"], row()["injured_low"]) == ("", "")


def test_geojson_has_a_point_where_there_is_one_and_counts_the_rest(address: str) -> None:
    with open_ledger(address) as ledger:
        told = claim_lines(ledger)
    written = io.StringIO()
    number = write_features(told, written)
    collection = json.loads(written.getvalue())
    placed = [line for line in told if line.place and line.place.lat is not None]
    assert (len(collection["features"]), number) == (len(placed), len(placed))
    assert collection["without_place"] == len(told) - len(placed) > 0
    for feature, line in zip(collection["features"], placed, strict=True):
        assert line.place
        assert feature["geometry"] == {"type": "Point", "coordinates": [line.place.lon, line.place.lat]}
        assert feature["properties"] == json.loads(msgspec.json.encode(line))
        assert -180 <= feature["geometry"]["coordinates"][0] <= 180
        assert -90 <= feature["geometry"]["coordinates"][1] <= 90


def incident_of(ledger: Ledger, place: str) -> Incident:
    return next(i for i in incidents(ledger) if (incident_line(i, documents(ledger)).place or "") == place)


def documents(ledger: Ledger) -> dict[str, Document]:
    return {told.id: told for told in ledger.documents()}


def test_an_incident_s_row_holds_the_least_and_the_most_and_what_is_disputed(address: str) -> None:
    with open_ledger(address) as ledger:
        row = incident_line(incident_of(ledger, "Sarāqib"), documents(ledger))
    assert (row.killed_low, row.killed_high) == (12, 31)
    assert row.disputed == "actor; killed"
    assert (row.country, row.geonames) == ("SY", 164816)
    assert row.documents == row.accounts == 3
    assert row.origins.count("saraqib") == 3


def test_incidents_come_back_from_csv(address: str) -> None:
    written = io.StringIO(newline="")
    with open_ledger(address) as ledger:
        rows = list(Rows(ledger, ClaimFilter(), ExportOptions()).incidents())
        write_csv(table(Records.INCIDENTS, rows), written)
    found = list(csv.DictReader(io.StringIO(written.getvalue(), newline="")))
    assert [(row["id"], row["claims"], row["place"]) for row in found] == [
        (row.id, str(row.claims), row.place or "") for row in rows
    ]


def test_a_whole_incident_keeps_every_claim_and_says_why(address: str) -> None:
    with open_ledger(address) as ledger:
        incident = incident_of(ledger, "Popayán")
        whole = whole_incident(incident, documents(ledger), ledger.links_of(incident.id).values())
    told = [claim for account in whole.accounts for claim in account.claims]
    assert len(told) == whole.incident.claims == len(whole.links)
    assert {link.claim for link in whole.links} == {claim.id for claim in told}
    assert sorted(len(account.documents) for account in whole.accounts) == [1, 3]
    decoded = msgspec.json.decode(msgspec.json.encode(whole), type=type(whole))
    assert decoded == whole
