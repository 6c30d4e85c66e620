"""A user's own entities and aliases: rows of a vocabulary file that `DATELINE_VOCAB` (or `--vocab`) names.

The file is TSV with a header line; `#` begins a comment line. The column `kind` says what a row is: `entity` (columns
name, other_names, type, country, roles, code, start, end), `alias` (name, and `of`: the entity or country that it leads
to) or `place` (read by `user_places.py`). Columns that a row does not need may be empty or left out.

Invariant: a user's entity replaces dateline's own of the same name, and a user's name leads where the user says; a row
that does not hold together is an error that names file and line.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final, NamedTuple

from dateline.errors import DatelineError
from dateline.vocab.entities import Entity, check_names, entity_of, known_countries
from dateline.vocab.files import Row

VARIABLE: Final = "DATELINE_VOCAB"
_KINDS: Final = ("entity", "alias", "place")


class Alias(NamedTuple):
    """A name that leads to an entity or a country."""

    name: str
    of: str
    where: str


class UserWords(NamedTuple):
    """What a user adds."""

    entities: tuple[Entity, ...] = ()
    aliases: tuple[Alias, ...] = ()


def user_words() -> UserWords:
    """The rows of the file that the environment names; nothing where it names none.

    Raises:
        DatelineError: `missing` where there is no such file, `bad-vocabulary` where a row does not hold together.
    """
    path = os.environ.get(VARIABLE)
    return read_words(Path(path)) if path else UserWords()


def read_words(path: Path) -> UserWords:
    """The entities and aliases of a vocabulary file.

    Raises:
        DatelineError: `missing` or `bad-vocabulary`.
    """
    entities: list[Entity] = []
    aliases: list[Alias] = []
    for row in _rows(path):
        kind = row.cells.get("kind", "")
        if kind not in _KINDS:
            raise DatelineError("bad-vocabulary", row.where, f"{kind!r} is none of {', '.join(_KINDS)}")
        if kind == "entity":
            entities.append(entity_of(row, known_countries(), row.cells.get("type") or "group"))
        elif kind == "alias":
            if not row.cells.get("name") or not row.cells.get("of"):
                raise DatelineError("bad-vocabulary", row.where, "an alias needs `name` and `of`")
            aliases.append(Alias(row.cells["name"], row.cells["of"], row.where))
    check_names(entities)
    return UserWords(tuple(entities), tuple(aliases))


def _rows(path: Path) -> list[Row]:
    """The rows of a file; cells at the end of a line may be left out."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DatelineError("missing", str(path), type(error).__name__) from error
    numbered = [(n, line.split("\t")) for n, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    if not numbered:
        return []
    header = [cell.strip() for cell in numbered[0][1]]
    found = []
    for number, cells in numbered[1:]:
        if len(cells) > len(header):
            raise DatelineError("bad-vocabulary", f"{path}:{number}", f"{len(cells)} cells, {len(header)} columns")
        padded = [cell.strip() for cell in cells] + [""] * (len(header) - len(cells))
        found.append(Row(f"{path}:{number}", dict(zip(header, padded, strict=True))))
    return found
