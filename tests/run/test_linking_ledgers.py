"""Linking a ledger: whatever the order, however many runs, and with people's decisions."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from dateline.errors import DatelineError
from dateline.ledger import Ledger, open_ledger
from dateline.ledger.decisions import anchor
from dateline.read import ReadOptions
from dateline.records import Claim, Coded
from dateline.run.linking import link_incidents
from dateline.run.pipeline import code_inputs
from dateline.run.session import link
from dateline.terms import Action

EXAMPLES = str(Path(__file__).parent.parent.parent / "examples")


@pytest.fixture(scope="module")
def coded() -> list[Coded]:
    return [one for one in code_inputs([EXAMPLES], ReadOptions()) if isinstance(one, Coded)]


@contextmanager
def ledger_of(*batches: Sequence[Coded]) -> Iterator[Ledger]:
    """A ledger into which the documents came in so many runs."""
    with TemporaryDirectory() as folder, open_ledger(f"{folder}/a.ledger", create=True) as ledger:
        for batch in batches:
            run = ledger.begin_run("", "test")
            for one in batch:
                ledger.store(run, one)
            link(ledger)
        yield ledger


def view(ledger: Ledger) -> list[str]:
    return list(ledger.dump())


@pytest.mark.parametrize(("seed", "runs"), [(1, 1), (2, 2), (3, 3), (4, 5), (5, 14)])
def test_the_order_and_the_number_of_runs_do_not_matter(coded: list[Coded], seed: int, runs: int) -> None:
    with ledger_of(coded) as ledger:
        wanted = view(ledger)
    mixed = random.Random(seed).sample(coded, len(coded))
    with ledger_of(*(mixed[i::runs] for i in range(runs))) as ledger:
        assert view(ledger) == wanted


def test_linking_again_appends_nothing(coded: list[Coded]) -> None:
    with ledger_of(coded) as ledger:
        before = view(ledger)
        assert link_incidents(ledger) == 0
        assert view(ledger) == before


def by_incident(ledger: Ledger) -> list[list[Claim]]:
    """The incidents' claims, those with most claims first."""
    ids = sorted(set(ledger.incident_of().values()))
    return sorted((list(ledger.claims_of_incident(ident)) for ident in ids), key=lambda claims: -len(claims))


def decide(ledger: Ledger, action: Action, *groups: Sequence[Claim], undoes: int | None = None) -> int:
    number = ledger.decide(
        action, [[anchor(c) for c in group] for group in groups], by="ana", reason="why not", undoes=undoes
    )
    link_incidents(ledger)
    return number


def test_a_merge_and_its_undoing_leave_the_same_view(coded: list[Coded]) -> None:
    with ledger_of(coded) as ledger:
        before = view(ledger)
        first, second = by_incident(ledger)[:2]
        number = decide(ledger, Action.MERGE, first, second)
        home = ledger.incident_of()
        assert len({home[claim.id] for claim in (*first, *second)}) == 1
        decide(ledger, Action.UNDO, undoes=number)
        assert view(ledger) == before
        assert [one.number for one in ledger.holding()] == []
        decide(ledger, Action.UNDO, undoes=number + 1)
        home = ledger.incident_of()
        assert len({home[claim.id] for claim in (*first, *second)}) == 1


def test_a_split_and_its_undoing_leave_the_same_view(coded: list[Coded]) -> None:
    with ledger_of(coded) as ledger:
        before = view(ledger)
        whole = by_incident(ledger)[0]
        leaving = [claim for claim in whole if claim.document == whole[0].document]
        staying = [claim for claim in whole if claim.document != whole[0].document]
        assert staying
        number = decide(ledger, Action.SPLIT, leaving, staying)
        home = ledger.incident_of()
        assert not {home[claim.id] for claim in leaving} & {home[claim.id] for claim in staying}
        decide(ledger, Action.UNDO, undoes=number)
        assert view(ledger) == before


def test_a_merge_holds_for_what_comes_later(coded: list[Coded]) -> None:
    told = [one for one in coded if any("Sar" in (c.place.name or "") for c in one.claims if c.place)]
    assert len(told) > 1
    rest = [one for one in coded if one is not told[-1]]
    with ledger_of(rest) as ledger:
        mine = next(c for c in by_incident(ledger) if {x.document for x in c} & {one.document.id for one in told})
        other = next(c for c in by_incident(ledger) if c != mine)
        decide(ledger, Action.MERGE, mine, other)
        ledger.store(ledger.begin_run("", "test"), told[-1])
        link(ledger)
        home = ledger.incident_of()
        assert home[mine[0].id] == home[other[0].id]
        assert any(home[claim.id] == home[other[0].id] for claim in told[-1].claims)


def test_an_accepted_incident_stays_accepted_when_it_grows(coded: list[Coded]) -> None:
    with ledger_of(coded) as ledger:
        first, second = by_incident(ledger)[:2]
        decide(ledger, Action.ACCEPT, second)
        assert ledger.accepted() == {ledger.incident_of()[second[0].id]}
        decide(ledger, Action.MERGE, first, second)
        assert ledger.accepted() == {ledger.incident_of()[first[0].id]}


def test_undoing_what_was_not_decided_is_a_coded_error(coded: list[Coded]) -> None:
    with ledger_of(coded[:1]) as ledger, pytest.raises(DatelineError) as caught:
        ledger.decide(Action.UNDO, [], by="ana", reason="", undoes=7)
    assert caught.value.code == "no-such-id"
