"""Claims made by hand for tests: short to write, with made-up places and parties."""

from __future__ import annotations

import datetime as dt
from typing import Any

from dateline.ids import claim_id
from dateline.records import Claim, Count, Party, Place, Quote, Source, Span, Time
from dateline.terms import CountKind, DatePrecision, EventType, PartyKind, PlacePrecision, SourceKind, Status

DAY = dt.date(2025, 11, 4)
HERE = Span(0, 1)


def place(name: str, ident: int, precision: PlacePrecision = PlacePrecision.TOWN, **more: Any) -> Place:
    return Place(text=name, span=HERE, name=name, geonames=ident, precision=precision, **({"country": "LY"} | more))


PLACES = {
    "Sirte": place("Sirte", 1, admin1="Surt", lat=31.2, lon=16.59),
    "Sirte port": place("Sirte port", 11, admin1="Surt", lat=31.21, lon=16.6),
    "Harawa": place("Harawa", 12, admin1="Surt", lat=30.9, lon=17.3),
    "Tobruk": place("Tobruk", 2, admin1="Butnan", lat=32.08, lon=23.96),
    "Surt": place("Surt", 4, PlacePrecision.PROVINCE, admin1="Surt"),
    "Butnan": place("Butnan", 5, PlacePrecision.PROVINCE, admin1="Butnan"),
    "Libya": place("Libya", 3, PlacePrecision.COUNTRY),
    "Chad": place("Chad", 6, PlacePrecision.COUNTRY, country="TD"),
    "Sahel": place("Sahel", 7, PlacePrecision.REGION, country=None),
}


def party(name: str, kind: PartyKind = PartyKind.GROUP, **more: Any) -> Party:
    return Party(text=name, span=HERE, name=name, kind=kind, **more)


PARTIES = {
    "army": party("Libyan army", PartyKind.FORCE, id="LBYMIL", country="LY", roles=("MIL",)),
    "soldiers": party("soldiers", id="LBYMIL", country="LY", roles=("MIL",)),
    "Libya": party("Libya", PartyKind.STATE, id="LBY", country="LY", roles=("GOV",)),
    "police": party("Libyan police", PartyKind.FORCE, id="LBYCOP", country="LY", roles=("COP",)),
    "Chad's army": party("Chadian army", PartyKind.FORCE, id="TCDMIL", country="TD", roles=("MIL",)),
    "rebels": party("rebels of the coast", id="LBYREB", country="LY", roles=("REB",)),
    "Coast Front": party("Coast Front", PartyKind.ARMED_GROUP, id="LBYREBCFR", country="LY", roles=("REB",)),
    "Dune Column": party("Dune Column", PartyKind.ARMED_GROUP, id="LBYREBDUN", country="LY", roles=("REB",)),
    "gunmen": party("gunmen", id="UAF", roles=("UAF",)),
    "militants": party("militants", id="UAF", roles=("UAF",)),
    "rescuers": party("rescuers", id="NGO", roles=("NGO",)),
    "Omar Salem": party("Omar Salem", PartyKind.PERSON),
    "Salem": party("Mr. Salem", PartyKind.PERSON),
    "Idris Haddar": party("Idris Haddar", PartyKind.PERSON),
    "villagers": party("villagers", id="CVL", roles=("CVL",)),
}


def source(name: str, kind: SourceKind = SourceKind.OFFICIAL, *, anonymous: bool = False) -> Source:
    return Source(text=name, span=HERE, name=name, kind=kind, anonymous=anonymous)


SOURCES = {
    "ministry": source("Libyan Health Ministry"),
    "army": source("Libyan army", SourceKind.MILITARY),
    "front": source("Coast Front", SourceKind.ARMED_GROUP),
    "observatory": source("Coast Observatory", SourceKind.NGO),
    "officials": source("officials", anonymous=True),
    "residents": source("residents", SourceKind.WITNESS, anonymous=True),
}


def count(low: int | None, high: int | None, of: str | None = None, **more: Any) -> Count:
    return Count(**({"kind": CountKind.KILLED} | more), low=low, high=high, text="n", span=HERE, of=of)


def exactly(number: int, of: str | None = None, **more: Any) -> Count:
    return count(number, number, of, **more)


def time(start: dt.date, end: dt.date | None = None, *, approximate: bool = False) -> Time:
    precision = DatePrecision.DAY if end in (None, start) else DatePrecision.WEEK
    return Time(text="t", span=HERE, start=start, end=end or start, precision=precision, approximate=approximate)


def claim(document: str, **more: Any) -> Claim:
    """A claim of an attack in Sirte on `DAY`; parties, sources and places by their short names, `killed` a number."""
    start = more.pop("start", 0)
    if "killed" in more:
        more["counts"] = (exactly(more.pop("killed")),)
    for field, known in (("actors", PARTIES), ("recipients", PARTIES), ("sources", SOURCES)):
        more[field] = tuple(known[name] for name in more.get(field, ()))
    named = more.pop("place", "Sirte")
    fields: dict[str, Any] = {
        "story": 0, "event": f"e{start}", "type": EventType.ASSAULT, "mode": None, "status": Status.HAPPENED,
        "hedge": None, "status_span": None, "denies": None, "confidence": 0.5, "counts": (), "date": time(DAY),
        "evidence": Span(start, start + 9),
    } | more  # fmt: skip
    return Claim(
        id=claim_id(document, start, start + 1, fields["type"], "t"), document=document, made_by="t",
        trigger=Quote("x", Span(start, start + 1)), place=PLACES[named] if named else None, **fields,
    )  # fmt: skip
