"""Whether what dateline ships with is whole: vocabulary, gazetteer, the model of a page's furniture, the reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from dateline.errors import DatelineError
from dateline.read.inputs import FORMATS
from dateline.reader import Reader
from dateline.reader.network import network
from dateline.resolve.gazetteer import Gazetteer
from dateline.run.pipeline import CODING
from dateline.split.furniture import model
from dateline.vocab.actors import countries, organisations
from dateline.vocab.lexicon import triggers
from dateline.vocab.ontology import cameo, event_types


class Check(msgspec.Struct, frozen=True):
    """One thing that was looked at, whether it holds, and what was found."""

    name: str
    holds: bool
    found: str


def checks() -> Iterator[Check]:
    """Look at each part in turn; a part that cannot be loaded is a check that does not hold."""
    yield _check("ontology", lambda: f"{len(event_types())} types, {len(cameo())} CAMEO codes")
    yield _check("lexicon", lambda: f"{len(triggers())} patterns")
    yield _check("actors", lambda: f"{len(countries())} states, {len(organisations())} organisations")
    yield _check("gazetteer", lambda: f"{len(Gazetteer.open()):,} places")
    yield _check("split model", lambda: f"{len(model().mean)} features")
    yield _check("reader", lambda: f"{Reader.TRAINED.made_by}, {len(network().settings['types'])} types")
    yield Check("components", True, CODING)
    yield Check("formats", True, " ".join(sorted(FORMATS)))


def _check(name: str, look: Callable[[], str]) -> Check:
    try:
        return Check(name, True, look())
    except (DatelineError, OSError, ValueError, KeyError) as error:
        return Check(name, False, f"{type(error).__name__}: {error}")
