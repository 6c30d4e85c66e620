"""The docs: every command, option, code, field and type is in them, and what they show can be typed."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
import typer
import yaml  # type: ignore[import-untyped]  # its stubs would be one more package
from typer.core import TyperGroup

from dateline.cli import app
from dateline.errors import CODES
from dateline.export.account_rows import AccountValue, ExportedAccount
from dateline.export.claim_rows import ExportedClaim
from dateline.export.incident_lines import AccountLine, IncidentLine, WholeIncident
from dateline.export.incident_rows import ExportedIncident
from dateline.export.public import LINES
from dateline.read.inputs import FORMATS
from dateline.records import Count, FieldVerdict, Link, Party, Place, Source, Time, Toll, Version
from dateline.run.by_document import DocumentLine
from dateline.run.compare import Comparison, Matched
from dateline.run.diff import Difference
from dateline.run.reference import ReferenceEvent
from dateline.run.stats import Number
from dateline.terms import CountKind, DatePrecision, PlacePrecision, SourceKind, Status, StoryKind, TollRule, Verdict
from dateline.vocab.ontology import event_types

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.glob("*.md"))


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def commands() -> dict[str, Any]:
    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)
    return dict(words_of(group, ""))


def words_of(group: TyperGroup, before: str) -> Iterator[tuple[str, Any]]:
    """The commands of a group and of the groups in it, by all their words."""
    for name, command in group.commands.items():
        if isinstance(command, TyperGroup):
            yield from words_of(command, f"{before}{name} ")
        elif not command.hidden:
            yield before + name, command


def options(command: Any) -> Iterator[str]:
    for parameter in command.params:
        if parameter.param_type_name == "option" and not parameter.hidden:
            yield from (*parameter.opts, *parameter.secondary_opts)


def section(text: str, heading: str) -> str:
    """What stands below a heading, up to the next one of its level."""
    found = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"no heading {heading}"
    return found.group(1)


@pytest.mark.parametrize("name", sorted(commands()))
def test_every_command_and_option_is_under_the_commands_heading(name: str) -> None:
    told = section(page("commands.md"), f"dateline {name}")
    assert [option for option in options(commands()[name]) if not re.search(rf"{re.escape(option)}\b", told)] == []


def test_every_command_says_what_it_does() -> None:
    assert [name for name, command in commands().items() if not (command.help or "").strip()] == []


def test_every_option_says_what_it_does() -> None:
    silent = [f"{name} {p.name}" for name, command in commands().items() for p in command.params if not p.help]
    assert silent == []


def test_the_pages_made_from_code_are_current() -> None:
    done = subprocess.run(
        [sys.executable, "scripts/write_docs.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.returncode) == ("", 0), done.stderr


def test_every_error_code_is_listed_with_its_next_step() -> None:
    told = page("errors.md")
    assert [code for code, (_, step) in CODES.items() if f"`{code}`" not in told or step not in told] == []


def test_every_type_and_mode_is_in_the_codebook() -> None:
    rows = dict(re.findall(r"^\| ([A-Z]+) \| .* \| (.*) \|$", section(page("codebook.md"), "Types"), re.MULTILINE))
    told = {name: () if modes == "–" else tuple(modes.split(", ")) for name, modes in rows.items()}
    assert told == {kind.value: info.modes for kind, info in event_types().items()}


@pytest.mark.parametrize("terms", [Status, CountKind, SourceKind, PlacePrecision, DatePrecision])
def test_every_term_is_in_the_codebook_and_the_output_format(terms: Any) -> None:
    for name in ("codebook.md", "output-format.md"):
        told = page(name)
        assert [term.value for term in terms if not re.search(rf"\b{term.value}\b", told)] == []


def test_every_verdict_and_toll_rule_is_in_the_page_of_accounts() -> None:
    told = page("accounts.md")
    assert [term.value for term in (*Verdict, *TollRule) if f"`{term.value}`" not in told] == []


def test_every_kind_of_story_is_in_the_output_format() -> None:
    assert [kind.value for kind in StoryKind if kind.value not in section(page("output-format.md"), "Stories")] == []


RECORDS = [
    *LINES.values(), ExportedClaim, ExportedIncident, ExportedAccount, AccountValue, IncidentLine, WholeIncident,
    AccountLine, FieldVerdict, Version, Toll, Link, Party, Place, Time, Count, Source, DocumentLine, Difference,
    Comparison, Matched, ReferenceEvent, Number,
]  # fmt: skip


@pytest.mark.parametrize("record", RECORDS)
def test_every_public_field_is_in_the_output_format(record: type[msgspec.Struct]) -> None:
    told = page("output-format.md")
    assert [field for field in record.__struct_fields__ if f"`{field}`" not in told] == []


def test_every_ending_is_in_the_input_formats() -> None:
    assert [ending for ending in FORMATS if f"`{ending}`" not in page("input-formats.md")] == []


def test_every_data_file_is_in_the_data_sources() -> None:
    told = page("data-sources.md")
    files = [path for path in (ROOT / "src").rglob("data/*.*") if path.name != "README.md"]
    assert files
    assert [path.name for path in files if f"`{path.name}`" not in told] == []


def shown() -> list[tuple[str, list[str]]]:
    """Each line in a console block of the docs or README that calls dateline, with the page's name."""
    found = []
    for path in (*PAGES, ROOT / "README.md"):
        for block in re.findall(r"^```console\n(.*?)^```", path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL):
            for line in block.splitlines():
                words = shlex.split(line, comments=True)
                if words and words[0].rpartition("/")[2] == "dateline":
                    found.append((path.name, words[1:]))
    return found


def test_what_the_docs_show_can_be_typed() -> None:
    known = commands()
    lines = shown()
    assert lines
    for name, (command, *rest) in lines:
        if command not in known and rest:
            command, rest = f"{command} {rest[0]}", rest[1:]
        assert command in known, f"{name}: dateline {command}"
        context = known[command].make_context(command, list(rest))  # raises on a wrong option or value
        assert context.params


def test_the_readme_is_shown_with_what_the_demo_prints() -> None:
    """`write_docs.py --check`, above, compares it with the demo; here, that there is something to compare."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    block = text.partition("<!-- demo: made by scripts/write_docs.py -->")[2].partition("<!-- end of demo -->")[0]
    assert re.search(r"^claims in the ledger +[1-9]\d*$", block, re.MULTILINE)
    assert re.search(r"^ASSAULT in .+ +i[0-9a-f]{20}$", block, re.MULTILINE)
    assert "disputed: killed" in block
    assert max(map(len, block.splitlines())) <= 90
    for command in re.findall(r"dateline explain (\w+)", text):
        assert command in block


def test_the_readme_s_figures_are_those_of_the_benchmarks() -> None:
    text = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    row = re.search(r"^\| found \| ([\d.]+) \| ([\d.]+) \|", page("benchmarks.md"), re.MULTILINE)
    assert row
    precision, recall = (round(100 * float(share)) for share in row.groups())
    assert f"it finds {recall}; of 100 that it finds there, {precision} are" in text


def test_the_readme_names_targets_and_files_that_there_are() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"(?:^|`)make ([a-z]+)", text, re.MULTILINE)
    assert "demo" in targets
    assert [target for target in targets if f"\n{target}: " not in makefile] == []
    links = [link for link in re.findall(r"\]\(([^)]+)\)", text) if "://" not in link]
    assert len(links) > 10
    for link in links:
        file, _, anchor = link.partition("#")
        assert not file or (ROOT / file).is_file(), link
        assert not anchor or file or f"## {anchor.replace('-', ' ')}" in text.lower(), link


def test_make_demo_runs_what_the_readme_shows() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    script = (ROOT / "scripts" / "write_docs.py").read_text(encoding="utf-8")
    assert '["run", "examples"], ["incidents", "--accounts", "2"]' in script
    assert "dateline run examples --ledger $(LEDGER)" in makefile
    assert "dateline incidents --ledger $(LEDGER) --accounts 2\n" in makefile


def test_every_page_is_in_the_navigation() -> None:
    nav = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["nav"]
    listed = {value for entry in nav for value in leaves(entry)}
    assert listed == {path.name for path in PAGES}


def leaves(entry: Any) -> Iterator[str]:
    if isinstance(entry, str):
        yield entry
        return
    for value in entry.values() if isinstance(entry, dict) else entry:
        yield from leaves(value)


def test_the_built_docs_load_nothing_from_elsewhere(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    loads = re.compile(
        r'<(?:script|img|iframe|source)\b[^>]*\bsrc="https?:|<link\b[^>]*\bhref="https?:|@import|url\(https?:'
    )
    pages = list(tmp_path.rglob("*.html"))
    assert len(pages) >= len(PAGES)
    assert [path.name for path in pages if loads.search(path.read_text(encoding="utf-8"))] == []
