"""Whose names an export leaves out: private persons to whom something was done.

Invariant: whoever the vocabulary knows, or the text gives an office or a place in an armed or political body, is no
private person. In doubt a name is left out: what a reader of the export misses, the ledger still has.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from dateline.records import Claim, Party
from dateline.terms import EventType, PartyKind
from dateline.vocab.actors import country_of, people_of, role_noun
from dateline.vocab.entity_index import index

_DONE_TO: Final = frozenset(
    {
        EventType.ASSAULT, EventType.COERCE, EventType.SANCTION, EventType.THREATEN, EventType.ACCUSE,
        EventType.AID, EventType.RETREAT,
    }
)  # fmt: skip
"""Types whose recipients are victims or suspects, or have been: the rescued and the released."""
_PUBLIC: Final = frozenset("GOV LEG JUD MIL COP SPY PTY PRM REB ELI CRM UAF IGO UNO EUR ISM IMG NGO MNC BUS".split())
"""Roles of people who act for a body; the others (civilian, journalist, teacher) are those of private people."""
_KIN: Final = frozenset(
    "family families mother father parents son sons daughter daughters child children wife husband widow brother "
    "sister relative relatives uncle aunt cousin friend neighbor neighbour colleague driver".split()
)
_TITLES: Final = frozenset("Mr Mrs Ms Miss Dr Prof Sir Lady The A An Some Two Three".split())
_PARTICLES: Final = frozenset(
    "al el bin ibn bint abu umm abd ben de da do dos del della di van von der la le du st".split()
)
_BODIES: Final = frozenset(
    "hospital clinic school university college church mosque temple synagogue market camp airport station port bridge "
    "prison hotel bank company street road square district province city town village river mountain north south east "
    "west front army party union movement brigade ministry court council committee agency authority".split()
)
"""Words of names that are no person's."""
_TOKEN: Final = re.compile(r"[^\W\d_][\w’'.-]*|[^\w\s]")
_MOST: Final = 5
"""Words of a person's name, at most."""


def victims(claim: Claim) -> Iterator[str]:
    """Names of the private persons to whom a claim's act was done, as far as they are named.

    An assault without a recipient may have its victim for an actor ("Amal Haddad died"), as readers do err.
    """
    hurt: tuple[Party, ...] = ()
    if claim.type in _DONE_TO or claim.counts:
        hurt = claim.recipients
    if claim.type is EventType.ASSAULT and not claim.recipients:
        hurt = claim.actors
    for party in hurt:
        yield from private_names(party)


def private_names(party: Party) -> Iterator[str]:
    """Names of private persons in a party's words; none where it is known, or has an office."""
    if is_public(party) or (party.kind is None and party.text.lower().startswith("the ")):
        return  # "the Northern Observatory" is none, even where nothing is known of it
    for words in {party.text, party.name or party.text}:
        runs = list(_runs(words))
        whole = len(runs) == 1 and len(runs[0].split()) > 1 and runs[0] == words.strip()
        if party.kind is PartyKind.PERSON or (party.kind is None and not party.roles and whole):
            yield from runs
        elif party.kind in (PartyKind.GROUP, None) and _KIN & {t.lower() for t in _TOKEN.findall(words)}:
            yield from (run for run in runs if " " in run)


def is_public(party: Party) -> bool:
    """Whether a party is known to the vocabulary, is a body, or has an office."""
    known = index()
    if any(known.by_name(name) for name in (party.name, party.text) if name):
        return True
    return party.kind not in (PartyKind.PERSON, PartyKind.GROUP, None) or not _PUBLIC.isdisjoint(party.roles)


def _runs(words: str) -> Iterator[str]:
    """What is written as a person's name in some words: capitalised words in a row, particles among them."""
    run: list[re.Match[str]] = []
    for token in [*_TOKEN.finditer(words), None]:
        if token is not None and (_is_name(token.group()) or (run and token.group().lower() in _PARTICLES)):
            run.append(token)
            continue
        while run and run[-1].group().lower() in _PARTICLES:
            run.pop()
        if run and len(run) <= _MOST and not any(t.group().lower().strip(".") in _BODIES for t in run):
            yield re.sub(r"[’']s?$", "", words[run[0].start() : run[-1].end()])
        run = []


def _is_name(word: str) -> bool:
    bare = re.sub(r"[’']s?$", "", word)
    if not bare[:1].isupper() or (bare.isupper() and len(bare) > 3):
        return False
    return not (
        country_of(bare) or people_of(bare) or role_noun(bare.lower().rstrip(".")) or bare.rstrip(".") in _TITLES
    )


class Withheld:
    """The names that are left out, by document.

    Args:
        claims: all claims of the ledger, so that a name is left out whatever part of them is exported.
        incident_of: incidents by claim: a name that one report of an incident has is left out of all its reports.
        is_place: whether a name is that of a place, which the shelled and besieged often are.
    """

    def __init__(
        self, claims: Iterable[Claim], incident_of: Mapping[str, str], is_place: Callable[[str], bool]
    ) -> None:
        named: dict[str, set[str]] = defaultdict(set)
        told: dict[str, set[str]] = defaultdict(set)
        places: set[str] = set()
        for claim in claims:
            home = incident_of.get(claim.id, claim.document)
            told[claim.document].add(home)
            named[home].update(victims(claim))
            if claim.place is not None:
                places.update(name for name in (claim.place.text, claim.place.name, claim.place.admin1) if name)
        self._places = frozenset(places)
        places |= {name for names in named.values() for name in names if " " in name and is_place(name)}
        self._named = {home: frozenset(names - places) for home, names in named.items() if names - places}
        self._told = {document: tuple(sorted(homes & self._named.keys())) for document, homes in told.items()}

    def of(self, document: str) -> frozenset[str]:
        """Names that are left out of what a document says."""
        return frozenset(name for home in self._told.get(document, ()) for name in self._named[home])

    def words(self, document: str) -> tuple[str, ...]:
        """The same with the parts of each name that may stand for it alone, the longest first."""
        names = self.of(document)
        parts = {part for name in names for part in re.split(r"[\s-]+", name) if len(part) > 2 and part[:1].isupper()}
        parts = {part for part in parts if part.lower() not in _PARTICLES and part not in self._places}
        return tuple(sorted(names | parts, key=lambda word: (-len(word), word)))
