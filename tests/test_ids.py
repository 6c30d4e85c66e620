"""Ids: a pure function of what they name."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from dateline.ids import claim_id, digest, document_id, incident_id, statement_id
from dateline.run.pipeline import code_document
from strategies import ALPHABET, document, texts

PARTS = st.lists(st.one_of(st.text(ALPHABET, max_size=8), st.binary(max_size=8)), max_size=5)


def test_ids_do_not_change_from_release_to_release() -> None:
    """These stand in ledgers that people have; a change here makes every ledger read its documents again."""
    told = document_id("a.txt", b"Rebels shelled Sirte.")
    assert told == "dd660afa8f6356fc97dd1"
    assert claim_id(told, 7, 14, "ASSAULT", "reader 1") == "c8223786d55cfa012da4f"
    assert statement_id(told, 7, 14, "reader 1") == "safcf97d81923ca3cc740"
    assert incident_id("c1") == "ic7e206a6634c5f8f4690"


@given(PARTS, PARTS)
def test_only_equal_parts_share_a_digest(first: list[str | bytes], second: list[str | bytes]) -> None:
    def raw(parts: list[str | bytes]) -> list[bytes]:
        return [part if isinstance(part, bytes) else part.encode("utf-8") for part in parts]

    assert (digest(*first) == digest(*second)) == (raw(first) == raw(second))
    assert re.fullmatch(r"[0-9a-f]{20}", digest(*first))


def test_where_parts_begin_counts() -> None:
    assert digest("ab", "c") != digest("a", "bc") != digest("abc")
    assert claim_id("d1", 1, 23, "AID", "r") != claim_id("d1", 12, 3, "AID", "r")


def test_two_outlets_with_one_text_are_two_documents() -> None:
    assert document_id("a.txt", b"x") != document_id("b.txt", b"x")
    assert document_id("a.txt", b"x") != document_id("a.txt", b"y")


@given(texts())
def test_ids_of_one_document_are_told_apart_and_come_back(text: str) -> None:
    coded, again = code_document(document(text)), code_document(document(text))
    claims = [claim.id for claim in coded.claims]
    assert len(set(claims)) == len(claims)
    assert claims == [claim.id for claim in again.claims]
    assert [s.id for s in coded.statements] == [s.id for s in again.statements]


@given(texts())
def test_a_claim_id_is_of_document_trigger_type_and_reader(text: str) -> None:
    coded = code_document(document(text))
    for claim in coded.claims:
        span = claim.trigger.span
        assert claim.id == claim_id(coded.document.id, span.start, span.end, claim.type, claim.made_by)
