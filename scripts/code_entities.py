"""Give a CAMEO-style code to every entity of the vocabulary that has none.

    python scripts/code_entities.py            writes the codes into src/dateline/vocab/data/
    python scripts/code_entities.py --check    names the rows without one, and ends with 1 if there are any

A code is the country's ISO 3166 alpha-3 code (or IGO, NGO, MNC, ISM, IMG, INT for what has none), the role that
governs, and three letters of the name that no other entity of that prefix has. A state's own government, army, police
and parliament have no letters of their own, so that "Libyan troops" and "the Libyan army" have one code. A code once
given stays: nothing here changes one.
"""

from __future__ import annotations

import argparse
import itertools
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from dateline.vocab.actors import countries, country_by_code
from dateline.vocab.entities import ENTITY_FILES
from dateline.vocab.files import table_rows

DATA: Final = Path(__file__).parent.parent / "src/dateline/vocab/data"
COLUMNS: Final = ("name", "other_names", "kind", "country", "roles", "code", "start", "end")
PREFIXES: Final = {"international": "IGO", "ngo": "NGO", "company": "MNC", "armed-group": "IMG", "medium": "NGO"}
OWN: Final = {
    "government": "GOV",
    "regime": "GOV",
    "army": "MIL",
    "military": "MIL",
    "police": "COP",
    "parliament": "LEG",
}
"""What a state has one of, by the last word of a name that begins with its adjective."""


def own_code(cells: dict[str, str]) -> str | None:
    """The code of a state's own government, army, police or parliament; None for other entities."""
    country = country_by_code(cells["country"])
    if country is None or cells["kind"] not in ("government", "force", "legislature"):
        return None
    for name in (cells["name"], *cells["other_names"].split(";")):
        first, _, last = name.rpartition(" ")
        if first in country.adjectives and OWN.get(last.lower()) == cells["roles"].split(";")[0]:
            return country.iso3 + OWN[last.lower()]
    return None


def prefix(cells: dict[str, str]) -> str:
    """Country (or what stands for it) and the role that governs."""
    roles = cells["roles"].split(";")
    country = country_by_code(cells["country"])
    if country is None or cells["kind"] == "international":
        start = "ISM" if "ISM" in roles else PREFIXES.get(cells["kind"], "INT")
    else:
        start = country.iso3
    rest = [role for role in roles if role and role != start]
    return start + (rest[0] if rest else "")


def letters(cells: dict[str, str]) -> Iterator[str]:
    """Three letters for a name, the most telling first: acronym, initials, beginning, any of its letters."""
    names = (cells["name"], *cells["other_names"].split(";"))
    yield from (name[:3] for name in names if re.fullmatch(r"[A-Z]{3,6}", name))
    words = [
        word
        for word in re.findall(r"[A-Za-z]+", cells["name"])
        if word.lower() not in ("of", "the", "for", "and", "al")
    ]
    initials = "".join(word[0] for word in words).upper()
    if len(initials) >= 3:
        yield initials[:3]
    plain = "".join(words).upper() or "XXX"
    if len(plain) >= 3:
        yield plain[:3]
    yield from ("".join(three) for three in itertools.combinations(plain, 3))
    yield from (f"{plain[0]}{number:02d}" for number in range(100))


def coded(path: Path, taken: set[str]) -> tuple[str, list[str]]:
    """A file's text with all codes, and the names that got one."""
    known = {row.where.rpartition(":")[2]: row.cells for row in table_rows(path.name, path.read_text(encoding="utf-8"))}
    lines, new = [], []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        cells = known.get(str(number))
        if cells is not None and not cells["code"]:
            own = own_code(cells)
            start = prefix(cells)
            code = own or next(start + end for end in letters(cells) if start + end not in taken)
            taken.add(code)
            new.append(cells["name"])
            line = "\t".join((cells | {"code": code})[column] for column in COLUMNS)
        lines.append(line)
    return "\n".join(lines) + "\n", new


def main() -> int:
    """Write, or check."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--check", action="store_true")
    check = options.parse_args().check
    paths = [DATA / name for name in ENTITY_FILES]
    taken = {row.cells["code"] for p in paths for row in table_rows(p.name, p.read_text(encoding="utf-8"))} - {""}
    assert countries()
    missing: list[str] = []
    for path in paths:
        text, new = coded(path, taken)
        missing += new
        if not check:
            path.write_text(text, encoding="utf-8")
    print("\n".join(missing) if check else f"{len(missing)} codes given")
    return 1 if check and missing else 0


if __name__ == "__main__":
    sys.exit(main())
