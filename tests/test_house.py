"""What holds for the repository as a whole: size and docstrings of modules, versions, heads of data files, targets."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]  # its stubs would be one more package

import dateline

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "dateline"
MODULES = sorted(SOURCE.rglob("*.py"))
DATA = sorted(path for path in SOURCE.rglob("data/*") if path.suffix in {".tsv", ".toml"})
MOST_LINES = 300


def relative(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def test_there_are_modules_and_data_to_look_at() -> None:
    assert len(MODULES) > 30
    assert len(DATA) > 10


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_a_module_is_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_a_module_says_what_it_is_for(path: Path) -> None:
    parsed = tree(path)
    assert ast.get_docstring(parsed) or not parsed.body  # an empty __init__.py only makes a folder a package


@pytest.mark.parametrize("path", [m for m in MODULES if not relative(m).startswith("cli")], ids=relative)
def test_only_the_command_line_prints(path: Path) -> None:
    calls = [node.func for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]
    assert [f.lineno for f in calls if isinstance(f, ast.Name) and f.id in {"print", "pprint", "breakpoint"}] == []


@pytest.mark.parametrize("path", DATA, ids=relative)
def test_a_data_file_begins_with_what_it_is_its_source_and_its_licence(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    head = "\n".join(lines[: next(i for i, line in enumerate(lines) if not line.startswith("#"))])
    assert head.startswith("# What it is: ")
    assert re.search(r"\bSource: \S", head)
    assert re.search(r"\bLicence: \S", head)


def project() -> Any:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_all_places_name_one_version() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert project()["version"] == dateline.__version__ == citation["version"]
    entries = re.findall(r"^## \[(.+?)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert entries[0] in {"Unreleased", dateline.__version__}


def test_all_places_name_one_licence() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert project()["license"] == citation["license"] == "Apache-2.0"
    assert "Apache License" in (ROOT / "LICENSE").read_text(encoding="utf-8")[:300]


def test_the_lock_pins_all_that_the_project_needs_and_names_no_registry() -> None:
    lock = (ROOT / "requirements-dev.lock").read_text(encoding="utf-8")
    pinned = {match.lower() for match in re.findall(r"^([\w.-]+)==", lock, re.MULTILINE)}
    wanted = [*project()["dependencies"], *project()["optional-dependencies"]["dev"]]
    names = {re.split(r"[<>=~!\[; ]", wish)[0].lower().replace("_", "-") for wish in wanted}
    assert names - pinned == set()
    assert "://" not in lock
    assert "--index" not in lock


def test_every_target_says_what_it_does_and_makes_no_file() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert phony
    assert set(re.findall(r"^([a-z]+):.*## \S", makefile, re.MULTILINE)) == set(phony.group(1).split())


def test_continuous_integration_runs_targets_that_exist() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    steps = re.search(r"^for step in (.*); do$", script, re.MULTILINE)
    assert steps
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert [step for step in steps.group(1).split() if f"\n{step}: " not in makefile] == []
    assert {"lint", "test", "docs", "demo"} <= set(steps.group(1).split())


def test_hooks_fetch_nothing() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    assert [repo["repo"] for repo in hooks["repos"]] == ["local"]
    assert {hook["language"] for hook in hooks["repos"][0]["hooks"]} == {"system"}
