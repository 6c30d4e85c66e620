"""Write a trained network as the reader loads it: two int8 ONNX graphs, the embeddings, and what names its numbers.

    python training/export.py --weights RUN/best.pt

The matrices are quantised per channel (per tensor loses accuracy); activations dynamically, a window at a time, so
that a result never depends on what else is read. The table of pieces is int8 with a scale a row.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import tempfile
from pathlib import Path
from typing import Any, Final

import numpy as np
import onnx
import torch
from network import FARTHEST, WIDTH, Network
from onnxruntime.quantization import QuantType, quantize_dynamic
from tasks import MODES, ROLES, STATUSES, TYPES
from torch import Tensor, nn

PRODUCT: Final = re.compile(r"/(three|out|up|down)/MatMul$")
"""Names that the exported graph gives to the products of the encoder's layers."""


class Encoder(nn.Module):
    """One window: embedded pieces and the words' first pieces to each word, and what it is."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, embedded: Tensor, first: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """1 x L x D and W to the encoded words (W x D), and scores of triggers and cues of each."""
        words = self.network.encode(embedded, first.unsqueeze(0))[0]
        return words, self.network.triggers(words), self.network.cues(words)


class Asker(nn.Module):
    """Queries of one window, asked at once."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.queries, self.facts = network.queries, network.facts

    def forward(self, encoded: Tensor, at: Tensor, kinds: Tensor) -> tuple[Tensor, ...]:
        """W x D, Q, Q to roles (Q x W x 21), modes, statuses, and how sure it is that each happened (Q)."""
        places = torch.arange(encoded.shape[0]).unsqueeze(0) - at.unsqueeze(1)
        distances = places.clamp(-FARTHEST, FARTHEST) + FARTHEST
        roles, _, mode, status = self.queries(encoded.unsqueeze(0), encoded[at], distances, kinds)
        return roles, mode, status, self.facts(encoded[at])[:, 0]


def write_graph(
    module: nn.Module, given: tuple[Tensor, ...], names: dict[str, dict[int, str]], out: list[str], path: Path,
    quantised: bool,
) -> None:  # fmt: skip
    """Export a module; `quantised`: its products as :class:`product.Product` rounds them."""
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            module, given, plain, input_names=list(names)[: len(given)], output_names=out,
            dynamic_axes=names, opset_version=17, dynamo=False,
        )  # fmt: skip
        if quantised:
            products = [node.name for node in onnx.load(plain).graph.node if PRODUCT.search(node.name)]
            quantize_dynamic(
                plain, path, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8,
                nodes_to_quantize=products,
            )  # fmt: skip
        else:
            shutil.copyfile(plain, path)


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


def labels() -> dict[str, Any]:
    """Names of the scores' columns; tune.py adds thresholds and confidence."""
    lists = {"types": TYPES, "modes": MODES, "statuses": STATUSES, "roles": ROLES}
    return {name: [str(value) for value in values] for name, values in lists.items()}


def main() -> None:
    """Export."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--weights", type=Path, required=True)
    options.add_argument("--out", type=Path, default=Path("src/dateline/reader/model"))
    asked = options.parse_args()
    network = Network.load(asked.weights)
    asked.out.mkdir(parents=True, exist_ok=True)
    first, words = torch.arange(1, 31), torch.randn(30, WIDTH)
    names = {"embedded": {1: "pieces"}, "first": {0: "words"}}
    names |= {name: {0: "words"} for name in ("encoded", "triggers", "cues")}
    given = ["encoded", "triggers", "cues"]
    write_graph(
        Encoder(network), (torch.randn(1, 40, WIDTH), first), names, given, asked.out / "encoder.onnx", quantised=True
    )
    queries = {"encoded": {0: "words"}, "at": {0: "queries"}, "kinds": {0: "queries"}}
    queries |= {"roles": {0: "queries", 1: "words"}}
    queries |= {name: {0: "queries"} for name in ("mode", "status", "facts")}
    asking = (words, torch.tensor([3, 5]), torch.tensor([0, 1]))
    answers = ["roles", "mode", "status", "facts"]
    write_graph(Asker(network), asking, queries, answers, asked.out / "queries.onnx", quantised=False)
    write_embeddings(network, asked.out / "embeddings.npz")
    (asked.out / "settings.json").write_text(json.dumps(labels(), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
