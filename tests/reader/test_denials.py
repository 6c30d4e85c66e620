"""Denials point at what they deny."""

from __future__ import annotations

from dateline.reader.denials import tie
from dateline.records import Quote, RawClaim, RawParty, Span
from dateline.terms import EventType, Status


def claim(ident: str, kind: EventType, trigger: str, at: int, **given: object) -> RawClaim:
    values: dict[str, object] = {
        "status": Status.HAPPENED, "mode": None, "actors": (), "recipients": (), "sources": (), "event": ident,
        "evidence": Span(at, at + 50), "confidence": 0.9, "made_by": "test", "document": "d", "story": 0,
    }  # fmt: skip
    return RawClaim(id=ident, type=kind, trigger=Quote(trigger, Span(at, at + len(trigger))), **(values | given))  # type: ignore[arg-type]


def parties(*names: str) -> tuple[RawParty, ...]:
    return tuple(RawParty(Quote(name, Span(0, len(name)))) for name in names)


def answers(*claims: RawClaim) -> dict[str, str | None]:
    return {one.id: one.denies for one in tie(claims)}


def test_a_denied_act_answers_the_claim_that_it_happened() -> None:
    attack = claim("a", EventType.ASSAULT, "shelled", 10, actors=parties("the army"))
    denial = claim("b", EventType.ASSAULT, "shelling", 200, status=Status.DENIED)
    other = claim("c", EventType.PROTEST, "marched", 150)
    assert answers(attack, other, denial) == {"a": None, "b": "a", "c": None}


def test_the_nearest_one_is_answered() -> None:
    first = claim("a", EventType.ASSAULT, "shelled", 10)
    second = claim("b", EventType.ASSAULT, "shelled", 300)
    denial = claim("c", EventType.ASSAULT, "shelled", 350, status=Status.DENIED)
    assert answers(first, second, denial)["c"] == "b"


def test_a_denial_that_shares_nothing_answers_nothing() -> None:
    attack = claim("a", EventType.ASSAULT, "bombed", 10, recipients=parties("a bridge"))
    denial = claim("b", EventType.ASSAULT, "tortured", 90, status=Status.DENIED, recipients=parties("prisoners"))
    assert answers(attack, denial)["b"] is None


def test_who_refuses_a_charge_answers_the_accuser() -> None:
    charge = claim("a", EventType.ACCUSE, "accused", 10, recipients=parties("the Northern Front"))
    refusal = claim("b", EventType.REJECT, "denied", 120, actors=parties("The Northern Front"))
    demand = claim("c", EventType.REJECT, "rejected", 160, actors=parties("The Northern Front"))
    assert answers(charge, refusal, demand) == {"a": None, "b": "a", "c": None}


def test_denials_do_not_answer_each_other() -> None:
    first = claim("a", EventType.ASSAULT, "shelled", 10, status=Status.DENIED)
    second = claim("b", EventType.ASSAULT, "shelled", 60, status=Status.DENIED)
    assert set(answers(first, second).values()) == {None}
