"""Ledgers against each other, in numbers, and by document."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.cli.pictures import bars, svg
from dateline.ledger import ClaimFilter, Ledger, open_ledger
from dateline.read import ReadOptions
from dateline.run.by_document import by_document
from dateline.run.diff import Change, Kind, differences
from dateline.run.session import incidents, run
from dateline.run.stats import UNKNOWN, By, Number, months, statistics
from dateline.terms import EventType

EXAMPLES = Path(__file__).parent.parent.parent / "examples"


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with open_ledger(str(tmp_path_factory.mktemp("ledger") / "a.ledger"), create=True) as ledger:
        run(ledger, [str(EXAMPLES)], ReadOptions())
        yield ledger


@pytest.fixture(scope="module")
def fewer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """The examples without one of the three tellings of the market's shelling."""
    with open_ledger(str(tmp_path_factory.mktemp("ledger") / "b.ledger"), create=True) as ledger:
        files = [str(path) for path in sorted(EXAMPLES.iterdir()) if path.name != "saraqib-orient-post.html"]
        run(ledger, files, ReadOptions())
        yield ledger


def test_a_ledger_does_not_differ_from_itself(examples: Ledger) -> None:
    assert list(differences(examples, examples)) == []


def test_what_one_document_more_adds_is_told(examples: Ledger, fewer: Ledger) -> None:
    found = list(differences(fewer, examples))
    claims = [one for one in found if one.kind is Kind.CLAIM]
    assert claims
    assert {one.change for one in claims} == {Change.ADDED}
    assert all("saraqib-orient-post.html" in one.about for one in claims)
    changed = [one for one in found if one.kind is Kind.INCIDENT and one.change is Change.CHANGED]
    assert {one.fields for one in changed} == {("claims",)}
    assert next(incidents(examples, ClaimFilter(place="Saraqib"))).id in {one.after for one in changed}


def test_the_other_way_round_it_is_lost(examples: Ledger, fewer: Ledger) -> None:
    there = [one for one in differences(fewer, examples) if one.change is Change.ADDED]
    back = [one for one in differences(examples, fewer) if one.change is Change.LOST]
    assert [(one.kind, one.after, one.about.split(":")[0]) for one in there if one.kind is Kind.CLAIM] == [
        (one.kind, one.before, one.about.split(":")[0]) for one in back if one.kind is Kind.CLAIM
    ]
    assert len(there) == len(back)


def test_another_publication_day_changes_claims_and_the_values_of_their_incident(tmp_path: Path) -> None:
    story = tmp_path / "a.txt"
    story.write_text("Rebels shelled a market in Sirte on Tuesday, killing 12 people.")
    for name, day in (("0", None), ("1", dt.date(2025, 11, 6))):
        with open_ledger(str(tmp_path / f"{name}.ledger"), create=True) as ledger:
            run(ledger, [str(story)], ReadOptions(published=day))
    with open_ledger(str(tmp_path / "0.ledger")) as a, open_ledger(str(tmp_path / "1.ledger")) as b:
        found = list(differences(a, b))
    assert [(one.kind, one.change, one.fields) for one in found] == [
        (Kind.CLAIM, Change.CHANGED, ("date",)),
        (Kind.INCIDENT, Change.CHANGED, ("values",)),
    ]


@pytest.mark.parametrize("by", By)
def test_each_table_adds_up_to_all_incidents_and_reports(examples: Ledger, by: By) -> None:
    numbers = [number for number in statistics(examples) if number.by is by]
    all_ = list(incidents(examples))
    assert sum(number.incidents for number in numbers) == len(all_)
    reports = sum(len({c.document for account in one.accounts for c in account.claims}) for one in all_)
    assert sum(number.reports for number in numbers) == reports
    assert all(number.reports >= number.incidents > 0 for number in numbers)


def test_numbers_are_of_what_the_filter_chooses(examples: Ledger) -> None:
    numbers = statistics(examples, ClaimFilter(types=(EventType.PROTEST,)))
    assert {number.value for number in numbers if number.by is By.TYPE} == {"PROTEST"}
    assert [number.value for number in numbers if number.by is By.COUNTRY] == ["KE"]


def number(value: str, reports: int = 4, incidents_: int = 2) -> Number:
    return Number(by=By.MONTH, value=value, reports=reports, incidents=incidents_)


def test_months_without_reports_are_filled_in() -> None:
    told = [number("2024-11"), number("2025-02"), number(UNKNOWN)]
    assert [each.value for each in months(told)] == ["2024-11", "2024-12", "2025-01", "2025-02"]
    assert months([number(UNKNOWN)]) == []


def test_the_picture_has_two_bars_a_month_in_proportion() -> None:
    drawn = svg([number("2025-01", 40, 10), number("2025-02", 20, 0)])
    heights = [float(height) for height in re.findall(r'height="([\d.]+)" fill="#[^"]+">', drawn)]
    assert len(heights) == 4
    assert heights[0] == pytest.approx(4 * heights[1], abs=0.5) == pytest.approx(2 * heights[2], abs=0.5)
    assert heights[3] == 0
    assert "2025-01: 40 reports" in drawn
    assert "http" not in drawn.replace("http://www.w3.org/2000/svg", "")


def test_a_small_number_is_still_seen_as_a_bar() -> None:
    assert bars(1, 10000)
    assert not bars(0, 10000)
    assert len(bars(10, 10)) == len(bars(10000, 10000)) > len(bars(5, 10))


def test_every_document_has_its_line_with_its_main_incident_among_all(examples: Ledger) -> None:
    lines = list(by_document(examples))
    assert [line.document for line in lines] == [document.origin for document in examples.documents()]
    assert all(line.main in line.incidents for line in lines if line.incidents)
    assert all(len(set(line.incidents)) == len(line.incidents) for line in lines)
    told = {one.id for one in incidents(examples)}
    assert {ident for line in lines for ident in line.incidents} == told


def test_the_main_incident_of_the_shelling_s_three_tellings_is_one(examples: Ledger) -> None:
    main = {line.main for line in by_document(examples) if "saraqib" in line.document}
    assert main == {next(incidents(examples, ClaimFilter(place="Saraqib"))).id}


def test_only_wanted_incidents_are_listed_by_document(examples: Ledger) -> None:
    wanted = next(incidents(examples, ClaimFilter(place="Saraqib"))).id
    lines = list(by_document(examples, {wanted}))
    assert {line.main for line in lines} == {None, wanted}
    assert len(lines) == len(list(examples.documents()))
