"""The commands, as a user types them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline.cli import app
from dateline.errors import DatelineError

STORY = "Rebels shelled a market in Sirte, Libya, on 4 May 2015, killing at least 12 people, officials said.\n"
READERS = ("trained", "first")
runner = CliRunner()


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY)
    return path


@pytest.fixture
def ledger(tmp_path: Path, story: Path) -> str:
    path = str(tmp_path / "a.ledger")
    assert runner.invoke(app, ["run", str(story), "--ledger", path]).exit_code == 0
    return path


def test_code_prints_one_claim_a_line(story: Path) -> None:
    result = runner.invoke(app, ["code", str(story)])
    assert result.exit_code == 0
    (claim,) = map(json.loads, result.stdout.splitlines())
    assert (claim["v"], claim["type"], claim["document"]) == (1, "ASSAULT", str(story))
    start, end = claim["trigger"]["span"]
    assert STORY[start:end] == claim["trigger"]["text"] == "shelled"


@pytest.mark.parametrize("what", ["stories", "statements", "places", "times"])
def test_code_prints_what_is_asked_for(story: Path, what: str) -> None:
    result = runner.invoke(app, ["code", str(story), "--what", what])
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert lines
    assert all(line["v"] == 1 and line["document"] == str(story) for line in lines)


def test_code_names_what_it_rejects_and_goes_on(story: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text(" ")
    result = runner.invoke(app, ["code", str(tmp_path)])
    assert result.exit_code == 3
    assert "[empty]" in result.stderr
    assert json.loads(result.stdout)["type"] == "ASSAULT"


def test_published_gives_weekdays_their_days(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Rebels shelled a market in Sirte on Tuesday.")
    result = runner.invoke(app, ["code", str(path), "--published", "2025-11-06"])
    assert json.loads(result.stdout)["date"]["start"] == "2025-11-04"


def test_run_twice_adds_nothing(ledger: str, story: Path) -> None:
    result = runner.invoke(app, ["run", str(story), "--ledger", ledger, "--json"])
    assert json.loads(result.stdout)["new"] == 0


def test_show_tells_what_the_ledger_holds(ledger: str) -> None:
    assert json.loads(runner.invoke(app, ["show", "--ledger", ledger, "--json"]).stdout)["claims"] == 1
    assert "story.txt" in runner.invoke(app, ["show", "--ledger", ledger]).stdout


@pytest.mark.parametrize(
    ("options", "number"),
    [
        ([], 1),
        (["--type", "assault"], 1),
        (["--type", "PROTEST"], 0),
        (["--status", "denied"], 0),
        (["--country", "ly"], 1),
        (["--place", "sirt"], 1),
        (["--since", "2015-05-05"], 0),
        (["--until", "2015-05-04"], 1),
        (["--actor", "rebels"], 1),
        (["--recipient", "rebels"], 0),
        (["--party", "REBELS"], 1),
        (["--source", "officials"], 1),
        (["--min-confidence", "1.0"], 0),
        (["--limit", "1"], 1),
    ],
)
def test_claims_are_chosen_by_filters(ledger: str, options: list[str], number: int) -> None:
    result = runner.invoke(app, ["claims", "--ledger", ledger, "--json", *options])
    assert len(result.stdout.splitlines()) == number
    table = runner.invoke(app, ["claims", "--ledger", ledger, *options])
    assert ("shelled" in table.stdout) == bool(number)


def test_incidents_show_accounts(ledger: str) -> None:
    assert "1 incident\n" in runner.invoke(app, ["incidents", "--ledger", ledger]).stdout
    assert "0 incidents" in runner.invoke(app, ["incidents", "--ledger", ledger, "--disputed"]).stdout
    (line,) = runner.invoke(app, ["incidents", "--ledger", ledger, "--json"]).stdout.splitlines()
    assert json.loads(line)["killed_low"] == 12


def test_explain_shows_the_passage_and_how_values_came_about(ledger: str) -> None:
    claim = json.loads(runner.invoke(app, ["claims", "--ledger", ledger, "--json"]).stdout)
    shown = runner.invoke(app, ["explain", claim["id"][:8], "--ledger", ledger]).stdout
    assert "shelled[trigger]" in shown
    assert "GeoNames 2210554" in shown
    incident = json.loads(runner.invoke(app, ["incidents", "--ledger", ledger, "--json"]).stdout)
    assert "founds the incident" in runner.invoke(app, ["explain", incident["id"], "--ledger", ledger]).stdout


@pytest.mark.parametrize("format_", ["jsonl", "csv", "geojson"])
@pytest.mark.parametrize("what", ["claims", "incidents", "accounts"])
def test_export_writes_files(ledger: str, tmp_path: Path, format_: str, what: str) -> None:
    target = tmp_path / f"out.{format_}"
    result = runner.invoke(app, ["export", format_, "--what", what, "--ledger", ledger, "--out", str(target)])
    assert result.exit_code == 0
    assert "Sirte" in target.read_text(encoding="utf-8")
    assert "Sirte" in runner.invoke(app, ["export", format_, "--what", what, "--ledger", ledger]).stdout


def test_doctor_finds_all_well(ledger: str) -> None:
    result = runner.invoke(app, ["doctor", "--ledger", ledger, "--json"])
    assert result.exit_code == 0
    assert all(check["holds"] for check in json.loads(result.stdout))


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["claims", "--ledger", "nothing.ledger"], "no-ledger"),
        (["code", "x.txt", "--published", "yesterday"], "bad-date"),
        (["claims", "--ledger", "LEDGER", "--type", "BRAWL"], "bad-filter"),
        (["claims", "--ledger", "LEDGER", "--status", "over"], "bad-filter"),
        (["claims", "--ledger", "LEDGER", "--country", "Syria"], "bad-filter"),
        (["claims", "--ledger", "LEDGER", "--since", "2015-05-05", "--until", "2015-05-04"], "bad-filter"),
        (["claims", "--ledger", "LEDGER", "--since", "20150505"], "bad-date"),
        (["explain", "", "--ledger", "LEDGER"], "no-such-id"),
        (["run", "a.txt", "--ledger", "no/such/folder/a.ledger"], "no-output"),
        (["export", "csv", "--ledger", "LEDGER", "--out", "/proc/no-such-file"], "no-output"),
        (["explain", "cffff", "--ledger", "LEDGER"], "no-such-id"),
        (["explain", "iffff", "--ledger", "LEDGER"], "no-such-id"),
        (["export", "csv", "--ledger", "LEDGER", "--out", "no/such/folder/x.csv"], "no-output"),
    ],
)
def test_errors_are_coded(ledger: str, arguments: list[str], code: str) -> None:
    result = runner.invoke(app, [ledger if word == "LEDGER" else word for word in arguments])
    assert isinstance(result.exception, DatelineError)
    assert result.exception.code == code


def test_the_program_ends_with_one_line_and_no_traceback() -> None:
    command = [sys.executable, "-m", "dateline", "show", "--ledger", "nothing.ledger"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("dateline: nothing.ledger: there is no ledger there")
    assert "Traceback" not in done.stderr


COLOUR = re.compile(r"\x1b\[(?:\d+;)*(?:3|4|9|10)\d(?:;\d+)*m")
"""The terminal's codes for a colour; bold and underline are none."""


def seen(arguments: list[str], **environment: str | None) -> str:
    """What a command prints where the environment is this; None takes a variable away."""
    clean = {"FORCE_COLOR": None, "NO_COLOR": None, "COLUMNS": None, "TERM": "xterm-256color"}
    result = runner.invoke(app, arguments, env=clean | environment)
    assert result.exit_code == 0
    return result.stdout


def test_explain_is_in_colour_and_no_color_is_kept(ledger: str) -> None:
    claim = json.loads(seen(["claims", "--ledger", ledger, "--json"]))
    arguments = ["explain", claim["id"], "--ledger", ledger]
    assert COLOUR.search(seen(arguments, FORCE_COLOR="1"))
    for plain in (seen(arguments, FORCE_COLOR="1", NO_COLOR="1"), seen(arguments)):
        assert not COLOUR.search(plain)
        assert "[trigger]" in plain  # what colour says is said in words, too


def test_output_is_as_wide_as_columns_says(ledger: str) -> None:
    narrow, wide = (seen(["incidents", "--ledger", ledger], COLUMNS=width).splitlines() for width in ("64", "200"))
    assert max(map(len, narrow)) == 64 < max(map(len, wide))


@pytest.mark.parametrize("command", ["show", "claims", "incidents", "doctor", "explain", "run"])
def test_every_command_that_prints_tables_prints_json(ledger: str, story: Path, command: str) -> None:
    claim = json.loads(runner.invoke(app, ["claims", "--ledger", ledger, "--json"]).stdout)
    more = {"explain": [claim["id"]], "run": [str(story)]}.get(command, [])
    result = runner.invoke(app, [command, *more, "--ledger", ledger, "--json"])
    assert result.exit_code == 0
    assert [json.loads(line) for line in result.stdout.splitlines()] != []


def test_an_incident_s_json_holds_claims_as_code_prints_them(ledger: str, story: Path) -> None:
    incident = json.loads(runner.invoke(app, ["incidents", "--ledger", ledger, "--json"]).stdout)
    whole = json.loads(runner.invoke(app, ["explain", incident["id"], "--ledger", ledger, "--json"]).stdout)
    assert whole["incident"] == incident
    assert whole["accounts"][0]["claims"] == [json.loads(runner.invoke(app, ["code", str(story)]).stdout)]
    assert whole["links"][0]["reason"] == "founds the incident"


def test_an_empty_ledger_has_nothing_and_no_error(tmp_path: Path) -> None:
    path = str(tmp_path / "empty.ledger")
    (tmp_path / "folder").mkdir()
    result = runner.invoke(app, ["run", str(tmp_path / "folder"), "--ledger", path])
    assert (result.exit_code, "[empty]" in result.stderr) == (3, True)
    for command, printed in (("claims", "0 claims\n"), ("incidents", "0 incidents\n")):
        assert runner.invoke(app, [command, "--ledger", path]).stdout == printed
        assert runner.invoke(app, [command, "--ledger", path, "--json"]).stdout == ""
    assert runner.invoke(app, ["show", "--ledger", path]).exit_code == 0
    assert len(runner.invoke(app, ["export", "csv", "--ledger", path]).stdout.splitlines()) == 1


def test_standard_input_is_read_as_text_and_as_records() -> None:
    record = json.dumps({"id": "mine/1", "text": STORY})
    for given, name in ((STORY, "-"), (record + "\n", "mine/1")):
        result = runner.invoke(app, ["code", "-"], input=given)
        assert json.loads(result.stdout)["document"] == name


@pytest.mark.parametrize(
    ("arguments", "code"), [(["code"], 2), (["code", "a.txt", "--what", "lies"], 2), (["brawl"], 2), (["--version"], 0)]
)
def test_exit_codes_of_usage(arguments: list[str], code: int) -> None:
    assert runner.invoke(app, arguments).exit_code == code


def test_output_that_cannot_be_written_is_a_coded_error(ledger: str) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no /dev/full")
    command = [sys.executable, "-m", "dateline", "claims", "--ledger", ledger]
    with full.open("w") as stream:
        done = subprocess.run(command, stdout=stream, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("dateline: output: the output cannot be written (No space left on device)")
    assert "Traceback" not in done.stderr


def test_statements_are_listed_by_source_and_words(ledger: str) -> None:
    listed = runner.invoke(app, ["statements", "--ledger", ledger, "--json"])
    (said,) = map(json.loads, listed.stdout.splitlines())
    assert said["cue"]["text"] == "said"
    assert said["source"]["text"] == "officials"
    for option, value in (("--source", "OFFICIALS"), ("--containing", "market")):
        assert runner.invoke(app, ["statements", "--ledger", ledger, option, value, "--json"]).stdout == listed.stdout
        assert "0 statements" in runner.invoke(app, ["statements", "--ledger", ledger, option, "xyz"]).stdout


def test_the_first_reader_can_be_asked_for_and_says_so(story: Path) -> None:
    made = {
        json.loads(runner.invoke(app, ["code", str(story), "--reader", name]).stdout)["made_by"] for name in READERS
    }
    assert len(made) == 2


def test_claims_that_are_less_sure_than_asked_for_are_left_out(story: Path) -> None:
    assert runner.invoke(app, ["code", str(story), "--min-confidence", "1.0"]).stdout == ""
    assert runner.invoke(app, ["code", str(story), "--min-confidence", "0.1"]).stdout != ""


def test_bench_names_its_scripts_and_wants_the_data(tmp_path: Path) -> None:
    unknown = runner.invoke(app, ["bench", "nothing"])
    assert isinstance(unknown.exception, DatelineError)
    assert unknown.exception.code == "no-bench"
    assert "accuracy" in str(unknown.exception)
    missing = runner.invoke(app, ["bench", "accuracy", "--gold", str(tmp_path / "none")])
    assert isinstance(missing.exception, DatelineError)
    assert missing.exception.code == "missing"
