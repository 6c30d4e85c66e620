#!/usr/bin/env python3
"""Measure linking at size: seconds and memory for ledgers of four sizes, and for one per cent more.

    python bench/million.py [--sizes 125000,250000,500000,1000000] [--json]

A ledger is filled with claims resampled from the invented reports of `tests/quality/incidents`, which are read once:
each copy of a scenario keeps its claims and moves them to another day between 1990 and 2024, another town of the
gazetteer, other names and other rare words, so that copies are events of their own. Filling is not measured; linking
is, each in a fresh process: all claims, then one per cent more of them, then nothing new. `share` is that of the
first run's seconds that the second takes.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import msgspec
from linking_invented import record
from linking_set import scenarios
from sqlalchemy import insert

from dateline.ids import claim_id, document_id
from dateline.ledger import Ledger, open_ledger
from dateline.ledger import tables as t
from dateline.link.sketch import number_of
from dateline.read import ReadOptions, read_inputs
from dateline.records import Claim, Coded, Document, Party, Place, Sketch, Time
from dateline.resolve.gazetteer import Gazetteer
from dateline.run.linking import link_incidents
from dateline.run.pipeline import code_or_reject

SIZES: Final = "125000,250000,500000,1000000"
MORE: Final = 0.01
COMMON: Final = 12
"""Of a sketch's words, the lighter ones that keep their number: what all news has in common."""


def read_all(folder: Path) -> list[list[Coded]]:
    """The invented reports, coded, a list a scenario."""
    found = []
    for number, scenario in enumerate(scenarios()):
        source = folder / f"{number}.jsonl"
        source.write_bytes(b"".join(msgspec.json.encode(record(report)) + b"\n" for report in scenario.reports))
        coded = (code_or_reject(one) for one in read_inputs([str(source)], ReadOptions()) if isinstance(one, Document))
        found.append([one for one in coded if isinstance(one, Coded) and one.claims])
    return found


class Mover:
    """Moves a scenario to other days, places, names and words."""

    def __init__(self, number: int, draw: random.Random, towns: Sequence[Any]) -> None:
        self._number = number
        self._draw = draw
        self._towns = towns
        self._days = dt.timedelta(draw.randrange(-8000, 2000))
        self._place: dict[int | None, Any] = {}

    def coded(self, one: Coded) -> Coded:
        """The document of this copy of the scenario."""
        published = self._day(one.document.published)
        ident = document_id(f"{one.document.origin}/{self._number}", b"")
        document = msgspec.structs.replace(one.document, id=ident, origin=ident, published=published, text="")
        claims = tuple(self._claim(claim, ident) for claim in one.claims)
        sketches = tuple(self._sketch(sketch, ident) for sketch in one.sketches)
        return Coded(document=document, stories=(), statements=(), claims=claims, sketches=sketches, made_by="bench")

    def _day(self, day: dt.date | None) -> dt.date | None:
        return day + self._days if day else None

    def _claim(self, claim: Claim, document: str) -> Claim:
        span = claim.trigger.span
        date = claim.date and self._time(claim.date)
        return msgspec.structs.replace(
            claim, id=claim_id(document, span.start, span.end, claim.type, "bench"), document=document,
            place=claim.place and self._moved(claim.place), date=date,
            actors=tuple(map(self._party, claim.actors)), recipients=tuple(map(self._party, claim.recipients)),
        )  # fmt: skip

    def _time(self, date: Time) -> Time:
        return msgspec.structs.replace(date, start=self._day(date.start), end=self._day(date.end))

    def _moved(self, place: Place) -> Place:
        town = self._place.setdefault(place.geonames, self._draw.choice(self._towns))
        return msgspec.structs.replace(
            place, geonames=town.geonames, name=town.name, country=town.country, lat=town.lat, lon=town.lon
        )

    def _party(self, party: Party) -> Party:
        return msgspec.structs.replace(party, id=None, name=f"{party.name or party.text} {self._number % 5000}")

    def _sketch(self, sketch: Sketch, document: str) -> Sketch:
        words = [
            (number_of(f"{word} {self._number}") if rank < len(sketch.words) - COMMON else word, weight)
            for rank, (word, weight) in enumerate(sketch.words)
        ]
        names = tuple(number_of(f"{name} {self._number}") for name in sketch.names)
        places = tuple(self._place.setdefault(one, self._draw.choice(self._towns)).geonames for one in sketch.places)
        return Sketch(document=document, story=sketch.story, words=tuple(words), names=names, places=places)


def moved(told: Sequence[Sequence[Coded]], claims: int, first: int) -> Iterator[Coded]:
    """Copies of scenarios until there are so many claims; `first` numbers them."""
    draw = random.Random(first)
    gazetteer = Gazetteer.open()
    drawn = (gazetteer.entry(row) for row in draw.sample(range(len(gazetteer)), 20_000))
    towns = [town for town in drawn if town.geonames]
    made = 0
    while made < claims:
        mover = Mover(first, draw, towns)
        first += 1
        for one in told[first % len(told)]:
            yield mover.coded(one)
            made += len(one.claims)


def fill(ledger: Ledger, coded: Iterator[Coded]) -> int:
    """Put documents in, many at a time, as `Ledger.store` would; how many claims."""
    number = 0
    rows: dict[Any, list[dict[str, Any]]] = {t.documents: [], t.codings: [], t.claims: [], t.sketches: []}

    def write() -> None:
        with ledger.engine.begin() as connection:
            for table, some in rows.items():
                if some:
                    connection.execute(insert(table), some)
                    some.clear()

    for one in coded:
        base = {"document": one.document.id, "coding": one.made_by}
        own = {"id": one.document.id, "origin": one.document.origin, "sha256": "", "published": one.document.published}
        rows[t.documents].append(own | {"body": msgspec.json.encode(one.document).decode()})
        rows[t.codings].append(base | {"at": ""})
        for position, claim in enumerate(one.claims):
            body = {"id": claim.id, "type": claim.type, "status": claim.status, "confidence": claim.confidence}
            rows[t.claims].append(base | body | {"position": position, "body": msgspec.json.encode(claim).decode()})
        for position, sketch in enumerate(one.sketches):
            rows[t.sketches].append(base | {"position": position, "body": msgspec.json.encode(sketch).decode()})
        number += len(one.claims)
        if len(rows[t.claims]) > 20_000:
            write()
    write()
    return number


def timed(address: str) -> dict[str, float]:
    """Link a ledger in a process of its own: seconds, mebibytes at most, and links appended."""
    done = subprocess.run([sys.executable, __file__, "--link", address], check=True, stdout=subprocess.PIPE)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def link(address: str) -> dict[str, float]:
    """What `timed` runs."""
    began = time.perf_counter()
    with open_ledger(address) as ledger:
        links = link_incidents(ledger)
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": round(time.perf_counter() - began, 2), "MiB": round(used), "links": links}


def measure(sizes: Sequence[int]) -> list[dict[str, Any]]:
    """The figures of each size."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        told = read_all(Path(folder))
        for size in sizes:
            address = f"{folder}/{size}.ledger"
            with open_ledger(address, create=True) as ledger:
                claims = fill(ledger, moved(told, size, 1))
            first = timed(address)
            with open_ledger(address) as ledger:
                fill(ledger, moved(told, round(size * MORE), 10_000_000))
                incidents = len(set(ledger.incident_of().values()))
            second, third = timed(address), timed(address)
            share = round(second["seconds"] / first["seconds"], 4)
            found.append(
                {"claims": claims, "incidents": incidents, "all": first, "1% more": second, "nothing new": third,
                 "share": share}
            )  # fmt: skip
            print(json.dumps(found[-1]), file=sys.stderr, flush=True)
            Path(address).unlink()
    return found


def main() -> None:
    """Read the options, measure, print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--sizes", default=SIZES, help="claims, with commas between")
    options.add_argument("--link", help="link this ledger and say what it took (for the measure itself)")
    options.add_argument("--json", action="store_true", help="print JSON, as it does anyway")
    asked = options.parse_args()
    print(json.dumps(link(asked.link) if asked.link else measure([int(n) for n in asked.sizes.split(",")])))


if __name__ == "__main__":
    main()
