"""Let a larger network, trained before, tell its probabilities for texts that nobody labelled: `python
training/teach.py --gold GOLD --teacher RUN/model --out RUN/taught.npz`.

The small network then learns them beside the labels (Hinton et al. 2015). Texts: of the training parts, or on even
lines where another measure reports on odd ones; MUC-4's in lower case. Triggers and cues are asked about when the
teacher finds them by :data:`LEAST`.
"""

from __future__ import annotations

import argparse
import pickle
import random
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Final

import numpy as np
from data import lines, text_windows, zeros
from tasks import ROLES, Example, Query, Soft, Taught, TaughtQuery

from dateline.reader import decode
from dateline.reader.network import Network

LEAST: Final = 0.25
"""Least probability of a trigger or cue that the teacher is asked about."""
MOST: Final = 20
"""Triggers, and cues, of a window that the teacher is asked about."""
SOURCES: Final = (
    ("ecbplus/train", 1, 600, None), ("muc4/train", 1, 300, None), ("polnear/train", 1, 220, 4000),
    ("times/aquaint", 2, 99, None), ("times/timebank", 2, 99, None), ("places/geovirus", 2, 200, 2500),
    ("places/lgl", 2, 300, 2500), ("gva/articles", 2, 350, 2000),
)  # fmt: skip
"""Sets, which lines of each (1: all, 2: the even ones), the most documents, and the most characters of each."""


def texts(gold: Path, seed: int) -> Iterator[str]:
    """The texts that are read, a random choice of each set's."""
    draw = random.Random(seed)
    for name, every, most, longest in SOURCES:
        rows = list(islice(lines(gold / f"{name}.jsonl.gz"), every - 1, None, every))
        draw.shuffle(rows)
        for row in rows[:most]:
            text = row["text"] if "text" in row else " ".join(row["tokens"])
            yield (text.lower() if text.isupper() else text)[:longest]


def soft(scores: Any) -> Soft:
    """Probabilities along the last axis."""
    return decode.softmax(scores).astype(np.float16)


def taught(teacher: Network, text: str) -> Iterator[Example]:
    """A text's windows with the teacher's probabilities."""
    for window in text_windows(text):
        encoded = teacher.encode(window)
        example = Example(window, "", "taught", taught=Taught(soft(encoded.triggers), soft(encoded.cues)))
        triggers, cues = decode.triggers(encoded.triggers, LEAST), decode.spans(decode.inside(encoded.cues), LEAST)
        for kind, found in enumerate((list(islice(triggers, MOST)), list(islice(cues, MOST)))):
            if found:
                answers = teacher.ask(encoded, [one.start for one in found], [kind] * len(found))
                parts = (soft(answers.roles), soft(answers.modes), soft(answers.statuses))
                for at, one in enumerate(found):
                    told = TaughtQuery(*(part[at] for part in parts))
                    query = Query(kind, one.start, one.end, zeros(window, len(ROLES)), zeros(window), taught=told)
                    example.queries.append(query)
        yield example


def read_taught(path: Path) -> list[Example]:
    """What this script wrote: our own file, never one from elsewhere."""
    found: list[Example] = pickle.loads(path.read_bytes())  # noqa: S301 - written by main() on this machine
    return found


def main() -> None:
    """Ask the teacher, and write."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    options.add_argument("--teacher", type=Path, required=True, help="folder that export.py wrote")
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--seed", type=int, default=20261125)
    asked = options.parse_args()
    teacher = Network(asked.teacher)
    found = [example for text in texts(asked.gold, asked.seed) for example in taught(teacher, text)]
    print(f"{len(found)} windows, {sum(len(example.queries) for example in found)} queries")
    asked.out.write_bytes(pickle.dumps(found))


if __name__ == "__main__":
    main()
