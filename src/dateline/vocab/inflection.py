"""English inflection by rule, with `data/irregular.tsv` for what no rule gives.

Invariant: the base form of a word is always among its forms.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from dateline.vocab.files import rows

_VOWELS = frozenset("aeiou")
_DOUBLING = frozenset(
    """ban bar beg blot club grab hit nab plan put rig run sit slam slap stab step stop strip whip gun get
    set cut shut kidnap repel rebel expel patrol rebut admit commit permit quit concur abet begin nod
    drop plot ship flog drag""".split()
)


@cache
def _irregular_verbs() -> Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    found = (row for row in rows("irregular.tsv") if row["kind"] == "verb")
    return {row["base"]: (tuple(row["past"].split(";")), tuple(row["participle"].split(";"))) for row in found}


@cache
def _irregular_plurals() -> Mapping[str, str]:
    return {row["base"]: row["past"] for row in rows("irregular.tsv") if row["kind"] == "plural"}


@cache
def irregular_pasts() -> frozenset[str]:
    """Past forms and participles of irregular verbs that differ from their base: "said", "taken"."""
    verbs = _irregular_verbs().items()
    return frozenset(form for base, (pasts, participles) in verbs for form in (*pasts, *participles) if form != base)


def forms_of(lemma: str, pos: str) -> Iterator[tuple[str, str]]:
    """Forms of a one-word lemma with their tags; `pos` is "v" or "n"."""
    if pos == "n":
        yield lemma, "singular"
        yield plural(lemma), "plural"
        return
    yield lemma, "base"
    yield _with_s(lemma), "third"
    yield _gerund(lemma), "gerund"
    if lemma in _irregular_verbs():
        past, participle = _irregular_verbs()[lemma]
        yield from ((word, "past") for word in past)
        yield from ((word, "participle") for word in participle)
    else:
        yield _with_ed(lemma), "past"
        yield _with_ed(lemma), "participle"


def plural(noun: str) -> str:
    """The plural of a noun; of "man", "men"."""
    return _irregular_plurals().get(noun) or _with_s(noun)


def _with_s(word: str) -> str:
    if word.endswith(("s", "x", "z", "ch", "sh")) or word in ("go", "do", "veto", "embargo"):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ies"
    return word + "s"


def _doubled(word: str) -> str:
    return word + word[-1] if word in _DOUBLING else word


def _with_ed(word: str) -> str:
    if word.endswith("e"):
        return word + "d"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ied"
    return _doubled(word) + "ed"


def _gerund(word: str) -> str:
    if word.endswith("ie"):
        return word[:-2] + "ying"
    if word.endswith("e") and not word.endswith(("ee", "oe", "ye")) and word != "be":
        return word[:-1] + "ing"
    return _doubled(word) + "ing"
