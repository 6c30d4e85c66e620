"""The invented test set of linking, `tests/quality/incidents/`: its notation, and the records that it is read into.

One file is one scenario: incidents near each other in place, time, kind and parties, and the reports of them. The
places are real; people, groups, outlets, charities and events are made up. It is a test set: nothing is trained on it,
and only scenarios marked `dev` are looked at when the linker is tuned; `held` ones are measured and not looked at.

    # Two bombings in Mandera on one day | dev          what the file is, and its half: dev or held
    # Tries: two acts in one town; a toll that rises    more lines of the head say what is hard about it

    @ mnd-market | ASSAULT | bomb in the livestock market of Mandera, Wednesday 12 March 2014
    killed: developing | four on Wednesday, seven by Friday
    @ mnd-stage | ASSAULT | grenades at the bus stage, the same afternoon
    actor: disputed | police name one group, a ward leader another

    == mnd-01 | Rift Herald | 2014-03-12 | mnd-market + mnd-stage
    = Bomb kills four at livestock market               the headline, then one paragraph a line
    A bomb hidden in a sack of maize killed four people on Wednesday.
    == mnd-02 | Coast Mirror | 2014-03-13 | mnd-market | copy-of mnd-01
    = Goat traders die in market blast
    A bomb hidden in a sack of maize killed four people on Wednesday.

`@` is an incident: key, PLOVER type, what it was; under it the verdicts that are worth a word, each with its reason. A
report (`==`) has id, outlet, day of publication, the incidents that it reports (its main one first), and, where it is
no account of its own, what it was made from: `copy-of` (syndicated: other headline, paragraphs cut) or `update-of` (the
same page later, with a changed toll). Both are one account with their original.

Rules by which it is labelled:

- An incident is one act, or one gathering, at one place on one day or in one go. Separate days' assaults in one battle
  are separate incidents, and so are weekly rallies, and visits by one minister to two capitals.
- A follow-up (arrests, a release, a march, an anniversary) is an incident of its own, and reports the old one further.
  Blame, denials, appeals and announcements about an incident are no incidents here: such a report's main one is the
  act that it is about.
- `disputed`: independent accounts give values that cannot all hold. It is so even where one report quotes both sides.
  Who denies that the act took place at all, or that it did it, without naming another, makes `status` disputed; rival
  names for who did it make `actor` disputed. Killed by one account and arrested by another makes `type` disputed.
- `developing`: a toll rises as days go by. `compatible`: the words differ and all hold ("more than 20" and 23; a town
  and its province, or two spellings; "gunmen", and then a named group).
- `open`: careful people may differ; it counts neither for nor against.
- A field that is not named is agreed, or told by one account alone.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Final

import msgspec

from dateline.terms import CountKind, EventType

FOLDER: Final = Path(__file__).parents[1] / "tests/quality/incidents"
FIELDS: Final = ("type", "actor", "recipient", "place", "time", *(kind.value for kind in CountKind), "status")
_INCIDENT: Final = re.compile(r"@ ([a-z0-9-]+) \| ([A-Z]+) \| (\S.*)$")
_FIELD: Final = re.compile(r"([a-z]+): ([a-z]+) \| (\S.*)$")
_REPORT: Final = re.compile(
    r"== ([a-z]+-\d\d) \| (\S.*?) \| (\d{4}-\d\d-\d\d) \| ([a-z0-9 +-]+?)(?: \| (copy|update)-of (\S+))?$"
)


class Half(StrEnum):
    """What a scenario may be used for: looked at when the linker is tuned, or measured only."""

    DEV = "dev"
    HELD = "held"


class Standing(StrEnum):
    """How the accounts of a field stand to each other, where it is worth a word."""

    DISPUTED = "disputed"
    DEVELOPING = "developing"
    COMPATIBLE = "compatible"
    OPEN = "open"


class Field(msgspec.Struct, frozen=True):
    """The gold verdict of one field, with its reason."""

    name: str
    standing: Standing
    why: str


class GoldIncident(msgspec.Struct, frozen=True):
    """One act, told by several reports."""

    key: str
    type: EventType
    what: str
    fields: tuple[Field, ...]

    def named(self, standing: Standing) -> frozenset[str]:
        """The names of the fields with that verdict."""
        return frozenset(field.name for field in self.fields if field.standing is standing)


class Report(msgspec.Struct, frozen=True):
    """One document: `incidents` are keys, the main one first; `original` is the report that it was made from."""

    id: str
    outlet: str
    published: dt.date
    incidents: tuple[str, ...]
    title: str
    paragraphs: tuple[str, ...]
    original: str | None = None
    is_update: bool = False

    @property
    def main(self) -> str:
        """The key of the incident that it is about."""
        return self.incidents[0]

    @property
    def text(self) -> str:
        """Headline and body, as a reader of the page has them."""
        return "\n\n".join((self.title, *self.paragraphs))


class Scenario(msgspec.Struct, frozen=True):
    """One file."""

    name: str
    title: str
    half: Half
    incidents: tuple[GoldIncident, ...]
    reports: tuple[Report, ...]


def scenarios(folder: Path = FOLDER) -> tuple[Scenario, ...]:
    """All scenarios of a folder, by name of file.

    Raises:
        ValueError: a line is not in the notation; the message names it.
    """
    return tuple(read(path.stem, path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.txt")))


def read(name: str, text: str) -> Scenario:
    """A scenario from its text.

    Raises:
        ValueError: as `scenarios`.
    """
    blocks = re.split(r"\n(?=@ |== )", text.rstrip("\n"))
    title, _, half = blocks[0].split("\n")[0].removeprefix("# ").rpartition(" | ")
    if not all(line.startswith("# ") or not line for line in blocks[0].split("\n")):
        raise ValueError(f"{name}: the head is made of lines that begin with #")
    rest = [[line for line in block.split("\n") if line] for block in blocks[1:]]
    incidents = tuple(_incident(name, lines) for lines in rest if lines[0].startswith("@"))
    reports = tuple(_report(name, lines) for lines in rest if lines[0].startswith("=="))
    return Scenario(name, title, Half(half), incidents, reports)


def _incident(name: str, lines: list[str]) -> GoldIncident:
    key, kind, what = _matched(_INCIDENT, name, lines[0]).groups()
    return GoldIncident(key, EventType(kind), what, tuple(_fields(name, lines[1:])))


def _fields(name: str, lines: list[str]) -> Iterator[Field]:
    for line in lines:
        field, standing, why = _matched(_FIELD, name, line).groups()
        if field not in FIELDS:
            raise ValueError(f"{name}: no such field: {line}")
        yield Field(field, Standing(standing), why)


def _report(name: str, lines: list[str]) -> Report:
    ident, outlet, published, keys, relation, original = _matched(_REPORT, name, lines[0]).groups()
    if len(lines) < 3 or not lines[1].startswith("= "):
        raise ValueError(f"{name}: a report has a headline and a body: {lines[0]}")
    day = dt.date.fromisoformat(published)
    title, body = lines[1].removeprefix("= "), tuple(lines[2:])
    return Report(ident, outlet, day, tuple(keys.split(" + ")), title, body, original, relation == "update")


def _matched(pattern: re.Pattern[str], name: str, line: str) -> re.Match[str]:
    if match := pattern.match(line):
        return match
    raise ValueError(f"{name}: not in the notation: {line}")
