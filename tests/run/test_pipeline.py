"""The whole way of a document: the same every time, and nothing makes it fail (spans: tests/test_spans.py)."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import msgspec
import pytest
from hypothesis import given

from dateline.export.public import LINES, claim_line, lines
from dateline.ledger.queries import wrong_spans
from dateline.read import ReadOptions
from dateline.records import Coded, Rejection
from dateline.run.pipeline import CODING, code_document, code_inputs
from dateline.terms import EventType, Status, StoryKind
from strategies import document, texts


@given(texts())
def test_a_claim_is_read_from_the_sentence_around_its_trigger(text: str) -> None:
    for claim in code_document(document(text)).claims:
        assert claim.evidence.covers(claim.trigger.span)
        assert wrong_spans(claim, text) == []


@given(texts())
def test_stories_cover_the_text_without_overlap(text: str) -> None:
    spans = sorted(part.span for story in code_document(document(text)).stories for part in story.parts)
    edges = [0, *(edge for span in spans for edge in (span.start, span.end)), len(text)]
    assert edges == sorted(edges)
    assert all(left == right for left, right in zip(edges[::2], edges[1::2], strict=True))


@given(texts())
def test_the_same_document_gives_the_same_records(text: str) -> None:
    assert msgspec.json.encode(code_document(document(text))) == msgspec.json.encode(code_document(document(text)))


@given(texts())
def test_every_public_line_can_be_read_back(text: str) -> None:
    coded = code_document(document(text))
    for what, kind in LINES.items():
        for line in lines(coded, what):
            assert msgspec.json.decode(msgspec.json.encode(line), type=kind) == line


def test_a_document_does_not_depend_on_what_else_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Rebels shelled Sirte, Libya, in May 2015, killing 12 people, officials said.")
    (tmp_path / "b.txt").write_text("The army denied that it had bombed the town of Tobruk in Libya in June 2015.")
    alone = [next(code_inputs([str(tmp_path / name)], ReadOptions())) for name in ("b.txt", "a.txt")]
    together = list(code_inputs([str(tmp_path)], ReadOptions()))
    assert together == alone[::-1]


def test_a_shelling_is_read_whole() -> None:
    text = "Rebels shelled a market in Sirte, Libya, on 4 May 2015, killing at least 12 people, officials said."
    coded = code_document(document(text, publisher="The Example"))
    (claim,) = coded.claims
    assert (claim.type, claim.mode, claim.status) == (EventType.ASSAULT, "heavy-weapons", Status.HAPPENED)
    assert claim.trigger.text == "shelled"
    assert [party.name for party in claim.actors] == ["Rebels"]
    assert claim.place
    assert (claim.place.name, claim.place.country, claim.place.geonames) == ("Sirte", "LY", 2210554)
    assert claim.date
    assert (claim.date.start, claim.date.end) == (dt.date(2015, 5, 4), dt.date(2015, 5, 4))
    assert [(c.kind.value, c.low, c.high) for c in claim.counts] == [("killed", 12, None)]
    assert [(s.name, s.anonymous) for s in claim.sources] == [("officials", True)]
    assert claim_line(claim, coded.document).publisher == "The Example"
    assert coded.made_by == CODING


def test_no_day_is_invented_without_a_day_of_publication() -> None:
    (claim,) = code_document(document("Rebels shelled a market in Sirte on Tuesday.")).claims
    assert claim.date is not None
    assert (claim.date.text, claim.date.start, claim.date.end) == ("Tuesday", None, None)


def test_furniture_yields_no_claims() -> None:
    story = "Rebels shelled a market in the Libyan town of Sirte on Tuesday, and the government called it a crime.\n\n"
    page = (
        "Skip to main content\n\nMenu\n\n" + story * 3 + "Comments\n\nThe army killed 900 people in Tobruk, I swear.\n"
    )
    coded = code_document(document(page))
    assert all("900" not in count.text for claim in coded.claims for count in claim.counts)
    furniture = [part.text for s in coded.stories if s.kind is StoryKind.FURNITURE for part in s.parts]
    assert any("900 people" in part for part in furniture)


def test_a_failure_of_ours_is_a_coded_rejection(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def fails(*_: object) -> Coded:
        raise RuntimeError("broken")

    monkeypatch.setattr("dateline.run.pipeline.code_document", fails)
    (tmp_path / "a.txt").write_text("Rebels shelled Sirte.")
    (item,) = code_inputs([str(tmp_path / "a.txt")], ReadOptions())
    assert isinstance(item, Rejection)
    assert (item.code, item.detail) == ("failed", "RuntimeError")
