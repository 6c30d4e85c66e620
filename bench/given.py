#!/usr/bin/env python3
"""Measure which date and which numbers `resolve` gives to labelled claims: the reader is taken to be right.

    python bench/given.py --gold DIR [--half odd|even|all] [--set voa/train] [--json] [--errors]

The reader's part is played by the labels in three ways:

- silent: claims with their triggers, types and parties; the words of dates and numbers are left to `resolve`.
- sentence: the words of a date or a number are given where they stand in the claim's own sentence.
- anywhere: they are given wherever they stand in the text.

A date agrees when its first and last day are equal, a count when kind, low and high are; both are scored over all
claims, as `score/claims.py` does, so that a date given to a claim that has none lowers precision.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from times import HALVES, lines, scores

from dateline.records import Count, Quote, RawClaim, RawCount, RawParty, RawSource, Span, Time
from dateline.resolve.counting import choose_counts
from dateline.resolve.dating import choose_dates
from dateline.resolve.surroundings import Surroundings
from dateline.resolve.when import find_times
from dateline.terms import CountKind, EventType, Status

MODES: Final = ("silent", "sentence", "anywhere")


def sentences(text: str) -> tuple[Span, ...]:
    """The lines of a text: the labelled sets hold one sentence a line."""
    spans, start = [], 0
    for line in text.split("\n"):
        spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    return tuple(spans)


def surroundings(document: dict[str, Any]) -> Surroundings:
    """What `resolve` knows of a labelled document."""
    published = dt.date.fromisoformat(document["published"]) if document["published"] else None
    text = document["text"]
    return Surroundings(
        text=text,
        sentences=sentences(text),
        places=(),
        times=find_times(text, published=published),
        published=published,
    )


def quoted(one: dict[str, Any]) -> Quote:
    """A labelled span."""
    return Quote(one["text"], Span(*one["span"]))


def raw_claim(claim: dict[str, Any], around: Surroundings, mode: str) -> RawClaim:
    """A labelled claim as a reader would give it."""
    trigger = quoted(claim["trigger"])
    evidence = next(one for one in around.sentences if one.start <= trigger.span.start <= one.end)

    def shown(one: dict[str, Any] | None) -> bool:
        within = one is not None and one.get("span") and (mode == "anywhere" or evidence.covers(Span(*one["span"])))
        return mode != "silent" and bool(within)

    date = claim["date"]
    counts = tuple(RawCount(quoted(one), CountKind(one["kind"])) for one in claim["counts"] if shown(one))
    return RawClaim(
        id=claim["id"],
        document="",
        story=0,
        type=EventType(claim["type"]),
        mode=claim["mode"],
        status=Status(claim["status"]),
        trigger=trigger,
        evidence=evidence,
        actors=tuple(RawParty(quoted(one)) for one in claim["actors"] if one.get("span")),
        recipients=tuple(RawParty(quoted(one)) for one in claim["recipients"] if one.get("span")),
        sources=tuple(RawSource(quoted(one)) for one in claim["sources"] if one.get("span")),
        event=claim["event"],
        confidence=1.0,
        made_by="gold",
        date=quoted(date) if shown(date) else None,
        date_open=mode == "silent",
        counts=None if mode == "silent" else counts,
    )


def chosen(document: dict[str, Any], mode: str) -> Iterator[tuple[dict[str, Any], Time | None, tuple[Count, ...]]]:
    """Every labelled claim with the date and the counts that `resolve` gives it."""
    around = surroundings(document)
    raws = [raw_claim(claim, around, mode) for claim in document["claims"]]
    for claim, raw, time in zip(document["claims"], raws, choose_dates(raws, around), strict=True):
        yield claim, time, choose_counts(raw, around, raws)


def measure(documents: list[dict[str, Any]], mode: str, errors: bool) -> dict[str, Any]:
    """F1 of dates and of counts."""
    tally = {"date": [0, 0, 0], "counts": [0, 0, 0]}
    for document in documents:
        for claim, time, counts in chosen(document, mode):
            date = claim["date"] or {}
            gold = [(date["start"], date["end"])] if date.get("start") else []
            mine = [(str(time.start), str(time.end))] if time and time.start else []
            gold_counts = [(c["kind"], c["low"], c["high"]) for c in claim["counts"]]
            my_counts = [(str(c.kind), c.low, c.high) for c in counts]
            for slot, wanted, got in (("date", gold, mine), ("counts", gold_counts, my_counts)):
                left: list[Any] = list(got)
                hits = [one for one in wanted if one in left and not left.remove(one)]  # type: ignore[func-returns-value]
                tally[slot] = [a + b for a, b in zip(tally[slot], (len(hits), len(got), len(wanted)), strict=True)]
                if errors and (left or len(hits) < len(wanted)):
                    show(document, claim, slot, wanted, got, time)
    return {slot: {**scores(*numbers), "n": numbers[2]} for slot, numbers in tally.items()}


def show(
    document: dict[str, Any], claim: dict[str, Any], slot: str, wanted: list[Any], got: list[Any], time: Time | None
) -> None:
    """Print one disagreement with its sentence."""
    text, (first, last) = document["text"], claim["trigger"]["span"]
    start, end = text.rfind("\n", 0, first) + 1, text.find("\n", last)
    line = f"{text[start:first]}<<{text[first:last]}>>{text[last : end if end >= 0 else None]}"
    words = claim["date"]["text"] if slot == "date" and claim["date"] else None
    mine = time.text if slot == "date" and time else None
    print(f"{slot}\t{document['published']}\t{claim['type']}\tgold {wanted} {words!r}\tmine {got} {mine!r}\t{line}")


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--gold", type=Path, required=True)
    options.add_argument("--half", choices=sorted(HALVES), default="odd")
    options.add_argument("--set", default="voa/train")
    options.add_argument("--mode", choices=MODES)
    options.add_argument("--json", action="store_true")
    options.add_argument("--errors", action="store_true", help="print every disagreement (for tuning: even half only)")
    asked = options.parse_args()
    documents = lines(asked.gold / f"{asked.set}.jsonl.gz", asked.half)
    modes = (asked.mode,) if asked.mode else MODES
    result = {mode: measure(documents, mode, asked.errors) for mode in modes}
    for mode, figures in () if asked.json else result.items():
        print(f"{mode:10} {figures}")
    if asked.json:
        print(json.dumps(result))


if __name__ == "__main__":
    main()
