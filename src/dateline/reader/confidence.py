"""How likely a trigger that the first reader finds is an event, from its word, its form and what stands around it.

Invariant: the result lies between 0 and 1 and depends on the claim's own sentence alone.

Method: logistic regression; coefficients in `data/confidence.tsv`, made by scripts/weigh_triggers.py.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from importlib import resources

from dateline.reader.phrases import Words
from dateline.reader.roles import Roles
from dateline.reader.status import Verdict
from dateline.reader.tagging import Tag
from dateline.reader.triggers import Candidate


def features(words: Words, found: Candidate, who: Roles, verdict: Verdict, said: bool) -> dict[str, float]:
    """What the regression sees of a trigger, by name; `said` is whether somebody is quoted as saying it."""
    named = any(
        words.tags[i] is Tag.NAME for phrase in (*who.actors, *who.recipients) for i in range(phrase.start, phrase.end)
    )
    return {
        "always": 1.0,
        "weight": logit(found.entry.weight),
        f"form {found.form}": 1.0,
        f"type {found.entry.type.value}": 1.0,
        f"status {verdict.status.value}": 1.0,
        "mode": float(found.entry.mode is not None),
        "actor": float(bool(who.actors)),
        "recipient": float(bool(who.recipients)),
        "both": float(bool(who.actors and who.recipients)),
        "named": float(named),
        "said": float(said),
        "pattern": float(found.reach - found.start > 1),
        "first word": float(found.start == 0),
        "length": min(len(words.tokens), 60) / 60.0,
    }


def logit(share: float) -> float:
    """Log odds of a share, kept within ±4."""
    return max(-4.0, min(4.0, math.log(max(share, 1e-3) / max(1 - share, 1e-3))))


@cache
def _coefficients() -> Mapping[str, float]:
    text = (resources.files("dateline.reader") / "data" / "confidence.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")][1:]
    return {name: float(value) for name, value in rows}


def confidence(seen: Mapping[str, float]) -> float:
    """Probability, 0 to 1, that a trigger with these features is an event of its type."""
    known = _coefficients()
    return 1.0 / (1.0 + math.exp(-sum(value * known.get(name, 0.0) for name, value in seen.items())))
