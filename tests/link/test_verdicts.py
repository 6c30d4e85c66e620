"""Verdicts on what accounts tell: a table of cases, then what holds of all."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import DAY, PARTIES, PLACES, SOURCES, claim, count, exactly, time
from dateline.link.accounts import Report, incident
from dateline.records import Claim, FieldVerdict, Incident
from dateline.terms import CountKind, EventType, Status, TollRule, Verdict

SINGLE, AGREED, COMPATIBLE, DEVELOPING, DISPUTED = Verdict
NEXT = DAY + dt.timedelta(1)


def made(
    claims: Sequence[Claim], days: Mapping[str, dt.date | None] | None = None, copies: Mapping[str, str] | None = None
) -> Incident:
    known = days or {}
    return incident("i1", [Report(each, known.get(each.document, DAY)) for each in claims], copies or {})


def told(documents: Sequence[Mapping[str, Any]]) -> Incident:
    """An incident that documents a, b, … tell; the key `on` is a document's day of publication, or None."""
    named = list(zip("abcd", documents, strict=False))
    claims = [claim(name, **{key: v for key, v in each.items() if key != "on"}) for name, each in named]
    return made(claims, {name: each.get("on", DAY) for name, each in named})


def field(incident_: Incident, name: str) -> FieldVerdict:
    return next(each for each in incident_.fields if each.field == name)


WEEK = time(DAY - dt.timedelta(2), DAY + dt.timedelta(4))
CASES: list[tuple[str, Verdict, list[dict[str, Any]]]] = [
    # how many
    ("killed", SINGLE, [{"killed": 12}, {}]),
    ("killed", AGREED, [{"killed": 12}, {"killed": 12}]),
    ("killed", DISPUTED, [{"killed": 12}, {"killed": 200}]),
    ("killed", COMPATIBLE, [{"killed": 45}, {"counts": (count(41, None),)}]),
    ("killed", COMPATIBLE, [{"killed": 40}, {"counts": (count(40, None),)}]),
    ("killed", COMPATIBLE, [{"killed": 30}, {"counts": (count(24, 99),)}]),
    ("killed", DISPUTED, [{"killed": 12}, {"counts": (count(20, None),)}]),
    ("killed", DISPUTED, [{"killed": 60}, {"counts": (count(None, 50),)}]),
    ("killed", DEVELOPING, [{"killed": 12}, {"killed": 20, "on": NEXT}]),
    ("killed", DEVELOPING, [{"killed": 12}, {"killed": 20, "on": NEXT}, {"killed": 12}]),
    ("killed", DISPUTED, [{"killed": 20}, {"killed": 12, "on": NEXT}]),
    ("killed", DISPUTED, [{"killed": 12}, {"killed": 20, "on": NEXT}, {"killed": 12, "on": NEXT}]),
    ("killed", DISPUTED, [{"killed": 12, "on": None}, {"killed": 20, "on": NEXT}]),
    ("killed", DISPUTED, [{"killed": 12, "sources": ["army"]}, {"killed": 90, "sources": ["front"], "on": NEXT}]),
    ("killed", DEVELOPING, [{"killed": 12, "sources": ["army"]}, {"killed": 20, "sources": ["ministry"], "on": NEXT}]),
    (
        "killed",
        COMPATIBLE,
        [{"counts": (exactly(22), exactly(4, "children", part=True))}, {"counts": (count(20, 25),)}],
    ),
    ("killed", AGREED, [{"counts": (exactly(22), exactly(4, "children", part=True))}, {"killed": 22}]),
    ("killed", AGREED, [{"counts": (exactly(12, "soldiers"), exactly(3, "civilians"))}, {"killed": 15}]),
    ("killed", DISPUTED, [{"counts": (exactly(12, "soldiers"), exactly(3, "civilians"))}, {"killed": 40}]),
    ("killed", COMPATIBLE, [{"counts": (exactly(12, "soldiers"),)}, {"killed": 15}]),
    ("killed", AGREED, [{"counts": (exactly(4, "police officers"),)}, {"killed": 4}]),
    ("killed", DISPUTED, [{"counts": (exactly(30, "soldiers"),)}, {"killed": 15}]),
    ("killed", DISPUTED, [{"counts": (exactly(12, "soldiers"),)}, {"counts": (exactly(30, "troops"),)}]),
    ("killed", COMPATIBLE, [{"counts": (exactly(12, "soldiers"),)}, {"counts": (exactly(30, "rebels"),)}]),
    ("killed", AGREED, [{"killed": 12}, {"killed": 12}, {"status": Status.DENIED, "killed": 90}]),
    ("participants", AGREED, [{"counts": (exactly(9, kind=CountKind.PARTICIPANTS),)} for _ in "ab"]),
    # who did it
    ("actor", SINGLE, [{"actors": ["army"]}, {}]),
    ("actor", AGREED, [{"actors": ["army"]}, {"actors": ["army"]}]),
    ("actor", DISPUTED, [{"actors": ["army"]}, {"actors": ["rebels"]}]),
    ("actor", DISPUTED, [{"actors": ["army"]}, {"actors": ["Chad's army"]}]),
    ("actor", DISPUTED, [{"actors": ["Coast Front"]}, {"actors": ["Dune Column"]}]),
    ("actor", DISPUTED, [{"actors": ["army"]}, {"actors": ["militants"]}]),
    ("actor", COMPATIBLE, [{"actors": ["rebels"]}, {"actors": ["Coast Front"]}]),
    ("actor", COMPATIBLE, [{"actors": ["gunmen"]}, {"actors": ["Coast Front"]}]),
    ("actor", COMPATIBLE, [{"actors": ["gunmen"]}, {"actors": ["army"]}]),
    ("actor", COMPATIBLE, [{"actors": ["Libya"]}, {"actors": ["army"]}]),
    ("actor", COMPATIBLE, [{"actors": ["soldiers"]}, {"actors": ["army"]}]),
    ("actor", COMPATIBLE, [{"actors": ["army"]}, {"actors": ["army", "police"]}]),
    ("actor", DISPUTED, [{"actors": ["army", "rescuers"]}, {"actors": ["rebels", "rescuers"]}]),
    ("actor", COMPATIBLE, [{"actors": ["army"]}, {"actors": ["rebels"], "type": EventType.COERCE}]),
    ("actor", AGREED, [{"actors": ["army"]}, {"actors": ["army"]}, {"actors": ["rebels"], "status": Status.DENIED}]),
    # to whom
    ("recipient", DISPUTED, [{"recipients": ["Omar Salem"]}, {"recipients": ["Idris Haddar"]}]),
    ("recipient", COMPATIBLE, [{"recipients": ["Omar Salem"]}, {"recipients": ["Salem"]}]),
    ("recipient", COMPATIBLE, [{"recipients": ["rebels"]}, {"recipients": ["army"]}]),
    ("recipient", COMPATIBLE, [{"recipients": ["villagers"]}, {"recipients": ["army"]}]),
    # where
    ("place", AGREED, [{}, {}]),
    ("place", SINGLE, [{}, {"place": None}]),
    ("place", COMPATIBLE, [{}, {"place": "Libya"}]),
    ("place", COMPATIBLE, [{}, {"place": "Surt"}]),
    ("place", COMPATIBLE, [{}, {"place": "Sirte port"}]),
    ("place", COMPATIBLE, [{}, {"place": "Sahel"}]),
    ("place", DISPUTED, [{}, {"place": "Tobruk"}]),
    ("place", DISPUTED, [{}, {"place": "Harawa"}]),
    ("place", DISPUTED, [{}, {"place": "Butnan"}]),
    ("place", DISPUTED, [{}, {"place": "Chad"}]),
    # when
    ("time", AGREED, [{}, {}]),
    ("time", COMPATIBLE, [{}, {"date": WEEK}]),
    ("time", DISPUTED, [{}, {"date": time(NEXT)}]),
    ("time", COMPATIBLE, [{}, {"date": time(NEXT, approximate=True)}]),
    ("time", SINGLE, [{}, {"date": None}]),
    # whether
    ("status", AGREED, [{}, {}]),
    ("status", COMPATIBLE, [{}, {"status": Status.PLANNED}]),
    ("status", COMPATIBLE, [{}, {"status": Status.POSSIBLE}]),
    ("status", DISPUTED, [{}, {"status": Status.DENIED}]),
    ("status", DISPUTED, [{"status": Status.ONGOING}, {"status": Status.DENIED}]),
    ("status", DISPUTED, [{}, {"type": EventType.REJECT, "denies": "c1"}]),
    ("status", COMPATIBLE, [{"status": Status.PLANNED}, {"status": Status.DENIED}]),
    ("type", AGREED, [{}, {}]),
    ("type", COMPATIBLE, [{}, {"type": EventType.COERCE}]),
]


@pytest.mark.parametrize(("name", "verdict", "documents"), CASES)
def test_the_verdict_of_a_field(name: str, verdict: Verdict, documents: list[dict[str, Any]]) -> None:
    found = field(told(documents), name)
    assert found.verdict is verdict, found.why
    assert found.why


def test_fields_stand_in_their_order_and_untold_ones_are_left_out() -> None:
    numbers = (exactly(3, kind=CountKind.INJURED), exactly(2))
    found = told([{"counts": numbers, "actors": ["army"], "recipients": ["rebels"]}, {}])
    names = ["type", "actor", "recipient", "place", "time", "killed", "injured", "status"]
    assert [each.field for each in found.fields] == names
    assert [each.field for each in told([{"place": None, "date": None}]).fields] == ["type", "status"]


def test_versions_name_the_claims_that_tell_them() -> None:
    claims = [claim("a", killed=12), claim("b", killed=12), claim("c", killed=31)]
    versions = field(made(claims), "killed").versions
    assert [(v.value, v.claims) for v in versions] == [
        ("12", (claims[0].id, claims[1].id)), ("31", (claims[2].id,)),
    ]  # fmt: skip


# accounts


def test_copies_are_one_account_and_an_update_supersedes() -> None:
    claims = [claim("a", killed=12), claim("b", killed=20), claim("c", killed=20)]
    found = made(claims, {"a": DAY, "b": NEXT, "c": DAY}, {"b": "a"})
    assert [account.documents for account in found.accounts] == [("a", "b"), ("c",)]
    assert field(found, "killed").verdict is DEVELOPING
    (toll,) = found.tolls
    assert (toll.best, toll.low, toll.high) == (20, 20, 20)


def test_documents_that_only_cite_one_source_are_one_account() -> None:
    cited = [claim(name, sources=["observatory"], killed=12) for name in "ab"]
    found = made(cited)
    assert [account.documents for account in found.accounts] == [("a", "b")]
    assert field(found, "killed").verdict is SINGLE


@pytest.mark.parametrize("second", [{"sources": []}, {"sources": ["ministry"]}])
def test_a_document_that_tells_more_is_an_account_of_its_own(second: dict[str, Any]) -> None:
    claims = [claim("a", sources=["observatory"]), claim("b", sources=["observatory"]), claim("b", start=20, **second)]
    assert [account.documents for account in made(claims).accounts] == [("a",), ("b",)]


def test_unnamed_officials_of_two_documents_may_be_two() -> None:
    assert len(made([claim(name, sources=["officials"]) for name in "ab"]).accounts) == 2


def test_one_document_with_two_sources_that_differ_has_two_accounts() -> None:
    claims = [claim("a", killed=12, sources=["army"]), claim("a", killed=30, sources=["front"], start=20)]
    found = made(claims)
    assert [account.documents for account in found.accounts] == [("a",), ("a",)]
    assert [each.field for each in found.disputed] == ["killed"]


def test_one_document_with_two_sources_that_agree_has_one() -> None:
    claims = [claim("a", killed=12, sources=["army"]), claim("a", killed=12, sources=["front"], start=20)]
    assert len(made(claims).accounts) == 1


def test_two_numbers_of_one_voice_are_no_dispute() -> None:
    claims = [claim("a", counts=(exactly(12, "soldiers"),)), claim("a", counts=(exactly(3, "civilians"),), start=20)]
    found = made(claims)
    assert (len(found.accounts), found.disputed) == (1, ())


def test_a_denial_in_the_same_document_is_a_dispute() -> None:
    attack = claim("a", actors=["army"], sources=["residents"])
    denial = claim("a", start=20, sources=["army"], status=Status.DENIED, denies=attack.id)
    assert [each.field for each in made([attack, denial]).disputed] == ["status"]


# tolls


def toll(numbers: Sequence[int], rule: TollRule, days: Sequence[dt.date | None] = ()) -> tuple[int | None, ...]:
    known = [*days, *[DAY] * len(numbers)]
    reports = [Report(claim(f"d{i}", killed=n), day) for i, (n, day) in enumerate(zip(numbers, known, strict=False))]
    (found,) = incident("i1", reports, {}, rule).tolls
    assert found.rule is rule
    return found.best, found.low, found.high


@pytest.mark.parametrize(
    ("numbers", "rule", "expected"),
    [
        ([12, 12, 31], TollRule.MOST_ACCOUNTS, (12, 12, 31)),
        ([31, 31, 12], TollRule.MOST_ACCOUNTS, (31, 12, 31)),
        ([31, 12], TollRule.MOST_ACCOUNTS, (12, 12, 31)),
        ([31, 31, 12], TollRule.LOWEST, (12, 12, 31)),
    ],
)
def test_best_is_told_by_most_accounts_or_is_the_least(
    numbers: list[int], rule: TollRule, expected: tuple[int, ...]
) -> None:
    assert toll(numbers, rule) == expected


def test_best_is_the_latest_by_that_rule() -> None:
    assert toll([12, 12, 31], TollRule.LATEST, [DAY, None, NEXT]) == (31, 12, 31)


def test_an_open_range_gives_the_number_it_names() -> None:
    (found,) = made([claim("a", counts=(count(20, None),)), claim("b", counts=(count(24, 99),))]).tolls
    assert (found.best, found.low, found.high) == (20, 20, 99)


def test_a_part_is_no_toll_of_all() -> None:
    claims = [claim("a", counts=(exactly(12, "soldiers"),)), claim("b", killed=15)]
    (found,) = made(claims).tolls
    assert (found.best, found.low, found.high) == (15, 12, 15)


# what holds of all


@st.composite
def claims_of_all_kinds(draw: st.DrawFn) -> list[Claim]:
    numbers = st.one_of(st.none(), st.integers(0, 40))
    made_: dict[tuple[str, int], Claim] = {}
    for _ in range(draw(st.integers(1, 8))):
        low, high = draw(numbers), draw(numbers)
        known = low is not None or high is not None
        if low is not None and high is not None:
            low, high = sorted((low, high))
        document, start = draw(st.sampled_from("abcd")), draw(st.integers(0, 3))
        made_[document, start] = claim(
            document, start=start, place=draw(st.sampled_from([*PLACES, None])),
            actors=draw(st.lists(st.sampled_from(list(PARTIES)), max_size=2)),
            sources=draw(st.lists(st.sampled_from(list(SOURCES)), max_size=1)),
            status=draw(st.sampled_from(Status)),
            counts=(count(low, high, draw(st.sampled_from([None, "soldiers", "people"]))),) if known else (),
            date=draw(st.sampled_from([None, WEEK, time(DAY), time(NEXT)])),
        )  # fmt: skip
    return list(made_.values())


DAYS = st.fixed_dictionaries({name: st.sampled_from([None, DAY, NEXT]) for name in "abcd"})
COPIES = st.sampled_from([{}, {"b": "a"}, {"b": "a", "c": "a"}])


@given(claims_of_all_kinds(), DAYS, COPIES, st.randoms(use_true_random=False))
def test_the_order_of_claims_does_not_matter(
    claims: list[Claim], days: dict[str, dt.date | None], copies: dict[str, str], chance: random.Random
) -> None:
    first = made(claims, days, copies)
    chance.shuffle(claims)
    assert made(claims, days, copies) == first


@given(claims_of_all_kinds(), DAYS, COPIES)
def test_every_claim_is_in_one_account_and_every_toll_is_in_its_range(
    claims: list[Claim], days: dict[str, dt.date | None], copies: dict[str, str]
) -> None:
    found = made(claims, days, copies)
    assert sorted(c.id for account in found.accounts for c in account.claims) == sorted(c.id for c in claims)
    for each in found.tolls:
        assert (each.low or 0) <= (each.best or 0) <= (each.high or 0)
    ids = {c.id for c in claims}
    assert all(set(version.claims) <= ids for f in found.fields for version in f.versions)


@given(claims_of_all_kinds())
def test_one_more_equal_account_disputes_nothing_new(claims: list[Claim]) -> None:
    one = [c for c in claims if c.document == claims[0].document]
    again = [claim_in(c, "z") for c in one]
    assert {f.field for f in made(one).disputed} == {f.field for f in made([*one, *again]).disputed}


def claim_in(claim_: Claim, document: str) -> Claim:
    return msgspec.structs.replace(claim_, document=document, id=f"z{claim_.id}")
