"""The labelled sets of `gold/` as examples, with the choices made in mapping their labels written beside each.

Nothing of a dev part is read here, and stories of `gold/voa/dev` are left out of `m2e2`, which holds sentences of them.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from labels import read_labels
from tasks import ACE, ENTITIES, IGNORED, KINDS, MODES, ROLES, STATUSES, TYPES, Example, Labels, Query

from dateline.reader.sentences import sentences
from dateline.reader.windows import Window, read_words, windows
from dateline.records import Quote, Span
from dateline.terms import CountKind, EventType, Status

HERE: Final = Path(__file__).parent
_ENTITY_NAMES: Final = {
    "PER": "person", "ORG": "organisation", "GPE": "country", "LOC": "location", "FAC": "facility",
    "VEH": "vehicle", "WEA": "weapon",
    "Person": "person", "Organisation": "organisation", "Location": "location", "Weapon": "weapon",
    "MilitaryPlatform": "vehicle", "Vehicle": "vehicle",
}  # fmt: skip


def lines(path: Path) -> Iterator[Any]:
    """Records of a gzip'd file of JSON lines."""
    with gzip.open(path, "rt", encoding="utf-8") as source:
        for line in source:
            yield json.loads(line)


def text_windows(text: str) -> list[Window]:
    """A text's windows, cut as the reader cuts a story of that text."""
    parts = (Quote(text, Span(0, len(text))),)
    return list(windows(read_words(text[s.start : s.end], s) for s in sentences(parts)))


def words_of(window: Window, start: int, end: int) -> tuple[int, int] | None:
    """The first and last word of a window that a range of characters touches, or None."""
    inside = [i for i, word in enumerate(window.words) if word.start < end and start < word.end]
    return (inside[0], inside[-1]) if inside else None


def paint(labels: Labels, words: tuple[int, int] | None, begin: int = 1, go_on: int = 2) -> None:
    """Label a range of words: its first and the others."""
    if words:
        labels[words[0]] = begin
        labels[words[0] + 1 : words[1] + 1] = go_on


def zeros(window: Window, *shape: int) -> Labels:
    """Labels of a window's words, all outside."""
    return np.zeros((*shape, len(window.words)), dtype=np.int64)


def claim_examples(document: dict[str, Any], data: str) -> Iterator[Example]:
    """A labelled document's windows. Triggers in the sentence read as context are labelled too.

    A trigger that no word of a window touches is none of its; a role's words outside the window are not labelled in it.
    """
    for window in text_windows(document["text"]):
        example = Example(window, document["id"], data, triggers=zeros(window))
        for claim in document["claims"]:
            add_claim(example, claim)
        yield example


def add_claim(example: Example, claim: dict[str, Any]) -> None:
    """Add a claim's trigger and roles to the window that holds its trigger."""
    window, triggers = example.window, example.triggers
    assert triggers is not None
    at = words_of(window, *claim["trigger"]["span"])
    if at is None or triggers[at[0]]:
        return
    paint(triggers, at, 1 + TYPES.index(EventType(claim["type"])), 1 + len(TYPES))
    roles, kinds = zeros(window, len(ROLES)), zeros(window)
    kinds[:] = IGNORED
    named = {role: claim.get(role + "s", []) for role in ("actor", "recipient", "count", "source")}
    named |= {slot: [claim[slot]] if claim.get(slot) else [] for slot in ("place", "date")}
    for role, quotes in named.items():
        for quote in quotes:
            words = words_of(window, *quote["span"]) if quote.get("span") else None
            paint(roles[ROLES.index(role)], words)
            if role == "count" and words:
                kinds[words[0]] = KINDS.index(CountKind(quote["kind"]))
    mode = 1 + MODES.index(claim["mode"]) if claim.get("mode") else 0
    status = STATUSES.index(Status(claim["status"]))
    example.queries.append(Query(0, *at, roles, kinds, mode, status))


def claims(gold: Path) -> Iterator[Example]:
    """VOA news and official texts, and the project's own corpus and annotations, all by the same guidelines."""
    for name in ("voa", "official"):
        for document in lines(gold / name / "train.jsonl.gz"):
            yield from claim_examples(document, name)
    for path in sorted((HERE / "corpus").glob("*.txt")):
        for document in read_labels(path):
            yield from claim_examples(document, "corpus")


def annotated(gold: Path) -> Iterator[Example]:
    """Texts of other sets with all their claims, labelled anew for this project; the files hold spans, not words.

    PLV's sentences; news of MUC-4, ECB+, PolNeAR and, on even lines only, since other measures report on odd ones,
    of AQUAINT, TimeBank, LGL, GeoVirus and GVA; VOA stories that only M2E2 holds, or holds more of. Of a longer text
    the part up to `end`, or the numbered `sentences`, are labelled.
    """
    texts = other_texts(gold)
    for path in sorted((HERE / "annotations").glob("*.jsonl")):
        for row in (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()):
            text = texts[row["id"]]
            if "sentences" in row:
                text = "\n".join(text.split("\n")[number] for number in row["sentences"])
            assert hashlib.sha256(text.encode()).hexdigest().startswith(row["sha256"]), row["id"]
            shown = text.lower() if text.isupper() else text  # MUC-4 is in capitals; how words are written is hidden
            yield from claim_examples({**row, "text": shown[: row.get("end")]}, path.stem)


def other_texts(gold: Path) -> dict[str, str]:
    """The texts that `annotations/` labels, by the ids there."""
    texts: dict[str, str] = {}
    for row in lines(gold / "plv/train.jsonl.gz"):
        texts.setdefault(f"plv-{row['sentence_id']}", " ".join(row["sentence"].split()))
    for row in lines(gold / "ecbplus/train.jsonl.gz"):
        texts[f"ecb-{row['id']}"] = " ".join(row["tokens"])
    for short, path in (
        ("aq", "times/aquaint"), ("tb", "times/timebank"), ("muc", "muc4/train"), ("pol", "polnear/train"),
        ("lgl", "places/lgl"), ("gv", "places/geovirus"), ("gva", "gva/articles"),
    ):  # fmt: skip
        texts |= {f"{short}-{row['id']}": row["text"] for row in lines(gold / f"{path}.jsonl.gz")}
    return texts | {f"m2e2-{name}": text for name, text in whole_stories(gold)}


def whole_stories(gold: Path) -> Iterator[tuple[str, str]]:
    """M2E2's stories, a sentence a line."""
    found: dict[str, dict[int, str]] = {}
    for row in lines(gold / "m2e2/train.jsonl.gz"):
        number = int(row["sentence_id"].rpartition("_")[2])
        found.setdefault(row["doc"], {})[number] = " ".join(row["sentence"].split())
    for name, numbered in found.items():
        yield name, "\n".join(sentence for _, sentence in sorted(numbered.items()))


def statements(gold: Path, share: float = 1.0) -> Iterator[Example]:
    """PolNeAR's attributions: the cue's first run of words is the query; source and content may be discontinuous.

    An attribution without a cue has no query, and is left out. `share` of the documents are read.
    """
    for number, document in enumerate(lines(gold / "polnear/train.jsonl.gz")):
        if math.floor(number * share) == math.floor((number - 1) * share) and number:
            continue
        found = [one for group in document["annotations"] for one in group["attributions"] if one.get("cue")]
        for window in text_windows(document["text"]):
            example = Example(window, document["id"], "polnear", cues=zeros(window))
            for one in found:
                add_statement(example, one)
            yield example


def add_statement(example: Example, one: dict[str, Any]) -> None:
    """Add an attribution to the window that holds its cue."""
    window, cues = example.window, example.cues
    assert cues is not None
    spans = [span for cue in one["cue"] for span in cue["spans"]]
    at = words_of(window, *spans[0])
    if at is None or cues[at[0]]:
        return
    for span in spans:
        paint(cues, words_of(window, *span))
    roles, kinds = zeros(window, len(ROLES)), zeros(window)
    kinds[:] = IGNORED
    for role in ("source", "content"):
        for quote in one.get(role) or []:
            for span in quote["spans"] if isinstance(quote, dict) else []:  # some name a label that the file lacks
                paint(roles[ROLES.index(role)], words_of(window, *span))
    for role in ROLES[:5]:
        roles[ROLES.index(role)] = IGNORED
    example.queries.append(Query(1, *at, roles, kinds))


def joined(words: Sequence[str]) -> tuple[str, list[int]]:
    """Words with a blank between them, and where each begins."""
    starts, at = [], 0
    for word in words:
        starts.append(at)
        at += len(word) + 1
    return " ".join(words), starts


def facts(gold: Path) -> Iterator[Example]:
    """UDS-IH2: how sure it is that an event happened, -3 to 3, at the first word of the event."""
    for number, row in enumerate(lines(gold / "factuality/uds_ih2_train.jsonl.gz")):
        words = row["text"].split(" ")
        text, starts = joined(words)
        for window in text_windows(text):
            labels = np.full(len(window.words), np.nan, dtype=np.float32)
            for target in row["targets"]:
                first = target["span1"][0]
                at = words_of(window, starts[first], starts[first] + len(words[first]))
                if at:
                    labels[at[0]] = target["label"]
            yield Example(window, f"uds-{number}", "factuality", facts=labels)


def ace(gold: Path) -> Iterator[Example]:
    """M2E2: eight ACE event types and entities, as tasks of their own beside ours: they cover a part of our types
    only."""
    left_out = {row["id"] for row in lines(gold / "voa/dev.jsonl.gz")}
    stories: dict[str, list[Any]] = defaultdict(list)
    for row in lines(gold / "m2e2/train.jsonl.gz"):
        if row["doc"] not in left_out:
            stories[row["doc"]].append(row)
    for name, rows in stories.items():
        for row in rows:
            yield from ace_examples(name, row)


def ace_examples(name: str, row: dict[str, Any]) -> Iterator[Example]:
    """One sentence of M2E2."""
    text, starts = joined(row["words"])
    ends = [start + len(word) for start, word in zip(starts, row["words"], strict=True)]
    for window in text_windows(text):
        events, entities = zeros(window), zeros(window)
        for event in row["events"]:
            first, last = event["trigger"]["start"], event["trigger"]["end"] - 1
            at = words_of(window, starts[first], ends[last])
            paint(events, at, 1 + ACE.index(event["event_type"]), 1 + len(ACE))
        for entity in sorted(row["entities"], key=lambda one: one["start"] - one["end"]):
            if entity["entity-type"] not in _ENTITY_NAMES:
                continue
            kind = ENTITIES.index(_ENTITY_NAMES[entity["entity-type"]])
            at = words_of(window, starts[entity["start"]], ends[entity["end"] - 1])
            paint(entities, at, 1 + kind, 1 + len(ENTITIES) + kind)
        yield Example(window, name, "m2e2", ace=events, entities=entities)


def re3d(gold: Path) -> Iterator[Example]:
    """RE3D's entities that somebody was sure of; the kinds that we have no use for are left out."""
    for document in lines(gold / "entities/re3d.jsonl.gz"):
        known = [e for e in document["entities"] if e["confidence"] > 0 and e["type"] in _ENTITY_NAMES]
        for window in text_windows(document["text"]):
            labels = zeros(window)
            for entity in sorted(known, key=lambda one: one["begin"] - one["end"]):
                kind = ENTITIES.index(_ENTITY_NAMES[entity["type"]])
                at = words_of(window, entity["begin"], entity["end"])
                paint(labels, at, 1 + kind, 1 + len(ENTITIES) + kind)
            yield Example(window, document["id"], "re3d", entities=labels)


def held_apart(examples: Iterable[Example], data: str, every: int) -> tuple[list[Example], list[Example]]:
    """Examples to train on and examples to stop and tune by: every `every`-th story of a set, its later parts with
    it."""
    train: list[Example] = []
    apart: list[Example] = []
    numbers: dict[str, int] = {}
    for example in examples:
        number = numbers.setdefault(example.document.split("#")[0], len(numbers))
        (apart if example.data == data and number % every == every - 1 else train).append(example)
    return train, apart
