#!/usr/bin/env python3
"""Measure linking on the invented test set: incidents of reports, copies, and disputed fields.

    python bench/linking_invented.py [--json] [--errors]

The reports of all scenarios (`linking_set.py` says what they are) go into one fresh ledger by `dateline run`, and are
read back by `dateline incidents`. Figures for each half, `dev` and `held`:

- incidents: B-cubed and pairs of reports by their main incident. A report with no incident stands alone.
- further: of the incidents that reports tell besides their main one, the share that `incidents` of the document holds.
- copies: pairs of reports that are one account.
- disputed: an incident of the ledger stands for the gold incident of which it is the main one in more than half of the
  reports, the best fit first, one for one. A disputed field counts when its name is right. Disputed fields of
  incidents that stand for none, but are the main one of a report, are wrong. `in others` counts disputed fields of
  incidents that are no report's main one, which the gold says nothing about.
- look-alikes: of gold fields that are compatible or developing (in incidents that are stood for), the share that is
  not called disputed.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import msgspec
from clusters import Score, b_cubed, of_counts, pairs
from linking_set import GoldIncident, Half, Report, Scenario, Standing, scenarios

from dateline.ledger import open_ledger

QUIET: Final = (Standing.COMPATIBLE, Standing.DEVELOPING)


class Linked(msgspec.Struct, frozen=True):
    """What a ledger holds of the reports, by their ids: the main incident, all incidents, disputed fields by incident,
    and the original of each copy."""

    main: Mapping[str, str]
    told: Mapping[str, frozenset[str]]
    disputed: Mapping[str, frozenset[str]]
    originals: Mapping[str, str]


class Of(msgspec.Struct, frozen=True):
    """One line of `dateline incidents --by-document --json`."""

    document: str
    main: str | None
    incidents: tuple[str, ...]


class Flat(msgspec.Struct, frozen=True):
    """What is needed of a line of `dateline incidents --json`."""

    id: str
    disputed: str


def link(reports: Sequence[Report], folder: Path) -> Linked:
    """Put the reports into a fresh ledger in `folder` by the command line, and read back how they are linked."""
    source, ledger = folder / "reports.jsonl", str(folder / "invented.ledger")
    source.write_bytes(b"".join(msgspec.json.encode(record(report)) + b"\n" for report in reports))
    dateline("run", str(source), "--ledger", ledger, "--json")
    by_document = dateline("incidents", "--ledger", ledger, "--by-document", "--json")
    flat = dateline("incidents", "--ledger", ledger, "--json")
    with open_ledger(ledger) as opened:
        names = {document.id: document.origin for document in opened.documents()}
        originals = {names[copy]: names[original] for copy, original in opened.originals().items()}
    lines = [msgspec.json.decode(line, type=Of) for line in by_document]
    return Linked(
        main={names.get(line.document, line.document): line.main for line in lines if line.main},
        told={names.get(line.document, line.document): frozenset(line.incidents) for line in lines},
        disputed={line.id: split(line.disputed) for line in (msgspec.json.decode(one, type=Flat) for one in flat)},
        originals=originals,
    )


def record(report: Report) -> dict[str, str]:
    """A report as a line of JSONL input."""
    return {
        "id": report.id,
        "text": report.text,
        "published": report.published.isoformat(),
        "title": report.title,
        "publisher": report.outlet,
    }


def dateline(*words: str) -> list[str]:
    """The lines that a command prints."""
    command = [sys.executable, "-m", "dateline", *words]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines()


def split(names: str) -> frozenset[str]:
    """The names of a joined cell."""
    return frozenset(name for name in names.split("; ") if name)


def account_of(report: str, originals: Mapping[str, str]) -> str:
    """The report at the end of the chain of originals: the name of the account."""
    while report in originals:
        report = originals[report]
    return report


def standing_for(reports: Sequence[Report], linked: Linked) -> dict[str, str]:
    """The incident of the ledger that stands for each gold incident, one for one."""
    sizes = Counter(report.main for report in reports)
    shared = Counter((report.main, linked.main[report.id]) for report in reports if report.id in linked.main)
    found: dict[str, str] = {}
    for (key, incident), n in sorted(shared.items(), key=lambda one: (-one[1], one[0])):
        if 2 * n > sizes[key] and key not in found and incident not in found.values():
            found[key] = incident
    return found


def measure(chosen: Sequence[Scenario], linked: Linked) -> dict[str, Any]:
    """The figures of some scenarios."""
    reports = [report for scenario in chosen for report in scenario.reports]
    incidents = [incident for scenario in chosen for incident in scenario.incidents]
    gold = {report.id: report.main for report in reports}
    found = {report.id: linked.main.get(report.id, f"none of {report.id}") for report in reports}
    stand = standing_for(reports, linked)
    gold_copies = {report.id: report.original for report in reports if report.original}
    accounts = [
        {report.id: account_of(report.id, one) for report in reports} for one in (gold_copies, linked.originals)
    ]
    return {
        "reports": len(reports),
        "without an incident": sum(report.id not in linked.main for report in reports),
        "incidents": {"gold": len(incidents), "found": len(set(found.values())), "stood for": len(stand)},
        "B-cubed": b_cubed(gold, found).figures(),
        "pairs": pairs(gold, found).figures(),
        "further": further(reports, linked, stand),
        "copies": pairs(*accounts).figures(),
        "disputed": disputed(incidents, reports, linked, stand).figures(),
        "disputed, in others": in_others(reports, linked),
        "look-alikes not disputed": quiet(incidents, linked, stand),
    }


def further(reports: Sequence[Report], linked: Linked, stand: Mapping[str, str]) -> float:
    """The share of further incidents that are found."""
    wanted = [(report.id, key) for report in reports for key in report.incidents[1:]]
    right = sum(stand.get(key, "") in linked.told.get(report, ()) for report, key in wanted)
    return round(right / max(len(wanted), 1), 3)


def disputed(
    incidents: Sequence[GoldIncident], reports: Sequence[Report], linked: Linked, stand: Mapping[str, str]
) -> Score:
    """Precision and recall of disputed fields."""
    right = given = wanted = 0
    for incident in incidents:
        gold = incident.named(Standing.DISPUTED)
        mine = linked.disputed.get(stand.get(incident.key, ""), frozenset()) - incident.named(Standing.OPEN)
        right, given, wanted = right + len(gold & mine), given + len(mine), wanted + len(gold)
    mains = {linked.main[report.id] for report in reports if report.id in linked.main}
    given += sum(len(linked.disputed.get(incident, ())) for incident in mains - set(stand.values()))
    return of_counts(right, given, wanted)


def in_others(reports: Sequence[Report], linked: Linked) -> int:
    """Disputed fields of incidents that are told in the reports, and are no report's main one."""
    told = {incident for report in reports for incident in linked.told.get(report.id, ())}
    return sum(len(linked.disputed.get(incident, ())) for incident in told - set(linked.main.values()))


def quiet(incidents: Sequence[GoldIncident], linked: Linked, stand: Mapping[str, str]) -> float:
    """The share of look-alikes of disputes that are not called disputed."""
    fields = [
        field.name not in linked.disputed.get(stand[incident.key], ())
        for incident in incidents
        if incident.key in stand
        for field in incident.fields
        if field.standing in QUIET
    ]
    return round(sum(fields) / max(len(fields), 1), 3)


def errors(chosen: Sequence[Scenario], linked: Linked) -> None:
    """Print, for the scenarios of the half that may be looked at, what was linked or judged otherwise."""
    for scenario in (one for one in chosen if one.half is Half.DEV):
        print(f"\n{scenario.name}")
        stand = standing_for(scenario.reports, linked)
        for report in scenario.reports:
            if linked.main.get(report.id) != stand.get(report.main, ""):
                print(f"  {report.id}\tgold {report.main}\tfound {linked.main.get(report.id)}\t{report.title}")
        for incident in scenario.incidents:
            gold, mine = (
                incident.named(Standing.DISPUTED),
                linked.disputed.get(stand.get(incident.key, ""), frozenset()),
            )
            if gold != mine:
                print(f"  {incident.key}\tgold {sorted(gold)}\tfound {sorted(mine)}\t{stand.get(incident.key)}")


def main() -> None:
    """Print the figures of both halves."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--gold", help="not used: the set is in tests/quality")
    options.add_argument("--json", action="store_true")
    options.add_argument("--errors", action="store_true", help="print the errors of the dev half")
    asked = options.parse_args()
    chosen = scenarios()
    with tempfile.TemporaryDirectory() as folder:
        linked = link([report for scenario in chosen for report in scenario.reports], Path(folder))
    result = {half.value: measure([one for one in chosen if one.half is half], linked) for half in Half}
    print(json.dumps(result) if asked.json else json.dumps(result, indent=2))
    if asked.errors:
        errors(chosen, linked)


if __name__ == "__main__":
    main()
