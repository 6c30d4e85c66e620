"""What exports leave out: names of victims, long quotations, exact coordinates; and what stays."""

from __future__ import annotations

import io
import json
import math
import re
from pathlib import Path

import msgspec
import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from dateline.cli import app
from dateline.export.discretion import WITHHELD, Discretion, on_grid
from dateline.export.options import ExportOptions
from dateline.export.passages import passage_of
from dateline.export.victims import Withheld, private_names
from dateline.export.writers import Records, notes, write_records
from dateline.ledger import ClaimFilter, open_ledger
from dateline.records import Coded, Party, Span
from dateline.run.rows import Rows
from dateline.terms import PartyKind
from strategies import codings

GENERAL = ("jsonl", "csv", "geojson")
SHAPES = ("polecat", "ucdp", "acled", "gdelt")


def printed(address: str, *arguments: str) -> str:
    result = CliRunner().invoke(app, ["export", *arguments, "--ledger", address])
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.mark.parametrize(
    "arguments", [*((f, "--what", w) for f in GENERAL for w in Records), *((shape,) for shape in SHAPES)]
)
def test_no_text_export_names_a_victim_unless_asked(victims: str, arguments: tuple[str, ...]) -> None:
    told = printed(victims, *arguments)
    assert len(told) > 200
    assert re.findall(r"(?i)haddad|\bamal\b|omar|khalil|nasser", told) == []


@pytest.mark.parametrize("what", Records)
def test_no_binary_export_names_a_victim_unless_asked(victims: str, tmp_path: Path, what: Records) -> None:
    for format_, read in (("parquet", pandas.read_parquet), ("xlsx", pandas.read_excel)):
        path = tmp_path / format_
        CliRunner().invoke(app, ["export", format_, "--what", what, "--ledger", victims, "--out", str(path)])
        told = read(path).to_csv()
        assert "Sirte" in told
        assert not re.search(r"(?i)haddad|nasser", told)


@pytest.mark.parametrize("what", Records)
def test_names_come_when_they_are_asked_for(victims: str, what: Records) -> None:
    told = printed(victims, "jsonl", "--what", what, "--names")
    assert "Amal Haddad" in told
    assert WITHHELD not in told


def test_a_withheld_name_leaves_its_mark_in_the_passage_and_the_party(victims: str) -> None:
    claims = [json.loads(line) for line in printed(victims, "jsonl").splitlines()]
    shot = next(
        claim for claim in claims if claim["trigger"]["text"].startswith("shot") and claim["title"].startswith("Teach")
    )
    assert shot["recipients"][0]["name"] == WITHHELD
    assert f"Gunmen shot dead {WITHHELD}, a 34-year-old teacher" in shot["passage"]["text"]
    assert shot["title"] == f"Teacher {WITHHELD} shot dead in Sirte"
    assert shot["url"] is None
    assert shot["document"] == shot["document_id"]


def test_officials_and_those_whom_the_vocabulary_knows_keep_their_names(victims: str) -> None:
    told = printed(victims, "jsonl")
    assert "Gaddafi" in told
    assert "Abdel Fattah Younes" in told


def party(text: str, kind: PartyKind | None = None, *roles: str) -> Party:
    return Party(text=text, span=Span(0, len(text)), name=text, kind=kind, roles=roles)


@pytest.mark.parametrize(
    ("one", "names"),
    [
        (party("Amal Haddad"), {"Amal Haddad"}),
        (party("Haddad", PartyKind.PERSON), {"Haddad"}),
        (party("Lina Farouk", PartyKind.PERSON, "JRN"), {"Lina Farouk"}),
        (party("Dr. Yusuf bin Salem", PartyKind.PERSON, "MED"), {"Yusuf bin Salem"}),
        (party("the family of Nadia Rahimi", PartyKind.GROUP, "CVL"), {"Nadia Rahimi"}),
        (party("Karim Barakat", PartyKind.PERSON, "GOV"), set()),
        (party("General Karim Barakat", PartyKind.PERSON, "MIL"), set()),
        (party("Vladimir Putin", PartyKind.PERSON), set()),
        (party("the Northern Observatory"), set()),
        (party("Saint Mary Hospital"), set()),
        (party("protesters", PartyKind.GROUP, "OPP"), set()),
        (party("Syrian government forces", PartyKind.GROUP, "MIL"), set()),
        (party("Sirte"), set()),
        (party("three Libyans", PartyKind.GROUP, "CVL"), set()),
    ],
)
def test_who_is_a_private_person(one: Party, names: set[str]) -> None:
    assert set(private_names(one)) == names


def test_a_place_is_no_person(victims: str) -> None:
    with open_ledger(victims) as ledger:
        claim = next(ledger.claims()).claim
    shelled = msgspec.structs.replace(claim, recipients=(party("Khan Younis"), party("Amal Haddad")))
    assert Withheld([shelled], {}, lambda name: name == "Khan Younis").of(claim.document) == {"Amal Haddad"}
    assert Withheld([shelled], {}, lambda name: False).of(claim.document) == {"Amal Haddad", "Khan Younis"}


def test_a_name_that_one_report_has_is_left_out_of_all_reports_of_the_incident(victims: str) -> None:
    with open_ledger(victims) as ledger:
        first, *_, last = (told.claim for told in ledger.claims())
    named = msgspec.structs.replace(first, recipients=(party("Amal Haddad"),))
    last = msgspec.structs.replace(last, recipients=())
    linked = {named.id: "i1", last.id: "i1"}
    assert Withheld([named, last], linked, lambda name: False).of(last.document) == {"Amal Haddad"}
    assert Withheld([named, last], {}, lambda name: False).of(last.document) == set()


def test_choosing_few_claims_does_not_bring_a_name_back(victims: str) -> None:
    assert "Haddad" not in printed(victims, "jsonl", "--type", "ACCUSE")
    assert "Haddad" not in printed(victims, "jsonl", "--min-confidence", "0.9")


@given(codings(), st.integers(1, 30))
def test_a_passage_is_words_of_the_document_around_the_trigger(coded: Coded, longest: int) -> None:
    for claim in coded.claims:
        quoted = passage_of(claim, coded.document, longest)
        assert quoted.text == coded.document.text[quoted.span.start : quoted.span.end]
        whole = passage_of(claim, coded.document, None)
        assert whole.span == claim.evidence
        words = len(claim.trigger.text.split())
        assert len(quoted.text.split()) <= longest or quoted == whole
        if words + 2 <= longest:
            assert claim.trigger.span.overlaps(quoted.span) or not claim.trigger.text.strip()


def test_passages_are_cut_at_25_words_unless_asked(address: str) -> None:
    cut = [json.loads(line) for line in printed(address, "jsonl").splitlines()]
    whole = [json.loads(line) for line in printed(address, "jsonl", "--quotes").splitlines()]
    assert max(len(claim["passage"]["text"].split()) for claim in cut) == 25
    assert max(len(claim["passage"]["text"].split()) for claim in whole) > 25
    assert all(claim["passage_whole"] for claim in whole)
    for short, long in zip(cut, whole, strict=True):
        assert short["passage_whole"] == (short["passage"] == long["passage"])


@pytest.mark.parametrize(("degrees", "step", "line"), [(35.8645, 0.1, 35.9), (-76.6132, 0.5, -76.5), (-0.01, 0.1, 0.0)])
def test_a_coordinate_goes_to_the_nearest_line_of_the_grid(degrees: float, step: float, line: float) -> None:
    assert str(on_grid(degrees, step)) == str(line)


@given(st.floats(-180, 180), st.sampled_from([0.01, 0.1, 0.25, 0.5, 1.0, 5.0]))
def test_no_coordinate_moves_by_more_than_half_a_cell(degrees: float, step: float) -> None:
    line = on_grid(degrees, step)
    assert abs(line - degrees) <= step / 2 + 1e-5
    assert math.isclose(line / step, round(line / step), abs_tol=1e-4)


@pytest.mark.parametrize("format_", ["jsonl", "csv", "geojson", "ucdp", "acled", "polecat"])
def test_coarsened_coordinates_say_so(address: str, format_: str) -> None:
    told = printed(address, format_, "--coarsen", "0.1")
    assert "35.8645" in printed(address, format_)
    assert "35.8645" not in told
    assert "35.9" in told
    assert re.search(r'"coarsened":0\.1|,0\.1,|0\.1 degrees', told)


def test_gdelt_rows_are_coarsened_too(address: str) -> None:
    assert "35.8645" not in printed(address, "gdelt", "--coarsen", "0.1")


def test_coarsening_moves_points_and_nothing_else(address: str) -> None:
    with open_ledger(address) as ledger:
        plain = list(Rows(ledger, ClaimFilter(), ExportOptions()).claims())
        coarse = list(Rows(ledger, ClaimFilter(), ExportOptions(coarsen=0.5)).claims())
    for before, after in zip(plain, coarse, strict=True):
        assert msgspec.structs.replace(after, place=before.place, coarsened=None) == before
        if after.place and after.place.lat is not None:
            assert after.place.lat * 2 == round(after.place.lat * 2)


def test_a_file_says_what_was_left_out() -> None:
    out = io.BytesIO()
    about = notes(ExportOptions(coarsen=0.1))
    write_records("xlsx", Records.CLAIMS, (), out, about)
    assert "withheld" in about["names"]
    assert "0.1" in about["coordinates"]
    assert "25" in about["passages"]
    assert notes(ExportOptions(names=True, quotes=True))["names"] == "all"


@given(codings())
def test_without_victims_everything_is_told_as_it_is(coded: Coded) -> None:
    plain = Discretion(ExportOptions(names=True))
    for claim in coded.claims:
        assert plain.claim(claim) is claim
    assert plain.document(coded.document) is coded.document
