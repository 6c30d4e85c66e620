"""Where: invented sentences and the places that they must lead to; what holds of every place."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import DatelineError
from dateline.records import Place, Span
from dateline.resolve.beside import beside
from dateline.resolve.candidates import FEATURES
from dateline.resolve.gazetteer import COUNTRY, DISTRICT, PROVINCE, TOWN, Gazetteer
from dateline.resolve.more_places import division_names, publishers
from dateline.resolve.place_words import is_no_spot, stands_for_government
from dateline.resolve.ranking import rank, weights
from dateline.resolve.setting import home_of, setting, story_countries
from dateline.resolve.where import Passage, candidates, explain_place, find_story_places, name_at
from dateline.terms import PlacePrecision
from dateline.vocab.actors import outlets
from dateline.vocab.user_places import read_places
from strategies import texts

CASES: Final = Path(__file__).parent / "data/places.tsv"
FLOOR: Final = 0.95
"""Least share of the cases that must hold; never lowered in silence."""
_CAPITAL: Final = "a capital of the world against a small namesake; only the publisher's home tells them apart"
KNOWN_FAILURES: Final[dict[str, str]] = {
    "Libyan rebels retook Surt from loyalists.": "the name leads to the province of Surt as well as to the town",
    "Armenian forces left Stepanakert.": "GeoNames' name is Xankandi, and the story names another country",
    "Pakistani police arrested five men in Hyderabad.": "the Indian namesake has four times the people",
    "Cuban dissidents were held in Santiago and Havana.": "the gazetteer has no Santiago in Cuba, but Santiago de Cuba",
    "Police in Dallas and Houston were alerted. A man was shot in Paris on Sunday, the Dallas paper said. Texas "
    "Rangers came.": _CAPITAL,
    "Ohio troopers closed roads near Cleveland and Akron. A strike began in Lima.": _CAPITAL,
}
"""Cases that do not hold, with the reason."""


class Case(NamedTuple):
    """A sentence, a toponym of it (or, after `!`, a name that is none), and what it must lead to."""

    text: str
    toponym: str
    country: str
    admin1: str
    precision: str


def cases() -> Iterator[Case]:
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith(("#", "text\t")):
            yield Case(*line.split("\t"))


def found_in(text: str, url: str | None = None) -> tuple[Place, ...]:
    return find_story_places([Passage(text)], setting(story_countries(text), url), outlets())


def holds(case: Case) -> bool:
    here = [place for place in found_in(case.text) if place.text == case.toponym.removeprefix("!")]
    if case.toponym.startswith("!"):
        return not here
    return any(
        (not case.country or place.country == case.country)
        and (not case.admin1 or place.admin1 == case.admin1)
        and (not case.precision or place.precision.value == case.precision)
        for place in here
    )


@pytest.mark.parametrize("case", [c for c in cases() if c.text not in KNOWN_FAILURES], ids=lambda case: case.text)
def test_a_case_holds(case: Case) -> None:
    assert holds(case), found_in(case.text)


def test_enough_cases_hold() -> None:
    all_cases = list(cases())
    assert len(all_cases) >= 200
    assert sum(case.text not in KNOWN_FAILURES for case in all_cases) / len(all_cases) >= FLOOR
    assert set(KNOWN_FAILURES) <= {case.text for case in all_cases}


@pytest.mark.parametrize("text", KNOWN_FAILURES)
def test_known_failures_still_fail(text: str) -> None:
    assert not holds(next(case for case in cases() if case.text == text))


@given(texts())
def test_spans_are_their_text_and_do_not_overlap(text: str) -> None:
    places = find_story_places([Passage(text, 5)], setting())
    assert all(text[place.span.start - 5 : place.span.end - 5] == place.text for place in places)
    assert all(a.span.end <= b.span.start for a, b in pairwise(places))


@given(st.integers(0, len(Gazetteer.open()) - 1))
def test_a_place_lies_in_its_parents_country(row: int) -> None:
    columns = Gazetteer.open().columns
    entry = Gazetteer.open().entry(row)
    assert -90 <= entry.lat <= 90
    assert -180 <= entry.lon <= 180
    if entry.admin1 and columns["kind"][row] in (TOWN, DISTRICT):
        parents = (columns["kind"] == PROVINCE) & (columns["admin1"] == columns["admin1"][row])
        assert (parents & (columns["country"] == columns["country"][row])).any()
    if entry.country and columns["kind"][row] == PROVINCE:
        assert ((columns["kind"] == COUNTRY) & (columns["country"] == columns["country"][row])).any()


@given(st.lists(st.sampled_from(["Paris", "London", "Tripoli", "Georgia", "Xyzzy", "Orange County"]), max_size=6))
def test_shares_of_a_name_sum_to_one(written: list[str]) -> None:
    names = [name_at(text, 0, len(text)) for text in written]
    scored = rank(names, setting(["US"]))
    for first, last in zip(scored.bounds, scored.bounds[1:], strict=False):
        assert first == last or np.isclose(scored.shares[first:last].sum(), 1.0)


def test_every_feature_has_its_weights() -> None:
    assert all(len(column) == len(FEATURES) for column in weights())


def test_a_publishers_home_decides() -> None:
    text = "A woman was charged in Paris on Monday."
    assert [p.admin1 for p in found_in(text, "http://theparisnews.com/a")] == ["Texas"]
    assert [p.admin1 for p in found_in(text, "http://www.parispi.net/a")] == ["Tennessee"]
    assert [p.country for p in found_in(text)] == ["FR"]


def test_the_end_of_a_domain_tells_a_country() -> None:
    home = home_of("https://news.example.co.ke/1", None)
    assert home is not None
    assert home.country == "KE"
    assert home_of("https://example.com/uk", None) is None
    assert home_of("https://example.tv", None) is None


def test_publishers_and_divisions_are_in_the_gazetteer() -> None:
    gazetteer = Gazetteer.open()
    for home in publishers().values():
        assert gazetteer.country_number(home.country) >= 0
        assert home.admin1 is None or gazetteer.division_number(home.admin1) >= 0, home
        assert home.town is None or gazetteer.knows(home.town), home
    assert all(gazetteer.division_number(short.admin1) >= 0 for short in division_names())


@pytest.mark.parametrize(
    ("text", "name", "after", "kind", "nation"),
    [
        ("in Lebanon, Pa., on Monday", "Lebanon", "Pa.", None, None),
        ("in Bama, in Borno state", "Bama", "Borno", None, None),
        ("in Idlib province, Syria", "Idlib", "Syria", "province", None),
        ("in Libya's port of Misrata", "Misrata", None, None, "LY"),
        ("in the Syrian town of Douma", "Douma", None, None, "SY"),
        ("in the province of Idlib", "Idlib", None, "province", None),
        ("in Douma. The Syrian army", "Douma", None, None, None),
    ],
)
def test_what_stands_beside(text: str, name: str, after: str | None, kind: str | None, nation: str | None) -> None:
    start = text.index(name)
    assert beside(text, start, start + len(name))[:3] == (after, kind, nation)


def place_in(text: str, name: str, precision: PlacePrecision) -> Place:
    start = text.index(name)
    return Place(text=name, span=Span(start, start + len(name)), name=name, precision=precision)


@pytest.mark.parametrize(
    ("text", "name", "precision", "stands"),
    [
        ("Moscow warned the rebels.", "Moscow", PlacePrecision.TOWN, True),
        ("Washington has said so.", "Washington", PlacePrecision.TOWN, True),
        ("Turkey bombed a village.", "Turkey", PlacePrecision.COUNTRY, True),
        ("They met in Moscow on Monday.", "Moscow", PlacePrecision.TOWN, False),
        ("Sirte was shelled.", "Sirte", PlacePrecision.TOWN, False),
    ],
)
def test_capitals_that_do_something_are_parties(text: str, name: str, precision: PlacePrecision, stands: bool) -> None:
    assert stands_for_government(place_in(text, name, precision), text) is stands


@pytest.mark.parametrize(
    ("text", "name", "no_spot"),
    [
        ("U.S. warplanes bombed a bridge.", "U.S.", True),
        ("Backed by U.S.-led strikes, they left.", "U.S.", True),
        ("The Ukraine conflict goes on.", "Ukraine", True),
        ("They fought in Ukraine on Monday.", "Ukraine", False),
        ("KABUL, Afghanistan — A bomb went off.", "KABUL", True),
        ("KABUL -- A bomb went off.", "KABUL", True),
        ("A bomb went off in KABUL today.", "KABUL", False),
    ],
)
def test_names_that_do_not_say_where(text: str, name: str, no_spot: bool) -> None:
    kind = PlacePrecision.TOWN if name == "KABUL" else PlacePrecision.COUNTRY
    assert is_no_spot(place_in(text, name, kind), text) is no_spot


def test_candidates_say_what_decided() -> None:
    text = "Two men were shot in Paris, Texas, on Sunday."
    span = Span(text.index("Paris"), text.index("Paris") + 5)
    best, *others = explain_place([Passage(text)], setting(), span)
    assert best.entry.admin1 == "Texas"
    assert best.points["inside what follows"] > 0
    assert best.share > others[0].share
    assert explain_place([Passage(text)], setting(), Span(0, 3)) == ()
    assert candidates(text, [(span.start, span.end)], setting())[0][0].entry == best.entry


def test_a_users_places_replace_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "mine.tsv"
    path.write_text(
        "# my places\nkind\tname\tother_names\tcountry\tadmin1\tlat\tlon\tprecision\n"
        "place\tParis\tPariz\tML\tGao\t16.3\t-0.05\ttown\nplace\tCamp Juliet\t\tSY\t\t36.1\t37.2\texact\n"
        "entity\tValley Front\n",
        encoding="utf-8",
    )
    assert [place.name for place in read_places(path)] == ["Paris", "Camp Juliet"]
    monkeypatch.setenv("DATELINE_VOCAB", str(path))
    fresh = Gazetteer(Path(str(Gazetteer.open().folder)))
    assert [(e.country, e.admin1) for e in fresh.lookup("Paris")] == [("ML", "Gao")]
    assert fresh.lookup("Pariz") == fresh.lookup("Paris")
    assert fresh.lookup("Camp Juliet")[0].precision is PlacePrecision.EXACT


@pytest.mark.parametrize("row", ["place\tX\t91\t0\t", "place\t\t1\t1\t", "place\tX\tone\t1\t", "place\tX\t1\t1\tSyria"])
def test_a_users_bad_row_is_an_error_with_its_line(tmp_path: Path, row: str) -> None:
    path = tmp_path / "mine.tsv"
    path.write_text(f"kind\tname\tlat\tlon\tcountry\n{row}\n", encoding="utf-8")
    with pytest.raises(DatelineError, match=r"mine\.tsv:2") as caught:
        read_places(path)
    assert caught.value.code == "bad-vocabulary"


def test_a_missing_vocabulary_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DatelineError) as caught:
        read_places(tmp_path / "none.tsv")
    assert caught.value.code == "missing"


def test_nothing_to_find() -> None:
    assert found_in("") == ()
    assert candidates("", [], setting()) == ()
