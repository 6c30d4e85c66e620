"""`dateline bench`: the measuring scripts of the source tree, run where there is one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Annotated, Final

import typer

import dateline
from dateline.cli.app import Json, app
from dateline.errors import DatelineError

_FOLDER: Final = Path(dateline.__file__).parents[2] / "bench"


@app.command()
def bench(
    what: Annotated[str, typer.Argument(help="A script of bench/ by its name, such as accuracy, speed or places.")],
    gold: Annotated[Path, typer.Option("--gold", help="Folder of the labelled data.")] = Path("../shared/gold"),
    as_json: Json = False,
) -> None:
    """Measure accuracy or speed on labelled data, by a script of the source tree.

    It needs a checkout of the repository and the labelled data, which is not part of it; `make bench` runs all scripts
    and writes the figures into the documentation.
    """
    script = _FOLDER / f"{what}.py"
    if not script.is_file() or what == "all":
        known = ", ".join(sorted(path.stem for path in _FOLDER.glob("*.py") if path.stem != "all"))
        raise DatelineError("no-bench", what, f"one of {known}" if known else "this is no checkout")
    if not gold.is_dir():
        raise DatelineError("missing", str(gold))
    command = [sys.executable, str(script), "--gold", str(gold), *(["--json"] if as_json else [])]
    raise typer.Exit(subprocess.run(command, check=False).returncode)  # noqa: S603 a script of our own, no shell
