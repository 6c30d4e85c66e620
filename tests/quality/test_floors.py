"""Accuracy does not fall in silence: floors of the reader's figures, with the hashes of the data that they were
measured on.

A floor is raised when the reader gets better; it is lowered only by a commit that says why. The labelled data is not
part of the repository: where it does not lie beside it (`../shared/gold`), only the invented items are measured.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import pytest

ROOT: Final = Path(__file__).parents[2]
SHARED: Final = ROOT.parent / "shared"
FLOORS: Final[dict[str, Any]] = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))
labelled = pytest.mark.skipif(
    not (SHARED / "gold").is_dir(), reason="the labelled data lies beside the repository in CI only"
)


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"bench_{name}", ROOT / "bench" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def accuracy() -> Any:
    return script("accuracy").measure(SHARED / "gold", SHARED / "score")


def numbers(line: str) -> list[float]:
    return [float(word.strip(",;")) for word in line.split() if word.strip(",;").replace(".", "", 1).isdigit()]


def test_hard_attribution_and_status() -> None:
    found, floors = script("attribution").measure(), FLOORS["attribution"]
    assert hashlib.sha256((Path(__file__).parent / "attribution.txt").read_bytes()).hexdigest() == floors["sha256"]
    for name, least in floors["least"].items():
        assert found[name] >= least, name


@labelled
def test_the_data_is_that_of_the_floors() -> None:
    assert accuracy()["hashes"] == FLOORS["accuracy"]["hashes"]


@labelled
@pytest.mark.timeout(600)
def test_claims_of_news() -> None:
    voa = accuracy()["trained"]["voa"]
    for slot, least in FLOORS["accuracy"]["voa"].items():
        assert voa[slot]["f1"] >= least, slot


@labelled
@pytest.mark.timeout(600)
def test_the_trained_reader_beats_the_first_one() -> None:
    trained, first = accuracy()["trained"]["voa"], accuracy()["first"]["voa"]
    assert trained["typed"]["f1"] > first["typed"]["f1"]
    assert trained["all slots"]["f1"] > first["all slots"]["f1"]


@labelled
@pytest.mark.timeout(600)
def test_sentences_of_plover_and_the_two_pages() -> None:
    _, kinds, parties, *_ = numbers(accuracy()["trained"]["gsr"])
    assert kinds >= FLOORS["accuracy"]["gsr"]["type"]
    assert parties >= FLOORS["accuracy"]["gsr"]["type and parties"]
    met, _, broken, _ = numbers(accuracy()["trained"]["seeds"])
    assert met >= FLOORS["accuracy"]["seeds"]
    assert broken == 0


@labelled
@pytest.mark.timeout(600)
def test_confidence_means_something() -> None:
    assert accuracy()["trained"]["calibration"]["error"] <= FLOORS["accuracy"]["calibration error"]
