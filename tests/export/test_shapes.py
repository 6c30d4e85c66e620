"""The field's own shapes: their columns as published, what they hold, and what they do not make up."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import msgspec
import pytest

from dateline.export.acled import ACLED, acled_type
from dateline.export.events import Days, Event, event_of
from dateline.export.gdelt import GDELT, code_of, geo_type, quad_class
from dateline.export.options import ExportOptions
from dateline.export.polecat import POLECAT
from dateline.export.shape import Shape
from dateline.export.shapes import SHAPES
from dateline.export.sides import Side, side_of, side_of_words
from dateline.export.ucdp import UCDP, priogrid, type_of_violence
from dateline.ledger import ClaimFilter, open_ledger
from dateline.records import Account, Incident, Party, Place, Quote, Span, Toll
from dateline.run.rows import Rows
from dateline.run.session import incidents
from dateline.terms import (
    CountKind,
    DatePrecision,
    EventType,
    PartyKind,
    PlacePrecision,
    Status,
    TollRule,
)
from dateline.vocab.country_codes import country_codes
from dateline.vocab.entities import known_countries
from dateline.vocab.ontology import cameo, event_types, goldstein, plover_to_cameo
from strategies import document

NAMES = {
    "polecat": """Event ID|Event Date|Event Type|Event Mode|Intensity|Quad Code|Contexts|Actor Name|Actor Country|
Actor COW|Primary Actor Sector|Actor Sectors|Actor Title|Actor Name Raw|Wikipedia Actor ID|Recipient Name|
Recipient Country|Recipient COW|Primary Recipient Sector|Recipient Sectors|Recipient Title|Recipient Name Raw|
Wikipedia Recipient ID|Placename|City|District|Province|Country|Latitude|Longitude|GeoNames ID|Raw Placename|
Feature Type|Source|Publication Date|Story People|Story Organizations|Story Locations|Language|Version""",
    "acled": """event_id_cnty|event_date|year|time_precision|disorder_type|event_type|sub_event_type|actor1|
assoc_actor_1|inter1|actor2|assoc_actor_2|inter2|interaction|civilian_targeting|iso|region|country|admin1|admin2|admin3|
location|latitude|longitude|geo_precision|source|source_scale|notes|fatalities|tags|timestamp""",
    "ucdp": """id|relid|year|active_year|code_status|type_of_violence|conflict_dset_id|conflict_new_id|conflict_name|
dyad_dset_id|dyad_new_id|dyad_name|side_a_dset_id|side_a_new_id|side_a|side_b_dset_id|side_b_new_id|side_b|
number_of_sources|source_article|source_office|source_date|source_headline|source_original|where_prec|where_coordinates|
where_description|adm_1|adm_2|latitude|longitude|geom_wkt|priogrid_gid|country|country_id|region|event_clarity|date_prec|
date_start|date_end|deaths_a|deaths_b|deaths_civilians|deaths_unknown|best|high|low|gwnoa|gwnob""",
    "gdelt": """GLOBALEVENTID|SQLDATE|MonthYear|Year|FractionDate|Actor1Code|Actor1Name|Actor1CountryCode|
Actor1KnownGroupCode|Actor1EthnicCode|Actor1Religion1Code|Actor1Religion2Code|Actor1Type1Code|Actor1Type2Code|
Actor1Type3Code|Actor2Code|Actor2Name|Actor2CountryCode|Actor2KnownGroupCode|Actor2EthnicCode|Actor2Religion1Code|
Actor2Religion2Code|Actor2Type1Code|Actor2Type2Code|Actor2Type3Code|IsRootEvent|EventCode|EventBaseCode|EventRootCode|
QuadClass|GoldsteinScale|NumMentions|NumSources|NumArticles|AvgTone|Actor1Geo_Type|Actor1Geo_FullName|
Actor1Geo_CountryCode|Actor1Geo_ADM1Code|Actor1Geo_ADM2Code|Actor1Geo_Lat|Actor1Geo_Long|Actor1Geo_FeatureID|
Actor2Geo_Type|Actor2Geo_FullName|Actor2Geo_CountryCode|Actor2Geo_ADM1Code|Actor2Geo_ADM2Code|Actor2Geo_Lat|
Actor2Geo_Long|Actor2Geo_FeatureID|ActionGeo_Type|ActionGeo_FullName|ActionGeo_CountryCode|ActionGeo_ADM1Code|
ActionGeo_ADM2Code|ActionGeo_Lat|ActionGeo_Long|ActionGeo_FeatureID|DATEADDED|SOURCEURL""",
}
NUMBER_OF_COLUMNS = {"polecat": 40, "acled": 31, "ucdp": 49, "gdelt": 61}
TOWN = Place(
    text="Sirte", span=Span(0, 5), name="Sirte", country="LY", admin1="Surt", lat=31.2089, lon=16.5887,
    precision=PlacePrecision.TOWN,
)  # fmt: skip


def party(name: str, *roles: str, country: str | None = "LY") -> Party:
    return Party(text=name, span=Span(0, 1), name=name, roles=roles, country=country)


ARMY, REBELS, MILITIA = party("Libyan army", "MIL"), party("rebels", "REB"), party("militia", "PRM")
GUNMEN, RESIDENTS = party("gunmen", "UAF"), party("residents", "CVL")


def toll(best: int, low: int | None = None, high: int | None = None) -> Toll:
    return Toll(kind=CountKind.KILLED, best=best, low=low or best, high=high or best, rule=TollRule.MOST_ACCOUNTS)


def event(**more: Any) -> Event:
    told: dict[str, Any] = {
        "id": "i1", "type": EventType.ASSAULT, "mode": "firearms", "place": TOWN, "actor": ARMY, "with_actor": (),
        "days": Days(dt.date(2015, 5, 4), dt.date(2015, 5, 4), DatePrecision.DAY), "recipient": RESIDENTS,
        "with_recipient": (), "killed": toll(12, 3, 20), "killed_of": (), "sources": ("the army",), "claims": 4,
        "documents": (document("x", "a.txt"), document("x", "b.txt"), document("x", "c.txt")), "accounts": 2,
        "disputed": (), "passage": Quote("The army shot", Span(0, 13)), "coarsened": None,
    }  # fmt: skip
    return Event(**(told | more))


def row(shape: Shape[Event], told: Event) -> dict[str, Any]:
    (cells,) = shape.table([told]).rows
    return {field.name: cell for field, cell in zip(shape.fields, cells, strict=True)}


@pytest.mark.parametrize("name", NAMES)
def test_the_columns_are_those_of_the_format(name: str) -> None:
    shape = SHAPES[name]
    names = [field.name for field in shape.fields]
    assert names == NAMES[name].replace("\n", "").split("|")
    assert len(names) == NUMBER_OF_COLUMNS[name]


def test_polecat_writes_none_for_what_is_missing_and_joins_many(address: str) -> None:
    with open_ledger(address) as ledger:
        claims = list(Rows(ledger, ClaimFilter(), ExportOptions()).claims())
    assert {claim.status for claim in claims} > {Status.DENIED}
    rows = list(POLECAT.table(claims).rows)
    kept = [claim for claim in claims if claim.status in (Status.HAPPENED, Status.ONGOING)]
    assert [cells[0] for cells in rows] == [claim.id for claim in kept]
    at = [field.name for field in POLECAT.fields].index("Actor Name")
    two = next(n for n, claim in enumerate(kept) if len(claim.actors) == 2)
    assert str(rows[two][at]).count("; ") == 1


def test_ucdp_has_only_incidents_in_which_somebody_is_killed() -> None:
    assert UCDP.takes(event())
    assert not UCDP.takes(event(killed=None))
    assert not UCDP.takes(event(killed=toll(0)))


def test_ucdp_gives_best_high_and_low() -> None:
    told = row(UCDP, event())
    assert (told["best"], told["low"], told["high"]) == (12, 3, 20)
    assert (told["number_of_sources"], told["source_original"]) == (2, "the army")
    assert (told["where_prec"], told["date_prec"]) == (1, 1)
    assert (told["date_start"], told["year"], told["country"]) == (dt.date(2015, 5, 4), 2015, "Libya")


@pytest.mark.parametrize(
    ("actor", "recipient", "kind"),
    [
        (ARMY, REBELS, 1), (REBELS, ARMY, 1), (ARMY, ARMY, 1), (REBELS, MILITIA, 2), (REBELS, RESIDENTS, 3),
        (ARMY, RESIDENTS, 3), (GUNMEN, RESIDENTS, None), (None, RESIDENTS, None), (ARMY, None, None),
        (RESIDENTS, RESIDENTS, None), (party("people"), ARMY, None),
    ],
)  # fmt: skip
def test_type_of_violence_is_by_the_sides(actor: Party | None, recipient: Party | None, kind: int | None) -> None:
    assert type_of_violence(event(actor=actor, recipient=recipient)) == kind


def test_the_state_is_side_a_and_civilians_are_side_b() -> None:
    fight = row(UCDP, event(actor=REBELS, recipient=ARMY))
    assert (fight["side_a"], fight["side_b"], fight["dyad_name"]) == ("Libyan army", "rebels", "Libyan army - rebels")
    assert row(UCDP, event())["side_b"] == "Civilians"


@pytest.mark.parametrize(
    ("of", "columns"),
    [
        (("civilians",), {"deaths_civilians": 12, "deaths_a": 0, "deaths_b": 0, "deaths_unknown": 0}),
        (("soldiers",), {"deaths_a": 12, "deaths_b": 0, "deaths_civilians": 0, "deaths_unknown": 0}),
        (("rebel fighters",), {"deaths_b": 12, "deaths_a": 0, "deaths_civilians": 0, "deaths_unknown": 0}),
        (("",), {"deaths_unknown": 12, "deaths_a": None, "deaths_b": None, "deaths_civilians": None}),
        (("soldiers", "civilians"), {"deaths_unknown": 12, "deaths_a": None}),
    ],
)
def test_deaths_go_to_the_side_that_is_told(of: tuple[str, ...], columns: dict[str, int | None]) -> None:
    told = row(UCDP, event(actor=REBELS, recipient=ARMY, killed_of=of))
    assert {name: told[name] for name in columns} == columns


@pytest.mark.parametrize(
    ("lat", "lon", "cell"), [(-90.0, -180.0, 1), (-90.0, 179.9, 720), (-89.5, -180.0, 721), (89.9, 179.9, 259200)]
)
def test_priogrid_cells_are_counted_from_the_south_west(lat: float, lon: float, cell: int) -> None:
    assert priogrid(msgspec.structs.replace(TOWN, lat=lat, lon=lon)) == cell
    assert priogrid(msgspec.structs.replace(TOWN, lat=lat, lon=lon, precision=PlacePrecision.PROVINCE)) is None


@pytest.mark.parametrize(
    ("mode", "actor", "recipient", "sub_type"),
    [
        (None, ARMY, REBELS, "Armed clash"),
        (None, ARMY, RESIDENTS, "Attack"),
        ("firearms", ARMY, RESIDENTS, "Attack"),
        ("firearms", ARMY, REBELS, "Armed clash"),
        ("aerial", ARMY, RESIDENTS, "Air/drone strike"),
    ],
)
def test_acled_s_type_is_the_crosswalk_s_by_the_sides(
    mode: str | None, actor: Party, recipient: Party, sub_type: str
) -> None:
    found = acled_type(event(mode=mode, actor=actor, recipient=recipient))
    assert found is not None
    assert found.sub_event_type == sub_type


def test_acled_s_numbers_of_actors() -> None:
    told = row(ACLED, event())
    assert (told["inter1"], told["inter2"], told["interaction"]) == (1, 7, 17)
    assert told["civilian_targeting"] == "Civilian targeting"
    abroad = row(ACLED, event(actor=party("Egyptian army", "MIL", country="EG"), recipient=REBELS))
    assert (abroad["inter1"], abroad["inter2"], abroad["interaction"]) == (8, 2, 28)
    protest = row(ACLED, event(type=EventType.PROTEST, mode="demo", actor=RESIDENTS, recipient=None, killed=None))
    assert (protest["inter1"], protest["interaction"], protest["disorder_type"]) == (6, 60, "Demonstrations")
    assert row(ACLED, event(actor=party("people")))["interaction"] is None


def test_acled_has_no_rows_for_words_and_no_zero_for_what_is_not_told() -> None:
    assert not ACLED.takes(event(type=EventType.ACCUSE, mode=None))
    told = row(ACLED, event(killed=None))
    assert told["fatalities"] is None
    assert told["iso"] == 434


def test_gdelt_counts_claims_accounts_and_documents() -> None:
    told = row(GDELT, event())
    assert (told["NumMentions"], told["NumSources"], told["NumArticles"]) == (4, 2, 3)
    assert (told["SQLDATE"], told["MonthYear"], told["Year"]) == (20150504, 201505, 2015)
    assert told["FractionDate"] == 2015.4219
    assert (told["ActionGeo_Type"], told["ActionGeo_CountryCode"]) == (4, "LY")
    assert told["ActionGeo_FullName"] == "Sirte, Surt, Libya"
    assert (told["Actor1Type1Code"], told["Actor1Type2Code"]) == ("MIL", None)


@pytest.mark.parametrize(
    ("root", "quad"), [("01", 1), ("05", 1), ("06", 2), ("08", 2), ("09", 3), ("13", 3), ("14", 4), ("20", 4)]
)
def test_quad_classes_go_by_the_root(root: str, quad: int) -> None:
    assert quad_class(root + "0") == quad


def test_every_type_and_mode_has_a_code_of_gdelt_s_and_few_a_goldstein_value() -> None:
    codes = {code_of(event(type=t, mode=mode)) for t, info in event_types().items() for mode in (None, *info.modes)}
    assert all(quad_class(code) in (1, 2, 3, 4) for code in codes)
    assert goldstein("190") == -10.0
    assert goldstein("999") is None
    assert any(goldstein(code) is None for code in codes)


def test_the_crosswalk_loses_no_type() -> None:
    """Type to CAMEO and back: the type comes back for every code of the crosswalk that CAMEO2PLOVER knows."""
    for kind, info in event_types().items():
        for mode in (None, *info.modes):
            back = cameo().get(plover_to_cameo(kind, mode))
            assert back is None or back.type is kind


def test_a_place_in_the_united_states_has_types_of_its_own() -> None:
    american = msgspec.structs.replace(TOWN, country="US")
    assert (geo_type(TOWN), geo_type(american)) == (4, 3)
    assert geo_type(msgspec.structs.replace(american, precision=PlacePrecision.PROVINCE)) == 2
    assert geo_type(msgspec.structs.replace(TOWN, precision=PlacePrecision.UNKNOWN)) is None


def test_a_day_that_is_not_told_is_not_made_up() -> None:
    month = event(days=Days(dt.date(2015, 5, 1), dt.date(2015, 5, 31), DatePrecision.MONTH))
    assert (row(GDELT, month)["SQLDATE"], row(GDELT, month)["MonthYear"]) == (None, 201505)
    assert (row(ACLED, month)["event_date"], row(ACLED, month)["time_precision"]) == (None, 3)
    assert (row(UCDP, month)["date_prec"], row(UCDP, month)["date_end"]) == (4, dt.date(2015, 5, 31))
    never = event(days=None, place=None)
    for shape in (UCDP, ACLED, GDELT):
        assert {type(cell) for cell in row(shape, never).values()} <= {str, int, float, type(None)}


def test_a_side_is_by_the_first_role_and_the_last_noun() -> None:
    assert side_of(ARMY) is Side.STATE
    assert side_of(GUNMEN) is Side.UNKNOWN_ARMED
    assert side_of(party("someone")) is None
    assert side_of_words("three civilians") is Side.CIVILIANS
    assert side_of_words("of them") is None


def of(address: str, place: str, least: int) -> tuple[Incident, Event]:
    with open_ledger(address) as ledger:
        rows = Rows(ledger, ClaimFilter(), ExportOptions())
        documents = {d.id: d for d in ledger.documents()}
        for incident in incidents(ledger):
            told = event_of(incident, documents, rows.discretion)
            if told and told.place and told.place.name == place and told.accounts >= least:
                return incident, told
    raise LookupError(place)


def test_nobody_is_declared_right_where_accounts_dispute(address: str) -> None:
    _, shelling = of(address, "Sarāqib", 3)
    assert {verdict.field for verdict in shelling.disputed} >= {"actor", "killed"}
    assert shelling.actor is None
    assert row(UCDP, shelling)["side_a"] is None
    assert row(GDELT, shelling)["Actor1Name"] is None
    assert "Disputed: killed (12 / 31 / at least 20)" in row(ACLED, shelling)["notes"]


def test_what_nobody_tells_as_a_fact_is_no_event(address: str) -> None:
    incident, told = of(address, "Kutum", 2)
    assert any(claim.status is Status.DENIED for account in incident.accounts for claim in account.claims)
    assert told.type is EventType.ASSAULT
    denied = tuple(
        Account(
            documents=account.documents,
            claims=tuple(msgspec.structs.replace(claim, status=Status.DENIED) for claim in account.claims),
        )
        for account in incident.accounts
    )
    with open_ledger(address) as ledger:
        discretion = Rows(ledger, ClaimFilter(), ExportOptions()).discretion
        documents = {d.id: d for d in ledger.documents()}
    assert event_of(msgspec.structs.replace(incident, accounts=denied), documents, discretion) is None


def test_every_country_has_other_codes() -> None:
    without = [code for code in known_countries() if country_codes(code) is None]
    assert len(without) <= 2, without
    numbers = [codes.number for code in known_countries() if (codes := country_codes(code)) and codes.number]
    assert len(set(numbers)) == len(numbers)
    assert country_codes(None) is None


def test_the_docs_tell_each_column(tmp_path: Path) -> None:
    told = (Path(__file__).parent.parent.parent / "docs" / "shapes.md").read_text(encoding="utf-8")
    for shape in SHAPES.values():
        assert [f.name for f in shape.fields if f"| `{f.name}` | {f.holds}" not in told] == []


def test_a_private_person_is_a_civilian() -> None:
    assert side_of(msgspec.structs.replace(RESIDENTS, kind=PartyKind.PERSON)) is Side.CIVILIANS
