"""The ledger: what is stored comes back equal, storing again adds nothing, decisions are only appended."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import DatabaseError

from dateline.errors import DatelineError
from dateline.ids import claim_id
from dateline.ledger import ClaimFilter, Ledger, open_ledger
from dateline.ledger import tables as t
from dateline.records import Claim, Coded, Copy, Link, Place, Quote, Rejection, Span, Time
from dateline.run.pipeline import code_document
from dateline.terms import EventType, PlacePrecision, Status
from strategies import codings, document, msgspan

CODED = code_document(document("Rebels shelled a market in Sirte, Libya, on 4 May 2015. The army denied it."))


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(str(tmp_path / "a.ledger"), create=True) as opened:
        yield opened


@contextmanager
def fresh() -> Iterator[Ledger]:
    """A ledger for one generated case: a fixture would be shared by all cases of a test."""
    with TemporaryDirectory() as folder, open_ledger(f"{folder}/a.ledger", create=True) as opened:
        yield opened


def store(ledger: Ledger, *coded: Coded) -> list[bool]:
    run = ledger.begin_run("{}", "test")
    return [ledger.store(run, each) for each in coded]


def link(claim: str, incident: str, reason: str = "place, date") -> Link:
    return Link(claim=claim, incident=incident, score=0.7, reason=reason, by="test 1")


@settings(max_examples=15)
@given(st.lists(codings(), max_size=4, unique_by=lambda coded: coded.document.id))
def test_what_is_stored_comes_back_equal(stored: list[Coded]) -> None:
    with fresh() as ledger:
        store(ledger, *stored)
        ordered = sorted(stored, key=lambda coded: coded.document.id)
        assert list(ledger.documents()) == [coded.document for coded in ordered]
        assert [told.claim for told in ledger.claims()] == [claim for coded in ordered for claim in coded.claims]
        for coded in stored:
            assert ledger.stories(coded.document.id) == coded.stories


@settings(max_examples=15)
@given(st.lists(codings(), min_size=1, max_size=4, unique_by=lambda coded: coded.document.id))
def test_storing_again_adds_nothing(stored: list[Coded]) -> None:
    with fresh() as ledger:
        assert store(ledger, *stored) == [True] * len(stored)
        before = list(ledger.dump())
        assert store(ledger, *stored, *reversed(stored)) == [False] * (2 * len(stored))
        assert list(ledger.dump()) == before


@settings(max_examples=15)
@given(codings(), codings())
def test_the_order_of_arrival_leaves_no_trace(first: Coded, second: Coded) -> None:
    if first.document.id == second.document.id:
        return
    dumps = []
    for order in itertools.permutations((first, second)):
        with fresh() as ledger:
            store(ledger, *order)
            dumps.append(list(ledger.dump()))
    assert dumps[0] == dumps[1]


def test_a_new_version_adds_and_overwrites_nothing(ledger: Ledger) -> None:
    newer = msgspec.structs.replace(
        CODED,
        made_by="test 2",
        claims=tuple(
            msgspec.structs.replace(
                claim, id=claim_id(claim.document, *msgspan(claim.trigger.span), claim.type, "test 2"), made_by="test 2"
            )
            for claim in CODED.claims[:1]
        ),
    )
    store(ledger, CODED, newer)
    assert [told.claim for told in ledger.claims()] == list(newer.claims)
    with ledger.engine.connect() as connection:
        kept = connection.execute(select(func.count()).select_from(t.claims)).scalar_one()
    assert kept == len(CODED.claims) + 1
    store(ledger, CODED)  # going back to the older version
    assert [told.claim for told in ledger.claims()] == list(CODED.claims)


def test_links_are_appended_and_the_last_one_holds(ledger: Ledger) -> None:
    store(ledger, CODED)
    claim = CODED.claims[0].id
    assert ledger.link([link(claim, "i1")]) == 1
    assert ledger.link([link(claim, "i1", "another reason")]) == 0
    assert ledger.link([link(claim, "i2")]) == 1
    assert ledger.incident_of() == {claim: "i2"}
    assert ledger.links_of("i1") == {}
    assert ledger.links_of("i2") == {claim: link(claim, "i2")}
    assert ledger.link([link(claim, "i1")]) == 1  # undone by a new row
    assert ledger.incident_of() == {claim: "i1"}
    with ledger.engine.connect() as connection:
        rows = connection.execute(select(t.links.c.incident, t.links.c.supersedes).order_by(t.links.c.seq)).all()
    assert [tuple(row) for row in rows] == [("i1", None), ("i2", 1), ("i1", 2)]


@pytest.mark.parametrize("table", [t.links, t.copies], ids=lambda table: table.name)
def test_decisions_cannot_be_changed_or_taken_away(ledger: Ledger, table: object) -> None:
    assert table is t.links or table is t.copies
    other = code_document(document("Rebels shelled a market in Sirte.", "b.txt"))
    store(ledger, CODED, other)
    ledger.link([link(CODED.claims[0].id, "i1")])
    ledger.add_copies([Copy(document=other.document.id, original=CODED.document.id, share=0.9, by="test 1")])
    for statement in (update(table).values(by="somebody else"), delete(table)):
        with pytest.raises(DatabaseError, match="append-only"), ledger.engine.begin() as connection:
            connection.execute(statement)
    with ledger.engine.connect() as connection:
        assert [row.by for row in connection.execute(select(table))] == ["test 1"]


def test_copies_name_their_original_once(ledger: Ledger) -> None:
    other = code_document(document("Rebels shelled a market in Sirte.", "b.txt"))
    store(ledger, CODED, other)
    copy = Copy(document=other.document.id, original=CODED.document.id, share=0.9, by="test 1")
    assert [ledger.add_copies([copy]), ledger.add_copies([copy])] == [1, 0]
    assert ledger.originals() == {other.document.id: CODED.document.id}
    assert ledger.counts().copies == 1


def test_a_run_says_how_each_input_ended(tmp_path: Path) -> None:
    clock = iter(dt.datetime(2025, 11, 5, hour, tzinfo=dt.UTC) for hour in range(24))
    with open_ledger(str(tmp_path / "a.ledger"), create=True) as opened:
        ledger = Ledger(opened.engine, clock=lambda: next(clock))
        run = ledger.begin_run("{}", "test")
        ledger.store(run, CODED)
        rejection = Rejection(code="empty", origin="b.txt", detail="", made_by="read 1")
        ledger.reject(run, rejection)
        ledger.end_run(run, inputs=2, done=1, rejected=1)
        (row,) = ledger.runs()
        assert (row.started, row.finished) == ("2025-11-05T00:00:00+00:00", "2025-11-05T02:00:00+00:00")
        assert (row.inputs, row.done, row.rejected) == (2, 1, 1)
        assert ledger.rejections() == ledger.rejections_of(run) == (rejection,)


def test_an_id_s_beginning_will_do_where_it_is_the_only_one(ledger: Ledger) -> None:
    other = code_document(document("Rebels shelled a market in Sirte.", "b.txt"))
    store(ledger, CODED, other)
    claim = CODED.claims[0]
    assert ledger.claim(claim.id).claim == ledger.claim(claim.id[:12]).claim == claim
    assert ledger.document("b.txt") == other.document
    for ident, code in (("c", "ambiguous-id"), ("cffffffffff", "no-such-id"), ("", "no-such-id"), ("c%", "no-such-id")):
        with pytest.raises(DatelineError) as caught:
            ledger.claim(ident)
        assert caught.value.code == code


def told(day: int | None, country: str | None, status: Status, number: int) -> Claim:
    """A made claim; what the filters look at is given, the rest is that of the first claim."""
    words = CODED.claims[0].trigger
    return msgspec.structs.replace(
        CODED.claims[0],
        id=f"c{number:020}",
        status=status,
        trigger=words,
        place=Place(text=words.text, span=words.span, country=country, precision=PlacePrecision.COUNTRY)
        if country
        else None,
        date=Time(
            text=words.text, span=words.span, start=dt.date(2015, 5, day), end=dt.date(2015, 5, day + 1)
        )
        if day
        else None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        (ClaimFilter(), [0, 1, 2, 3]),
        (ClaimFilter(since=dt.date(2015, 5, 5)), [0, 1]),
        (ClaimFilter(since=dt.date(2015, 5, 6)), [1]),
        (ClaimFilter(until=dt.date(2015, 5, 4)), [0]),
        (ClaimFilter(until=dt.date(2015, 5, 9)), [0, 1]),
        (ClaimFilter(country="sy"), [1]),
        (ClaimFilter(statuses=(Status.DENIED, Status.PLANNED)), [1, 2]),
        (ClaimFilter(types=(EventType.AID,)), []),
        (ClaimFilter(limit=2), [0, 1]),
        (ClaimFilter(place="none of them"), []),
    ],
)
def test_filters_choose(ledger: Ledger, wanted: ClaimFilter, numbers: list[int]) -> None:
    claims = (
        told(4, "LY", Status.HAPPENED, 0),
        told(5, "SY", Status.DENIED, 1),
        told(None, None, Status.PLANNED, 2),
        told(None, "LY", Status.HAPPENED, 3),
    )
    store(ledger, msgspec.structs.replace(CODED, claims=claims))
    assert [int(found.claim.id[1:]) for found in ledger.claims(wanted)] == numbers


def test_check_finds_a_span_that_is_not_its_text(ledger: Ledger) -> None:
    store(ledger, CODED)
    assert ledger.check() == ()
    broken = msgspec.structs.replace(CODED.claims[0], trigger=Quote("bombed", Span(0, 6)))
    body = msgspec.json.encode(broken).decode()
    with ledger.engine.begin() as connection:
        connection.execute(update(t.claims).where(t.claims.c.id == broken.id).values(body=body))
    assert [problem for problem in ledger.check() if "'bombed' is not the text at 0-6" in problem]


def test_a_document_is_stored_whole_or_not_at_all(ledger: Ledger) -> None:
    run = ledger.begin_run("{}", "test")
    nobody = msgspec.structs.replace(CODED.claims[0], document="d-unknown", type=None)
    with pytest.raises(AttributeError):
        ledger.store(run, msgspec.structs.replace(CODED, claims=(nobody,)))
    assert ledger.counts().documents == 0
