"""The ontology: PLOVER's sixteen types whole, and crosswalks that lead somewhere for each of them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

import dateline.vocab.files as files
from dateline.errors import DatelineError
from dateline.terms import DatePrecision, EventType, PlacePrecision
from dateline.vocab import ontology
from dateline.vocab.ontology import (
    acled,
    cameo,
    contexts,
    event_types,
    intensity,
    is_mode,
    plover_to_cameo,
    sectors,
    ucdp_date_prec,
    ucdp_where_prec,
)

QUADS = {
    "verbal cooperation": {"AGREE", "CONSULT", "SUPPORT", "CONCEDE"},
    "material cooperation": {"COOPERATE", "AID", "RETREAT"},
    "verbal conflict": {"REQUEST", "ACCUSE", "REJECT", "THREATEN"},
    "material conflict": {"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"},
}
"""PLOVER's four classes, by hand from the manual, so that the file is held to something that is not the file."""
ACLED = {
    "Battles": {"Government regains territory", "Non-state actor overtakes territory", "Armed clash"},
    "Protests": {"Excessive force against protesters", "Protest with intervention", "Peaceful protest"},
    "Riots": {"Violent demonstration", "Mob violence"},
    "Explosions/Remote violence": {
        "Chemical weapon", "Air/drone strike", "Suicide bomb", "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED", "Grenade",
    },
    "Violence against civilians": {"Sexual violence", "Attack", "Abduction/forced disappearance"},
    "Strategic developments": {
        "Agreement", "Arrests", "Change to group/activity", "Disrupted weapons use",
        "Headquarters or base established", "Looting/property destruction", "Non-violent transfer of territory",
        "Other",
    },
}  # fmt: skip
"""ACLED's 6 event types and 25 sub-event types (codebook of October 2024)."""


def kinds() -> Iterator[tuple[EventType, str | None]]:
    """Every type alone and with each of its modes."""
    for kind, info in event_types().items():
        yield kind, None
        yield from ((kind, mode) for mode in info.modes)


def test_all_sixteen_types_stand_in_their_class() -> None:
    assert {quad: {k.value for k, i in event_types().items() if i.quad == quad} for quad in QUADS} == QUADS
    assert len(event_types()) == 16


def test_scores_part_conflict_from_cooperation() -> None:
    for kind, mode in kinds():
        score = intensity(kind, mode)
        assert -10 <= score <= 10
        if "cooperation" in event_types()[kind].quad:
            assert score > 0, kind
        elif kind is not EventType.REQUEST:
            assert score < 0, kind
    assert intensity(EventType.ASSAULT, None) == min(intensity(*kind) for kind in kinds())
    assert intensity(EventType.ACCUSE, "disapprove") != intensity(EventType.ACCUSE, "allege")


def test_a_mode_is_its_own_type_s() -> None:
    assert is_mode(EventType.ASSAULT, "drone")
    assert not is_mode(EventType.CONSULT, "drone")
    assert not is_mode(EventType.ASSAULT, "none")


def test_contexts_and_roles_are_plover_s() -> None:
    assert len(contexts()) == len(set(contexts())) == 37
    assert {"MIL", "REB", "GOV", "CVL", "COP", "IGO", "UNK"} <= set(sectors())
    assert all(meaning for meaning in sectors().values())


def test_every_cameo_code_becomes_a_type() -> None:
    assert len(cameo()) == 256
    assert {meaning.type for meaning in cameo().values()} == set(EventType)
    assert (cameo()["194"].type, cameo()["194"].mode) == (EventType.ASSAULT, "heavy-weapons")
    assert (cameo()["1121"].type, cameo()["1121"].contexts) == (EventType.ACCUSE, ("crime", "corruption"))


@pytest.mark.parametrize(("kind", "mode"), list(kinds()))
def test_every_type_and_mode_becomes_a_cameo_code(kind: EventType, mode: str | None) -> None:
    code = plover_to_cameo(kind, mode)
    assert code in cameo()
    assert cameo()[code].type is kind


@pytest.mark.parametrize(
    ("kind", "mode", "code"),
    [
        (EventType.ASSAULT, "aerial", "195"),
        (EventType.ASSAULT, None, "190"),
        (EventType.ACCUSE, None, "110"),
        (EventType.PROTEST, "demo", "141"),
        (EventType.COERCE, "arrest", "173"),
    ],
)
def test_the_nearest_cameo_code_is_taken(kind: EventType, mode: str | None, code: str) -> None:
    assert plover_to_cameo(kind, mode) == code


def test_the_file_of_exceptions_names_types_modes_and_codes_that_there_are() -> None:
    rows = files.rows("plover_to_cameo.tsv")
    assert {(EventType(row["type"]), row["mode"] or None) for row in rows} <= set(kinds())
    assert {row["cameo"] for row in rows} <= set(cameo())
    assert len({(row["type"], row["mode"]) for row in rows}) == len(rows)


def test_acled_s_names_are_acled_s() -> None:
    assert sum(map(len, ACLED.values())) == 25
    rows = files.rows("acled.tsv")
    assert [row for row in rows if row["sub_event_type"] not in ACLED[row["event_type"]]] == []
    assert {(EventType(row["type"]), row["mode"] or None) for row in rows} <= set(kinds())


def test_acled_has_a_type_for_all_material_conflict_and_for_no_mere_words() -> None:
    recorded = {kind for kind, mode in kinds() if acled(kind, mode)}
    assert {EventType.ASSAULT, EventType.PROTEST, EventType.COERCE, EventType.MOBILIZE} <= recorded
    assert recorded & {EventType.CONSULT, EventType.REQUEST, EventType.ACCUSE, EventType.THREATEN} == set()
    suicide = acled(EventType.ASSAULT, "suicide-attack")
    assert suicide
    assert (suicide.event_type, suicide.sub_event_type) == ("Explosions/Remote violence", "Suicide bomb")


def test_ucdp_s_precisions_are_total_and_coarser_is_never_finer() -> None:
    fine_to_coarse = [
        PlacePrecision.EXACT, PlacePrecision.TOWN, PlacePrecision.DISTRICT, PlacePrecision.PROVINCE,
        PlacePrecision.COUNTRY, PlacePrecision.UNKNOWN,
    ]  # fmt: skip
    codes = [ucdp_where_prec(precision) for precision in fine_to_coarse]
    assert codes == sorted(codes)
    assert {1 <= ucdp_where_prec(precision) <= 7 for precision in PlacePrecision} == {True}
    assert {1 <= ucdp_date_prec(precision) <= 5 for precision in DatePrecision} == {True}
    assert ucdp_date_prec(DatePrecision.DAY) == 1 < ucdp_date_prec(DatePrecision.MONTH)


@pytest.mark.parametrize(
    ("line", "about"),
    [("030\tAGREE\tdrone\t\tlabel", "drone"), ("030\tAGREE\t\tweather\tlabel", "weather"), ("030\tAGREE", "2 columns")],
)
def test_a_file_that_does_not_hold_together_is_an_error_that_names_it(
    monkeypatch: pytest.MonkeyPatch, line: str, about: str
) -> None:
    whole = files.data_text
    header = "cameo\ttype\tmode\tcontext\tlabel\n"
    monkeypatch.setattr(files, "data_text", lambda name: header + line if name == "cameo.tsv" else whole(name))
    with pytest.raises(DatelineError, match=about) as caught:
        ontology.cameo.__wrapped__()
    assert (caught.value.code, "cameo.tsv" in caught.value.about) == ("bad-vocabulary", True)


def test_data_files_are_plain_tables() -> None:
    """A cell with a quotation mark at its beginning would be read otherwise by other programs."""
    folder = Path(files.__file__).parent / "data"
    for path in folder.glob("*.tsv"):
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
        assert [line.split("\t") for line in lines] == list(csv.reader(lines, delimiter="\t"))
