"""Coded errors: every one has a code, says what happened, and names the next step.

Invariant: a code that leaves the program (in a rejection, on the terminal, in JSON) is a key of :data:`CODES`; the docs
list the same table. A code never changes its meaning.
"""

from __future__ import annotations

from typing import Final

CODES: Final[dict[str, tuple[str, str]]] = {
    # inputs that cannot be read (rejections)
    "missing": ("there is no such file or folder", "check the path"),
    "unreadable": ("the file cannot be opened", "check its permissions"),
    "empty": ("there is no text in it", "check that it was saved whole"),
    "too-large": ("it is larger than the limit", "split it, or raise the limit with --max-bytes"),
    "binary": ("it is no text, but an image, an archive, a program or the like", "convert it to text or HTML"),
    "unknown-format": ("the ending names no format that dateline reads", "see `dateline doctor` for the formats"),
    "undecodable": ("no character encoding fits its bytes", "save it as UTF-8"),
    "not-text": ("most of it is control characters or symbols, no prose", "check what the file is"),
    "broken-markup": ("the page's markup gives no text", "open it in a browser and save it again, or paste the text"),
    "bad-record": ("the line is no JSON object with an `id` and a `text`", "see the docs, page `input formats`"),
    "language": ("the text is not in English", "dateline reads English; translate it first"),
    "failed": ("dateline itself failed on this input", "please report it, with the input if you may share it"),
    # what a user asks for that cannot be done
    "bad-date": ("that is no date", "write it as YYYY-MM-DD"),
    "bad-ledger": ("that is no ledger", "give a file that `dateline run` made, or a database URL"),
    "no-ledger": ("there is no ledger there", "make one first: dateline run INPUT --ledger PATH"),
    "newer-ledger": ("the ledger was made by a newer dateline", "upgrade dateline"),
    "no-such-id": ("nothing in the ledger has that id", "list ids with `dateline claims` or `dateline incidents`"),
    "ambiguous-id": ("several ids begin like that", "give more of its characters"),
    "bad-filter": ("that filter is not understood", "see `dateline claims --help`"),
    "bad-table": ("that is no export of UCDP GED or ACLED that can be read", "give the CSV with its header line"),
    "bad-vocabulary": ("a vocabulary file does not hold together", "mend the line that the message names"),
    "no-bench": ("there is no such measuring script", "run it from a checkout, as `dateline bench accuracy`"),
    "bad-what": ("that format has other rows", "leave --what out, or take another format"),
    "no-file": ("that format is no text, and cannot be printed", "name a file with --out"),
    "no-extra": ("it needs a package that is not installed", "install the extra that the message names"),
    "too-many-rows": ("a sheet cannot hold so many rows", "choose fewer by filters, or take parquet or csv"),
    "no-output": ("the output cannot be written", "check the path and its permissions"),
}


class DatelineError(Exception):
    """An error a user can act on.

    Args:
        code: a key of :data:`CODES`.
        about: what it concerns (a path, an id, a value), shown first.
        detail: anything more that is known, shown after the meaning of the code.

    Raises:
        KeyError: when the code is not listed; that is a bug of ours.
    """

    def __init__(self, code: str, about: str = "", detail: str = "") -> None:
        self.code, self.about, self.detail = code, about, detail
        super().__init__(explain(code, about, detail))


def explain(code: str, about: str = "", detail: str = "") -> str:
    """One line for people: what it concerns, what happened, the next step, the code."""
    meaning, step = CODES[code]
    head = f"{about}: " if about else ""
    tail = f" ({detail})" if detail else ""
    return f"{head}{meaning}{tail}; {step} [{code}]"
