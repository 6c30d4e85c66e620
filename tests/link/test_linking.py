"""Copies, incidents, accounts."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import pytest

from dateline.ids import claim_id
from dateline.link.accounts import Report, incident
from dateline.link.copies import Telling, find_copies
from dateline.link.incidents import group
from dateline.link.profiles import Event
from dateline.link.sketch import sketch
from dateline.records import Claim, Count, Party, Place, Quote, Sketch, Span, Time
from dateline.terms import CountKind, DatePrecision, EventType, PlacePrecision, Status

STORY = (
    "Gunmen attacked a convoy of lorries on the road to the lake before dawn and burned three of them, drivers said. "
    "The convoy had left the port on Sunday with flour and medicine for the camps. Soldiers came an hour later. "
    "A driver who hid in the reeds said he had counted nine men on motorcycles, some of them in uniform. "
    "The governor of the province promised an escort for all lorries from next week, and asked the drivers to wait. "
    "Traders in the port said prices would rise before the holiday if the road stayed closed for another week."
)
DAY = dt.date(2025, 11, 4)


def test_a_story_with_a_new_headline_and_cut_paragraphs_is_a_copy() -> None:
    cut = "Nine men on motorcycles burn lorries\n" + STORY.split("Traders")[0]
    first = Telling("d2", STORY, DAY)
    (copy,) = find_copies([Telling("d1", cut, DAY + dt.timedelta(1)), first, Telling("d3", STORY[::-1], None)])
    assert (copy.document, copy.original) == ("d1", "d2")
    assert copy.share > 0.8


def test_copies_of_copies_lead_to_one_original() -> None:
    tellings = [Telling(f"d{i}", STORY, DAY + dt.timedelta(i)) for i in range(5)]
    random.Random(1).shuffle(tellings)
    assert {copy.original for copy in find_copies(tellings)} == {"d0"}
    assert find_copies(tellings) == find_copies(tellings[::-1])


def test_two_stories_of_one_event_in_other_words_are_no_copies() -> None:
    other = "Drivers told how armed men stopped their lorries near the lake at first light and set fire to three. " * 3
    assert find_copies([Telling("a", STORY, DAY), Telling("b", other, DAY), Telling("c", "", DAY)]) == ()


def place_of(name: str, geonames: int, precision: PlacePrecision = PlacePrecision.TOWN) -> Place:
    return Place(text=name, span=Span(0, len(name)), name=name, geonames=geonames, country="LY", precision=precision)


PLACES = {
    "Sirte": place_of("Sirte", 1),
    "Tobruk": place_of("Tobruk", 2),
    "Libya": place_of("Libya", 3, PlacePrecision.COUNTRY),
}


def claim(document: str, place: str | None = "Sirte", day: dt.date | None = DAY, **more: Any) -> Claim:
    start = more.pop("start", 0)
    time = Time(text="then", span=Span(0, 4), start=day, end=day, precision=DatePrecision.DAY) if day else None
    killed = more.pop("killed", None)
    number = (Count(kind=CountKind.KILLED, low=killed[0], high=killed[1], text="n", span=Span(0, 1)),) if killed else ()
    fields: dict[str, Any] = {
        "event": f"e{start}", "type": EventType.ASSAULT, "mode": None, "status": Status.HAPPENED, "actors": (),
        "recipients": (), "sources": (), "hedge": None, "status_span": None, "denies": None, "confidence": 0.5,
    }  # fmt: skip
    fields |= more
    return Claim(
        id=claim_id(document, start, start + 1, fields["type"], "t"), document=document, story=0, made_by="t",
        trigger=Quote("x", Span(start, start + 1)), evidence=Span(0, 99), counts=number, date=time,
        place=PLACES[place] if place else None, **fields,
    )  # fmt: skip


def told(claim: Claim) -> Sketch:
    """The sketch of a story in words of its own that shares a few with the others."""
    own = " ".join(f"{claim.document}{letter}" for letter in "opqrstuvwxyz")
    return sketch(claim.document, 0, None, f"Militiamen stormed the refinery, {own}", ())


def incidents_of(claims: list[Claim]) -> dict[str, str]:
    return {link.claim: link.incident for link in group(Event((c,), DAY, told(c)) for c in claims)}


def together(*claims: Claim) -> bool:
    return len(set(incidents_of(list(claims)).values())) == 1


ARMY = Party(text="the army", span=Span(0, 8), name="Libyan army", id="LBYMIL", roles=("MIL",))
REBELS = Party(text="rebels", span=Span(0, 6), name="rebels of the coast", roles=("REB",))


def test_claims_that_agree_on_place_and_day_are_one_incident() -> None:
    assert together(claim("a"), claim("b"), claim("c", day=DAY + dt.timedelta(1)))


@pytest.mark.parametrize(
    "other",
    [
        claim("b", place="Tobruk"),
        claim("b", day=DAY + dt.timedelta(9)),
        claim("b", type=EventType.PROTEST),
        claim("b", place=None, day=None),
    ],
)
def test_claims_that_differ_or_tell_too_little_are_not(other: Claim) -> None:
    assert not together(claim("a"), other)


def test_a_country_agrees_with_a_town_in_it_when_the_parties_do() -> None:
    assert together(
        claim("a", actors=(ARMY,), recipients=(REBELS,)), claim("b", "Libya", actors=(ARMY,), recipients=(REBELS,))
    )


def test_a_denial_joins_what_it_denies() -> None:
    assert together(claim("a", actors=(ARMY,)), claim("b", actors=(ARMY,), status=Status.DENIED))


def test_the_order_of_arrival_does_not_matter() -> None:
    told = [("Sirte", 0), ("Sirte", 1), ("Tobruk", 0), ("Libya", 0), ("Sirte", 8), ("Tobruk", 1), ("Sirte", 0)]
    claims = [claim(f"d{i}", place, DAY + dt.timedelta(day)) for i, (place, day) in enumerate(told)]
    first = incidents_of(claims)
    for seed in range(10):
        random.Random(seed).shuffle(claims)
        assert incidents_of(claims) == first


def test_copies_are_one_account_and_every_claim_is_kept() -> None:
    claims = [claim("a"), claim("b"), claim("c")]
    found = incident("i1", (Report(c, DAY) for c in claims), {"b": "a"})
    assert [account.documents for account in found.accounts] == [("a", "b"), ("c",)]
    assert sorted(c.id for account in found.accounts for c in account.claims) == sorted(c.id for c in claims)


@pytest.mark.parametrize(
    ("first", "second", "fields"),
    [
        ({"killed": (12, 12)}, {"killed": (20, None)}, ["killed"]),
        ({"killed": (12, 12)}, {"killed": (10, None)}, []),
        ({"killed": (None, 50)}, {"killed": (60, 60)}, ["killed"]),
        ({"killed": (12, 12)}, {}, []),
        ({}, {"status": Status.DENIED}, ["status"]),
        ({"status": Status.PLANNED}, {}, []),
        ({"actors": (ARMY,)}, {"actors": (REBELS,)}, ["actor"]),
        ({"actors": (ARMY,)}, {"actors": (ARMY,)}, []),
        ({"actors": (ARMY,)}, {}, []),
    ],
)
def test_disagreements_are_what_cannot_all_hold(
    first: dict[str, Any], second: dict[str, Any], fields: list[str]
) -> None:
    reports = [Report(claim("a", **first), DAY), Report(claim("b", **second), DAY)]
    assert [field.field for field in incident("i1", reports, {}).disputed] == fields
