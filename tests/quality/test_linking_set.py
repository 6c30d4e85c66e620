"""The invented test set of linking holds together: keys are used, days and weekdays are right, copies are copies."""

from __future__ import annotations

import datetime as dt
import importlib.util
import re
import sys
from collections import Counter
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import pytest

BENCH: Final = Path(__file__).parents[2] / "bench"
WEEKDAYS: Final = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS: Final = (
    "January February March April May June July August September October November December".split()
)  # fmt: skip
DATED: Final = re.compile(rf"({'|'.join(WEEKDAYS)}),? (\d\d?) ({'|'.join(MONTHS)})(?: (\d{{4}}))?")


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, BENCH / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


linking = script("linking_set")
SCENARIOS: Final = linking.scenarios()
REPORTS: Final = [report for scenario in SCENARIOS for report in scenario.reports]
INCIDENTS: Final = [incident for scenario in SCENARIOS for incident in scenario.incidents]
each_scenario = pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)


def sentences(report: Any) -> set[str]:
    return {one for text in report.paragraphs for one in re.split(r"(?<=[.?!\"])\s+(?=[A-Z\"])", text)}


def shingles(report: Any) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", " ".join(report.paragraphs).lower())
    return set(zip(*(words[n:] for n in range(5)), strict=False))


def independent(reports: Iterable[Any]) -> list[Any]:
    return [report for report in reports if report.original is None]


def test_there_is_as_much_of_everything_as_promised() -> None:
    fields = Counter(field.standing.value for incident in INCIDENTS for field in incident.fields)
    disputed = [incident for incident in INCIDENTS if incident.named(linking.Standing.DISPUTED)]
    assert len(INCIDENTS) >= 64
    assert len(REPORTS) >= 250
    assert fields["disputed"] >= 25
    assert len(disputed) >= 18
    assert fields["compatible"] + fields["developing"] >= 25
    assert sum(report.original is not None for report in REPORTS) >= 30


def test_every_kind_of_dispute_occurs() -> None:
    found = {name for incident in INCIDENTS for name in incident.named(linking.Standing.DISPUTED)}
    asked = {"type", "actor", "recipient", "place", "time", "status", "killed", "arrested", "participants"}
    assert asked <= found


def test_half_is_for_tuning_and_half_is_held_apart() -> None:
    halves = Counter(scenario.half for scenario in SCENARIOS for _ in scenario.reports)
    assert min(halves.values()) > 0.45 * len(REPORTS)


def test_ids_and_keys_are_given_once() -> None:
    names = [report.id for report in REPORTS] + [incident.key for incident in INCIDENTS]
    assert len(names) == len(set(names))
    assert len({(report.outlet, report.title) for report in REPORTS}) == len(REPORTS)


@each_scenario
def test_every_incident_is_told_as_the_main_one_by_two_accounts(scenario: Any) -> None:
    told = Counter(report.main for report in independent(scenario.reports))
    keys = {incident.key for incident in scenario.incidents}
    assert {key for report in scenario.reports for key in report.incidents} == keys
    assert {key for key in keys if told[key] < 2} == set()
    assert all(len(report.incidents) == len(set(report.incidents)) for report in scenario.reports)


@each_scenario
def test_a_field_has_one_verdict(scenario: Any) -> None:
    for incident in scenario.incidents:
        assert len({field.name for field in incident.fields}) == len(incident.fields)


@each_scenario
def test_days_and_weekdays_agree_with_the_calendar(scenario: Any) -> None:
    for report in scenario.reports:
        assert dt.date(2005, 1, 1) <= report.published < dt.date(2025, 1, 1)
        wrong(report.text, report.published.year)
    for incident in scenario.incidents:
        year = re.search(r"\b20\d\d\b", " ".join((incident.what, scenario.title)))
        assert year is not None, incident.key
        wrong(" ".join((incident.what, *(field.why for field in incident.fields))), int(year[0]))


def wrong(text: str, year: int) -> None:
    for weekday, day, month, named in DATED.findall(text):
        date = dt.date(int(named or year), MONTHS.index(month) + 1, int(day))
        assert WEEKDAYS[date.weekday()] == weekday, f"{weekday} {date}"


@each_scenario
def test_a_copy_comes_after_its_original_and_repeats_it(scenario: Any) -> None:
    by_id = {report.id: report for report in scenario.reports}
    for report in scenario.reports:
        if report.original is None:
            continue
        first = by_id[report.original]
        assert first.original is None
        assert first.main == report.main
        assert first.published <= report.published
        assert first.title != report.title
        assert (first.outlet == report.outlet) == report.is_update, report.id
        kept = sentences(report) & sentences(first)
        assert report.is_update or kept == sentences(report), report.id
        assert len(shingles(report) & shingles(first)) >= 0.6 * len(shingles(report)), report.id


@each_scenario
def test_independent_reports_are_worded_apart(scenario: Any) -> None:
    for one, other in combinations(independent(scenario.reports), 2):
        shared = shingles(one) & shingles(other)
        most = 0.15 if one.main == other.main else 0.3  # a ministry words its statements on two acts alike
        assert len(shared) <= most * min(len(shingles(one)), len(shingles(other))), (one.id, other.id, shared)


def test_a_line_outside_the_notation_is_named() -> None:
    with pytest.raises(ValueError, match="not in the notation: == x"):
        linking.read("bad", "# Bad | dev\n\n== x | Outlet | 2020-01-01 | key\n= Title\nBody.\n")
