"""Runs into a ledger: accounting, idempotence, incidents of the examples."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.ledger import ClaimFilter, Ledger, open_ledger
from dateline.read import ReadOptions
from dateline.records import Incident
from dateline.run.session import incident_by_id, incidents, run
from dateline.terms import EventType, Status
from strategies import texts

EXAMPLES = str(Path(__file__).parent.parent.parent / "examples")


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with open_ledger(str(tmp_path_factory.mktemp("ledger") / "examples.ledger"), create=True) as ledger:
        run(ledger, [EXAMPLES], ReadOptions())
        yield ledger


def the(ledger: Ledger, place: str, kind: EventType = EventType.ASSAULT) -> Incident:
    """The incident there that most accounts tell."""
    return next(incidents(ledger, ClaimFilter(types=(kind,), place=place)))


def test_every_input_is_done_or_rejected_with_a_code(examples: Ledger) -> None:
    (row,) = examples.runs()
    assert row.inputs == (row.done or 0) + (row.rejected or 0) == 16
    assert {rejection.code for rejection in examples.rejections()} == {"empty", "binary"}


def test_a_second_run_adds_nothing(examples: Ledger) -> None:
    before = list(examples.dump())
    report = run(examples, [EXAMPLES], ReadOptions())
    assert report.new == 0
    assert list(examples.dump()) == before


@settings(max_examples=10)
@given(st.lists(texts().filter(str.strip), min_size=1, max_size=4))
def test_a_second_run_of_anything_adds_nothing(told: list[str]) -> None:
    with TemporaryDirectory() as folder:
        source = Path(folder) / "news.jsonl"
        source.write_text("".join(json.dumps({"id": f"a/{n}", "text": text}) + "\n" for n, text in enumerate(told)))
        with open_ledger(f"{folder}/a.ledger", create=True) as ledger:
            first = run(ledger, [str(source)], ReadOptions())
            before = list(ledger.dump())
            second = run(ledger, [str(source)], ReadOptions())
            assert list(ledger.dump()) == before
            assert (second.inputs, second.done, second.new) == (len(told), first.done, 0)
            assert ledger.check() == ()


def test_disagreeing_tolls_stand_side_by_side(examples: Ledger) -> None:
    incident = the(examples, "Sarāqib")
    assert len(incident.accounts) == 3
    tolls = next(field for field in incident.disputed if field.field == "killed")
    assert {version.value for version in tolls.versions} == {"12", "31", "at least 20"}
    assert any(field.field == "actor" for field in incident.disputed)


def test_a_denial_disputes_the_attack_and_joins_its_incident(examples: Ledger) -> None:
    incident = the(examples, "Kutum")
    statuses = {claim.status for account in incident.accounts for claim in account.claims}
    assert {Status.DENIED, Status.HAPPENED} <= statuses
    assert any(field.field == "status" for field in incident.disputed)


def test_copies_of_a_wire_story_are_one_account(examples: Ledger) -> None:
    incident = the(examples, "Popayán")
    assert sorted(len(account.documents) for account in incident.accounts) == [1, 3]


def test_a_planned_protest_and_the_protest_are_one_incident(examples: Ledger) -> None:
    incident = the(examples, "Nakuru", EventType.PROTEST)
    statuses = {claim.status for account in incident.accounts for claim in account.claims}
    assert statuses == {Status.PLANNED, Status.HAPPENED}


def test_every_claim_stands_in_exactly_one_incident(examples: Ledger) -> None:
    home = examples.incident_of()
    told = [told.claim.id for told in examples.claims()]
    assert sorted(home) == sorted(told)
    shown = [c.id for i in incidents(examples) for account in i.accounts for c in account.claims]
    assert sorted(shown) == sorted(told)


def test_an_incident_found_by_id_is_the_same(examples: Ledger) -> None:
    incident = the(examples, "Kutum")
    assert incident_by_id(examples, examples.incident_id(incident.id[:8])) == incident


def test_the_ledger_checks_out(examples: Ledger) -> None:
    assert examples.check() == ()
