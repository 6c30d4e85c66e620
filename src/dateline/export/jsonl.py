"""JSON lines out and in.

Invariant: what is written and read back is equal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, TextIO

import msgspec

from dateline.errors import DatelineError
from dateline.export.public import ClaimLine

_json: Final = msgspec.json.Encoder()


def encode(record: object) -> str:
    """A record as JSON, on one line."""
    return _json.encode(record).decode("utf-8")


def write_lines(records: Iterable[msgspec.Struct], out: TextIO) -> int:
    """Write one JSON object a line; how many."""
    written = 0
    for record in records:
        out.write(encode(record) + "\n")
        written += 1
    return written


def read_claims(lines: Iterable[str]) -> Iterator[ClaimLine]:
    """Claims as `write_lines` wrote them.

    Raises:
        DatelineError: `bad-record` with the line's number.
    """
    decoder = msgspec.json.Decoder(ClaimLine)
    for number, line in enumerate(lines, start=1):
        try:
            yield decoder.decode(line)
        except msgspec.DecodeError as error:
            raise DatelineError("bad-record", f"line {number}", str(error)) from error
