"""Names that a text explains itself: acronyms in brackets and other names. Short names of people are in `mentions`.

Invariant: an alias leads to words that stand in the same text; an alias that could mean two names means neither.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

_BRACKETS = re.compile(
    r"((?:[A-Z][\w’'-]*[ -](?:(?:of|the|for|and|in|on|de|to) )*){1,7}?[A-Z]?[\w’'-]*)\s?\(([^()\n]{2,60})\)"
)
_KNOWN_AS = re.compile(
    r"((?:[A-Z][\w’'-]+ ){0,5}[A-Z][\w’'-]+),? (?:also |better |formerly )?known as (?:the )?[\"“]?((?:[A-Z][\w’'-]+"
    r" ?){1,4})"
)
_ACRONYM = re.compile(r"[A-Z][A-Za-z]*[A-Z]|[A-Z]{2,}")
_LINKING = frozenset("of the for and in on de to".split())


def story_aliases(text: str) -> Mapping[str, str]:
    """Alias to full name, as the text has both.

    Args:
        text: a story's text.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for alias, name in (*_in_brackets(text), *_known_as(text)):
        if alias != name:
            found[alias].add(name)
    return {alias: next(iter(names)) for alias, names in found.items() if len(names) == 1}


def _in_brackets(text: str) -> Iterator[tuple[str, str]]:
    """ "Northern Valley Front (NVF, formerly NVA/NVL)": each acronym inside stands for the name before."""
    for match in _BRACKETS.finditer(text):
        name = match.group(1).strip()
        inside = [a for a in _ACRONYM.findall(match.group(2)) if len(a) >= 2]
        if not inside:
            continue
        fitted = _fit(name, inside[0])
        if fitted:
            yield from ((alias, fitted) for alias in inside)


def _fit(name: str, acronym: str) -> str | None:
    """The last words of a name whose initials are the acronym's letters; None where they are not."""
    words = name.split()
    for start in range(len(words)):
        tail = words[start:]
        every = "".join(part[0] for word in tail for part in word.split("-") if part).upper()
        main = "".join(part[0] for w in tail if w not in _LINKING for part in w.split("-") if part).upper()
        if acronym.upper() in (every, main):
            return " ".join(tail)
    return None


def _known_as(text: str) -> Iterator[tuple[str, str]]:
    for match in _KNOWN_AS.finditer(text):
        yield match.group(2).strip(), match.group(1).strip()
