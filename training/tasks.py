"""What the network learns from a window, as arrays of numbers, and the lists of names behind the numbers.

A *query* is a trigger or a cue: the words around it are asked for the roles that they have for it. Labels of words are
0 (outside), 1 (begins) or 2 (goes on).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from dateline.reader.windows import Window
from dateline.terms import CountKind, EventType, Status
from dateline.vocab.ontology import event_types

TYPES: Final = tuple(EventType)
STATUSES: Final = tuple(Status)
MODES: Final = tuple(sorted({mode for info in event_types().values() for mode in info.modes}))
KINDS: Final = tuple(CountKind)
ROLES: Final = ("actor", "recipient", "place", "date", "count", "source", "content")
QUERIES: Final = ("claim", "cue")
ENTITIES: Final = ("person", "organisation", "country", "location", "facility", "vehicle", "weapon")
ACE: Final = (
    "Movement:Transport",
    "Life:Die",
    "Conflict:Attack",
    "Conflict:Demonstrate",
    "Justice:Arrest-Jail",
    "Contact:Meet",
    "Contact:Phone-Write",
    "Transaction:Transfer-Money",
)
IGNORED: Final = -100
"""A label that no loss counts."""

Labels = npt.NDArray[np.int64]
Soft = npt.NDArray[np.float16]


class TaughtQuery(NamedTuple):
    """A teacher's probabilities: of roles (words x roles x 3), of the mode and of the status."""

    roles: Soft
    mode: Soft
    status: Soft


class Taught(NamedTuple):
    """A teacher's probabilities for words: of triggers (words x 18) and of cues (words x 3)."""

    triggers: Soft
    cues: Soft


@dataclass
class Query:
    """A trigger or cue (words `start` to `end`, both included) with its labels; a statement has no mode and status."""

    kind: int
    start: int
    end: int
    roles: Labels  # roles x words
    kinds: Labels  # words: the kind of the number that begins here
    mode: int = IGNORED
    status: int = IGNORED
    taught: TaughtQuery | None = None


@dataclass
class Example:
    """A window with what is labelled in it; a task without labels is None."""

    window: Window
    document: str
    data: str
    triggers: Labels | None = None  # words: 0, 1 + type where a trigger begins, 1 + len(TYPES) where it goes on
    cues: Labels | None = None
    ace: Labels | None = None
    entities: Labels | None = None
    facts: npt.NDArray[np.float32] | None = None  # words: -3 to 3, nan where nothing is labelled
    queries: list[Query] = field(default_factory=list)
    taught: Taught | None = None  # then its queries are taught, too
