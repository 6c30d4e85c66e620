"""Parties given their words: countries, roles and names.

    python bench/parties.py --gold ../shared/gold [--missing N] [--json]

- gold/plover_gsr/dev (measured only, nothing is tuned on it): each labelled `actorText`, resolved in its sentence; the
  share with the labelled country (first three letters of the id) and sector.
- gold/voa/train, official/train, plv/train, entities/re3d: the share of labelled parties that get a country or roles or
  a name of the vocabulary; with `--missing`, the most frequent words that get none.
- gold/voa/train and official/train, the labelled `name` of a party whose `text` is shorter: names that are found; and
  the country told by the labelled name against the one that is given to the text, where the labelled name tells one.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

from dateline.records import Party, Quote, Span
from dateline.resolve.where import find_places
from dateline.resolve.who import Parties
from dateline.vocab.actors import outlets

STOP: Final = frozenset("the a an of s and in on for to at by his her its their some several other".split())
PRONOUNS: Final = frozenset("he she it they we i you his her their our its him them us who which that".split())


class Labelled(NamedTuple):
    """A labelled party: its words and place in a text, and its name where one is labelled."""

    text: str
    start: int
    name: str | None


class Told(NamedTuple):
    """A text with its labelled parties."""

    text: str
    published: dt.date | None
    parties: list[Labelled]


def rows(path: Path) -> list[dict[str, Any]]:
    """The records of a gzip'd file of JSON lines."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def resolver(text: str, published: dt.date | None = None) -> Parties:
    """The parties of a text, with its places."""
    parties = Parties(text, published)
    parties.see_places(find_places(text, outlets=outlets(), context_countries=parties.countries()))
    return parties


def marked(row: dict[str, Any], words: str) -> Quote:
    """Where an actor stands in a sentence, by its mark-up where that gives the same text, else its first words."""
    info = row.get("textInfo")
    markup, plain, places = (info.get("markup") if isinstance(info, dict) else "") or "", "", []
    last = 0
    for match in re.finditer(r"\((?:SRC|TAR|SRC/TAR|EVT|CTX)[^:()]*: ([^()]*)\)", markup):
        plain += markup[last : match.start()]
        places.append((match.group(1), len(plain)))
        plain, last = plain + match.group(1), match.end()
    if plain + markup[last:] == row["text"]:
        start = next((start for text, start in places if text == words), None)
        if start is not None:
            return Quote(words, Span(start, start + len(words)))
    return at(row["text"], words)


def at(text: str, words: str) -> Quote:
    """Where words stand in a text; at its start where they do not."""
    start = max(text.find(words), 0)
    return Quote(words, Span(start, start + len(words)))


def gsr(gold: Path) -> dict[str, float | int]:
    """Country and role of given names, as score/gsr.py counts them."""
    countries = country = sectors = role = 0
    for row in rows(gold / "plover_gsr/dev.jsonl.gz"):
        parties = resolver(row["text"])
        labelled = [
            p for k in ("source", "target") if isinstance(row.get(k), list) for p in row[k] if isinstance(p, dict)
        ]
        for one in labelled:
            found = parties.party(marked(row, one.get("actorText") or ""))
            code = one.get("code") or ""
            code = {"JAP": "JPN"}.get(code, code)
            if code:
                countries += 1
                country += (found.id or "")[:3] == code
            sector = (one.get("sector") or "")[:3]
            if sector and sector != "***":
                sectors += 1
                role += {"CIV": "CVL"}.get(sector, sector) in found.roles
    return {
        "country": round(country / countries, 4),
        "of": countries,
        "role": round(role / sectors, 4),
        "of sectors": sectors,
    }


def claims_set(path: Path) -> Iterator[Told]:
    """Documents with labelled claims."""
    for row in rows(path):
        day = dt.date.fromisoformat(row["published"]) if row.get("published") else None
        found = {
            (p["span"][0], p["text"]): Labelled(p["text"], p["span"][0], p.get("name"))
            for claim in row["claims"]
            for p in (*claim["actors"], *claim["recipients"])
            if p.get("span")
        }
        yield Told(row["text"], day, list(found.values()))


def plv(path: Path) -> Iterator[Told]:
    """Sentences with a source and a target."""
    for row in rows(path):
        text = row["sentence"]
        yield Told(text, None, [Labelled(row[k], max(text.find(row[k]), 0), None) for k in ("source", "target")])


def re3d(path: Path) -> Iterator[Told]:
    """Documents with entities; people and organisations are parties."""
    for row in rows(path):
        found = [
            Labelled(row["text"][e["begin"] : e["end"]], e["begin"], None)
            for e in row["entities"]
            if e["confidence"] > 0 and e["type"] in ("Organisation", "Person")
        ]
        yield Told(row["text"], None, found)


def is_known(party: Party) -> bool:
    """Whether anything is known of a party beyond its words."""
    return bool(party.country or party.roles or party.id)


def coverage(told: list[Told], missing: Counter[str]) -> dict[str, float | int]:
    """Shares of labelled parties, pronouns apart, that get values."""
    total = known = country = roles = 0
    for one in told:
        parties = resolver(one.text, one.published)
        for label in one.parties:
            if label.text.lower() in PRONOUNS or label.text in ("a recipient", "An actor"):
                continue
            found = parties.party(Quote(label.text, Span(label.start, label.start + len(label.text))))
            total += 1
            known += is_known(found)
            country += bool(found.country)
            roles += bool(found.roles)
            if not is_known(found):
                missing[label.text] += 1
    return {
        "parties": total,
        "known": round(known / total, 4),
        "with country": round(country / total, 4),
        "with roles": round(roles / total, 4),
    }


def words(text: str) -> set[str]:
    """Words that count in a comparison of names."""
    return {word for word in re.findall(r"\w+", text.lower()) if word not in STOP}


def names(told: list[Told], wrong: Counter[str]) -> dict[str, float | int]:
    """Labelled names that add a capitalised word to the text: how many are found, and how many countries agree."""
    longer = found_names = given = agree = claimed = 0
    for one in told:
        parties = resolver(one.text, one.published)
        for label in one.parties:
            if label.text.lower() in PRONOUNS or not label.name:
                continue
            found = parties.party(Quote(label.text, Span(label.start, label.start + len(label.text))))
            extra = {w for w in re.findall(r"[A-Z]\w+", label.name) if w not in label.text}
            if extra and words(label.text) != words(label.name):
                longer += 1
                mine = words(found.name or "")
                found_names += (
                    bool(mine)
                    and (mine <= words(label.name) or words(label.name) <= mine)
                    and bool({w.lower() for w in extra} & mine)
                )
            end = len(one.text)
            wanted = parties.party(Quote(label.name, Span(end, end + len(label.name))))
            if wanted.country:
                given += 1
                claimed += bool(found.country)
                agree += found.country == wanted.country
                if found.country and found.country != wanted.country:
                    wrong[f"{label.text} / {label.name}: {found.country}, wanted {wanted.country}"] += 1
    return {
        "longer names": longer,
        "of these found": round(found_names / longer, 4) if longer else 0.0,
        "names with a country": given,
        "country: precision": round(agree / claimed, 4) if claimed else 0.0,
        "country: recall": round(agree / given, 4) if given else 0.0,
    }


def measure(gold: Path, shown: int) -> dict[str, Any]:
    """All figures."""
    voa = list(claims_set(gold / "voa/train.jsonl.gz"))
    official = list(claims_set(gold / "official/train.jsonl.gz"))
    missing: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    found: dict[str, Any] = {
        "given names, plover_gsr/dev": gsr(gold),
        "coverage": {
            "voa/train": coverage(voa, missing),
            "official/train": coverage(official, missing),
            "plv/train": coverage(list(plv(gold / "plv/train.jsonl.gz")), missing),
            "entities/re3d": coverage(list(re3d(gold / "entities/re3d.jsonl.gz")), missing),
        },
        "names": {"voa/train": names(voa, wrong), "official/train": names(official, wrong)},
    }
    if shown:
        found["missing"] = missing.most_common(shown)
        found["wrong"] = wrong.most_common(shown)
    return found


def main() -> None:
    """Measure, and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    options.add_argument("--missing", type=int, default=0)
    options.add_argument("--json", action="store_true")
    asked = options.parse_args()
    found = measure(asked.gold, asked.missing)
    print(json.dumps(found) if asked.json else json.dumps(found, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
