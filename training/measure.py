"""How well the network does on held-apart examples, by words: quick figures to stop and to compare by, not the
scorer's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import torch
from batches import Batch, asked, batch_of
from network import Network
from tasks import KINDS, ROLES, Example, Labels, Query
from torch import Tensor

from dateline.reader import decode

Counts = Counter[tuple[str, str]]


def f1(right: int, wanted: int, found: int) -> float:
    """Harmonic mean of precision and recall."""
    return 2 * right / (wanted + found) if wanted + found else 0.0


def measure(
    network: Network, examples: Sequence[Example], least: float = 0.4, bfloat16: bool = False
) -> dict[str, float]:
    """F1 of typed triggers, cues and, given the labelled triggers, of each role; accuracy of mode and status."""
    network.eval()
    counts: Counts = Counter()
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16, enabled=bfloat16):
        for at in range(0, len(examples), 8):
            _count(network, list(examples[at : at + 8]), least, counts)
    network.train()
    names = ["typed", "found", "cue", *ROLES]
    out = {name: f1(counts[name, "right"], counts[name, "wanted"], counts[name, "found"]) for name in names}
    for name in ("mode", "status", "kind"):
        out[name] = counts[name, "right"] / max(1, counts[name, "wanted"])
    return {name: round(value, 4) for name, value in out.items()}


def _count(network: Network, examples: list[Example], least: float, counts: Counts) -> None:
    batch = batch_of(examples)
    words = network.encode(network.embedding(batch.pieces, batch.cases, batch.hints), batch.first, batch.mask)
    triggers, cues = network.triggers(words).float().numpy(), network.cues(words).float().numpy()
    for at, example in enumerate(examples):
        size = len(example.window.words)
        if example.triggers is not None:
            found = list(decode.triggers(triggers[at, :size], least))
            wanted = [q for q in example.queries if q.kind == 0]
            counts["found", "found"] += len(found)
            counts["typed", "found"] += len(found)
            counts["found", "wanted"] += len(wanted)
            counts["typed", "wanted"] += len(wanted)
            for query in wanted:
                match = next((f for f in found if f.start <= query.end and query.start <= f.end), None)
                if match:
                    found.remove(match)
                    counts["found", "right"] += 1
                    counts["typed", "right"] += int(example.triggers[query.start]) == match.kind + 1
        if example.cues is not None:
            _spans("cue", cues[at, :size], example.cues, counts)
    if any(example.queries for example in examples):
        _count_queries(network, batch, words, examples, counts)


def _count_queries(network: Network, batch: Batch, encoded: Tensor, examples: list[Example], counts: Counts) -> None:
    roles, numbers, modes, statuses = (part.float().numpy() for part in asked(network, batch, encoded))
    owners: list[tuple[Example, Query]] = [(e, q) for e in examples for q in e.queries]
    for at, (example, query) in enumerate(owners):
        size = len(example.window.words)
        scores = roles[at, :size].reshape(size, len(ROLES), 3)
        for number, name in enumerate(ROLES):
            if query.roles[number][0] >= 0 and (query.kind == 0) != (name == "content"):
                _spans(name, scores[:, number], query.roles[number], counts)
        if query.kind == 0:
            for name, given, label in (("mode", modes, query.mode), ("status", statuses, query.status)):
                counts[name, "wanted"] += 1
                counts[name, "right"] += int(given[at].argmax()) == label
            for word in (query.kinds >= 0).nonzero()[0]:
                counts["kind", "wanted"] += 1
                counts["kind", "right"] += int(numbers[at, word, : len(KINDS)].argmax()) == query.kinds[word]


def _spans(name: str, scores: decode.Scores, labels: Labels, counts: Counts) -> None:
    found = [(f.start, f.end) for f in decode.spans(decode.inside(scores), 0.4)]
    wanted, at = [], 0
    while at < len(labels):
        if labels[at] == 1:
            end = at
            while end + 1 < len(labels) and labels[end + 1] == 2:
                end += 1
            wanted.append((at, end))
            at = end
        at += 1
    counts[name, "found"] += len(found)
    counts[name, "wanted"] += len(wanted)
    for first, last in wanted:
        match = next((f for f in found if f[0] <= last and first <= f[1]), None)
        if match:
            found.remove(match)
            counts[name, "right"] += 1
