"""Who a story has named before: people in full with their titles, bodies by name, for the short names to come.

"Hamoud" after "Chibani Abu Hamoud", "the ambassador" after "Libya's ambassador Chibani Abu Hamoud", "the ministry"
after "the Syrian Foreign Ministry".

Invariant: a short name leads to a name that stands before it in the same story (an acronym also to one that stands
after), and to nothing where two could be meant.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from dateline.records import Quote
from dateline.vocab.actors import country_by_code, country_of, organisation, people_of, role_noun
from dateline.vocab.entity_index import index

_PARTICLES: Final = r"(?:al|bin|ibn|bint|abu|de|da|do|dos|del|della|van|von|der|den|el|le|la|ould|y)"
_WORD: Final = r"(?:[A-Z][\w’']+(?:-[\w’']+)*|(?:al|el|ul|as|ad)-\s?[A-Z][\w’']+|[A-Z](?:\.[A-Z]?)*(?![\w’']))"
_NAME: Final = re.compile(rf"(?<![\w.-]){_WORD}(?:[ ](?:{_PARTICLES}[ ])?{_WORD}){{1,7}}")
_BODY: Final = re.compile(
    r"(?<![\w.-])((?:[A-Z][\w.’'-]*\s+(?:of\s+|for\s+|and\s+|the\s+)*){1,5})"
    r"((?i:ministry|department|agency|court|commission|council|committee|party|movement|front|union|parliament|coalition|"
    r"university|embassy|army|organi[sz]ation|foundation|tribunal|bank|company|network|observatory|institute|federation|"
    r"alliance|league|bureau|office|authority|command|congress|assembly|senate|corps|brigade))\b(?!\s+of\b)"
)
_APPOSITION: Final = re.compile(r",\s+((?:the |an? |[A-Z])[^,.;:()“”\"\n]{3,80})(?=[,.;)]|$)")
_BEFORE: Final = re.compile(r"(?:^|[.;:,“\n]\s*)((?:[Tt]he |[Aa]n? )?[A-Za-z][^.,;:“”\n]{5,70}),\s$")
_CLAUSE: Final = re.compile(r"\b(?:who|which|whose|said|says|told|has|had|was|is|were|are|and)\b")
_CAPITAL: Final = re.compile(r"\b[A-Z][\w-]{2,}(?: [A-Z][\w-]+)?")
_TITLE_WORDS: Final = 7
_HONORIFICS: Final = frozenset(
    "mr mrs ms dr sir lord lady sheikh mullah gen col lt maj sgt capt rep sen gov president".split()
)
_CALENDAR: Final = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december".split()
)
_STARTERS: Final = frozenset(
    "the a an in on at but and for from he she it they we this that these those when while after before if as so now "
    "also earlier later meanwhile both some many most all last next since with by to of or not no there here".split()
)


class Person(NamedTuple):
    """A person named in full at `start`; `title` are the words that say who it is, "" where none do."""

    start: int
    name: str
    title: str


class Body(NamedTuple):
    """A body named with its noun at `start`: "Syrian Foreign Ministry", noun "ministry"."""

    start: int
    name: str
    noun: str


class Mentions:
    """The names of a story.

    Args:
        parts: the story's passages, with their place in the document.
    """

    def __init__(self, parts: Sequence[Quote], published: dt.date | None = None) -> None:
        self.people = tuple(person for part in parts for person in _people(part))
        self.in_office = tuple(person for part in parts for person in _in_office(part, published))
        self.bodies = tuple(body for part in parts for body in _bodies(part))
        self._by_last: dict[str, list[Person]] = {}
        for person in self.people:
            for short in _short_forms(person.name):
                self._by_last.setdefault(short, []).append(person)

    def person(self, short: str, at: int) -> Person | None:
        """Whom a short or full name means at a position: the one person named so before, with any title told of him."""
        known = [p for p in self._by_last.get(short, ()) if p.start <= at]
        names = {p.name for p in known}
        longest = max(names, key=len, default="")
        if not names or any(not _same(name, longest) for name in names):
            return None
        title = next((p.title for p in known if p.title), "")
        title = title or next((p.title for p in self._by_last[short] if p.title and _same(p.name, longest)), "")
        return Person(known[0].start, longest, title)

    def titled(self, noun: str, at: int, country: str | None = None) -> Person | None:
        """The one person whom the story has called by this title before: "the ambassador"; or who held that office.

        Args:
            noun: the title, in lower case.
            at: where it stands.
            country: an adjective or name that the title must have ("the Russian president"), where there is one.
        """
        held = re.compile(rf"\b{re.escape(noun)}(?:$| (?:of|to|for|at|from|in)\b)", re.IGNORECASE)
        known = [p for p in (*self.people, *self.in_office) if p.start < at and held.search(p.title)]
        if country is not None:
            known = [p for p in known if country in p.title]
        names = {p.name for p in known}
        longest = max(names, key=len, default="")
        if not names or any(not _same(name, longest) for name in names):
            return None
        return next(p for p in known if p.name == longest)

    def body(self, noun: str, at: int) -> Body | None:
        """The one body with this noun that the story has named before: "the ministry"."""
        before = self.bodies[: bisect_left(self.bodies, at, key=lambda body: body.start)]
        known = {body.name.lower(): body for body in before if body.noun == noun}
        return next(iter(known.values())) if len(known) == 1 else None


def _same(one: str, other: str) -> bool:
    """Whether one name is a shorter form of the other."""
    return set(one.split()) <= set(other.split())


def _short_forms(name: str) -> Iterator[str]:
    """The name, its last word, and its last words from a particle on: "Hamoud", "Abu Hamoud", "de Mistura"."""
    words = name.split()
    yield name
    yield words[-1]
    if len(words) > 2:
        yield " ".join(words[-2:])
    plain = re.sub(r"^(?:al|el|Al|El)-", "", words[-1])
    if plain != words[-1]:
        yield plain


def _people(part: Quote) -> Iterator[Person]:
    for match in _NAME.finditer(part.text):
        found = _trimmed(match)
        if found is None:
            continue
        start, name = found
        title = title_before(part.text, match.start(), start) or apposition(part.text, match.end())
        yield Person(part.span.start + start, name, title)


def _in_office(part: Quote, published: dt.date | None) -> Iterator[Person]:
    """People of the vocabulary whom the text names, with country and office of the day as their title."""
    for match in _CAPITAL.finditer(part.text):
        for named in index().find(match.group()):
            term = named.entity.term_on(published)
            if term is None or named.weak:
                continue
            country = country_by_code(named.entity.country) if named.entity.country else None
            nation = " ".join(country.adjectives[:1]) if country else ""
            yield Person(part.span.start + match.start(), named.entity.name, f"{nation} {term.office}".strip())


def _trimmed(match: re.Match[str]) -> tuple[int, str] | None:
    """Where the name proper begins in a run of capitals, after titles and nationalities; None where there is none."""
    words, start = match.group().split(" "), match.start()
    while words and _is_title(words[0]):
        start += len(words[0]) + 1
        words = words[1:]
    words[-1:] = [re.sub(r"['’]s?$", "", words[-1])] if words else []
    name = " ".join(words)
    if len(words) < 2 or len(words[-1]) < 3 or _is_title(words[-1]) or words[-1].lower() in _CALENDAR:
        return None
    known = index().find(name)
    if any(not named.entity.terms for named in known) or country_of(name) or people_of(name):
        return None
    return start, name


def _is_title(word: str) -> bool:
    bare = re.sub(r"['’]s$", "", word)
    lower = bare.lower().rstrip(".")
    if lower in _HONORIFICS or lower in _STARTERS or lower in _CALENDAR or role_noun(lower) is not None:
        return True
    return (
        country_of(bare) is not None
        or people_of(bare) is not None
        or organisation(bare) is not None
        or lower in _OFFICES
    )


_OFFICES: Final = frozenset(
    "foreign prime vice deputy defense defence interior finance attorney chief supreme national federal state first "
    "senior opposition former army police air navy rebel acting interim crown secretary-general then-president".split()
)


def title_before(text: str, run: int, name: int) -> str:
    """The titles right before a name: "Libyan Foreign Minister"; taken from words that tell an office or a country."""
    inside = text[run:name].strip()
    head = re.split(r"[;:,()“”\"\n—–]|\.(?=\s+[A-Z][a-z])(?<![A-Z]\.)", text[max(0, run - 80) : run])[-1]
    taken: list[str] = []
    for word in reversed(head.split()):
        if not _is_title(word) or word.lower() in _STARTERS or len(taken) == _TITLE_WORDS:
            break
        taken.insert(0, word)
    title = " ".join((*taken, inside)).strip() or _told_before(text, run)
    words = [word for word in title.split() if word.lower().rstrip(".") not in ("mr", "mrs", "ms", "dr")]
    return " ".join(words) if any(role_noun(word.lower()) for word in words) else ""


def _told_before(text: str, name: int) -> str:
    """Who it is, told before a comma: "Libya's ambassador to France, Chibani Abu Hamoud,"."""
    match = _BEFORE.search(text, max(0, name - 90), name)
    words = match.group(1) if match else ""
    return "" if _CLAUSE.search(words) else words


def apposition(text: str, end: int) -> str:
    """What follows a name between commas, where it tells an office: ", Libya's ambassador to France,"."""
    match = _APPOSITION.match(text, end)
    if match is None:
        return ""
    words = match.group(1)
    first = _CLAUSE.split(words)[0].strip()
    return (
        first if first and any(role_noun(w.lower().strip("’'s")) or role_noun(w.lower()) for w in first.split()) else ""
    )


def _bodies(part: Quote) -> Iterator[Body]:
    for match in _BODY.finditer(part.text):
        before = match.group(1).split()
        while before and before[0].lower() in _STARTERS:
            before = before[1:]
        if before:
            noun = match.group(2).lower()
            yield Body(part.span.start + match.start(), " ".join((*before, match.group(2))), noun)
