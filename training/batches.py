"""Batches of examples of one set, padded, and the losses of what is labelled in them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import torch
from network import FARTHEST, Network
from tasks import IGNORED, ROLES, Example, Soft
from torch import Tensor
from torch.nn import functional

from dateline.reader.windows import row

UNWRITTEN: Final = 0.10
"""Share of windows whose capitals are hidden in training."""
CAPITALS: Final = 0.04
"""Share of windows that are shown as if written in capitals."""
UNHINTED: Final = 0.15
"""Share of windows whose lexicon hints are hidden in training."""


@dataclass
class Batch:
    """Examples as tensors; `first` gives each word's piece, 0 where a row has no more words."""

    examples: Sequence[Example]
    pieces: Tensor
    cases: Tensor
    hints: Tensor
    mask: Tensor
    first: Tensor


def batch_of(examples: Sequence[Example], draw: random.Random | None = None) -> Batch:
    """Pad examples to one length; with `draw`, hide some of what the words' looks and the lexicon tell."""
    rows = [row(example.window) for example in examples]
    longest, words = max(len(r.pieces) for r in rows), max(len(r.first) for r in rows)
    arrays = {name: np.zeros((len(rows), longest), dtype=np.int64) for name in ("pieces", "cases", "hints")}
    mask = np.zeros((len(rows), 1, 1, longest), dtype=np.float32)
    first = np.zeros((len(rows), words), dtype=np.int64)
    for at, one in enumerate(rows):
        size = len(one.pieces)
        for name in arrays:
            arrays[name][at, :size] = getattr(one, name)
        mask[at, :, :, size:] = -1e4
        first[at, : len(one.first)] = one.first
        if draw:
            chance = draw.random()
            if chance < UNWRITTEN:
                arrays["cases"][at] = 0
            elif chance < UNWRITTEN + CAPITALS:
                arrays["cases"][at, 1 : size - 1] = 2
            if draw.random() < UNHINTED:
                arrays["hints"][at] = 0
    tensors = {name: torch.from_numpy(array) for name, array in arrays.items()}
    return Batch(examples, **tensors, mask=torch.from_numpy(mask), first=torch.from_numpy(first))


def batches(examples: Sequence[Example], pieces: int, draw: random.Random) -> Iterator[list[Example]]:
    """All examples once, in batches of about so many pieces, of like length, in random order."""
    jittered = sorted(examples, key=lambda e: sum(len(w.pieces) for w in e.window.words) * draw.uniform(0.9, 1.1))
    found: list[list[Example]] = [[]]
    longest = 0
    for example in jittered:
        longest = max(longest, 2 + sum(len(word.pieces) for word in example.window.words))
        if found[-1] and longest * (len(found[-1]) + 1) > pieces:
            found.append([])
            longest = 2 + sum(len(word.pieces) for word in example.window.words)
        found[-1].append(example)
    draw.shuffle(found)
    yield from found


def padded(labels: Sequence[np.ndarray | None], words: int, empty: float) -> Tensor:
    """Word labels, filled up with `empty`."""
    out = np.full((len(labels), words), empty, dtype=np.float32)
    for at, one in enumerate(labels):
        if one is not None:
            out[at, : len(one)] = one
    return torch.from_numpy(out)


def losses(network: Network, batch: Batch) -> dict[str, Tensor]:
    """The losses of the tasks that these examples have labels for; each a mean a sentence or a query."""
    words = network.encode(network.embedding(batch.pieces, batch.cases, batch.hints), batch.first, batch.mask)
    sentences = sum(len(example.window.words) for example in batch.examples) / 25
    found: dict[str, Tensor] = {}
    for task, scores in (
        ("triggers", network.triggers),
        ("cues", network.cues),
        ("ace", network.ace),
        ("entities", network.entities),
    ):
        labels = [getattr(example, task) for example in batch.examples]
        if any(one is not None for one in labels):
            found[task] = _words_loss(scores(words), padded(labels, words.shape[1], IGNORED).long()) / sentences
    facts = [example.facts for example in batch.examples]
    if any(one is not None for one in facts):
        wanted = padded(facts, words.shape[1], float("nan"))
        known = ~wanted.isnan()
        found["facts"] = functional.smooth_l1_loss(network.facts(words).squeeze(-1)[known].float(), wanted[known])
    if batch.examples[0].taught:
        found |= taught_losses(network, batch, words, sentences)
    elif any(example.queries for example in batch.examples):
        found |= query_losses(network, batch, words)
    return found


def taught_losses(network: Network, batch: Batch, words: Tensor, sentences: float) -> dict[str, Tensor]:
    """Cross-entropy with a teacher's probabilities, for words and queries; on the scale of the other losses."""
    found: dict[str, Tensor] = {}
    for task, scores in (("triggers", network.triggers), ("cues", network.cues)):
        wanted = [getattr(example.taught, task) for example in batch.examples]
        found[task] = _taught_loss(scores(words), wanted).sum() / sentences
    queries = [query for example in batch.examples for query in example.queries]
    if not queries:
        return found
    roles, _, mode, status = asked(network, batch, words)
    told = [query.taught for query in queries if query.taught]
    by_role = _taught_loss(roles.view(*roles.shape[:2], len(ROLES), 3), [one.roles for one in told]).sum(1)
    cue = torch.tensor([query.kind == 1 for query in queries])
    content = ROLES.index("content")
    by_role[cue, :5] = 0
    found["roles"], found["content"] = (
        by_role[:, :content].sum() / len(queries),
        by_role[:, content].sum() / len(queries),
    )
    claims = (~cue).nonzero().flatten().tolist()
    if claims:
        for name, given in (("mode", mode), ("status", status)):
            wanted = torch.from_numpy(np.stack([getattr(told[at], name) for at in claims])).float()
            found[name] = functional.cross_entropy(given[claims].float(), wanted)
    return found


def _taught_loss(scores: Tensor, wanted: Sequence[Soft]) -> Tensor:
    """Cross-entropy of each word with probabilities, 0 where a row has no more words."""
    filled = np.zeros(scores.shape, dtype=np.float32)
    for at, one in enumerate(wanted):
        filled[at, : len(one)] = one
    return -(torch.from_numpy(filled) * scores.float().log_softmax(-1)).sum(-1)


def _words_loss(scores: Tensor, labels: Tensor) -> Tensor:
    flat = scores.flatten(0, 1).float()
    return functional.cross_entropy(flat, labels.flatten(), ignore_index=IGNORED, reduction="sum")


def asked(network: Network, batch: Batch, encoded: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """The answers to all queries of a batch."""
    rows = torch.tensor([at for at, e in enumerate(batch.examples) for _ in e.queries])
    at = torch.tensor([query.start for example in batch.examples for query in example.queries])
    kinds = torch.tensor([query.kind for example in batch.examples for query in example.queries])
    places = torch.arange(encoded.shape[1]).unsqueeze(0) - at.unsqueeze(1)
    distances = places.clamp(-FARTHEST, FARTHEST) + FARTHEST
    answers: tuple[Tensor, Tensor, Tensor, Tensor] = network.queries(encoded[rows], encoded[rows, at], distances, kinds)
    return answers


def query_losses(network: Network, batch: Batch, encoded: Tensor) -> dict[str, Tensor]:
    """Losses of roles, kinds of numbers, modes and statuses, means over the queries."""
    roles, numbers, mode, status = asked(network, batch, encoded)
    queries = [query for example in batch.examples for query in example.queries]
    words = roles.shape[1]
    wanted = torch.stack(
        [padded([q.roles[r] for q in queries], words, IGNORED).long() for r in range(len(ROLES))], dim=-1
    )
    scores = roles.view(len(queries), words, len(ROLES), 3)
    content = ROLES.index("content")
    found = {
        "roles": _words_loss(scores[:, :, :content].flatten(0, 1), wanted[:, :, :content].flatten(0, 1)) / len(queries),
        "content": _words_loss(scores[:, :, content], wanted[:, :, content]) / len(queries),
    }
    if any(query.status != IGNORED for query in queries):
        kinds = padded([query.kinds for query in queries], words, IGNORED).long()
        found["numbers"] = _words_loss(numbers, kinds) / len(queries)
        for name, given in (("mode", mode), ("status", status)):
            labels = torch.tensor([getattr(query, name) for query in queries])
            found[name] = functional.cross_entropy(given.float(), labels, ignore_index=IGNORED, label_smoothing=0.05)
    return found
