"""Fit the weights of `place_scores` on labelled news: `python training/places.py --gold GOLD`; writes
`place_of_act.tsv` into the vocabulary.

From `voa/train` and `official/train`, every 8th story held apart, its figures given. The labels play the reader: claims
with trigger, type and parties. A claim whose place stands in its own sentence counts less, since a reader marks most of
these.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import torch
from data import lines
from train import APART_EVERY

from dateline.records import Place, Span
from dateline.resolve.place_scores import FEATURES, StoryPlaces, likeliest, shares
from dateline.resolve.setting import setting, story_countries
from dateline.resolve.surroundings import Surroundings
from dateline.resolve.where import Passage, find_story_places
from dateline.vocab.actors import outlets

sys.path.insert(0, str(Path(__file__).parent.parent / "bench"))
from given import raw_claim, sentences  # labels in the reader's place have their home there

TARGET: Final = Path("src/dateline/vocab/data/place_of_act.tsv")
SAME_SENTENCE: Final = 0.4
"""What a claim counts whose place stands in its own sentence."""
PULL: Final = 0.002
"""How strongly weights are pulled to 0."""
GRID: Final = (0.25, 0.35, 0.4, 0.45, 0.5, 0.55, 0.65)


class Case(NamedTuple):
    """A labelled claim with the places within its reach; `right` tells which agree with the label."""

    story: StoryPlaces
    reach: slice
    features: Any
    right: Any
    placed: bool
    here: bool


def story_of(text: str) -> StoryPlaces:
    """What is known of a labelled text, one sentence a line."""
    places = find_story_places([Passage(text)], setting(story_countries(text), None, None), outlets())
    return StoryPlaces(Surroundings(text=text, sentences=sentences(text), places=places, times=()))


def agrees(label: dict[str, Any], place: Place) -> bool:
    """Whether a place is the labelled one: its words overlap the label's, or have the label's words, in its country."""
    if label.get("country") and label["country"] != place.country:
        return False
    first, last = label["span"] or (0, 0)
    ours, theirs = set((place.name or "").lower().split()) | set(place.text.lower().split()), label["text"] or ""
    wanted = set(theirs.lower().split()) - {"the", "of"}
    return place.span.overlaps(Span(first, last)) or (bool(wanted) and (wanted <= ours or ours <= wanted))


def cases(document: dict[str, Any]) -> Iterator[Case]:
    """The labelled claims of a document."""
    story = story_of(document["text"])
    for claim in document["claims"]:
        raw, label = raw_claim(claim, story.around, "silent"), claim["place"]
        label = label if label and label.get("span") else None
        reach, features = story.features(raw)
        right = np.asarray([bool(label) and agrees(label, place) for place in story.places[reach]], dtype=bool)
        here = bool(label) and raw.evidence.covers(Span(*label["span"]))
        yield Case(story, reach, features, right, claim["place"] is not None, here)


def fit(given: list[Case]) -> Any:
    """Weights by maximum likelihood, pulled to 0; a claim whose place is not within reach tells nothing."""
    weight = torch.zeros(len(FEATURES), dtype=torch.float64, requires_grad=True)
    told = [case for case in given if len(case.right) and (case.right.any() or not case.placed)]
    tables = [torch.from_numpy(case.features) for case in told]
    rights = [torch.from_numpy(case.right) for case in told]
    counts = [SAME_SENTENCE if case.here else 1.0 for case in told]
    search = torch.optim.LBFGS([weight], max_iter=200, line_search_fn="strong_wolfe")

    def loss() -> Any:
        search.zero_grad()
        total = torch.zeros((), dtype=torch.float64)
        for table, right, count in zip(tables, rights, counts, strict=True):
            scores = torch.cat([table @ weight, torch.zeros(1, dtype=torch.float64)])
            wanted = torch.cat([right, ~right.any().unsqueeze(0)])
            total = total + count * (scores.logsumexp(0) - scores[wanted].logsumexp(0))
        total = total / len(told) + PULL * weight.square().sum()
        total.backward()
        return total

    search.step(loss)
    return weight.detach().numpy()


def figures(given: list[Case], weight: Any, least: float) -> str:
    """Precision, recall and F1 of the claims whose place does not stand in their own sentence."""
    right = found = wanted = 0
    for case in (one for one in given if not one.here):
        place, share = likeliest(case.story, case.reach, shares(case.features, weight))
        wanted += case.placed
        if place and share >= least:
            found += 1
            right += bool(case.right[list(case.story.places[case.reach]).index(place)])
    parts = {"precision": right / max(1, found), "recall": right / max(1, wanted), "f1": 2 * right / (found + wanted)}
    return " ".join(f"{name} {value:.3f}" for name, value in parts.items())


def main() -> None:
    """Fit, tell, write."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    asked = options.parse_args()
    train: list[Case] = []
    apart: list[Case] = []
    for name in ("voa", "official"):
        numbers: dict[str, int] = {}
        for document in lines(asked.gold / name / "train.jsonl.gz"):
            number = numbers.setdefault(document["id"].split("#")[0], len(numbers))
            (apart if number % APART_EVERY == APART_EVERY - 1 else train).extend(cases(document))
    weight = fit(train)
    for least in GRID:
        print(least, "train:", figures(train, weight, least), "apart:", figures(apart, weight, least))
    head = (
        "# What it is: how strongly a feature of resolve/place_scores.py speaks for a place as that of an act.\n"
        "# Source: fitted on gold/voa/train and gold/official/train by training/places.py; no text is kept.\n"
        "# Licence: Apache-2.0.\n"
    )
    body = "".join(f"{name}\t{value:.3f}\n" for name, value in zip(FEATURES, weight, strict=True))
    TARGET.write_text(head + "feature\tweight\n" + body, encoding="utf-8")


if __name__ == "__main__":
    main()
