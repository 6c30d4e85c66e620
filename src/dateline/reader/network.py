"""The trained network at work: a window in, scores of its words out; then queries about its triggers and cues.

Invariant: each window is a batch of its own, on one thread: int8 activations are scaled a batch at a time, so a result
would else depend on what shares the batch.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from dateline.reader.windows import Window, row

FOLDER: Final = resources.files("dateline.reader") / "model"
_EPSILON: Final = 1e-12

Floats = npt.NDArray[np.float32]


class Encoded(NamedTuple):
    """A window that was read: its encoded words, and their scores.

    `words` is words x 384; `triggers` words x (outside, 16 types, goes on); `cues` words x (outside, begins, goes on).
    """

    words: Floats
    triggers: Floats
    cues: Floats


class Answers(NamedTuple):
    """What the words are to each query: roles queries x words x roles x 3, the query's own mode and status, and how
    sure it is that what its word names happened: -3 (it did not) to 3 (it did)."""

    roles: Floats
    modes: Floats
    statuses: Floats
    facts: Floats


class Network:
    """The graphs and tables of a folder, loaded: those of `reader/model/` where no other is given."""

    def __init__(self, folder: Path | None = None) -> None:
        folder = folder or Path(str(FOLDER))
        self.settings: dict[str, Any] = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
        with np.load(folder / "embeddings.npz") as tables:
            self._tables = {name: tables[name] for name in tables.files}
        self._encoder, self._queries = _session(folder / "encoder.onnx"), _session(folder / "queries.onnx")

    def encode(self, window: Window) -> Encoded:
        """Read a window."""
        numbers = row(window)
        first = np.asarray(numbers.first, dtype=np.int64)
        embedded = self._embed(numbers.pieces, numbers.cases, numbers.hints)
        return Encoded(*self._encoder.run(None, {"embedded": embedded, "first": first}))

    def _embed(self, pieces: Sequence[int], cases: Sequence[int], hints: Sequence[int]) -> Floats:
        tables = self._tables
        summed = tables["pieces"][pieces] * tables["scale"][pieces] + tables["positions"][: len(pieces)]
        summed = summed + tables["cases"][cases] + tables["hints"][hints]
        centred = summed - summed.mean(axis=1, keepdims=True)
        spread = np.sqrt((centred * centred).mean(axis=1, keepdims=True) + _EPSILON)
        embedded: Floats = (centred / spread * tables["norm"][0] + tables["norm"][1])[np.newaxis].astype(np.float32)
        return embedded

    def ask(self, encoded: Encoded, words: Sequence[int], kinds: Sequence[int]) -> Answers:
        """What all words are to the triggers (kind 0) and cues (1) that begin at these words."""
        at = np.asarray(words, dtype=np.int64)
        given = {"encoded": encoded.words, "at": at, "kinds": np.asarray(kinds, dtype=np.int64)}
        roles, *others = self._queries.run(None, given)
        return Answers(roles.reshape(*roles.shape[:2], -1, 3), *others)


def _session(path: Path) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


@cache
def network() -> Network:
    """The network, loaded once a process."""
    return Network()
