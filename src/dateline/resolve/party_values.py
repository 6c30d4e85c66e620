"""From the pieces of a phrase to a party's values: which entity governs, which country, which roles.

Invariant: every value has a step that says which words gave it and where they stand in the vocabulary; what no words
give is empty.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from dateline.resolve.party_country import country_of_party
from dateline.resolve.party_findings import Findings, Judge, Setting
from dateline.resolve.party_words import Phrase, Piece, Segment, is_person
from dateline.terms import PartyKind
from dateline.vocab.actors import RoleNoun, is_adjective
from dateline.vocab.entities import Entity, Term
from dateline.vocab.entity_index import seat

_ARMED: Final = frozenset({"MIL", "REB", "COP", "PRM", "CRM", "UAF", "SPY"})
_LOYAL: Final = _ARMED | {"ISM", "IGO", "OPP", "PTY"}
_OFFICES: Final = frozenset({"GOV", "LEG", "JUD", "MIL", "COP", "SPY", "PTY"})
_PLURALS: Final = ("ns", "is", "ts", "ks", "ds", "es", "men")
_COUNTING: Final = frozenset(
    "dozens hundreds thousands tens scores millions some many several most both all one two three four five six seven "
    "eight nine ten a an the number majority handful couple around about nearly almost at least more than".split()
)
"""Words that only count what comes after "of"."""
_FORMER: Final = frozenset({"former", "ex", "retired", "onetime", "then-former", "deposed"})
_BODIES: Final = frozenset({PartyKind.GOVERNMENT, PartyKind.FORCE, PartyKind.LEGISLATURE, PartyKind.COURT})
_COMPLEMENTS: Final = ("of", "for", "from", "with")


def judge(
    phrase: Phrase, setting: Setting, place: Callable[[Segment], tuple[str, str] | None] = lambda _: None
) -> Findings:
    """The values of a phrase.

    Args:
        phrase: with its pieces.
        setting: what the story tells.
        place: gives words and country (ISO 3166 alpha-2) of a place that stands in a segment, or None.
    """
    if not phrase.segments:
        return Findings()
    made = Judge(phrase, setting, place)
    main = _main(phrase)
    found = _segment(made, main)
    if found.noun is not None and found.noun.yields == "yes" and found.entity is None:
        found = _of_complement(made, main, found)
    elif not found.roles and found.entity is None:
        found = _of_apposition(made, main, found)
    country, region = country_of_party(made, main, found)
    roles = found.roles
    if not roles and country is not None and found.is_state:
        roles = ("GOV",)
        made.note(country.name, "a state as a party: its government", country.where)
    return found._replace(country=country, region=region, roles=roles, steps=tuple(made.steps))


def _main(phrase: Phrase) -> Segment:
    """The segment that says what the party is: the head, unless it only counts ("dozens of protesters")."""
    head, *rest = phrase.segments
    words = phrase.tokens[head.start : head.end]
    if head.pieces or any(word[:1].isupper() and word.lower() not in _COUNTING for word in words):
        return head
    rest = [segment for segment in rest if segment.pieces and segment.link in ("of", ",", "and")]
    return next((segment for segment in rest if segment.link == "of"), rest[0] if rest else head)


def _of_complement(made: Judge, main: Segment, found: Findings) -> Findings:
    """ "A spokesman for the rebels", "members of parliament": the role of whom they speak for or belong to."""
    for segment in made.phrase.segments:
        if segment.start > main.start and segment.link in _COMPLEMENTS and segment.pieces:
            inner = _segment(made, segment)
            if inner.roles and (inner.entity or (inner.noun and inner.noun.yields != "yes")):
                return inner._replace(noun=found.noun, whole=False, is_state=False)
            break
    return found


def _of_apposition(made: Judge, main: Segment, found: Findings) -> Findings:
    """ "Lena Okoye, the Libyan ambassador"; "Hungarian and Romanian officials"."""
    for segment in made.phrase.segments:
        if segment.start > main.start and segment.link in (",", "and") and segment.pieces:
            if segment.link == "and" and found.is_state:
                break
            inner = _segment(made, segment)
            if inner.roles:
                return inner._replace(whole=False)
    return found


def _segment(made: Judge, segment: Segment) -> Findings:
    """Entity, noun and roles of one segment."""
    nouns = [p for p in segment.pieces if p.role is not None]
    chosen = [(p, e) for p in segment.pieces if p.named and not p.led and (e := made.choose(p)) is not None]
    people = [(p, e) for p, e in chosen if is_person(p)]
    bodies = [(p, e) for p, e in chosen if not is_person(p) and not _is_foreign(e, p, segment)]
    noun = _governing(nouns)
    if people and (not noun or people[-1][0].start >= nouns[-1].end):
        return _person(made, segment, people[-1], noun)
    if bodies:
        return _body(made, segment, bodies[-1], noun, nouns)
    if noun is not None and noun.role is not None:
        roles = _roles_of_noun(made, segment, noun)
        return Findings(roles=roles, noun=noun.role)
    plural = next((p for p in segment.pieces if _are_people(p)), None)
    if plural is not None:
        made.note(plural.words, "people of a nation", plural.country.where if plural.country else "")
        return Findings(roles=("CVL",))
    return Findings(is_state=_is_state(made, segment))


def _are_people(piece: Piece) -> bool:
    """Whether a piece is the plural of a nationality: "Syrians"."""
    return piece.adjective and piece.words.endswith(_PLURALS) and not is_adjective(piece.words)


def _is_foreign(entity: Entity, piece: Piece, segment: Segment) -> bool:
    """Whether another country's adjective before a body's name says that it is not that one ("Ghanaian Congress")."""
    if entity.kind not in _BODIES and entity.kind is not PartyKind.POLITICAL_PARTY:
        return False
    before = [p.country for p in segment.pieces if p.country and p.end <= piece.start]
    return any(country.iso2 != entity.country for country in before)


def _governing(nouns: list[Piece]) -> Piece | None:
    """The noun whose role counts: the last, unless it yields to one before it ("rebel leader", "police official")."""
    if not nouns:
        return None
    at = len(nouns) - 1
    while at > 0:
        noun, before = nouns[at].role, nouns[at - 1].role
        assert noun is not None
        assert before is not None
        if noun.yields == "no" or not before.roles or (noun.yields == "armed" and before.roles[0] not in _ARMED):
            break
        at -= 1
    return nouns[at]


def _roles_of_noun(made: Judge, segment: Segment, piece: Piece) -> tuple[str, ...]:
    assert piece.role is not None
    noun = piece.role
    before = {token.lower() for token in made.phrase.tokens[segment.start : piece.start]}
    ex = piece.words.lower().startswith("ex-")
    if (before & _FORMER or ex) and noun.roles and noun.roles[0] in _OFFICES:
        made.note(piece.words, "a former office", noun.where)
        return ("ELI",)
    made.note(piece.words, f"noun: {', '.join(noun.roles) or 'no role'}", noun.where)
    return noun.roles


def _person(made: Judge, segment: Segment, found: tuple[Piece, Entity], noun: Piece | None) -> Findings:
    piece, entity = found
    term = entity.term_on(made.setting.published)
    titled = noun is not None and noun.role is not None and noun.role.roles and noun.role.yields != "yes"
    if noun is not None and noun.role is not None and titled and not _is_office(noun.role, term, made, segment, piece):
        made.note(piece.words, f"person: {entity.name}", entity.where)
        return Findings(entity=entity, whole=True, roles=_roles_of_noun(made, segment, noun), noun=noun.role)
    before = {token.lower() for token in made.phrase.tokens[segment.start : piece.start]}
    held = noun is not None and noun.role is not None
    role = noun.role if held and noun is not None else None
    if term is None or before & _FORMER:
        past = any(t.end and made.setting.published and t.end < made.setting.published for t in entity.terms)
        roles = ("ELI",) if past or before & _FORMER else role.roles if role else ()
        made.note(piece.words, f"person: {entity.name}, in no office that day", entity.where)
        return Findings(entity=entity, whole=True, roles=roles, noun=role)
    made.note(piece.words, f"person: {entity.name}, {term.office}", entity.where)
    return Findings(entity=entity, whole=True, roles=term.roles, noun=role)


def _yields(noun: RoleNoun, entity: Entity) -> bool:
    """Whether a noun after a body's name takes the body's role: "Hamas officials", "rebel army troops"."""
    return noun.yields == "yes" or (noun.yields == "armed" and bool(entity.roles) and entity.roles[0] in _LOYAL)


def _is_office(noun: RoleNoun, term: Term | None, made: Judge, segment: Segment, piece: Piece) -> bool:
    """Whether a title names the office of the day, so that the vocabulary's roles hold all of it."""
    before = {token.lower() for token in made.phrase.tokens[segment.start : piece.start]}
    return term is not None and noun.roles[0] in term.roles and not before & _FORMER


def _body(
    made: Judge, segment: Segment, found: tuple[Piece, Entity], noun: Piece | None, nouns: list[Piece]
) -> Findings:
    piece, entity = found
    last = nouns[-1].role if nouns else None
    made.note(piece.words, f"{entity.kind.value}: {entity.name}", entity.where)
    follows = noun is not None and noun.start >= piece.end
    if noun is None or noun.role is None or not follows or not noun.role.roles or _yields(noun.role, entity):
        whole = not nouns or nouns[-1].end <= piece.start
        return Findings(entity=entity, whole=whole, roles=entity.roles, noun=last)
    roles = _roles_of_noun(made, segment, noun)
    if noun.role.roles[0] in ("CVL", "PRE", "REF") or entity.kind in (PartyKind.GOVERNMENT, PartyKind.STATE):
        return Findings(entity=entity, whole=False, roles=roles, noun=noun.role)
    if set(noun.role.roles) & set(entity.roles):
        return Findings(entity=entity, whole=False, roles=entity.roles, noun=noun.role)
    return Findings(entity=entity, whole=False, roles=(*roles, *entity.roles), noun=noun.role)


def _is_state(made: Judge, segment: Segment) -> bool:
    """Whether a segment is a state's name or the city that stands for its government, and nothing else."""
    named = [p for p in segment.pieces if p.country and not p.near and not p.led]
    if any(not p.adjective for p in named):
        return True
    words = " ".join(made.phrase.tokens[segment.start : segment.end])
    return not segment.pieces and seat(words, made.setting.published) is not None
