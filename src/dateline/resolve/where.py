"""Where: toponyms of a story, and the places that they name, by the whole story.

Invariants: a toponym is written with a capital and is no person's, newspaper's or organisation's name; candidates are
ranked by what the story tells, and the result is the same every time; a place that the words put only near a town
("40 km south of", "near") is known no better than its district.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

import msgspec

from dateline.records import Place, Span
from dateline.resolve.beside import KINDS, beside
from dateline.resolve.candidates import Name, Setting
from dateline.resolve.gazetteer import Entry, Gazetteer
from dateline.resolve.ranking import Ranked, Scored, rank, ranked
from dateline.resolve.setting import setting
from dateline.resolve.toponyms import find_toponyms
from dateline.resolve.whether import Told, are_places
from dateline.terms import PlacePrecision
from dateline.vocab.actors import country_of

_NEAR: Final = re.compile(
    r"(?:\b(?:near|outside|close to|not far from|just off|on the outskirts of|in the vicinity of|toward|towards)"
    r"|\b(?:north|south|east|west)(?:-?(?:east|west))?(?:ern outskirts)? of"
    r"|\b(?:km|kilometers?|kilometres?|miles?) (?:from|off|outside)) (?:the )?(?:[a-z]+ (?:city|town|village) of )?$",
    re.IGNORECASE,
)
_ITS_CAPITAL: Final = re.compile(r"\b[Tt]he ([A-Z]\w+(?: [A-Z]\w+)?) capital\b(?!,? (?:of |city )?[A-Z]|-)")
_LEADING: Final = re.compile(
    r"^(?:[Tt]he )?(?:(?:[Nn]orth|[Ss]outh|[Ee]ast|[Ww]est|[Cc]entral|[Dd]owntown)(?:-?(?:east|west))?(?:ern)? )?"
    r"(?:(?:city|town|village|port|province|state) of )?(?=[A-Z])"
)
"""Words that a reader's span may begin with, and that belong to no name."""


class Candidate(NamedTuple):
    """A place that a toponym may name, the share of probability that it got, and what spoke for and against it."""

    entry: Entry
    share: float
    points: Mapping[str, float]


class Passage(NamedTuple):
    """A part of a story, and where it begins in the document, in code points."""

    text: str
    offset: int = 0


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
    places += [place for passage in passages for place in _capitals_without_name(passage)]
    return tuple(sorted(places, key=lambda place: place.span.start))


def _capitals_without_name(passage: Passage) -> Iterator[Place]:
    """ "The Libyan capital", where its name does not follow."""
    for match in _ITS_CAPITAL.finditer(passage.text):
        state = country_of(match.group(1))
        entries = Gazetteer.open().lookup(state.capital) if state else ()
        there = [e for e in entries if state and e.country == state.iso2]
        entry = next((e for e in there if e.precision is PlacePrecision.TOWN), None)
        if entry:
            yield _place(passage, match.start(1), match.end(), entry)


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
        return Name(first, near.after, last.lower(), near.nation, near.people)
    return Name(written, *near)


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
