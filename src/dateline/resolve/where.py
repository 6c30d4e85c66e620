"""Where: toponyms of a story, and the places that they name, by the whole story.

Invariants: a toponym is written with a capital and is no person's, newspaper's or organisation's name; candidates are
ranked by what the story tells, and the result is the same every time; a place that the words put only near a town
("40 km south of", "near") is known no better than its district.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final, NamedTuple

import msgspec

from dateline.records import Place, Span
from dateline.resolve.beside import KINDS, beside
from dateline.resolve.gazetteer import PROVINCE, Entry, Gazetteer
from dateline.resolve.more_places import Home, publishers
from dateline.resolve.ranking import Name, Ranked, Scored, Setting, rank, ranked
from dateline.resolve.toponyms import find_toponyms
from dateline.resolve.whether import Told, are_places
from dateline.terms import PlacePrecision
from dateline.vocab.actors import countries, country_of

_NEAR: Final = re.compile(
    r"(?:\b(?:near|outside|close to|not far from|just off|on the outskirts of|in the vicinity of|toward|towards)"
    r"|\b(?:north|south|east|west)(?:-?(?:east|west))?(?:ern outskirts)? of"
    r"|\b(?:km|kilometers?|kilometres?|miles?) (?:from|off|outside)) (?:the )?(?:[a-z]+ (?:city|town|village) of )?$",
    re.IGNORECASE,
)
_LEADING: Final = re.compile(
    r"^(?:[Tt]he )?(?:(?:[Nn]orth|[Ss]outh|[Ee]ast|[Ww]est|[Cc]entral|[Dd]owntown)(?:-?(?:east|west))?(?:ern)? )?"
    r"(?:(?:city|town|village|port|province|state) of )?(?=[A-Z])"
)
"""Words that a reader's span may begin with, and that belong to no name."""
_CAPITALISED: Final = re.compile(r"\b[A-Z][a-z]+(?: [A-Z][a-z]+)?|\b[A-Z]{2,4}\b|\b(?:[A-Z]\.){2,}")
_DOMAIN: Final = re.compile(r"^(?:https?://)?(?:www\.)?([^/:?#]+)", re.IGNORECASE)


class Candidate(NamedTuple):
    """A place that a toponym may name, the share of probability that it got, and what spoke for and against it."""

    entry: Entry
    share: float
    points: Mapping[str, float]


class Passage(NamedTuple):
    """A part of a story, and where it begins in the document, in code points."""

    text: str
    offset: int = 0


def setting(countries: Sequence[str] = (), url: str | None = None, publisher: str | None = None) -> Setting:
    """What is known of a story: the countries that it names, the most often named first, and who publishes it."""
    return Setting(tuple(countries), home_of(url, publisher))


def story_countries(text: str) -> tuple[str, ...]:
    """ISO codes of the countries that a story names by name or nationality, the most often named first; a name that a
    division elsewhere has, too ("Georgia"), is no evidence."""
    told: Counter[str] = Counter()
    for word in _CAPITALISED.findall(text):
        state = country_of(word) or (country_of(word.split(" ")[0]) if " " in word else None)
        if state and word not in _ambiguous():
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


_EVERYWHERE: Final = frozenset("TV CC ME IO FM AI CO WS LY NU TO".split())
"""Endings of domains that are sold to anybody."""


def find_places(
    text: str,
    *,
    offset: int = 0,
    outlets: frozenset[str] = frozenset(),
    context_countries: Sequence[str] = (),
    url: str | None = None,
    publisher: str | None = None,
) -> tuple[Place, ...]:
    """All toponyms of a text, resolved.

    Args:
        text: a story's passage.
        offset: where it begins in the document, in code points.
        outlets: names that are no places though the gazetteer has them.
        context_countries: ISO codes of countries that the story names, the most often named first.
        url: of the page, which may tell where its publisher is at home.
        publisher: its name or domain.
    """
    return find_story_places([Passage(text, offset)], setting(context_countries, url, publisher), outlets)


def find_story_places(
    passages: Sequence[Passage], known: Setting, outlets: frozenset[str] = frozenset()
) -> tuple[Place, ...]:
    """All toponyms of a story, resolved together.

    Args:
        passages: its parts in order.
        known: what is known beside its names.
        outlets: names that are no places though the gazetteer has them.
    """
    spans = [(p, start, end) for p in passages for start, end in find_toponyms(p.text, outlets)]
    names = [name_at(passage.text, start, end) for passage, start, end in spans]
    slots, scored = _rank(names, known)
    found = [Told(p.text, start, end, slots[name]) for (p, start, end), name in zip(spans, names, strict=True)]
    places = []
    for (passage, start, end), one, sure in zip(spans, found, are_places(found, list(slots), scored), strict=True):
        if sure:
            best = ranked(scored, one.slot, 1)[0]
            places.append(_place(passage, start, end, Gazetteer.open().entry(best.row)))
    return tuple(places)


def explain_place(
    passages: Sequence[Passage], known: Setting, span: Span, outlets: frozenset[str] = frozenset(), most: int = 3
) -> tuple[Candidate, ...]:
    """The best candidates of one toponym of a story, the best first; empty where no toponym stands there.

    Args:
        passages: the story's parts in order.
        known: what is known beside its names.
        span: where the toponym stands in the document.
        outlets: names that are no places.
        most: how many to give.
    """
    spans = [(p, start, end) for p in passages for start, end in find_toponyms(p.text, outlets)]
    names = [name_at(passage.text, start, end) for passage, start, end in spans]
    slots, scored = _rank(names, known)
    for (passage, start, _), name in zip(spans, names, strict=True):
        if passage.offset + start == span.start:
            return tuple(map(_candidate, ranked(scored, slots[name], most)))
    return ()


def _rank(names: Sequence[Name], known: Setting) -> tuple[dict[Name, int], Scored]:
    """Each different name with its number, and all of them scored together."""
    slots = {name: number for number, name in enumerate(dict.fromkeys(names))}
    return slots, rank(list(slots), known)


def name_at(text: str, start: int, end: int) -> Name:
    """The name that ``text[start:end]`` is, with what stands beside it; a kind that belongs to no name of the
    gazetteer ("Sirte District") is taken off it."""
    written = text[start:end].removesuffix("'s").removesuffix("’s").removesuffix("’").removesuffix("'")
    near = beside(text, start, end)
    if not Gazetteer.open().find(written):
        written = _LEADING.sub("", written).partition(", ")[0]
    first, _, last = written.rpartition(" ")
    if first and last.lower() in KINDS and not Gazetteer.open().find(written):
        return Name(first, near.after, last.lower(), near.nation)
    return Name(written, near.after, near.kind, near.nation)


def candidates(
    text: str, spans: Sequence[tuple[int, int]], known: Setting, outlets: frozenset[str] = frozenset(), most: int = 3
) -> tuple[tuple[Candidate, ...], ...]:
    """The best candidates of given toponyms of a story, the best first; empty for those that the gazetteer lacks.

    Args:
        text: the story's text.
        spans: where the toponyms stand, as half-open ranges of code points.
        known: what is known beside its names.
        outlets: names that are no places.
        most: how many to give for each.
    """
    others = [s for s in find_toponyms(text, outlets) if not any(s[0] < e and b < s[1] for b, e in spans)]
    names = [name_at(text, start, end) for start, end in (*spans, *others)]
    slots, scored = _rank(names, known)
    return tuple(tuple(map(_candidate, ranked(scored, slots[name], most))) for name in names[: len(spans)])


def _candidate(one: Ranked) -> Candidate:
    return Candidate(Gazetteer.open().entry(one.row), one.share, one.points)


def _place(passage: Passage, start: int, end: int, entry: Entry) -> Place:
    place = Place(
        text=passage.text[start:end],
        span=Span(passage.offset + start, passage.offset + end),
        name=entry.name,
        geonames=entry.geonames,
        country=entry.country,
        admin1=entry.admin1,
        admin2=entry.admin2,
        lat=entry.lat,
        lon=entry.lon,
        precision=entry.precision,
    )
    if is_only_near(passage.text, start) and entry.precision in (PlacePrecision.EXACT, PlacePrecision.TOWN):
        return msgspec.structs.replace(place, precision=PlacePrecision.DISTRICT)
    return place


def is_only_near(text: str, start: int) -> bool:
    """Whether the words before a toponym say that something is near it, and not in it."""
    return _NEAR.search(text, max(0, start - 60), start) is not None
