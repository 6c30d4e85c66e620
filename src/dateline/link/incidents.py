"""Incidents: claims of one event, from one document or several, grouped by type, place, date and parties.

Invariants: every claim belongs to exactly one incident; the result is a pure function of the set of claims, whatever
their order; claims that contradict each other in place (two towns) or day never share an incident by this rule.

Method: claims of one type are candidates; a pair scores for each field that agrees, and a claim joins the incident with
whose nearest members it scores best on average. Plain on purpose: a trained pair scorer replaces `_score`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from dateline.ids import incident_id
from dateline.records import Claim, Count, Link, Party, Place, Time
from dateline.terms import CountKind, PlacePrecision

MADE_BY: Final = "incidents 1"
THRESHOLD: Final = 0.5
"""Least mean score that joins: two of place, date and one party have to agree."""
NEAREST: Final = 2
"""Members of an incident whose scores count: later details of a story name less, and are no reason against it."""
SLACK: Final = dt.timedelta(days=1)
"""Days by which two accounts of one event may differ: time zones, and night against morning."""
REPORTED_WITHIN: Final = dt.timedelta(days=4)
"""A claim that names no day is taken to be of the days before its publication."""
_PARENT: Final = {PlacePrecision.COUNTRY, PlacePrecision.REGION, PlacePrecision.PROVINCE, PlacePrecision.DISTRICT}
_EMPTY_WORDS: Final = frozenset(
    "the a an of and in s government forces force group army police people troops men".split()
)


class Report(msgspec.Struct, frozen=True):
    """A claim with the publication date of its document."""

    claim: Claim
    published: dt.date | None


def group(reports: Iterable[Report]) -> tuple[Link, ...]:
    """A link for every claim, sorted by claim id."""
    links: list[Link] = []
    kinds: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        kinds[report.claim.type].append(report)
    for kind in sorted(kinds):
        for members in _clusters(sorted(kinds[kind], key=_order)):
            founder = min(members, key=lambda pair: _order(pair[0]))[0].claim
            ident = incident_id(founder.id)
            links += [
                Link(claim=r.claim.id, incident=ident, score=s, reason=why, by=MADE_BY) for r, s, why in _flat(members)
            ]
    return tuple(sorted(links, key=lambda link: link.claim))


_Member = tuple[Report, tuple[float, str]]


def _flat(members: list[_Member]) -> Iterator[tuple[Report, float, str]]:
    for report, (score, why) in members:
        yield report, score, why


def _order(report: Report) -> tuple[dt.date, str, int, str]:
    claim = report.claim
    start = claim.date.start if claim.date and claim.date.start else report.published
    return (start or dt.date.max, claim.document, claim.trigger.span.start, claim.id)


def _clusters(reports: list[Report]) -> list[list[_Member]]:
    clusters: list[list[_Member]] = []
    of_event: dict[tuple[str, int, str], list[_Member]] = {}
    for report in reports:
        event = (report.claim.document, report.claim.story, report.claim.event)
        home, why = of_event.get(event), (1.0, "one event in its document")
        if home is None:
            home, why = _best(report, clusters)
        if home is None:
            home, why = [], (1.0, "founds the incident")
            clusters.append(home)
        home.append((report, why))
        of_event.setdefault(event, home)
    return clusters


def _best(report: Report, clusters: list[list[_Member]]) -> tuple[list[_Member] | None, tuple[float, str]]:
    best: tuple[float, list[_Member] | None, str] = (THRESHOLD, None, "")
    for members in clusters:
        scored = [_score(report, member) for member, _ in members]
        if any(score < 0 for score, _ in scored):
            continue
        nearest = sorted((score for score, _ in scored), reverse=True)[:NEAREST]
        mean = round(sum(nearest) / len(nearest), 4)
        if mean >= best[0]:
            best = (mean, members, max(scored)[1])
    return best[1], (best[0], best[2])


def _score(a: Report, b: Report) -> tuple[float, str]:
    """0 to 1 with the fields that agree, or -1 where the two contradict each other."""
    place, date = _places(a.claim.place, b.claim.place), _dates(a, b)
    if place < 0 or date < 0 or (a.claim.document == b.claim.document and _told_apart(a.claim, b.claim)):
        return -1.0, ""
    parts = {
        "place": place,
        "date": date,
        "actor": 0.2 * _parties(a.claim.actors, b.claim.actors),
        "recipient": 0.2 * _parties(a.claim.recipients, b.claim.recipients),
        "mode": 0.1 if a.claim.mode and a.claim.mode == b.claim.mode else 0.0,
        "count": 0.1 if {_toll(c) for c in a.claim.counts} & {_toll(c) for c in b.claim.counts} else 0.0,
    }
    return round(sum(parts.values()), 4), ", ".join(name for name, value in parts.items() if value > 0)


def _told_apart(a: Claim, b: Claim) -> bool:
    """Whether one document tells two acts: other modes, or other numbers of one kind."""
    if a.mode and b.mode and a.mode != b.mode:
        return True
    tolls = {count.kind: _toll(count) for count in a.counts}
    return any(tolls.get(count.kind, _toll(count)) != _toll(count) for count in b.counts)


def _toll(count: Count) -> tuple[CountKind, int | None, int | None]:
    return count.kind, count.low, count.high


def _places(a: Place | None, b: Place | None) -> float:
    if a is None or b is None:
        return 0.0
    if a.country and b.country and a.country != b.country:
        return -1.0
    if a.geonames is not None and a.geonames == b.geonames:
        return 0.1 if a.precision in _PARENT else 0.35
    if a.precision in _PARENT or b.precision in _PARENT:
        return 0.1 if a.country and a.country == b.country else 0.0
    return 0.35 if a.name and a.name == b.name else -1.0


def _dates(a: Report, b: Report) -> float:
    first, second = _interval(a), _interval(b)
    if first is None or second is None:
        return 0.15 if _same_weekday(a.claim.date, b.claim.date) else 0.0
    if first[0] > second[1] + SLACK or second[0] > first[1] + SLACK:
        return -1.0
    days = max(first[1], second[1]) - min(first[0], second[0])
    return 0.25 if days <= dt.timedelta(days=7) else 0.05


def _same_weekday(a: Time | None, b: Time | None) -> bool:
    """Whether two days agree of which at least one has no date: "Tuesday" and 4 November 2025."""
    return a is not None and b is not None and _weekday(a) is not None and _weekday(a) == _weekday(b)


def _weekday(time: Time) -> int | None:
    """1 (Monday) to 7, where a time is a day."""
    if time.start is not None:
        return time.start.isoweekday() if time.start == time.end else None
    match = re.fullmatch(r"XXXX-WXX-(\d)", (time.value or "")[:10])
    return int(match.group(1)) if match else None


def _interval(report: Report) -> tuple[dt.date, dt.date] | None:
    date = report.claim.date
    if date and date.start and date.end:
        return date.start, date.end
    return (report.published - REPORTED_WITHIN, report.published) if report.published else None


def _parties(a: tuple[Party, ...], b: tuple[Party, ...]) -> float:
    """1 when a party of one is a party of the other, by id or by a telling word of its name; a half when only their
    roles agree ("government forces" and "the army")."""
    ids = {p.id for p in a if p.id} & {p.id for p in b if p.id}
    if ids or {w for p in a for w in _words(p)} & {w for p in b for w in _words(p)}:
        return 1.0
    return 0.5 if {role for p in a for role in p.roles} & {role for p in b for role in p.roles} else 0.0


def _words(party: Party) -> set[str]:
    return set(re.findall(r"\w+", (party.name or party.text).lower())) - _EMPTY_WORDS
