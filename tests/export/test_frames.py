"""A ledger in pandas, polars and a notebook, as the docs show it."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pandas
import polars
import pytest
from nbclient import NotebookClient

import dateline
from dateline.errors import DatelineError
from dateline.ledger import ClaimFilter
from dateline.terms import Status

DOCS = Path(__file__).parent.parent.parent / "docs"


def test_the_two_lines_of_the_docs_make_frames(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    blocks = re.findall(r"^```python\n(.*?)^```", (DOCS / "exports.md").read_text(encoding="utf-8"), re.M | re.S)
    assert len(blocks) == 2
    made: list[Any] = []
    for block in blocks:
        assert len([line for line in block.splitlines() if line]) == 2
        names: dict[str, Any] = {}
        exec(block.replace('"my.ledger"', repr(address)), names)
        made.append(names["frame"])
    assert isinstance(made[0], pandas.DataFrame)
    assert isinstance(made[1], polars.DataFrame)
    assert all(len(frame) > 30 for frame in made)


@pytest.mark.parametrize("give", ["claims", "incidents", "accounts"])
def test_both_kinds_of_frames_have_the_same_cells(address: str, give: str) -> None:
    columns = getattr(dateline, give)(address)
    one, other = pandas.DataFrame(columns), polars.DataFrame(columns)
    assert list(one.columns) == other.columns
    assert other.schema["lat"] == polars.Float64
    assert other.schema["start"] == polars.Date
    assert one["lat"].dropna().tolist() == other["lat"].drop_nulls().to_list() != []
    assert all(isinstance(day, dt.date) for day in one["start"].dropna())


def test_frames_are_discreet_and_filtered(victims: str) -> None:
    told = dateline.claims(victims)
    assert not any("Haddad" in str(cell) for column in told.values() for cell in column)
    assert any("Haddad" in str(cell) for column in dateline.claims(victims, names=True).values() for cell in column)
    happened = dateline.claims(victims, wanted=ClaimFilter(statuses=(Status.HAPPENED,)))
    assert set(happened["status"]) == {"happened"}
    assert set(dateline.incidents(victims, coarsen=0.5)["coarsened"]) == {0.5}


def test_a_ledger_that_is_not_there_is_a_coded_error(tmp_path: Path) -> None:
    with pytest.raises(DatelineError) as caught:
        dateline.incidents(tmp_path / "none.ledger")
    assert caught.value.code == "no-ledger"
    with pytest.raises(AttributeError):
        _ = dateline.nothing


def test_importing_dateline_loads_no_reader() -> None:
    code = "import sys, dateline; sys.exit(any(name in sys.modules for name in ('numpy', 'onnxruntime', 'sqlalchemy')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_notebook_runs_and_shows_a_map_a_timeline_and_disputed_tolls(tmp_path: Path) -> None:
    """The notebook is kept without output, so that it cannot show what it no longer makes."""
    book = nbformat.reads((DOCS / "ledger.ipynb").read_text(encoding="utf-8"), as_version=4)  # type: ignore[no-untyped-call]  # it has no types
    cells = [cell for cell in book.cells if cell.cell_type == "code"]
    assert not any(cell.outputs for cell in cells)
    NotebookClient(
        book, timeout=240, startup_timeout=240, kernel_name="python3", resources={"metadata": {"path": str(DOCS)}}
    ).execute()
    outputs = [output for cell in cells for output in cell.outputs]
    pictures = [o for o in outputs if "image/png" in o.get("data", {})]
    assert len(pictures) == 2
    tables = "".join(o["data"]["text/html"] for o in outputs if "text/html" in o.get("data", {}))
    assert "Sarāqib" in tables
    assert "most-accounts" in tables
    assert not [o for o in outputs if o.output_type in ("error", "stream")]
