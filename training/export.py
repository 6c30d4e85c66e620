"""Write a trained network as the reader loads it: two int8 ONNX graphs, the embeddings, and what names its numbers.

    python training/export.py --weights RUN/best.pt

The matrices are quantised per channel (per tensor loses accuracy); activations dynamically, a window at a time, so
that a result never depends on what else is read. The table of pieces is int8 with a scale a row.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from itertools import islice
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from batches import batch_of
from data import claims
from network import FARTHEST, WIDTH, Network
from onnxruntime.quantization import QuantType, quantize_dynamic
from steady import SteadyLayer, SteadyLinear, largest_inputs
from tasks import KINDS, MODES, ROLES, STATUSES, TYPES
from torch import Tensor, nn

SMOOTHED_BY: Final = 60
"""Windows of training stories that show how large activations are."""


class Encoder(nn.Module):
    """One window: embedded pieces and the words' first pieces to what each word is, and all that queries need."""

    def __init__(self, network: Network, largest: list[dict[str, Tensor]]) -> None:
        super().__init__()
        self.network = network
        self.layers = nn.ModuleList(map(SteadyLayer, network.layers, largest))

    def forward(self, embedded: Tensor, first: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """1 x L x D and W to the encoded pieces, and scores of triggers, cues and facts of each word."""
        encoded = embedded
        for layer in self.layers:
            encoded = layer(encoded)
        words = encoded[0, first]
        return encoded, self.network.triggers(words), self.network.cues(words), self.network.facts(words)


class Asker(nn.Module):
    """Queries of one window, asked at once."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.queries, self.steady = network.queries, SteadyLayer(network.queries.layer, {})
        self.words = SteadyLinear([self.queries.words])

    def forward(self, encoded: Tensor, first: Tensor, at: Tensor, kinds: Tensor) -> tuple[Tensor, ...]:
        """1 x L x D, W, Q, Q to roles (Q x W x 21), numbers (Q x W x 8), modes and statuses."""
        queries, asked = self.queries, encoded[0, at]
        places = torch.arange(encoded.shape[1]).unsqueeze(0) - at.unsqueeze(1)
        distances = places.clamp(-FARTHEST, FARTHEST) + FARTHEST
        scale, shift = queries.asked(asked).unsqueeze(1).chunk(2, dim=-1)
        words = self.words(encoded) * (1 + scale) + shift
        words = queries.norm(words + queries.distances(distances) + queries.kinds(kinds).unsqueeze(1))
        words = self.steady(words)
        verdict = queries.verdict(torch.cat([words[torch.arange(words.shape[0]), at], asked], -1))
        read = words[:, first]
        return queries.roles(read), queries.numbers(read), queries.mode(verdict), queries.status(verdict)


def write_graph(
    module: nn.Module, given: tuple[Tensor, ...], names: dict[str, dict[int, str]], out: list[str], path: Path
) -> None:
    """Export a module and quantise it, per channel."""
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            module, given, plain, input_names=list(names)[: len(given)], output_names=out,
            dynamic_axes=names, opset_version=17, dynamo=False,
        )  # fmt: skip
        quantize_dynamic(plain, path, per_channel=True, reduce_range=False, weight_type=QuantType.QInt8)


def write_embeddings(network: Network, path: Path) -> None:
    """The pieces' table as int8 with a scale a row; positions, cases and hints as they are."""
    layer = network.embedding
    table = layer.pieces.weight.detach().numpy()
    scale = np.abs(table).max(axis=1, keepdims=True) / 127
    positions = (layer.positions.weight + layer.segment).detach().numpy()
    np.savez(
        path,
        pieces=np.rint(table / scale).astype(np.int8),
        scale=scale.astype(np.float32),
        positions=positions.astype(np.float32),
        cases=layer.cases.weight.detach().numpy(),
        hints=layer.hints.weight.detach().numpy(),
        norm=np.stack([layer.norm.weight.detach().numpy(), layer.norm.bias.detach().numpy()]),
    )


def sample(network: Network, gold: Path) -> list[Tensor]:
    """Some windows of training stories, embedded."""
    with torch.no_grad():
        batches = (batch_of([example]) for example in islice(claims(gold), 0, SMOOTHED_BY * 4, 4))
        return [network.embedding(batch.pieces, batch.cases, batch.hints) for batch in batches]


def labels() -> dict[str, Any]:
    """Names of the scores' columns; tune.py adds thresholds and confidence."""
    lists = {"types": TYPES, "modes": MODES, "statuses": STATUSES, "kinds": KINDS, "roles": ROLES}
    return {name: [str(value) for value in values] for name, values in lists.items()}


def main() -> None:
    """Export."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--weights", type=Path, required=True)
    options.add_argument("--out", type=Path, default=Path("src/dateline/reader/model"))
    options.add_argument("--gold", type=Path, default=Path("../shared/gold"), help="for some windows to smooth by")
    asked = options.parse_args()
    network = Network()
    network.load_state_dict(torch.load(asked.weights, weights_only=True))
    network.eval()
    embedded, first = torch.randn(1, 40, WIDTH), torch.arange(1, 31)
    names = {"embedded": {1: "pieces"}, "first": {0: "words"}, "encoded": {1: "pieces"}}
    names |= {name: {0: "words"} for name in ("triggers", "cues", "facts")}
    encoder = Encoder(network, largest_inputs(network, sample(network, asked.gold)))
    given = ["encoded", "triggers", "cues", "facts"]
    write_graph(encoder, (embedded, first), names, given, asked.out / "encoder.onnx")
    queries = {"encoded": {1: "pieces"}, "first": {0: "words"}, "at": {0: "queries"}, "kinds": {0: "queries"}}
    queries |= {"roles": {0: "queries", 1: "words"}, "numbers": {0: "queries", 1: "words"}}
    queries |= {"mode": {0: "queries"}, "status": {0: "queries"}}
    asking = (embedded, first, torch.tensor([3, 5]), torch.tensor([0, 1]))
    write_graph(Asker(network), asking, queries, ["roles", "numbers", "mode", "status"], asked.out / "queries.onnx")
    write_embeddings(network, asked.out / "embeddings.npz")
    (asked.out / "settings.json").write_text(json.dumps(labels(), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
