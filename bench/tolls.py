#!/usr/bin/env python3
"""Measure the tolls of news on gun violence against the record of the incident that each article is about.

    python bench/tolls.py --gold DIR [--half odd|even|all] [--most N] [--json] [--errors]

DIR holds `gva/articles.jsonl.gz`. Tuned on even 0-based lines, reported on odd ones. The record is the final one, so
an early article may rightly say fewer. Two readings of the title and the first sentences are compared:

- rules: `resolve`'s counts, sentence by sentence, as they would go to an ASSAULT; the first one of a kind holds. "Five
  shot" tells killed and injured together. One person told of without a number ("a man was killed") is one, and where
  a shooting is told with no number at all, one is injured.
- baseline: the first number within five words of a word for death, or for injury.

Where nothing is found both say 0. `exact` is the share of articles whose number is the record's, `within one` that of
those at most one off; `both` asks for killed and injured at once.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from times import HALVES, lines

from dateline.records import Count, Span
from dateline.resolve.howmany import find_counts
from dateline.resolve.numerals import find_numbers
from dateline.terms import CountKind, EventType

SENTENCES: Final = 8
"""How many sentences of an article are read after its title."""
KINDS: Final = {"killed": "num_killed", "injured": "num_injured"}
_BORDER: Final = re.compile(r"(?<=[.!?])[\"”’]?\s+(?=[A-Z“\"])|\n+")
_PERSON: Final = (
    r"\b(?:an?|the|his|her|one)\s(?:[\w’'-]+\s){0,3}(?:man|woman|teen|teenager|boy|girl|child|officer|person|victim|"
    r"mother|father|year-old|brother|sister|suspect|gunman|student|bystander|resident)\b"
)
_ONE: Final = {
    "killed": re.compile(
        _PERSON + r"[^.;]{0,60}?\b(?:killed|dead|died|dies|slain|murdered|fatally)\b"
        r"|\b(?:killed|kills|killing|shot dead|fatally shot|death of)\s" + _PERSON[2:]
        + r"|\b(?:homicide|murder\w*|fatal shooting|fatally shot|shooting death|shot to death|pronounced dead)\b",
        re.IGNORECASE,
    ),
    "injured": re.compile(
        _PERSON + r"[^.;]{0,60}?\b(?:injured|wounded|hurt|hospitali[sz]ed|critical condition)\b"
        r"|\b(?:injur(?:es|ed|ing)|wound(?:s|ed|ing))\s" + _PERSON[2:],
        re.IGNORECASE,
    ),
}  # fmt: skip
_SHOT: Final = re.compile(
    r"^\s(?:(?!and\b|were killed|was killed)[\w’'-]+\s){0,3}?(?:(?:were|was|are|have been|had been|been|being)\s)?"
    r"(?:also\s)?"
    r"(?:shot(?! dead| to death| and killed)|struck by gunfire|gunshot victims)\b",
    re.IGNORECASE,
)
_SHOOTING: Final = re.compile(r"\b(?:shot|shoots|shooting|gunshot)\b", re.IGNORECASE)
"""Somebody was shot, and of nobody it is said that they died: one is injured."""
_DEATH: Final = frozenset("killed dead died dies deaths death fatally slain kills killing fatal".split())
_INJURY: Final = frozenset("injured wounded hurt shot injuries injuring wounding injures hospitalized".split())


def passages(article: dict[str, Any]) -> Iterator[str]:
    """The title and the first sentences."""
    yield article["title"] or ""
    found = [one.strip() for one in _BORDER.split((article["text"] or "")[:4000]) if len(one.strip()) > 20]
    yield from found[:SENTENCES]


def number_of(count: Count) -> int:
    """The one number to compare with a record: the side that the text gives."""
    return count.low if count.low is not None else count.high or 0


def by_rules(article: dict[str, Any]) -> dict[str, int]:
    """Killed and injured as `resolve` reads them."""
    told: dict[str, int] = {}
    single: dict[str, int] = {}
    shot = None
    for passage in passages(article):
        for count in find_counts(passage, Span(0, 0), 0, EventType.ASSAULT):
            if count.kind in (CountKind.KILLED, CountKind.INJURED) and not count.part:
                told.setdefault(count.kind.value, number_of(count))
        if shot is None:
            numbers = find_numbers(passage)
            shot = next((n.low for n in numbers if n.low and _SHOT.match(passage[n.span.end : n.span.end + 60])), None)
        for kind, pattern in _ONE.items():
            if pattern.search(passage):
                single.setdefault(kind, 1)
    killed = told.get("killed", single.get("killed", 0))
    injured = told.get("injured")
    if injured is None:
        hit = 0 if killed or told else int(any(_SHOOTING.search(passage) for passage in passages(article)))
        injured = max(shot - killed, 0) if shot else single.get("injured", hit)
    return {"killed": killed, "injured": injured}


def by_nearness(article: dict[str, Any]) -> dict[str, int]:
    """The baseline."""
    text = " ".join(passages(article))
    numbers = find_numbers(text)
    found = {"killed": 0, "injured": 0}
    for kind, cues in (("killed", _DEATH), ("injured", _INJURY)):
        for number in numbers:
            near = text[: number.span.start].lower().split()[-5:] + text[number.span.end :].lower().split()[:5]
            if cues & {word.strip(".,;:!?\"'") for word in near}:
                found[kind] = number.low if number.low is not None else number.high or 0
                break
    return found


def measure(articles: list[dict[str, Any]], errors: bool) -> dict[str, Any]:
    """Shares of articles by reading."""
    result: dict[str, Any] = {"articles": len(articles)}
    for name, read in (("rules", by_rules), ("baseline", by_nearness)):
        off = []
        for article in articles:
            got = read(article)
            off.append([abs(got[kind] - article[key]) for kind, key in KINDS.items()])
            if errors and name == "rules" and any(off[-1]):
                record = {kind: article[key] for kind, key in KINDS.items()}
                print(f"{record}\t{got}\t{' / '.join(passages(article))[:500]}")
        for most, label in ((0, "exact"), (1, "within one")):
            shares = [sum(one[i] <= most for one in off) / max(len(off), 1) for i in range(len(KINDS))]
            both = sum(max(one) <= most for one in off) / max(len(off), 1)
            found = {kind: round(share, 3) for kind, share in zip(KINDS, shares, strict=True)}
            result[f"{name}, {label}"] = {**found, "both": round(both, 3)}
    return result


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--gold", type=Path, required=True)
    options.add_argument("--half", choices=sorted(HALVES), default="odd")
    options.add_argument("--most", type=int, help="read only so many articles")
    options.add_argument("--json", action="store_true")
    options.add_argument("--errors", action="store_true", help="print every disagreement (for tuning: even half only)")
    asked = options.parse_args()
    told = [one for one in lines(asked.gold / "gva/articles.jsonl.gz", asked.half) if one["num_killed"] is not None]
    result = measure([one for one in told if one["text"]][: asked.most], asked.errors)
    for name, figures in () if asked.json else result.items():
        print(f"{name:22} {figures}")
    if asked.json:
        print(json.dumps(result))


if __name__ == "__main__":
    main()
