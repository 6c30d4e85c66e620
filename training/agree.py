"""How far the shipped int8 graphs read as the trained network does: `python training/agree.py --gold GOLD --weights
BEST.pt`.

Both read the texts of gold/voa/dev by the same code and thresholds. Equal claims: same trigger, type, mode, status,
parties, place, date, counts and sources. The share is of the claims of both, equal ones counted for each; that of
triggers and types alone is given too. A shared 98% was asked for.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from batches import batch_of
from data import lines
from network import Network
from product import Product
from tasks import ROLES, Example

from dateline.reader.network import Answers, Encoded, network
from dateline.reader.trained import Trained
from dateline.reader.windows import Window
from dateline.records import Quote, RawClaim, Span, Story
from dateline.terms import StoryKind
from export import Asker, Encoder


class AsTrained:
    """The trained network in place of the graphs, its products on rounded values as in the end of the training."""

    def __init__(self, weights: Path, settings: dict[str, Any]) -> None:
        self.settings = settings
        Product.quantised = True
        trained = Network.load(weights)
        self.embedding, self.encoder, self.asker = trained.embedding, Encoder(trained), Asker(trained)

    def encode(self, window: Window) -> Encoded:
        """Read a window."""
        batch = batch_of([Example(window, "", "")])
        with torch.no_grad():
            embedded = self.embedding(batch.pieces, batch.cases, batch.hints)
            return Encoded(*(part.numpy() for part in self.encoder(embedded, batch.first[0])))

    def ask(self, encoded: Encoded, words: Sequence[int], kinds: Sequence[int]) -> Answers:
        """Ask all queries of a window."""
        at = torch.tensor(list(words))
        with torch.no_grad():
            given = (torch.from_numpy(encoded.words), at, torch.tensor(list(kinds)))
            roles, *others = (part.numpy() for part in self.asker(*given))
        return Answers(roles.reshape(*roles.shape[:2], len(ROLES), 3), *others)


def claims(trained: Trained, text: str) -> list[RawClaim]:
    """What a text claims."""
    story = Story(
        document="d", number=0, kind=StoryKind.MAIN, parts=(Quote(text, Span(0, len(text))),), made_by="agree"
    )
    return list(trained.read(story).claims)


def key(claim: RawClaim, whole: bool) -> tuple[Any, ...]:
    """What two claims must share to be equal."""
    head = (claim.trigger.span, claim.type)
    if not whole:
        return head
    quotes = [[one.quote.span for one in part] for part in (claim.actors, claim.recipients, claim.sources)]
    counts = [(one.quote.span, one.kind) for one in claim.counts or ()]
    return (*head, claim.mode, claim.status, str(quotes), claim.place, claim.date, str(counts))


def main() -> None:
    """Compare, and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    options.add_argument("--weights", type=Path, required=True)
    asked = options.parse_args()
    shipped = Trained(network())
    exact = Trained(AsTrained(asked.weights, shipped.network.settings))  # type: ignore[arg-type]
    counts = np.zeros((2, 2))
    for row in lines(asked.gold / "voa/dev.jsonl.gz"):
        one, other = claims(shipped, row["text"]), claims(exact, row["text"])
        for at, whole in enumerate((False, True)):
            ours, theirs = {key(c, whole) for c in one}, {key(c, whole) for c in other}
            counts[at] += 2 * len(ours & theirs), len(ours) + len(theirs)
    triggers, whole_claims = (float(right / every) for right, every in counts)
    print(json.dumps({"triggers and types": round(triggers, 4), "whole claims": round(whole_claims, 4)}))


if __name__ == "__main__":
    main()
