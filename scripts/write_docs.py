"""Write the pages of docs/ that are made from the code, so that they cannot drift from it.

    python scripts/write_docs.py            writes them
    python scripts/write_docs.py --check    names those that are not current, and ends with 1 if there are any

docs/commands.md comes from the command line's own help, docs/errors.md from the coded errors, docs/event-types.md from
the vocabulary, docs/shapes.md from the shapes' columns, docs/schemas/ from the records. Nothing on those pages is
written by hand. In README.md, what stands between the two marks is what `make demo` prints.
"""

from __future__ import annotations

import argparse
import inspect
import json
import os
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import typer
from typer.core import TyperGroup
from typer.testing import CliRunner

from dateline.cli.app import FAILED, SOME_REJECTED, app
from dateline.errors import CODES
from dateline.export.public import schemas
from dateline.export.shapes import SHAPES
from dateline.export.writers import schemas as export_schemas
from dateline.terms import EventType
from dateline.vocab.ontology import acled, event_types, intensity, plover_to_cameo

ROOT: Final = Path(__file__).parent.parent
DOCS: Final = ROOT / "docs"
NOTE: Final = "<!-- Made by scripts/write_docs.py; do not edit. -->"
_EXIT_CODES: Final = f"""\
Results go to standard output, messages and progress to standard error. Colours follow the terminal, and the variable
`NO_COLOR` turns them off. Tables are as wide as the terminal, or as the variable `COLUMNS` says, else 120 characters;
columns that do not fit are named below the table. Commands that print tables print JSON with `--json`; `code` and
`export` always print data.

| exit code | meaning |
| --- | --- |
| 0 | done |
| {FAILED} | it could not be done; the message ends with an [error code](errors.md) |
| {FAILED} | without a message: nobody reads the output any more, as after `head` |
| 2 | the command line was wrong |
| {SOME_REJECTED} | done, but some input was rejected; the messages say which, and why |

These options stand before the command:"""
_PLAIN: Final = (
    (r"^([A-Z.]+) <.*>$", r"\1"),  # an argument's name says enough
    (r"<(int|float).*>", "NUMBER"),
    (r"<path>", "PATH"),
    (r"<(list\[)?str\]?>", "TEXT"),
    (r"[<>{}]", ""),
    (r"\.{6}", "..."),
    (r"\|", "/"),  # a bar would end the table's cell
)
"""Patterns of the command line's own usage, and what stands for them on the page."""
_DEMO_WIDTH: Final = 90
_DEMO_PLACES: Final = ("Sarāqib", "Kutum")
"""Places of the incidents that README.md shows; `[...]` stands for the others."""
_DEMO: Final = re.compile(r"(<!-- demo: made by scripts/write_docs.py -->\n).*?(<!-- end of demo -->\n)", re.DOTALL)
_HEAD: Final = "| code | meaning | what to do |"
_TYPES_INTRO: Final = """\
The sixteen event types are those of [PLOVER](https://github.com/openeventdata/PLOVER), draft 2.0, by the Open Event
Data Alliance (CC BY-SA 4.0); the meanings are in our words. *Score* is PLOVER's conflict-cooperation score, from -10
(hostile) to 10 (friendly). The crosswalks name one CAMEO code for each type and mode, and the ACLED sub-event type that
is nearest; an empty cell means that ACLED does not record the like. What counts as a claim is in the
[codebook](codebook.md)."""
_SHAPES_INTRO: Final = """\
The columns of each of the field's own shapes, in order, and what dateline writes in them. What is *not held* stays
empty, or "None" in POLECAT's: no value is made up to fill a column. What a shape has no room for is on the page
[Exports](exports.md#what-a-shape-cannot-hold)."""
_ERRORS_INTRO: Final = """\
Every error has a code that never changes its meaning. An input that cannot be read is *rejected*: it is counted and
kept with its code, and the run goes on. An error in what you asked for ends the command with a line that says what it
concerns, what happened, the next step, and the code in brackets."""


def table(head: str, rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """A Markdown table.

    Args:
        head: its first line, as it stands.
        rows: cells of the other lines.
    """
    yield head
    yield "|" + " --- |" * (head.count("|") - 1)
    for row in rows:
        yield "| " + " | ".join(" ".join(cell.split()).replace("|", "\\|") for cell in row) + " |"


def commands_page() -> str:
    """The page of all commands: usage, what it does, arguments and options of each."""
    group = typer.main.get_command(app)
    if not isinstance(group, TyperGroup):
        raise TypeError("the command line has no sub-commands")
    out = [NOTE, "# Commands", "", _prose(group.help), "", _EXIT_CODES]
    context = group.make_context("dateline", [], resilient_parsing=True)
    out += ["", *_parameters(group, context)]
    for name, command in _leaves(group, ""):
        if command.hidden:
            continue
        inner = command.make_context(name, [], parent=context, resilient_parsing=True)
        usage = " ".join(["dateline", name, *map(_plain, command.collect_usage_pieces(inner))])
        out += ["", f"## dateline {name}", "", "```text", usage, "```", "", _prose(command.help), ""]
        out += _parameters(command, inner)
    return _page(out)


def _prose(text: str | None) -> str:
    """Help as Markdown: paragraphs, without the mark that ends them for the terminal."""
    return inspect.cleandoc((text or "").partition("\f")[0].replace("\b", ""))


def _leaves(group: TyperGroup, before: str) -> Iterator[tuple[str, Any]]:
    """The commands of a group and of the groups in it, by all their words."""
    for name, command in group.commands.items():
        if isinstance(command, TyperGroup):
            yield from _leaves(command, f"{before}{name} ")
        else:
            yield before + name, command


def _parameters(command: Any, context: Any) -> Iterator[str]:
    """A table of arguments, if there are any, and one of options, as the command's own help has them."""
    for kind in ("argument", "option"):
        of_kind = [p for p in command.get_params(context) if p.param_type_name == kind]
        records = [record for p in of_kind if (record := p.get_help_record(context)) is not None]
        if records:
            yield from table(f"| {kind} | meaning |", ((f"`{_plain(name)}`", meaning) for name, meaning in records))
            yield ""


def _plain(usage: str) -> str:
    """A piece of usage with words in the place of Python's types."""
    for pattern, word in _PLAIN:
        usage = re.sub(pattern, word, usage)
    return usage


def errors_page() -> str:
    """The page of all error codes."""
    rows = ((f"`{code}`", meaning, step) for code, (meaning, step) in CODES.items())
    return _page([NOTE, "# Error codes", "", _ERRORS_INTRO, "", *table(_HEAD, rows)])


def event_types_page() -> str:
    """The page of event types, with their modes and crosswalks."""
    out = [NOTE, "# Event types", "", _TYPES_INTRO, ""]
    types = event_types()
    rows = ((f"[{t}](#{t.lower()})", i.meaning, i.quad, f"{i.score:g}") for t, i in types.items())
    out += table("| type | what happens | quad class | score |", rows)
    for kind, info in types.items():
        needed = " It needs a recipient." if info.recipient else ""
        out += ["", f"## {kind}", "", f"{info.meaning[0].upper()}{info.meaning[1:]}.{needed}", ""]
        modes: tuple[str | None, ...] = (None, *info.modes)
        out += table("| mode | score | CAMEO | ACLED |", (_mode(kind, mode) for mode in modes))
    return _page(out)


def _mode(kind: EventType, mode: str | None) -> tuple[str, str, str, str]:
    near = acled(kind, mode)
    told = f"{near.event_type}: {near.sub_event_type}" if near else ""
    return f"`{mode}`" if mode else "(none)", f"{intensity(kind, mode):g}", plover_to_cameo(kind, mode), told


def demo() -> list[str]:
    """What the two commands of `make demo` print on a terminal of `_DEMO_WIDTH` columns."""
    shell, printed = CliRunner(), []
    clean = {"COLUMNS": str(_DEMO_WIDTH), "NO_COLOR": "1", "FORCE_COLOR": None}
    with tempfile.TemporaryDirectory() as folder:
        ledger = f"{folder}/demo.ledger"
        before = os.getcwd()
        os.chdir(ROOT)
        try:
            for command in (["run", "examples"], ["incidents", "--accounts", "2"]):
                done = shell.invoke(app, [*command, "--ledger", ledger], env=clean)
                if done.exit_code not in (0, SOME_REJECTED):
                    raise RuntimeError(done.output)
                printed.append(re.sub(r" +$", "", done.stdout, flags=re.MULTILINE).replace(ledger, "demo.ledger"))
        finally:
            os.chdir(before)
    return printed


def readme() -> str:
    """README.md, with the demo's output between its marks: the run, and the incidents of `_DEMO_PLACES`.

    Raises:
        RuntimeError: when the demo prints no such incident, or README.md has no marks.
    """
    ran, listed = demo()
    *incidents, closing = listed.strip().split("\n\n")
    shown = []
    wanted = list(_DEMO_PLACES)
    for incident in incidents:
        place = next((place for place in wanted if f" in {place}, " in incident), None)
        if place:
            wanted.remove(place)  # an incident of the same place further down is told by fewer
            shown.append(incident)
        elif not shown or shown[-1] != "[...]":
            shown.append("[...]")
    if wanted:
        raise RuntimeError(f"the demo does not show {wanted}")
    block = "\n\n".join([ran.strip(), *shown, closing])
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    made, number = _DEMO.subn(lambda match: f"{match.group(1)}```text\n{block}\n```\n{match.group(2)}", text)
    if number != 1:
        raise RuntimeError("README.md has no marks for the demo")
    return made


def shapes_page() -> str:
    """The page of the field's own shapes, column by column."""
    out = [NOTE, "# Columns of the field's own shapes", "", _SHAPES_INTRO]
    for name, shape in SHAPES.items():
        rows = f"{len(shape.fields)} columns; its rows are {shape.rows_of}. It has no rows for {shape.leaves_out}."
        out += ["", f"## {name}", "", rows, ""]
        out += table("| column | what it holds |", ((f"`{field.name}`", field.holds) for field in shape.fields))
    return _page(out)


def _page(lines: Iterable[str]) -> str:
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def pages() -> dict[str, str]:
    """All that is made from the code: path below docs/, and content."""
    made = {"commands.md": commands_page(), "errors.md": errors_page(), "event-types.md": event_types_page()}
    made["shapes.md"] = shapes_page()
    for what, schema in (schemas() | export_schemas()).items():
        made[f"schemas/{what}.schema.json"] = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
    made["../README.md"] = readme()
    return made


def main() -> int:
    """Write or check; the exit code."""
    options = argparse.ArgumentParser(description=inspect.cleandoc(__doc__ or "").splitlines()[0])
    options.add_argument("--check", action="store_true", help="write nothing; name the pages that are not current")
    check = options.parse_args().check
    stale = 0
    for name, content in pages().items():
        path = DOCS / name
        if path.is_file() and path.read_text(encoding="utf-8") == content:
            continue
        stale += 1
        shown = path.resolve().relative_to(ROOT.resolve())
        print(f"{shown}: not current; run scripts/write_docs.py" if check else f"{shown}: written")
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
