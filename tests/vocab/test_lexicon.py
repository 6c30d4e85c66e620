"""The trigger lexicon: all types, each entry in all its forms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.terms import EventType
from dateline.vocab.inflection import forms_of, plural
from dateline.vocab.lexicon import lookup, patterns, phrases, triggers
from dateline.vocab.ontology import event_types, is_mode


def forms(lemma: str, pos: str) -> dict[str, str]:
    return {tag: form for form, tag in forms_of(lemma, pos)}


@pytest.mark.parametrize("kind", EventType)
def test_every_type_has_verbs_and_nouns(kind: EventType) -> None:
    found = {trigger.pos for trigger in triggers() if trigger.type is kind}
    assert found == {"v", "n"}


def test_every_mode_has_a_word() -> None:
    told = {(trigger.type, trigger.mode) for trigger in triggers()}
    modes = {(kind, mode) for kind, info in event_types().items() for mode in info.modes}
    assert modes - told == set()


def test_an_entry_s_mode_is_its_type_s_and_its_weight_a_share() -> None:
    assert len(triggers()) == len(list(patterns()))
    for trigger in triggers():
        assert trigger.mode is None or is_mode(trigger.type, trigger.mode)
        assert 0 < trigger.weight <= 1
        assert not trigger.lemma.startswith(("*", "~", " "))


def test_no_entry_stands_twice() -> None:
    entries = [(type_, mode, pos, pattern.lstrip("*")) for type_, mode, pos, pattern in patterns()]
    assert [entry for entry in set(entries) if entries.count(entry) > 1] == []


@pytest.mark.parametrize("index", range(0, 1700, 50))
def test_an_entry_is_found_by_its_own_words(index: int) -> None:
    trigger = triggers()[index]
    first, *rest = trigger.lemma.split()
    found = [p.trigger for p in phrases(first)] if rest else [form.trigger for form in lookup(first)]
    assert trigger in found


@pytest.mark.parametrize(
    ("word", "kind", "mode"),
    [
        ("shelled", EventType.ASSAULT, "heavy-weapons"),
        ("kidnappings", EventType.ASSAULT, "abduct"),
        ("arrested", EventType.COERCE, "arrest"),
        ("marched", EventType.PROTEST, "demo"),
        ("urges", EventType.REQUEST, None),
    ],
)
def test_a_form_leads_to_type_and_mode(word: str, kind: EventType, mode: str | None) -> None:
    assert (kind, mode) in {(form.trigger.type, form.trigger.mode) for form in lookup(word)}


@pytest.mark.parametrize("word", ["", "market", "Shelled", "the"])
def test_other_words_lead_nowhere(word: str) -> None:
    assert lookup(word) == ()


@pytest.mark.parametrize(
    ("lemma", "expected"),
    [
        ("kidnap", {"past": "kidnapped", "gerund": "kidnapping", "third": "kidnaps"}),
        ("deny", {"past": "denied", "gerund": "denying", "third": "denies"}),
        ("deploy", {"past": "deployed", "third": "deploys"}),
        ("strike", {"past": "struck", "gerund": "striking"}),
        ("veto", {"third": "vetoes"}),
        ("seize", {"past": "seized", "gerund": "seizing"}),
    ],
)
def test_verbs_are_inflected(lemma: str, expected: dict[str, str]) -> None:
    assert expected.items() <= forms(lemma, "v").items()


def test_plurals() -> None:
    assert [plural(noun) for noun in ("clash", "ally", "convoy", "man")] == ["clashes", "allies", "convoys", "men"]


@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=2, max_size=12), st.sampled_from("vn"))
def test_the_base_form_is_always_among_the_forms(lemma: str, pos: str) -> None:
    found = [form for form, _ in forms_of(lemma, pos)]
    assert lemma in found
    assert all(form for form in found)
