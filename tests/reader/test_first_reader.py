"""The first reader: what it makes of sentences."""

from __future__ import annotations

import pytest

from dateline.reader import Reader, read_story
from dateline.reader.sentences import sentences
from dateline.records import RawClaim, Reading, Story, quote
from dateline.terms import EventType, Status, StoryKind


def read(text: str) -> Reading:
    parts = (quote(text, 0, len(text)),)
    return read_story(Story(document="d", number=0, kind=StoryKind.MAIN, parts=parts, made_by="test"), Reader.FIRST)


def claims(text: str, kind: EventType | None = None) -> list[RawClaim]:
    return [claim for claim in read(text).claims if kind in (None, claim.type)]


def words(claim: RawClaim) -> tuple[list[str], list[str]]:
    return [p.quote.text for p in claim.actors], [p.quote.text for p in claim.recipients]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Gen. Amadou Sarr met Mr. Keller. They left.", 2),
        ("The U.S. Army withdrew. The U.K. stayed.", 2),
        ("“Leave now!” she said. He left.", 2),
        ("It began on Jan. 5 in Sirte.", 1),
        ("A headline without a full stop\nThe story begins.", 2),
        ("He asked why… Nobody knew.", 2),
        ("It is No. 5 of the list.", 1),
    ],
)
def test_sentences_end_where_people_end_them(text: str, number: int) -> None:
    assert len(sentences((quote(text, 0, len(text)),))) == number


def test_lines_broken_at_a_column_are_one_sentence() -> None:
    text = (
        "REBELS SHELLED THE TOWN OF SIRTE ON TUESDAY AND KILLED TWELVE PEOPLE\n"
        "WHO HAD COME TO THE MARKET TO BUY BREAD AND FLOUR FOR THE HOLIDAY OF\n"
        "THE NEXT DAY, WHEN ALL THE SHOPS OF THE TOWN ARE CLOSED FOR A WEEK AS\n"
        "IS THE CUSTOM IN THIS PART OF THE COUNTRY, OFFICIALS OF THE TOWN SAID"
    )
    assert len(sentences((quote(text, 0, len(text)),))) == 1


def test_a_call_for_air_strikes_is_a_request_and_no_attack() -> None:
    text = "The Valley government calls on Arab countries to launch airstrikes against targets in Sirte."
    (claim,) = claims(text)
    assert claim.type is EventType.REQUEST
    assert claim.status is Status.HAPPENED
    assert words(claim) == (["The Valley government"], ["Arab countries"])


def test_the_passive_turns_actor_and_recipient() -> None:
    (claim,) = claims("Two schools were shelled by the army on Monday.", EventType.ASSAULT)
    assert words(claim) == (["the army"], ["Two schools"])


def test_an_agentless_passive_has_no_actor() -> None:
    (claim,) = claims("Fourteen protesters were arrested in the capital.", EventType.COERCE)
    assert words(claim) == ([], ["Fourteen protesters"])


def test_an_attack_and_its_toll_are_one_claim() -> None:
    (claim,) = claims("Rebels bombed a bridge near Sirte, killing 12 soldiers and wounding 30.", EventType.ASSAULT)
    assert claim.trigger.text == "bombed"


def test_sides_of_a_clash_are_all_actors() -> None:
    (claim,) = claims("Clashes between government forces and fighters of the Valley Front went on.", EventType.ASSAULT)
    assert words(claim)[1] == []
    assert len(words(claim)[0]) >= 1


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Rebels shelled the town of Sirte.", Status.HAPPENED),
        ("Rebels are shelling the town of Sirte.", Status.ONGOING),
        ("Rebels will shell the town of Sirte.", Status.PLANNED),
        ("Rebels plan to shell the town of Sirte.", Status.PLANNED),
        ("Rebels could shell the town of Sirte.", Status.POSSIBLE),
        ("Rebels tried to shell the town of Sirte.", Status.POSSIBLE),
        ("The rebels denied that they had shelled the town of Sirte.", Status.DENIED),
        ("The rebels denied having shelled the town of Sirte.", Status.DENIED),
        ("Rebels did not shell the town of Sirte.", Status.DENIED),
        ("Rebels never shelled the town of Sirte.", Status.DENIED),
    ],
)
def test_status_follows_the_words_around(text: str, status: Status) -> None:
    found = claims(text, EventType.ASSAULT)
    assert {claim.status for claim in found} <= {status}
    for claim in found:
        assert (claim.status_span is None) == (status is Status.HAPPENED)


def test_a_denied_shelling_is_found_and_never_happened() -> None:
    (claim,) = claims("The army denied that it had shelled the town of Sirte on Monday.", EventType.ASSAULT)
    assert claim.status is Status.DENIED
    assert claim.status_span is not None
    assert [p.antecedent.text for p in claim.actors if p.antecedent] == ["The army"]
    assert [s.quote.text for s in claim.sources] == ["The army"]


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("Rebels shelled Sirte, the ministry said.", ["the ministry"]),
        ("The ministry said rebels shelled Sirte.", ["The ministry"]),
        ("According to residents, rebels shelled Sirte.", ["residents"]),
        ("Rebels shelled Sirte, according to the town's council.", ["the town's council"]),
        ("“Rebels shelled Sirte,” said Amina Talhouk.", ["Amina Talhouk"]),
        ("Rebels shelled Sirte, said a statement from the army reported by the Coast Herald.",
         ["a statement from the army", "the Coast Herald"]),
        ("Rebels shelled Sirte, the Coast Herald reported citing the army.", ["the army", "the Coast Herald"]),
        ("Rebels shelled Sirte.", []),
    ],
)  # fmt: skip
def test_sources_are_given_innermost_first(text: str, sources: list[str]) -> None:
    (claim,) = claims(text, EventType.ASSAULT)
    assert [source.quote.text for source in claim.sources] == sources


def test_who_accuses_is_not_the_source_of_it() -> None:
    (claim,) = claims("The mayor of Sirte accused the army of looting.", EventType.ACCUSE)
    assert words(claim)[0] == ["The mayor of Sirte"]
    assert claim.sources == ()


def test_hedges_are_kept_apart_from_status() -> None:
    (claim,) = claims("A Valley Front fighter allegedly bombed the station.", EventType.ASSAULT)
    assert claim.hedge
    assert (claim.hedge.text, claim.status) == ("allegedly", Status.HAPPENED)


def test_a_relative_pronoun_stands_for_what_it_follows() -> None:
    (claim,) = claims("The plan was made by the Valley Front, which has bombed the town before.", EventType.ASSAULT)
    (party,) = claim.actors
    assert party.antecedent
    assert (party.quote.text, party.antecedent.text) == ("which", "the Valley Front")


@pytest.mark.parametrize(
    "text",
    ["", " ", "The weather was fine and the bread was cheap.", "Nine new recipes for autumn", "…", "A B C D E F"],
)
def test_where_nothing_happens_nothing_is_found(text: str) -> None:
    assert claims(text) == []


def test_statements_have_source_cue_and_content() -> None:
    (statement,) = read("The council said that the road would stay closed.").statements
    assert statement.source
    assert statement.cue
    assert (statement.source.text, statement.cue.text) == ("The council", "said")
    assert [part.text for part in statement.content] == ["that the road would stay closed."]
