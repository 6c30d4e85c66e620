"""A ledger against events that others coded; the events are invented."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import DAY, claim, exactly, time
from dateline.errors import DatelineError
from dateline.export.incident_lines import IncidentLine, incident_line
from dateline.link.accounts import Report, incident
from dateline.records import Claim, Document
from dateline.run.compare import Comparison, Finding, Rule, compare, days_apart
from dateline.run.reference import Origin, ReferenceEvent, read_reference
from dateline.terms import EventType

DATA = Path(__file__).parent / "data"


def line(*claims: Claim, ident: str = "i1") -> IncidentLine:
    documents = {
        one.document: Document(
            id=one.document, origin=one.document, text="", sha256="", format="text", encoding="", made_by=""
        )
        for one in claims
    }
    return incident_line(incident(ident, [Report(one, DAY) for one in claims], {}), documents)


def event(ident: str = "e1", day: dt.date = DAY, deaths: tuple[int, int, int] = (12, 12, 12), **more: Any) -> Any:
    fields: dict[str, Any] = {
        "origin": Origin.UCDP, "end": day, "country": "LY", "place": "Sirte", "lat": 31.2, "lon": 16.6, "exact": True,
        "types": frozenset({EventType.ASSAULT}), "label": "invented",
    } | more  # fmt: skip
    best, low, high = deaths
    return ReferenceEvent(id=ident, start=day, best=best, low=low, high=high, **fields)


def finding(found: Comparison, ident: str = "e1") -> tuple[Finding, tuple[str, ...]]:
    return next((one.finding, one.differs) for one in found.events if one.event.id == ident)


def test_ged_is_read_by_its_header() -> None:
    first, country_only, _, yemen = read_reference(DATA / "invented_ged.csv")
    assert (first.origin, first.id, first.start, first.country) == (Origin.UCDP, "900001", dt.date(2025, 11, 4), "SY")
    assert (first.best, first.low, first.high, first.exact) == (21, 12, 31, True)
    assert (country_only.exact, country_only.end) == (False, dt.date(2025, 11, 6))
    assert yemen.country == "YE"


def test_acled_is_read_by_its_header() -> None:
    shelling, march, arrests = read_reference(DATA / "invented_acled.csv")
    assert (shelling.origin, shelling.start, shelling.best) == (Origin.ACLED, dt.date(2025, 11, 5), 80)
    assert shelling.types == {EventType.ASSAULT}
    assert EventType.PROTEST in march.types
    assert EventType.COERCE in arrests.types
    assert (arrests.best, arrests.low, arrests.high) == (0, 0, 0)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a,b\n1,2\n", "header"),
        ("", "header"),
        ((DATA / "invented_ged.csv").read_text().replace("2020-01-05,2020", "never,2020"), "line 4"),
        ((DATA / "invented_acled.csv").read_text().replace(",80,", ",many,"), "line 2"),
    ],
)
def test_a_table_that_cannot_be_read_is_an_error_with_its_line(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(text)
    with pytest.raises(DatelineError, match=told) as caught:
        read_reference(path)
    assert caught.value.code == "bad-table"


def test_a_missing_table_is_an_error() -> None:
    with pytest.raises(DatelineError) as caught:
        read_reference(DATA / "nothing.csv")
    assert caught.value.code == "missing"


ATTACK = claim("a", killed=12)


@pytest.mark.parametrize(
    ("claims", "reference", "expected"),
    [
        ([ATTACK], event(), (Finding.HAS, ())),
        ([claim("a")], event(), (Finding.HAS, ())),
        ([ATTACK], event(deaths=(30, 25, 40)), (Finding.OTHERWISE, ("deaths",))),
        ([ATTACK, claim("b", killed=40)], event(deaths=(30, 25, 40)), (Finding.HAS, ())),
        ([ATTACK], event(day=DAY + dt.timedelta(1)), (Finding.OTHERWISE, ("days",))),
        ([ATTACK], event(day=DAY + dt.timedelta(2)), (Finding.LACKS, ())),
        ([ATTACK], event(country="TD"), (Finding.LACKS, ())),
        ([ATTACK], event(lat=32.0), (Finding.LACKS, ())),
        ([ATTACK], event(lat=32.0, exact=False), (Finding.HAS, ())),
        ([claim("a", place="Libya")], event(), (Finding.HAS, ())),
        ([ATTACK], event(types=frozenset({EventType.PROTEST})), (Finding.LACKS, ())),
        ([claim("a", date=None)], event(), (Finding.LACKS, ())),
        ([claim("a", date=time(DAY - dt.timedelta(9), DAY))], event(), (Finding.HAS, ())),
    ],
)
def test_what_the_ledger_has_lacks_or_tells_otherwise(
    claims: list[Claim], reference: ReferenceEvent, expected: tuple[Finding, tuple[str, ...]]
) -> None:
    assert finding(compare([reference], [line(*claims)], Rule())) == expected


def test_one_incident_answers_one_event_the_nearest() -> None:
    far, near = event("far", lat=31.3), event("near")
    found = compare([far, near], [line(ATTACK)], Rule())
    assert (finding(found, "near")[0], finding(found, "far")[0]) == (Finding.HAS, Finding.LACKS)
    assert (found.has, found.otherwise, found.lacks) == (1, 0, 1)


def test_of_two_incidents_in_one_town_and_day_deaths_decide() -> None:
    lines = [line(claim("a", killed=3), ident="few"), line(claim("b", killed=30), ident="many")]
    found = compare([event(deaths=(30, 30, 30))], lines, Rule())
    assert [one.incident for one in found.events] == ["many"]


def test_the_rule_is_in_the_result() -> None:
    assert "at most 3 apart" in (words := compare([], [], Rule(days=3, km=40.0)).rule)
    assert "40 km" in words


@given(st.lists(st.integers(0, 6), max_size=5), st.lists(st.integers(0, 6), max_size=5), st.randoms())
def test_the_order_does_not_matter_and_nobody_is_matched_twice(a: list[int], b: list[int], chance: Any) -> None:
    events = [event(f"e{i}", DAY + dt.timedelta(d)) for i, d in enumerate(a)]
    lines = [
        line(claim("a", date=time(DAY + dt.timedelta(d)), counts=(exactly(12),)), ident=f"i{i}")
        for i, d in enumerate(b)
    ]
    first = {one.event.id: one for one in compare(events, lines, Rule()).events}
    chance.shuffle(events)
    chance.shuffle(lines)
    assert {one.event.id: one for one in compare(events, lines, Rule()).events} == first
    matched = [one.incident for one in first.values() if one.incident]
    assert len(matched) == len(set(matched))


@pytest.mark.parametrize(("first", "second", "days"), [((1, 3), (3, 5), 0), ((1, 2), (4, 5), 2), ((4, 5), (1, 2), 2)])
def test_days_between_two_ranges(first: tuple[int, int], second: tuple[int, int], days: int) -> None:
    a, b = (tuple(dt.date(2025, 1, day) for day in each) for each in (first, second))
    assert days_apart((a[0], a[1]), (b[0], b[1])) == days
