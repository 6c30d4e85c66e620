"""Actors by the clause, and how real an act in a participle is."""

from __future__ import annotations

import pytest

from dateline.reader import clauses
from dateline.reader.phrases import Words
from dateline.reader.sentences import tokens
from dateline.reader.status import status
from dateline.reader.tagging import tag
from dateline.reader.triggers import candidates
from dateline.records import Span
from dateline.terms import Status

OFFSET = 1000


def actors(sentence: str, trigger: str) -> list[str]:
    start = OFFSET + sentence.index(trigger)
    found = clauses.actors(sentence, Span(OFFSET, OFFSET + len(sentence)), Span(start, start + len(trigger)))
    for quote in found:
        assert sentence[quote.span.start - OFFSET : quote.span.end - OFFSET] == quote.text
    return [quote.text for quote in found]


def test_the_subject_of_the_verb() -> None:
    assert actors("The army shelled the port of Kasira on Sunday.", "shelled") == ["The army"]


def test_who_a_passive_names() -> None:
    assert actors("The mayor was arrested by the police.", "arrested") == ["the police"]


def test_nobody_where_the_clause_names_nobody() -> None:
    assert actors("The port was shelled on Sunday.", "shelled") == []


def test_a_word_that_the_lexicon_lacks_has_no_actors() -> None:
    assert actors("The choir sang in the square.", "sang") == []


@pytest.mark.parametrize(
    ("sentence", "trigger", "wanted"),
    [
        ("The junta could turn to Ankara, asking for arms.", "asking", Status.POSSIBLE),
        ("The envoys will fly home, ending the talks.", "talks", Status.HAPPENED),
        ("The junta turned to Ankara, asking for arms.", "asking", Status.HAPPENED),
        ("Troops will enter the town, arresting suspects.", "arresting", Status.PLANNED),
        ("Troops entered the town, arresting suspects.", "arresting", Status.HAPPENED),
    ],
)
def test_a_participle_is_as_real_as_the_verb_that_it_hangs_on(sentence: str, trigger: str, wanted: Status) -> None:
    found = tokens(sentence, 0)
    words = Words(found, tag(found))
    one = next(c for c in candidates(words) if found[c.start].text == trigger)
    assert status(words, one).status is wanted
