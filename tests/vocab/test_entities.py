"""The vocabulary of parties: it holds together when loaded, says where it does not, and takes a user's own words."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from dateline.errors import DatelineError
from dateline.records import Quote, Span
from dateline.resolve.who import Parties
from dateline.vocab.actors import countries
from dateline.vocab.entities import (
    ENTITY_FILES,
    Entity,
    check_names,
    entity_of,
    known_countries,
    leader_of,
    own_entities,
)
from dateline.vocab.entity_index import build, index, seats
from dateline.vocab.files import Row, numbered_rows, table_rows
from dateline.vocab.user import VARIABLE, UserWords, read_words

ROOT = Path(__file__).parents[2]
HEADER = "kind\tname\tother_names\ttype\tcountry\troles\tcode\tof\n"


def entity(**cells: str) -> Entity:
    known = {"name": "Valley Front", "other_names": "", "kind": "armed-group", "country": "TD", "roles": "REB"}
    return entity_of(Row("x.tsv:7", known | cells), known_countries())


def test_there_are_enough_entities() -> None:
    assert len(own_entities()) >= 1500
    assert len(own_entities()) + len(countries()) >= 3000


@pytest.mark.parametrize("name", ENTITY_FILES)
def test_every_entity_has_roles_and_a_code_of_its_own(name: str) -> None:
    rows = [row.cells for row in numbered_rows(name)]
    assert [row["name"] for row in rows if not row["roles"] or len(row["code"]) < 6] == []


def test_codes_tell_entities_apart() -> None:
    codes: dict[str, str] = {}
    for one in own_entities():
        if one.code and len(one.code) > 6:
            assert codes.setdefault(one.code, one.name) == one.name


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"roles": "XYZ"}, "unknown roles: XYZ"),
        ({"country": "ZZ"}, "no country"),
        ({"kind": "thing"}, "no kind of party"),
        ({"start": "soon"}, "no year or month"),
        ({"start": "2010", "end": "2009"}, "before it begins"),
        ({"name": ""}, "a name is needed"),
    ],
)
def test_a_broken_row_is_an_error_that_names_file_and_line(cells: dict[str, str], told: str) -> None:
    with pytest.raises(DatelineError, match=r"x\.tsv:7") as error:
        entity(**cells)
    assert error.value.code == "bad-vocabulary"
    assert told in str(error.value)


def test_one_name_for_two_entities_is_an_error_that_names_both_lines() -> None:
    with pytest.raises(DatelineError, match=r"y\.tsv:9.*x\.tsv:7"):
        check_names([entity(), entity_of(Row("y.tsv:9", {"name": "Valley Front", "kind": "ngo"}), known_countries())])


@pytest.mark.parametrize("terms", ["", "president", "president:GOV:2010", "president:XYZ:2010/2011", "p:GOV:2012/2011"])
def test_a_broken_term_is_an_error(terms: str) -> None:
    row = Row("leaders.tsv:3", {"name": "A B", "other_names": "", "country": "TD", "terms": terms})
    with pytest.raises(DatelineError, match=r"leaders\.tsv:3"):
        leader_of(row, known_countries())


def test_seats_lead_to_countries_and_entities_that_there_are() -> None:
    names, codes = index(), known_countries()
    assert [s for many in seats().values() for s in many if s.of not in codes and not names.by_name(s.of)] == []


def written(tmp_path: Path, *rows: str) -> Path:
    path = tmp_path / "mine.tsv"
    path.write_text(HEADER + "".join(row + "\n" for row in rows), encoding="utf-8")
    return path


def test_a_users_entity_is_found_and_replaces_ours(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "entity\tValley Front\tVF;Lanterns\tarmed-group\tTD\tREB\tTCDREBVAL",
        "entity\tHamas\t\tpolitical-party\tPS\tPTY\tPSEPTYHAM",
        "alias\tthe Old Lion\t\t\t\t\t\tVladimir Putin",
        "alias\tZembla\t\t\t\t\t\tRussia",
        "place\tZembla City",
    )
    found = build(own_entities(), read_words(path))
    assert [n.entity.code for n in found.find("Lanterns")] == ["TCDREBVAL"]
    assert [n.entity.roles for n in found.find("Hamas")] == [("PTY",)]
    assert found.find("the Old Lion")[0].entity.name == "Vladimir Putin"
    assert found.countries == {"Zembla": "RU"}


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("thing\tX", "none of entity, alias, place"),
        ("entity\tX\t\tarmed-group\tTD\tABC", "unknown roles"),
        ("alias\tX", "needs `name` and `of`"),
        ("entity\tX\t\tgroup\tTD\tREB\tC\tof\tmore", "9 cells"),
    ],
)
def test_a_users_broken_row_is_an_error_that_names_it(tmp_path: Path, row: str, told: str) -> None:
    with pytest.raises(DatelineError, match=r"mine\.tsv:2") as error:
        read_words(written(tmp_path, row))
    assert told in str(error.value)


def test_a_users_alias_that_leads_nowhere_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DatelineError, match="there is no entity"):
        build(own_entities(), read_words(written(tmp_path, "alias\tX\t\t\t\t\t\tNobody At All")))


def test_a_file_that_is_not_there_is_missing(tmp_path: Path) -> None:
    with pytest.raises(DatelineError) as error:
        read_words(tmp_path / "none.tsv")
    assert error.value.code == "missing"


def test_the_example_of_the_docs_does_what_it_says(own_vocabulary: pytest.MonkeyPatch, tmp_path: Path) -> None:
    page = (ROOT / "docs/parties.md").read_text(encoding="utf-8")
    example = page.split("```text\n")[1].split("```")[0]
    path = tmp_path / "mine.tsv"
    path.write_text("\n".join("\t".join(line.split(" | ")) for line in example.splitlines()) + "\n", encoding="utf-8")
    own_vocabulary.setenv(VARIABLE, str(path))
    text = "Lanterns fired on the Old Mill."
    party = Parties(text).party(Quote("Lanterns", Span(0, 8)))
    assert (party.name, party.id, party.country, party.roles) == ("Valley Front", "TCDREBVAL", "TD", ("REB",))


def test_loading_is_quick_and_a_look_up_costs_microseconds() -> None:
    code = (
        "import time; from dateline.vocab import entity_index, entities; b = time.process_time(); "
        "i = entity_index.index(); print(time.process_time() - b)"
    )
    took = float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)
    assert took < 0.15  # seconds of processor time
    names = index()
    began = time.process_time()
    for _ in range(20_000):
        names.find("Nobody")
    assert (time.process_time() - began) / 20_000 < 1e-5


def test_no_entity_is_lost_without_a_user() -> None:
    assert len(build(own_entities(), UserWords()).entities) == len(own_entities())


def test_a_row_with_too_many_cells_is_an_error() -> None:
    with pytest.raises(DatelineError, match=r"z\.tsv:2"):
        table_rows("z.tsv", "a\tb\n1\t2\t3\n")


def test_a_broken_file_ends_the_command_with_its_line(tmp_path: Path) -> None:
    story = tmp_path / "a.txt"
    story.write_text("Lanterns attacked a market in Sirte on Sunday, killing two people.", encoding="utf-8")
    command = [sys.executable, "-m", "dateline", "--vocab", str(written(tmp_path, "thing\tX")), "code", str(story)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "mine.tsv:2" in " ".join(done.stderr.split())
