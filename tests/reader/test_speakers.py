"""A claim in what somebody says has that speaker as its source."""

from __future__ import annotations

from dateline.reader.speakers import inherit
from dateline.records import Quote, RawClaim, RawParty, RawSource, Source, Span, Statement
from dateline.terms import EventType, Status

TEXT = "Mayor Ines Duarte said rebels had shelled the port and that the army, aides claim, had fled."


def quote(words: str) -> Quote:
    return Quote(words, Span(TEXT.index(words), TEXT.index(words) + len(words)))


def statement(source: str, content: str) -> Statement:
    said, by = quote(content), quote(source)
    return Statement(
        id=source, document="d", story=0, content=(said,), cue=None, source=Source(text=by.text, span=by.span),
        made_by="test",
    )  # fmt: skip


def claim(trigger: str, *, actor: str | None = None, source: str | None = None) -> RawClaim:
    return RawClaim(
        id=trigger, document="d", story=0, type=EventType.ASSAULT, mode=None, status=Status.HAPPENED,
        trigger=quote(trigger), evidence=Span(0, len(TEXT)),
        actors=(RawParty(quote(actor)),) if actor else (), recipients=(),
        sources=(RawSource(quote(source)),) if source else (), event="e1", confidence=1.0, made_by="test",
    )  # fmt: skip


MAYOR = statement("Mayor Ines Duarte", "rebels had shelled the port and that the army, aides claim, had fled")
AIDES = statement("aides", "that the army, aides claim, had fled")


def sources(found: list[RawClaim]) -> list[str]:
    return [source.quote.text for one in found for source in one.sources]


def test_the_speaker_of_the_content_that_holds_it() -> None:
    assert sources(inherit([claim("shelled", actor="rebels")], [MAYOR])) == ["Mayor Ines Duarte"]


def test_the_innermost_of_two() -> None:
    assert sources(inherit([claim("fled")], [AIDES, MAYOR])) == ["aides"]


def test_a_source_that_was_found_stays() -> None:
    assert sources(inherit([claim("fled", source="aides")], [MAYOR])) == ["aides"]


def test_nobody_is_the_source_of_an_own_act() -> None:
    assert sources(inherit([claim("shelled", actor="Mayor Ines Duarte")], [MAYOR])) == []


def test_what_nobody_says_has_no_source() -> None:
    assert sources(inherit([claim("said")], [MAYOR])) == []
