"""Pronouns stand for who was named before them."""

from __future__ import annotations

from dateline.reader.antecedents import resolve
from dateline.records import Quote, RawClaim, RawParty, RawSource, Source, Span, Statement
from dateline.terms import EventType, Status


def at(text: str, start: int) -> Quote:
    return Quote(text, Span(start, start + len(text)))


def claim(trigger: int, actors: list[Quote], sources: list[Quote] | None = None) -> RawClaim:
    return RawClaim(
        id=f"c{trigger}", document="d", story=0, type=EventType.ASSAULT, mode=None, status=Status.HAPPENED,
        trigger=at("shelled", trigger), evidence=Span(trigger, trigger + 20), event="e1", confidence=0.9,
        made_by="test",
        actors=tuple(RawParty(quote) for quote in actors), recipients=(),
        sources=tuple(RawSource(quote) for quote in sources or ()),
    )  # fmt: skip


def stands_for(*claims: RawClaim, statements: list[Statement] | None = None) -> str | None:
    last = resolve(claims, statements or [])[-1].actors[0].antecedent
    return last.text if last else None


def test_they_are_who_acted_last() -> None:
    assert stands_for(claim(20, [at("The rebels", 5)]), claim(80, [at("they", 70)])) == "The rebels"


def test_he_is_a_person_and_no_army() -> None:
    named = [claim(30, [at("Ola Berg", 5)]), claim(70, [at("the Norwegian army", 40)])]
    assert stands_for(*named, claim(110, [at("he", 100)])) == "Ola Berg"


def test_we_are_the_speaker_of_the_claim() -> None:
    assert stands_for(claim(60, [at("we", 40)], [at("a spokesman of the Front", 5)])) == "a spokesman of the Front"


def test_a_speaker_of_a_statement_counts() -> None:
    said = Statement(
        id="s", document="d", story=0, content=(at("nothing", 30),), made_by="test", cue=at("said", 20),
        source=Source(text="Ola Berg", span=Span(5, 13)),
    )  # fmt: skip
    assert stands_for(claim(80, [at("She", 70)]), statements=[said]) == "Ola Berg"


def test_what_comes_after_or_stands_far_is_no_antecedent() -> None:
    assert stands_for(claim(80, [at("Ola Berg", 60)]), claim(30, [at("he", 10)])) is None
    assert stands_for(claim(20, [at("Ola Berg", 5)]), claim(2000, [at("he", 1990)])) is None


def test_a_name_has_no_antecedent() -> None:
    assert stands_for(claim(20, [at("Ola Berg", 5)]), claim(80, [at("Berg", 70)])) is None
