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
    """A window that was read: its encoded pieces, and the scores of its words.

    `pieces` is 1 x pieces x 384; `first` each word's piece; `triggers` words x (outside, 16 types, goes on); `cues`
    words x (outside, begins, goes on); `facts` words: -3 (did not happen) to 3 (happened).
    """

    pieces: Floats
    first: npt.NDArray[np.int64]
    triggers: Floats
    cues: Floats
    facts: Floats


class Answers(NamedTuple):
    """What the words are to each query: roles queries x words x roles x 3, numbers' kinds queries x words x 8, and the
    query's own mode and status."""

    roles: Floats
    numbers: Floats
    modes: Floats
    statuses: Floats


class Network:
    """The graphs and tables of `reader/model/`, loaded."""

    def __init__(self) -> None:
        folder = Path(str(FOLDER))
        self.settings: dict[str, Any] = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
        with np.load(folder / "embeddings.npz") as tables:
            self._tables = {name: tables[name] for name in tables.files}
        self._encoder, self._queries = _session(folder / "encoder.onnx"), _session(folder / "queries.onnx")

    def encode(self, window: Window) -> Encoded:
        """Read a window."""
        numbers = row(window)
        first = np.asarray(numbers.first, dtype=np.int64)
        embedded = self._embed(numbers.pieces, numbers.cases, numbers.hints)
        pieces, triggers, cues, facts = self._encoder.run(None, {"embedded": embedded, "first": first})
        return Encoded(pieces, first, triggers, cues, facts[:, 0])

    def _embed(self, pieces: Sequence[int], cases: Sequence[int], hints: Sequence[int]) -> Floats:
        tables = self._tables
        summed = tables["pieces"][pieces] * tables["scale"][pieces] + tables["positions"][: len(pieces)]
        summed = summed + tables["cases"][cases] + tables["hints"][hints]
        centred = summed - summed.mean(axis=1, keepdims=True)
        spread = np.sqrt((centred * centred).mean(axis=1, keepdims=True) + _EPSILON)
        embedded: Floats = (centred / spread * tables["norm"][0] + tables["norm"][1])[np.newaxis].astype(np.float32)
        return embedded

    def ask(self, encoded: Encoded, words: Sequence[int], kind: int) -> Answers:
        """What all words are to the triggers (`kind` 0) or cues (1) that begin at these words."""
        at = encoded.first[list(words)]
        kinds = np.full(len(at), kind, dtype=np.int64)
        given = {"encoded": encoded.pieces, "first": encoded.first, "at": at, "kinds": kinds}
        roles, numbers, modes, statuses = self._queries.run(None, given)
        return Answers(roles.reshape(*roles.shape[:2], -1, 3), numbers, modes, statuses)


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
