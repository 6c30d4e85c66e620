#!/usr/bin/env python3
"""Measure `resolve/when.py` and `resolve/howmany.py` on labelled data.

    python bench/times.py --gold DIR [--half odd|even|all] [--json] [--errors]

DIR holds `times/{timebank,aquaint}.jsonl.gz`, `voa/train.jsonl.gz` and `official/train.jsonl.gz`. All is tuned on
even 0-based lines and reported on odd ones, so `--half odd` is the default.

- times: an expression is found when the spans overlap (relaxed) or are equal (strict), as in TempEval-3 (UzZaman et al.
  2013); value F1 counts the relaxed matches whose TIMEX3 value is equal, over all found and all labelled.
- dates: of labelled dates of claims whose words stand in the text, how many have an expression there with the same
  first and last day.
- counts: `find_counts` at the labelled triggers; a count agrees when kind, low and high are equal.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline.records import Span
from dateline.resolve.howmany import find_counts, find_numbers
from dateline.resolve.when import find_times
from dateline.terms import EventType

HALVES = {"even": (0,), "odd": (1,), "all": (0, 1)}


def lines(path: Path, half: str) -> list[dict[str, Any]]:
    """The documents of a file whose 0-based line number is even, odd or either."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for number, line in enumerate(file) if number % 2 in HALVES[half]]


def scores(hits: int, found: int, labelled: int) -> dict[str, float]:
    """Precision, recall and F1."""
    precision, recall = hits / found if found else 0.0, hits / labelled if labelled else 0.0
    total = precision + recall
    return {
        "p": round(precision, 3),
        "r": round(recall, 3),
        "f1": round(2 * precision * recall / total if total else 0, 3),
    }


def measure_times(documents: list[dict[str, Any]], errors: bool) -> dict[str, Any]:
    """Relaxed, strict and value figures."""
    relaxed = strict = value = found = labelled = 0
    for document in documents:
        times = find_times(document["text"], published=dt.date.fromisoformat(document["dct"][:10]))
        found, labelled, used = found + len(times), labelled + len(document["timex"]), set()
        for timex in document["timex"]:
            span = Span(timex["begin"], timex["end"])
            match = next((i for i, t in enumerate(times) if t.span.overlaps(span) and i not in used), None)
            words = document["text"][span.start : span.end]
            context = document["text"][max(0, span.start - 40) : span.end + 20].replace("\n", " ")
            if match is None:
                if errors:
                    print(f"missed\t{timex['value']}\t{words}\t{context}")
                continue
            used.add(match)
            relaxed += 1
            strict += times[match].span == span
            value += times[match].value == timex["value"]
            if errors and times[match].value != timex["value"]:
                print(f"value\t{document['dct'][:10]}\t{timex['value']}\t{times[match].value}\t{words}\t{context}")
        if errors:
            for i, t in enumerate(times):
                if i not in used:
                    print(
                        f"extra\t{t.value}\t{t.text}\t{document['text'][max(0, t.span.start - 30) : t.span.end + 20]!r}"
                    )
    return {
        "expressions": labelled,
        "relaxed": scores(relaxed, found, labelled),
        "strict": scores(strict, found, labelled),
        "value": scores(value, found, labelled),
        "value_accuracy": round(value / relaxed, 3) if relaxed else 0.0,
    }


def measure_dates(documents: list[dict[str, Any]], errors: bool) -> dict[str, Any]:
    """How many labelled dates with words in the text come out with the same first and last day."""
    agree = total = 0
    for document in documents:
        published = dt.date.fromisoformat(document["published"]) if document["published"] else None
        times = find_times(document["text"], published=published)
        for claim in document["claims"]:
            date = claim["date"]
            if not date or not date.get("span"):
                continue
            total += 1
            span = Span(*date["span"])
            days = [(str(t.start), str(t.end), t.text) for t in times if t.span.overlaps(span)]
            right = any(one[:2] == (date["start"], date["end"]) for one in days)
            agree += right
            if errors and not right:
                print(f"date\t{published}\t{date['text']}\t{date['start']} {date['end']}\t{days}")
    return {"dates": total, "agree": round(agree / total, 3) if total else 0.0}


def measure_counts(documents: list[dict[str, Any]], errors: bool) -> dict[str, Any]:
    """Counts at the labelled triggers, in the line of text that holds the trigger."""
    hits = found = labelled = 0
    for document in documents:
        for claim in document["claims"]:
            start, end = evidence(document["text"], claim["trigger"]["span"])
            first, last = claim["trigger"]["span"]
            sentence = document["text"][start:end]
            counts = find_counts(sentence, Span(first - start, last - start), start, EventType(claim["type"]))
            gold = [(c["kind"], c["low"], c["high"]) for c in claim["counts"]]
            mine = [(str(c.kind), c.low, c.high) for c in counts]
            left = list(mine)
            for one in gold:
                if one in left:
                    left.remove(one)
            hits, found, labelled = hits + len(mine) - len(left), found + len(mine), labelled + len(gold)
            if errors and (left or len(mine) - len(left) < len(gold)):
                shown = sentence[: first - start] + "<<" + claim["trigger"]["text"] + ">>" + sentence[last - start :]
                print(f"count\t{claim['type']}\tgold {gold}\tmine {mine}\t{shown}")
    return {"counts": labelled, **scores(hits, found, labelled)}


def evidence(text: str, trigger: list[int]) -> tuple[int, int]:
    """The line that holds a trigger."""
    end = text.find("\n", trigger[1])
    return text.rfind("\n", 0, trigger[0]) + 1, len(text) if end < 0 else end


def speeds(documents: list[dict[str, Any]]) -> Iterator[tuple[str, int]]:
    """Words a second of processor time of each finder over all texts."""
    text = "\n".join(document["text"] for document in documents)
    words = len(text.split())
    for name, finder in (("find_times", lambda: find_times(text, published=dt.date(2016, 1, 5))),
                         ("find_numbers", lambda: find_numbers(text))):  # fmt: skip
        started = time.process_time()
        finder()
        yield name, round(words / (time.process_time() - started))


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--gold", type=Path, required=True)
    options.add_argument("--half", choices=sorted(HALVES), default="odd")
    options.add_argument("--json", action="store_true")
    options.add_argument("--errors", action="store_true", help="print every disagreement (for tuning: even half only)")
    given = options.parse_args()
    result: dict[str, Any] = {"half": given.half}
    for name in ("timebank", "aquaint"):
        result[name] = measure_times(lines(given.gold / "times" / f"{name}.jsonl.gz", given.half), given.errors)
    claims = lines(given.gold / "voa" / "train.jsonl.gz", given.half)
    claims += lines(given.gold / "official" / "train.jsonl.gz", given.half)
    result["dates"] = measure_dates(claims, given.errors)
    result["counts"] = measure_counts(claims, given.errors)
    result["words_a_second"] = dict(speeds(claims))
    for name, figures in () if given.json else result.items():
        print(f"{name:16} {figures}")
    if given.json:
        print(json.dumps(result))


if __name__ == "__main__":
    main()
