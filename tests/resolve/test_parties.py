"""Parties: names, codes, countries and roles of phrases, what the story told before, and why."""

from __future__ import annotations

import datetime as dt
import re
import time
from pathlib import Path

import pytest
from hypothesis import given

from dateline.records import Quote, RawSource, Span
from dateline.resolve.mentions import Mentions
from dateline.resolve.party_words import read_phrase
from dateline.resolve.who import Parties, explained
from dateline.terms import PartyKind, SourceKind
from dateline.vocab.files import table_rows
from strategies import texts

CASES = Path(__file__).parent / "data/parties.tsv"
ROWS = [row.cells for row in table_rows(CASES.name, CASES.read_text(encoding="utf-8"))]


def marked(sentence: str) -> tuple[str, Quote]:
    """The sentence without its brackets, and the phrase that stood in them."""
    start = sentence.index("[[")
    phrase = sentence[start + 2 : sentence.index("]]")]
    return sentence.replace("[[", "").replace("]]", ""), Quote(phrase, Span(start, start + len(phrase)))


def test_there_are_enough_cases() -> None:
    assert len(ROWS) >= 200


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['sentence']} {row['published']}" for row in ROWS])
def test_a_phrase_gets_its_values(row: dict[str, str]) -> None:
    text, phrase = marked(row["sentence"])
    published = dt.date.fromisoformat(row["published"]) if row["published"] else None
    party = Parties(text, published).party(phrase)
    name = None if row["name"] == "-" else row["name"]
    roles = tuple(role for role in row["roles"].split(";") if role)
    assert (party.name, party.country, party.roles) == (name, row["country"] or None, roles)
    if row["id"].endswith("*"):
        assert (party.id or "").startswith(row["id"][:-1])
    else:
        assert party.id == (row["id"] or None)


@given(texts(120))
def test_whatever_the_words_a_party_keeps_them(text: str) -> None:
    quote = Quote(text, Span(0, len(text)))
    party = Parties(text).party(quote)
    assert (party.text, party.span) == (text, quote.span)
    assert party.country is None or re.fullmatch("[A-Z]{2}", party.country)
    assert party.id is None or re.fullmatch("[A-Z0-9]{3,}", party.id)


@given(texts(120))
def test_pieces_of_a_phrase_do_not_overlap(text: str) -> None:
    phrase = read_phrase(text)
    taken = [number for piece in phrase.pieces for number in range(piece.start, piece.end)]
    assert taken == sorted(set(taken))
    assert all(0 <= number < len(phrase.tokens) for number in taken)


def test_a_short_name_of_two_people_means_neither() -> None:
    text = "Maria Zanetti and Paolo Zanetti came. Zanetti spoke."
    assert Mentions([Quote(text, Span(0, len(text)))]).person("Zanetti", len(text)) is None


def test_nobody_is_meant_before_being_named() -> None:
    text = "Okello spoke. Then Samuel Okello left."
    assert Mentions([Quote(text, Span(0, len(text)))]).person("Okello", 0) is None


def test_two_ambassadors_are_no_ambassador() -> None:
    text, phrase = marked("Chad's ambassador Ali Bako and Mali's ambassador Umar Diop met. [[The ambassador]] left.")
    assert Parties(text).party(phrase).name == "ambassador"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Libya", PartyKind.STATE),
        ("the Free Syrian Army", PartyKind.ARMED_GROUP),
        ("Vladimir Putin", PartyKind.PERSON),
        ("Zambian President Chola Mutale", PartyKind.PERSON),
        ("local militia fighters", PartyKind.GROUP),
        ("Libyan officials", PartyKind.GROUP),
        ("NATO", PartyKind.INTERNATIONAL),
        ("Reuters", PartyKind.MEDIUM),
        ("the Knesset", PartyKind.LEGISLATURE),
    ],
)
def test_kinds(text: str, kind: PartyKind) -> None:
    assert Parties("").party(Quote(text, Span(0, len(text)))).kind is kind


@pytest.mark.parametrize(
    ("text", "kind", "anonymous"),
    [
        ("Libyan officials", SourceKind.OFFICIAL, True),
        ("a senior police officer", SourceKind.OFFICIAL, True),
        ("rebel fighters", SourceKind.ARMED_GROUP, True),
        ("the Taliban", SourceKind.ARMED_GROUP, False),
        ("NATO", SourceKind.INTERNATIONAL, False),
        ("Xinhua", SourceKind.MEDIA, False),
        ("the IDF", SourceKind.MILITARY, False),
        ("eyewitnesses", None, False),
        ("hospital officials", SourceKind.MEDICAL, True),
        ("Vladimir Putin", SourceKind.OFFICIAL, False),
        ("a press release", SourceKind.DOCUMENT, False),
        ("anonymous sources", SourceKind.UNNAMED, True),
    ],
)
def test_kinds_of_sources(text: str, kind: SourceKind | None, anonymous: bool) -> None:
    source = Parties("").source(RawSource(Quote(text, Span(0, len(text)))))
    assert kind is None or (source.kind, source.anonymous) == (kind, anonymous)


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("[[Ankara]] refused.", "seat of a government"),
        ("[[Libyan troops]] left.", "country: Libya (countries.tsv:"),
        ("[[Putin]] left.", "person: Vladimir Putin"),
        ("[[Hamas]] left.", "armed-group: Hamas (armed_groups.tsv:"),
        ("In Chad, [[police]] left.", "names mainly Chad"),
        ("Chadian General Idris Mato came. [[Mato]] left.", "the story's title of Idris Mato"),
    ],
)
def test_every_value_can_be_explained(sentence: str, told: str) -> None:
    text, phrase = marked(sentence)
    assert told in explained(Parties(text).why(phrase))


def test_a_phrase_costs_little() -> None:
    parties = Parties("")
    quote = Quote("the former Libyan prime minister of Hamas", Span(0, 41))
    parties.party(quote)
    began = time.process_time()
    for _ in range(500):
        parties.party(quote)
    assert (time.process_time() - began) / 500 < 0.002


def test_an_anonymous_source_keeps_its_words() -> None:
    text, phrase = marked("In Chad, [[officials]] said so.")
    source = Parties(text).source(RawSource(phrase))
    assert (source.name, source.anonymous) == ("officials", True)
