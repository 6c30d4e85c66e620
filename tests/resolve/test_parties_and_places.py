"""Who and where: names, countries, roles, toponyms."""

from __future__ import annotations

import sys
import time

import pytest
from hypothesis import given

from dateline.records import Quote, RawSource, Span
from dateline.resolve.aliases import story_aliases
from dateline.resolve.gazetteer import Gazetteer
from dateline.resolve.normal import normal
from dateline.resolve.where import find_places
from dateline.resolve.who import Parties
from dateline.terms import PlacePrecision, SourceKind
from dateline.vocab.actors import outlets
from strategies import texts


def words(text: str) -> Quote:
    return Quote(text, Span(0, len(text)))


@pytest.mark.parametrize(
    ("text", "name", "code", "country", "roles"),
    [
        ("Libyan troops", "Libyan troops", "LBYMIL", "LY", ("MIL",)),
        ("the Turkish foreign minister", "Turkish foreign minister", "TURGOV", "TR", ("GOV",)),
        ("Egypt", "Egypt", "EGY", "EG", ("GOV",)),
        ("the UN", "United Nations", "IGOUNO", None, ("IGO", "UNO")),
        ("government forces", "government forces", None, None, ("MIL",)),
        ("gunmen", "gunmen", None, None, ("UAF",)),
        ("local militia fighters", "local militia fighters", None, None, ("UAF", "PRM")),
        ("Kenyan police", "Kenyan police", "KENCOP", "KE", ("COP",)),
        ("Marisol Quintero", "Marisol Quintero", None, None, ()),
    ],
)
def test_parties(text: str, name: str, code: str | None, country: str | None, roles: tuple[str, ...]) -> None:
    party = Parties("").party(words(text))
    assert (party.name, party.id, party.country, party.roles) == (name, code, country, roles)


def test_a_pronoun_is_nobody_until_it_stands_for_somebody() -> None:
    assert Parties("").party(words("they")).name is None
    party = Parties("").party(words("they"), words("Libyan troops"))
    assert (party.text, party.name, party.country) == ("they", "Libyan troops", "LY")


@pytest.mark.parametrize(
    ("text", "kind", "anonymous"),
    [
        ("officials", SourceKind.OFFICIAL, True),
        ("residents", SourceKind.WITNESS, True),
        ("sources", SourceKind.UNNAMED, True),
        ("doctors", SourceKind.MEDICAL, True),
        ("the army", SourceKind.MILITARY, False),
        ("Amnesty International", SourceKind.NGO, False),
        ("army spokesman Tarig Elbashir", SourceKind.MILITARY, False),
        ("a statement", SourceKind.DOCUMENT, False),
    ],
)
def test_sources(text: str, kind: SourceKind, anonymous: bool) -> None:
    source = Parties("").source(RawSource(words(text)))
    assert (source.kind, source.anonymous) == (kind, anonymous)


@pytest.mark.parametrize(
    ("text", "alias", "name"),
    [
        ("The Northern Valley Front (NVF) met.", "NVF", "Northern Valley Front"),
        ("Valley Peoples Army (VPA, formerly NVF/NVL) met.", "NVL", "Valley Peoples Army"),
        ("The Coast Guard Union, known as the Lanterns, met.", "Lanterns", "The Coast Guard Union"),
    ],
)
def test_a_text_defines_names_itself(text: str, alias: str, name: str) -> None:
    assert story_aliases(text)[alias] == name


def places(text: str, *countries: str) -> list[tuple[str, str | None, str | None]]:
    context = countries or Parties(text).countries()
    found = find_places(text, outlets=outlets(), context_countries=context)
    return [(place.text, place.country, place.precision.value) for place in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Libyan rebels took Sirte.", [("Sirte", "LY", "town")]),
        ("Fighting in Ajdabiya, Libya", [("Ajdabiya", "LY", "town"), ("Libya", "LY", "country")]),
        ("Libyan forces left Tobruk.", [("Tobruk", "LY", "town")]),
        ("The Libyan capital, Tripoli, was calm.", [("Tripoli", "LY", "town")]),
        ("Lebanese troops entered Tripoli.", [("Tripoli", "LB", "town")]),
        ("A Syrian helicopter flew over Daraya.", [("Daraya", "SY", "town")]),
        ("A fire in Paris, Texas", [("Paris", "US", "town"), ("Texas", "US", "province")]),
        ("They met in Darfur.", [("Darfur", "SD", "region")]),
        ("The newspaper Hurriyet reported it.", []),
        ("President Lincoln Okello spoke; Okello left.", []),
        ("The Arab League and the Bank of England met.", []),
        ("In May the March was over.", []),
    ],
)  # fmt: skip
def test_toponyms(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert places(text) == expected


@given(texts())
def test_a_toponym_is_its_text_and_lies_in_the_world(text: str) -> None:
    for place in find_places(text, offset=7):
        assert text[place.span.start - 7 : place.span.end - 7] == place.text
        assert place.lat is not None
        assert place.lon is not None
        assert -90 <= place.lat <= 90
        assert -180 <= place.lon <= 180


@given(texts(60))
def test_names_are_compared_alike_however_often(name: str) -> None:
    assert normal(normal(name)) == normal(name)


@pytest.mark.parametrize(("name", "compared"), [("Đà Nẵng", "da nang"), ("Ærøskøbing", "aeroskobing"), ("ǣ", "ae")])
def test_capitals_with_strokes_are_letters_too(name: str, compared: str) -> None:
    assert normal(name) == normal(name.upper()) == compared


def test_any_character_is_compared_alike_however_often() -> None:
    characters = (chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code < 0xE000)
    assert [c for c in characters if normal(normal(c)) != normal(c)] == []


def test_other_spellings_lead_to_the_same_place() -> None:
    gazetteer = Gazetteer.open()
    for names in (("Sirte", "Surt"), ("Daraya", "Dārayyā"), ("Deir ez-Zor", "Deir ez Zor")):
        assert len({entry.geonames for name in names for entry in gazetteer.lookup(name)[:1]}) == 1


def test_divisions_lie_in_their_countries() -> None:
    entries = [e for name in ("Idlib", "Texas", "Cauca", "Borno") for e in Gazetteer.open().lookup(name)]
    provinces = [entry for entry in entries if entry.precision is PlacePrecision.PROVINCE]
    assert {entry.country for entry in provinces} >= {"SY", "US", "NG"}


def test_the_gazetteer_is_quick() -> None:
    gazetteer = Gazetteer.open()
    began = time.process_time()
    for _ in range(10_000):
        gazetteer.knows("Sirte")
    assert time.process_time() - began < 1.0
