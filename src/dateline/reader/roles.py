"""Who does it and to whom: the parties around a trigger.

Invariant: a party is a noun phrase that names or describes people, a group, a state or an institution ("the attack" is
none); actor and recipient of a claim never share a word.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from dateline.reader.phrases import Phrase, Words, after, before, is_passive, parts_of, subject, verb_group_start
from dateline.reader.tagging import AUXILIARIES, Tag
from dateline.reader.triggers import Candidate
from dateline.terms import EventType
from dateline.vocab.actors import country_of, organisation, role_noun

_TOWARDS: Final = frozenset(
    {"on", "against", "at", "with", "to", "of", "for", "from", "upon", "over", "in", "near", "into", "inside"}
)
_MUTUAL: Final = frozenset({EventType.CONSULT, EventType.COOPERATE, EventType.AGREE, EventType.ASSAULT})
_MUTUAL_NOUNS: Final = frozenset(
    {"clash", "fight", "battle", "talk", "meeting", "negotiation", "summit", "fighting", "deal", "agreement"}
)
_LIGHT: Final = frozenset(
    "launch carry conduct hold stage issue impose begin start mount make give receive provide offer send sign reach "
    "announce declare open continue order launched carried conducted held staged issued imposed began started mounted "
    "made gave received provided offered sent signed reached announced declared opened continued ordered launching "
    "carrying conducting holding staging issuing imposing mounting making giving providing offering sending".split()
)
_PRONOUNS: Final = frozenset("he she it they we i him her them us who which that himself themselves itself".split())


class Roles(NamedTuple):
    """Parties of one act, as phrases of its sentence."""

    actors: list[Phrase]
    recipients: list[Phrase]


def roles(words: Words, found: Candidate) -> Roles:
    """Actors and recipients of a trigger, by its form and the phrases around it."""
    raw = _of_verb(words, found) if found.verbal else _of_noun(words, found)
    actors = [p for phrase in raw.actors for p in parts_of(words, phrase) if is_party(words, p)]
    recipients = [p for phrase in raw.recipients for p in parts_of(words, phrase) if is_party(words, p)]
    if _is_mutual(words, found) and actors:
        actors, recipients = actors + recipients, []
    return Roles(actors, [r for r in recipients if not any(a.start < r.end and r.start < a.end for a in actors)])


def is_party(words: Words, phrase: Phrase) -> bool:
    """Whether a phrase can be a party: it has a name, a nationality, or a noun for people or institutions."""
    lowers = [words.tokens[i].lower for i in range(phrase.start, phrase.end)]
    if len(lowers) == 1 and lowers[0] in _PRONOUNS:
        return True
    for i in range(phrase.start, phrase.end):
        token = words.tokens[i]
        if role_noun(token.lower) or (words.tags[i] is Tag.NAME and not _is_calendar(token.lower)):
            return True
        if token.text[0].isupper() and (country_of(token.text) or organisation(token.text)):
            return True
    return False


def _is_calendar(lower: str) -> bool:
    return lower in _CALENDAR


_CALENDAR: Final = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december".split()
)


def _of_verb(words: Words, found: Candidate) -> Roles:
    doer = subject(words, found.start)
    if is_passive(words, found.start, found.forms):
        by = _after_word(words, found.reach, frozenset({"by"}))
        if not by and found.entry.type is EventType.MOBILIZE:  # who "had been deployed" is who acts
            return Roles([doer] if doer else [], [])
        return Roles([by] if by else [], [doer] if doer else [])
    goal = after(words, found.gap) if found.gap is not None else None
    goal = goal if goal and is_party(words, goal) else _object(words, found)
    return Roles([doer] if doer else [], [goal] if goal else [])


def _object(words: Words, found: Candidate) -> Phrase | None:
    """The phrase right after the verb, or after its preposition; of "the failure of X", X if "failure" is no party."""
    direct = after(words, _skip_adverbs(words, found.reach))
    if direct is not None:
        if is_party(words, direct):
            return direct
        further = _after_word(words, direct.end, _TOWARDS)
        return further if further and is_party(words, further) else None
    return _after_word(words, found.reach, _TOWARDS)


def _skip_adverbs(words: Words, at: int) -> int:
    while at < len(words.tokens) and words.tags[at] in (Tag.ADVERB, Tag.QUOTE):
        at += 1
    return at


def _after_word(words: Words, at: int, wanted: frozenset[str]) -> Phrase | None:
    """The phrase after the next of the wanted words, when no clause border comes first."""
    for i in range(at, min(at + 8, len(words.tokens))):
        if words.tokens[i].lower in wanted:
            found = after(words, i + 1)
            if found:
                return found
        elif words.tags[i] in (Tag.VERB, Tag.SUBORDINATOR, Tag.MARK, Tag.CONJUNCTION):
            return None
    return None


def _of_noun(words: Words, found: Candidate) -> Roles:
    """Parties of "X's attack on Y", "Israeli strikes on Y", "clashes between A and B", "X launched strikes on Y"."""
    by = _after_word(words, found.reach, frozenset({"by", "between"}))
    goal = _after_word(words, found.reach, _TOWARDS - {"in", "near", "into", "inside"})
    doer = by or _owner(words, found) or _light_subject(words, found)
    if found.entry.lemma in _MUTUAL_NOUNS and not by:
        between = _after_word(words, found.reach, frozenset({"between", "with"}))
        doer = doer or between
    return Roles([doer] if doer else [], [goal] if goal and goal != doer else [])


def _owner(words: Words, found: Candidate) -> Phrase | None:
    """ "the army's offensive" gives the army; "an Israeli air strike" gives "Israeli"."""
    phrase = before(words, found.start)
    if phrase is None:
        return None
    for i in range(phrase.end - 1, phrase.start - 1, -1):
        if words.tags[i] is Tag.POSSESSIVE:
            return before(words, i)
    owner = Phrase(phrase.start, found.start)
    return owner if is_party(words, owner) else None


def _light_subject(words: Words, found: Candidate) -> Phrase | None:
    """Subject of the verb that carries a noun: "launched air strikes", "held talks"."""
    for i in range(found.start - 1, max(-1, found.start - 6), -1):
        if words.tags[i] is Tag.VERB:
            if words.tokens[i].lower not in _LIGHT:
                return None
            start = verb_group_start(words, i)
            passive = any(words.tags[k] is Tag.BE for k in range(start, i))
            return None if passive else subject(words, i)
        if words.tags[i] in (Tag.MARK, Tag.SUBORDINATOR, Tag.PREPOSITION) or words.tags[i] in AUXILIARIES:
            return None
    return None


def _is_mutual(words: Words, found: Candidate) -> bool:
    """Whether all sides are actors: talks, clashes, agreements; not visits, and not help for somebody."""
    if found.entry.type not in _MUTUAL or found.entry.mode == "visit":
        return False
    if found.entry.type is EventType.ASSAULT:
        return found.entry.lemma.split()[0] in {"clash", "fight", "battle", "fighting", "skirmish", "firefight"} and (
            words.tokens[min(found.reach, len(words.tokens) - 1)].lower in ("with", "between", "among", "in", "near")
        )
    return True
