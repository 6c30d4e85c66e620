"""Incidents, their accounts, and ledgers against each other, as a user types them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from dateline.cli import app

ROOT = Path(__file__).parent.parent.parent
DATA = ROOT / "tests" / "run" / "data"
runner = CliRunner()


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("ledger") / "a.ledger")
    assert runner.invoke(app, ["run", str(ROOT / "examples"), "--ledger", path]).exit_code == 3
    return path


def printed(*arguments: str) -> str:
    result = runner.invoke(app, list(arguments), env={"COLUMNS": "180"})
    assert result.exit_code == 0, result.output
    return result.stdout


def lines(*arguments: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in printed(*arguments, "--json").splitlines()]


def test_explain_shows_a_row_an_account_and_a_column_a_field(ledger: str) -> None:
    (incident,) = lines("incidents", "--ledger", ledger, "--place", "Saraqib", "--disputed-field", "killed")
    told = printed("explain", incident["id"], "--ledger", ledger)
    (heading,) = [line for line in told.splitlines() if line.startswith("account ") and "according to" in line]
    names = heading.split()
    assert names[-8:] == ["type", "actor", "recipient", "place", "time", "killed", "injured", "status"]
    assert all(f"account {number} " in told for number in (1, 2, 3))
    assert re.search(
        r"^killed +disputed +[a-z\d ]+\(account \d\) and [a-z\d ]+\(account \d\) cannot both", told, re.MULTILINE
    )
    assert "Observatory" in told
    assert "killed   12    12   31    most-accounts" in told


def test_explain_gives_the_verdicts_as_json(ledger: str) -> None:
    (incident,) = lines("incidents", "--ledger", ledger, "--place", "Saraqib", "--disputed")
    whole = json.loads(printed("explain", incident["id"], "--ledger", ledger, "--toll-rule", "latest", "--json"))
    verdicts = {field["field"]: field["verdict"] for field in whole["fields"]}
    assert (verdicts["killed"], verdicts["place"]) == ("disputed", "agreed")
    ids = {claim["id"] for account in whole["accounts"] for claim in account["claims"]}
    assert {c for field in whole["fields"] for version in field["versions"] for c in version["claims"]} <= ids
    assert {toll["rule"] for toll in whole["tolls"]} == {"latest"}


@pytest.mark.parametrize(
    ("place", "country"),
    [("Syria", "SY"), ("SY", "SY"), ("Saraqib", "SY"), ("sarāqib", "SY"), ("Cauca", "CO"), ("Nakuru County", "KE")],
)
def test_a_place_is_found_with_all_that_lies_in_it(ledger: str, place: str, country: str) -> None:
    found = lines("incidents", "--ledger", ledger, "--place", place)
    assert found
    assert {incident["country"] for incident in found} == {country}


def test_a_country_is_no_part_of_another_country_s_name(ledger: str) -> None:
    assert lines("incidents", "--ledger", ledger, "--place", "Niger") == []
    assert lines("incidents", "--ledger", ledger, "--place", "Nigeria")


def test_disputed_incidents_are_chosen_by_their_field(ledger: str) -> None:
    by_field = {
        name: {one["id"] for one in lines("incidents", "--ledger", ledger, "--disputed-field", name)}
        for name in ("killed", "status", "time")
    }
    assert len(by_field["killed"]) == 1
    assert by_field["status"]
    assert by_field["killed"].isdisjoint(by_field["status"])
    both = lines("incidents", "--ledger", ledger, "--disputed-field", "killed", "--disputed-field", "status")
    assert {one["id"] for one in both} == by_field["killed"] | by_field["status"]
    disputed = {one["id"] for one in lines("incidents", "--ledger", ledger, "--disputed")}
    assert set().union(*by_field.values()) <= disputed


def test_a_field_that_there_is_not_is_an_error(ledger: str) -> None:
    result = runner.invoke(app, ["incidents", "--ledger", ledger, "--disputed-field", "weather"])
    assert getattr(result.exception, "code", None) == "bad-filter"


@pytest.mark.parametrize(("rule", "best"), [("most-accounts", 12), ("lowest", 12), ("latest", 12)])
def test_the_toll_rule_is_in_every_row(ledger: str, rule: str, best: int) -> None:
    (incident,) = lines("incidents", "--ledger", ledger, "--disputed-field", "killed", "--toll-rule", rule)
    assert (incident["toll_rule"], incident["killed_best"]) == (rule, best)
    exported = printed("export", "jsonl", "--what", "incidents", "--ledger", ledger, "--toll-rule", rule)
    row = next(row for row in map(json.loads, exported.splitlines()) if row["id"] == incident["id"])
    assert (row["toll_rule"], row["killed_best"]) == (rule, best)


def test_by_document_gives_every_document_its_incidents(ledger: str) -> None:
    found = lines("incidents", "--ledger", ledger, "--by-document")
    assert len(found) == json.loads(printed("show", "--ledger", ledger, "--json"))["documents"]
    assert all(set(line) == {"document", "main", "incidents"} for line in found)
    disputed = lines("incidents", "--ledger", ledger, "--by-document", "--disputed")
    assert len(disputed) == len(found)
    ids = {one["id"] for one in lines("incidents", "--ledger", ledger, "--disputed")}
    assert {ident for line in disputed for ident in line["incidents"]} == ids
    assert f"{len(found)} documents" in printed("incidents", "--ledger", ledger, "--by-document")


def test_diff_of_a_ledger_with_itself_is_empty(ledger: str) -> None:
    assert lines("diff", ledger, ledger) == []
    assert "claims: 0 added, 0 lost, 0 changed" in printed("diff", ledger, ledger)


def test_diff_names_what_was_lost(ledger: str, tmp_path: Path) -> None:
    less = str(tmp_path / "b.ledger")
    printed("run", str(ROOT / "examples" / "bama-release.txt"), "--ledger", less)
    found = lines("diff", ledger, less)
    assert {one["kind"] for one in found if one["change"] == "lost"} == {"claim", "incident"}
    assert "lost" in printed("diff", ledger, less)


def test_compare_shows_what_the_ledger_has_and_the_rule(ledger: str) -> None:
    told = printed("compare", ledger, str(DATA / "invented_ged.csv"))
    assert "4 events: the ledger has 1, tells 0 otherwise, lacks 3" in told
    assert "at most 25 km apart" in told
    whole = json.loads(printed("compare", ledger, str(DATA / "invented_ged.csv"), "--days", "2", "--json"))
    assert [one["finding"] for one in whole["events"]] == ["has", "lacks", "lacks", "lacks"]
    assert "at most 2 apart" in whole["rule"]


def test_compare_names_what_is_told_otherwise(ledger: str) -> None:
    whole = json.loads(printed("compare", ledger, str(DATA / "invented_acled.csv"), "--json"))
    assert [(one["finding"], one["differs"]) for one in whole["events"]] == [
        ("otherwise", ["deaths", "days"]), ("has", []), ("lacks", []),
    ]  # fmt: skip


def test_stats_counts_reports_and_incidents_and_draws_them(ledger: str, tmp_path: Path) -> None:
    picture = tmp_path / "months.svg"
    told = printed("stats", "--ledger", ledger, "--svg", str(picture))
    held = json.loads(printed("show", "--ledger", ledger, "--json"))
    assert f"of {held['incidents']} incidents" in told
    assert picture.read_text().startswith("<svg")
    numbers = lines("stats", "--ledger", ledger)
    assert {number["by"] for number in numbers} == {"month", "type", "country"}
    assert all(number["reports"] >= number["incidents"] for number in numbers)


def test_a_picture_that_cannot_be_written_is_an_error(ledger: str) -> None:
    result = runner.invoke(app, ["stats", "--ledger", ledger, "--svg", "/no/such/folder/a.svg"])
    assert getattr(result.exception, "code", None) == "no-output"
