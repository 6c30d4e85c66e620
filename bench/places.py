"""Toponyms: the place that each names, how many are found, and what it costs.

    python bench/places.py --gold ../shared/gold [--half odd|even] [--no-home] [--json]

On gold/places (LGL, GeoVirus), lines counted from 0: tuned on even ones, reported on odd ones. With given spans: the
share whose coordinates lie within 161 km (100 miles, the measure of the field since Leidner 2007) of the labelled
ones, over all labelled toponyms and over those that the gazetteer holds; LGL's GeoNames ids; the median error in km.
With own spans: precision, recall and F1 of found toponyms (by overlap), and the share of all labelled ones that are
found and lie within 161 km. LGL labels nationalities ("Georgian"), which are no toponyms here: recall is also given
without them.
On gold/voa/dev: the country of the labelled places, given their spans. `--no-home` leaves the publisher's home out.
Then the artefact: size, seconds to open, look-ups a second of names not seen before, and microseconds a word that
finding and resolving all toponyms of gold/voa/dev takes.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import statistics
import time
from collections.abc import Iterable
from importlib import resources
from pathlib import Path
from typing import Any, Final

from dateline.resolve.candidates import Setting
from dateline.resolve.gazetteer import Gazetteer
from dateline.resolve.setting import setting, story_countries
from dateline.resolve.where import Passage, candidates, find_story_places
from dateline.vocab.actors import country_of, outlets

NEAR_KM: Final = 161.0
SETS: Final = ("lgl", "geovirus")
FAR_KM: Final = 20_000.0
"""The error of a toponym that leads nowhere."""


def distance(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance in km between two points given as latitude and longitude, degrees (haversine)."""
    lat1, lon1, lat2, lon2 = map(math.radians, (*a, *b))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(half))


def records(path: Path) -> list[dict[str, Any]]:
    """Records of a gzip'd file of JSON lines."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def known_of(record: dict[str, Any], home: bool) -> Setting:
    """What is known of a story; GeoVirus' pages have no publisher of their own."""
    return setting(story_countries(record["text"]), record.get("url") if home else None)


def measure_set(found: list[dict[str, Any]], home: bool) -> dict[str, float | int]:
    """The figures of one set."""
    errors, same, held, own, right, hit, hit_near, nations = [], [], 0, 0, 0, 0, 0, 0
    for record in found:
        text, known = record["text"], known_of(record, home)
        labels = [t for t in record["toponyms"] if t.get("lat") is not None]
        given = candidates(text, [(t["start"], t["end"]) for t in labels], known, outlets(), 1)
        places = find_story_places([Passage(text)], known, outlets())
        own += len(places)
        spans = [(t["start"], t["end"]) for t in record["toponyms"]]
        right += sum(any(p.span.start < end and start < p.span.end for start, end in spans) for p in places)
        for label, best in zip(labels, given, strict=True):
            point = (float(label["lat"]), float(label["lon"]))
            held += bool(best)
            errors.append(distance((best[0].entry.lat, best[0].entry.lon), point) if best else FAR_KM)
            if label.get("geonameid"):
                same.append(bool(best) and best[0].entry.geonames == int(label["geonameid"]))
            here = [p for p in places if p.span.start < label["end"] and label["start"] < p.span.end]
            hit += bool(here)
            hit_near += any(distance((p.lat or 0.0, p.lon or 0.0), point) <= NEAR_KM for p in here)
            nations += is_nationality(text[label["start"] : label["end"]])
    near, number = sum(error <= NEAR_KM for error in errors), len(errors)
    precision, recall = right / max(own, 1), hit / number
    return {
        "toponyms": number,
        "within 161 km": round(near / number, 4),
        "held by the gazetteer": round(held / number, 4),
        "within 161 km, of those in the gazetteer": round(near / held, 4),
        **({"same GeoNames id": round(sum(same) / len(same), 4)} if same else {}),
        "median error, km": round(statistics.median(errors), 1),
        "own spans: precision": round(precision, 4),
        "own spans: recall": round(recall, 4),
        "own spans: F1": round(2 * precision * recall / (precision + recall), 4),
        "own spans: recall without nationalities": round(hit / (number - nations), 4),
        "own spans: found and within 161 km": round(hit_near / number, 4),
    }


def is_nationality(words: str) -> bool:
    """Whether the words are an adjective or people of a country ("Georgian", "Georgians")."""
    state = country_of(words)
    return state is not None and words not in (state.name, *state.other_names)


def measure_countries(found: Iterable[dict[str, Any]]) -> dict[str, float | int]:
    """On labelled claims: the share of places, given their spans, that lie in the wrong country or nowhere."""
    wrong = nowhere = number = 0
    for record in found:
        known = known_of(record, home=False)
        labels = {tuple(c["place"]["span"]): c["place"] for c in record["claims"] if (c["place"] or {}).get("span")}
        named = [(span, place["country"]) for span, place in labels.items() if place.get("country")]
        for (_, country), best in zip(
            named, candidates(record["text"], [span for span, _ in named], known, outlets(), 1), strict=True
        ):
            number += 1
            nowhere += not best or best[0].entry.country is None
            wrong += bool(best) and best[0].entry.country not in (None, country)
    return {"places": number, "wrong country": round(wrong / number, 4), "no country": round(nowhere / number, 4)}


def measure_cost(found: list[dict[str, Any]]) -> dict[str, float | int]:
    """Size, opening, look-ups and time a word, on one core."""
    folder = Path(str(resources.files("dateline.resolve") / "data"))
    began = time.process_time()
    gazetteer = Gazetteer(folder)
    opened = time.process_time() - began
    names = [gazetteer.entry(row).name for row in range(0, len(gazetteer), 3)]
    began = time.process_time()
    for name in names:
        gazetteer.find(name)
    finding = time.process_time() - began
    settings = [known_of(record, home=False) for record in found]
    began = time.process_time()
    for record, known in zip(found, settings, strict=True):
        find_story_places([Passage(record["text"])], known, outlets())
    words = sum(len(record["text"].split()) for record in found)
    return {
        "size, MB": round(sum(file.stat().st_size for file in folder.iterdir()) / 1e6, 1),
        "places": len(gazetteer),
        "seconds to open": round(opened, 3),
        "look-ups a second": round(len(names) / finding),
        "microseconds a word": round(1e6 * (time.process_time() - began) / words, 1),
    }


def measure(gold: Path, half: str, home: bool = True) -> dict[str, Any]:
    """All figures."""
    voa = records(gold / "voa/dev.jsonl.gz")
    chosen = slice(1, None, 2) if half == "odd" else slice(0, None, 2)
    sets = {name: measure_set(records(gold / f"places/{name}.jsonl.gz")[chosen], home) for name in SETS}
    if home:
        sets["lgl, publisher unknown"] = measure_set(records(gold / "places/lgl.jsonl.gz")[chosen], False)
    return {**sets, "voa, given spans": measure_countries(voa), "cost": measure_cost(voa)}


def main() -> None:
    """Measure, and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    options.add_argument("--half", choices=("odd", "even"), default="odd")
    options.add_argument("--no-home", action="store_true", help="as if no publisher were known")
    options.add_argument("--json", action="store_true")
    asked = options.parse_args()
    found = measure(asked.gold, asked.half, not asked.no_home)
    print(json.dumps(found) if asked.json else json.dumps(found, indent=2))


if __name__ == "__main__":
    main()
