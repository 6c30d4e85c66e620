"""The application: what all commands share, and how errors leave it.

Exit codes: 0 done; 1 it could not be done (the message has a code), or nobody reads what is printed; 2 wrong usage; 3
done, but some input was rejected.
"""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console

from dateline import __version__
from dateline.errors import DatelineError, explain
from dateline.vocab.entity_index import index
from dateline.vocab.user import VARIABLE

FAILED: Final = 1
SOME_REJECTED: Final = 3
_WIDTH: Final = 120
"""Characters of a line where there is no terminal to ask."""
DEFAULT_LEDGER: Final = "dateline.ledger"

app = typer.Typer(
    name="dateline",
    help="Turn news into a ledger of events: who did what to whom, where, when, how many, and according to whom.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Inputs = Annotated[list[str], typer.Argument(metavar="INPUT...", help="Files, folders, or - for standard input.")]
LedgerOption = Annotated[
    str, typer.Option("--ledger", envvar="DATELINE_LEDGER", help="The ledger: a file, or a database URL.")
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]
Published = Annotated[
    str | None, typer.Option("--published", metavar="DATE", help="Day of publication of inputs that give none.")
]
MaxBytes = Annotated[int, typer.Option("--max-bytes", min=1, help="Largest document that is read, in bytes.")]
MinConfidence = Annotated[float, typer.Option("--min-confidence", min=0.0, max=1.0, help="Least confidence, 0 to 1.")]
AnyLanguage = Annotated[bool, typer.Option("--any-language", help="Do not reject text that is not in English.")]


def out() -> Console:
    """Where results go. Colour and width follow the terminal; NO_COLOR and COLUMNS are kept."""
    console = Console(highlight=False)
    return console if console.is_terminal or "COLUMNS" in os.environ else Console(highlight=False, width=_WIDTH)


def err() -> Console:
    """Where messages and progress go."""
    return Console(stderr=True, highlight=False)


@app.callback(invoke_without_command=True)
def options(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", help="Log what goes on to standard error.")] = False,
    vocab: Annotated[
        Path | None,
        typer.Option(
            "--vocab", envvar="DATELINE_VOCAB", help="A vocabulary file of your own: entities, aliases, places."
        ),
    ] = None,
) -> None:
    """Options that stand before the command."""
    logging.basicConfig(level=logging.INFO if verbose else logging.CRITICAL, stream=sys.stderr)
    if vocab is not None:
        os.environ[VARIABLE] = str(vocab)  # worker processes see it, too
        index.cache_clear()
        index()  # a file that does not hold together ends the command before anything is read
    if version:
        typer.echo(f"dateline {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def writable(path: Path) -> Path:
    """A path that a file can be written to.

    Raises:
        DatelineError: `no-output`.
    """
    if not path.absolute().parent.is_dir() or path.is_dir():
        raise DatelineError("no-output", str(path))
    return path


def main() -> None:
    """Run the command line; a coded error becomes one line on standard error and exit code 1."""
    try:
        try:
            app()
        finally:
            sys.stdout.flush()
    except DatelineError as error:
        err().print(f"dateline: {error}", markup=False, soft_wrap=True)
        raise SystemExit(FAILED) from None
    except BrokenPipeError:  # the reader of our output has gone, as `head` does
        _no_more_output()
        raise SystemExit(FAILED) from None
    except OSError as error:
        if error.filename is not None:
            raise
        _no_more_output()
        err().print(f"dateline: {explain('no-output', 'output', error.strerror or '')}", markup=False, soft_wrap=True)
        raise SystemExit(FAILED) from None


def _no_more_output() -> None:
    """Let what is still held back for standard output go nowhere, so that the end of the program does not try again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
