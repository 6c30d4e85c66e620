"""Toponyms: the place that each names, and how many are found.

    python bench/places.py --gold ../shared/gold [--half odd|even] [--json]

On gold/places (LGL, GeoVirus), lines counted from 0: tuned on even ones, reported on odd ones. With given spans: the
share whose coordinates lie within 161 km (100 miles, the measure of the field since Leidner 2007) of the labelled
ones, over all labelled toponyms and over those that the gazetteer holds; LGL's GeoNames ids; the median error in km.
With own spans: precision, recall and F1 of found toponyms (by overlap).
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import statistics
from pathlib import Path
from typing import Any, Final

from dateline.records import Place
from dateline.resolve.gazetteer import Gazetteer
from dateline.resolve.toponyms import Mention, find_mentions, named_after
from dateline.resolve.where import context_of, find_places, rank
from dateline.resolve.who import Parties
from dateline.vocab.actors import outlets

NEAR_KM: Final = 161.0
SETS: Final = ("lgl", "geovirus")


def distance(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance in km between two points given as latitude and longitude, degrees (haversine)."""
    lat1, lon1, lat2, lon2 = map(math.radians, (*a, *b))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(half))


def documents(gold: Path, name: str, half: str) -> list[dict[str, Any]]:
    """Every other document of a set."""
    with gzip.open(gold / f"places/{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        found = [json.loads(line) for line in lines]
    return found[1::2] if half == "odd" else found[::2]


def measure_set(found: list[dict[str, Any]]) -> dict[str, float | int]:
    """The figures of one set."""
    gazetteer = Gazetteer.open()
    near = same = identified = held = labelled = hit = own = 0
    errors: list[float] = []
    for document in found:
        text = document["text"]
        countries = Parties(text).countries()
        context = context_of(list(find_mentions(text, outlets())), countries)
        predicted = find_places(text, outlets=outlets(), context_countries=countries)
        own += len(predicted)
        for toponym in (t for t in document["toponyms"] if t.get("lat") is not None):
            start, end, point = toponym["start"], toponym["end"], (float(toponym["lat"]), float(toponym["lon"]))
            labelled += 1
            hit += any(place.span.start < end and start < place.span.end for place in predicted)
            entries = gazetteer.lookup(text[start:end])
            held += bool(entries)
            if not entries:
                errors.append(20_000.0)
                continue
            best = rank(Mention(start, end, entries, named_after(text, end)), context)[0].entry
            errors.append(distance((best.lat, best.lon), point))
            near += errors[-1] <= NEAR_KM
            if toponym.get("geonameid"):
                identified += 1
                same += best.geonames == int(toponym["geonameid"])
    precision, recall = overlaps(found, own), hit / labelled
    return {
        "toponyms": labelled,
        "within 161 km": round(near / labelled, 4),
        "within 161 km, of those in the gazetteer": round(near / held, 4),
        "same GeoNames id": round(same / identified, 4) if identified else 0.0,
        "median error, km": round(statistics.median(errors), 1),
        "own spans: precision": round(precision, 4),
        "own spans: recall": round(recall, 4),
        "own spans: F1": round(2 * precision * recall / (precision + recall), 4),
    }


def overlaps(found: list[dict[str, Any]], own: int) -> float:
    """Share of the found toponyms that overlap a labelled one."""
    right = 0
    for document in found:
        text = document["text"]
        places: tuple[Place, ...] = find_places(text, outlets=outlets(), context_countries=Parties(text).countries())
        spans = [(t["start"], t["end"]) for t in document["toponyms"]]
        right += sum(any(p.span.start < end and start < p.span.end for start, end in spans) for p in places)
    return right / own if own else 0.0


def measure(gold: Path, half: str) -> dict[str, Any]:
    """All figures."""
    return {name: measure_set(documents(gold, name, half)) for name in SETS}


def main() -> None:
    """Measure, and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    options.add_argument("--half", choices=("odd", "even"), default="odd")
    options.add_argument("--json", action="store_true")
    asked = options.parse_args()
    found = measure(asked.gold, asked.half)
    print(json.dumps(found) if asked.json else json.dumps(found, indent=2))


if __name__ == "__main__":
    main()
