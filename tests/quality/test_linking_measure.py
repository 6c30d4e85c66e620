"""The measure of linking tells right from wrong: the gold itself is perfect, and each mistake costs its own figure."""

from __future__ import annotations

import sys
from typing import Any, Final

import msgspec
from test_linking_set import REPORTS, SCENARIOS, linking, script

script("clusters")
invented = script("linking_invented")
INCIDENTS: Final = [incident for scenario in SCENARIOS for incident in scenario.incidents]
RIGHT: Final = invented.Linked(
    main={report.id: report.main for report in REPORTS},
    told={report.id: frozenset(report.incidents) for report in REPORTS},
    disputed={incident.key: incident.named(linking.Standing.DISPUTED) for incident in INCIDENTS},
    originals={report.id: report.original for report in REPORTS if report.original},
)


def figures(**changed: Any) -> dict[str, Any]:
    found: dict[str, Any] = invented.measure(SCENARIOS, msgspec.structs.replace(RIGHT, **changed))
    return found


def test_the_gold_is_perfect() -> None:
    assert "linking_set" in sys.modules
    found = figures()
    perfect = {"p": 1.0, "r": 1.0, "f1": 1.0}
    assert [found[name] for name in ("B-cubed", "pairs", "copies", "disputed")] == [perfect] * 4
    assert found["further"] == found["look-alikes not disputed"] == 1.0


def test_reports_that_stand_alone_cost_recall_only() -> None:
    found = figures(main={report.id: report.id for report in REPORTS})
    assert found["B-cubed"]["p"] == 1.0
    assert found["B-cubed"]["r"] < 0.5
    assert found["disputed"]["r"] == 0.0


def test_two_bombings_made_one_cost_precision_only() -> None:
    merged = {report.id: report.main.replace("mnd-stage", "mnd-market") for report in REPORTS}
    found = figures(main=merged)
    assert found["B-cubed"]["p"] < 1.0
    assert found["B-cubed"]["r"] == 1.0
    assert found["disputed"]["r"] < 1.0  # the dispute over the second one is told of none


def test_a_copy_taken_for_an_account_costs_recall_of_copies() -> None:
    assert figures(originals={})["copies"] == {"p": 1.0, "r": 0.0, "f1": 0.0}


def test_a_look_alike_called_disputed_costs_precision() -> None:
    found = figures(disputed={**RIGHT.disputed, "mnd-market": frozenset({"killed"})})
    assert found["disputed"]["p"] < 1.0
    assert found["disputed"]["r"] == 1.0
    assert found["look-alikes not disputed"] < 1.0


def test_an_open_field_counts_neither_way() -> None:
    assert figures(disputed={**RIGHT.disputed, "bir-brawl": frozenset({"injured", "actor"})})["disputed"]["p"] == 1.0
