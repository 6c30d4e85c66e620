"""What is known of a story beside its place names: the countries that it speaks of, and where its publisher is at home.

Invariant: nothing is guessed: a publisher that is not listed, with a domain that anybody may buy, has no home.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Final

from dateline.resolve.candidates import Setting
from dateline.resolve.gazetteer import PROVINCE, Gazetteer
from dateline.resolve.more_places import Home, publishers
from dateline.vocab.actors import countries, country_of

_CAPITALISED: Final = re.compile(r"\b[A-Z][a-z]+(?: [A-Z][a-z]+)?|\b[A-Z]{2,4}\b|\b(?:[A-Z]\.){2,}")
_DOMAIN: Final = re.compile(r"^(?:https?://)?(?:www\.)?([^/:?#]+)", re.IGNORECASE)
_EVERYWHERE: Final = frozenset("TV CC ME IO FM AI CO WS LY NU TO".split())
"""Endings of domains that are sold to anybody."""


def setting(countries: Sequence[str] = (), url: str | None = None, publisher: str | None = None) -> Setting:
    """What is known of a story: the countries that it names, the most often named first, and who publishes it."""
    return Setting(tuple(countries), home_of(url, publisher))


def story_countries(text: str) -> tuple[str, ...]:
    """ISO codes of the countries that a story names by name or nationality, the most often named first; a name that a
    division elsewhere has, too ("Georgia"), is no evidence."""
    told: Counter[str] = Counter()
    for phrase in _CAPITALISED.findall(text):
        for words in (phrase,) if " " not in phrase or country_of(phrase) else phrase.split(" "):
            state = country_of(words)
            if state and words not in _ambiguous():
                told[state.iso2] += 1
    return tuple(code for code, _ in sorted(told.items(), key=lambda item: (-item[1], item[0])))


@cache
def _ambiguous() -> frozenset[str]:
    """Names of states that a first-order division of another state has, too."""
    gazetteer = Gazetteer.open()
    columns = gazetteer.columns
    found = set()
    for state in countries():
        rows = [row for row, _ in gazetteer.find(state.name) if columns["kind"][row] == PROVINCE]
        if any(columns["country"][row] != gazetteer.country_number(state.iso2) for row in rows):
            found.add(state.name)
    return frozenset(found)


def home_of(url: str | None, publisher: str | None) -> Home | None:
    """Where a publisher writes for: by its pages' domain or its name where they are listed, else by the domain's
    country ("….co.uk")."""
    if publisher and publisher.lower() in publishers():
        return publishers()[publisher.lower()]
    for address in (url, publisher):
        match = _DOMAIN.match(address or "")
        if match is None or "." not in match.group(1):
            continue
        parts = match.group(1).lower().split(".")
        for first in range(len(parts) - 1):
            home = publishers().get(".".join(parts[first:]))
            if home:
                return home
        code = {"uk": "GB"}.get(parts[-1], parts[-1].upper())
        if len(code) == 2 and code not in _EVERYWHERE and Gazetteer.open().country_number(code) >= 0:
            return Home(code, None, None)
    return None
