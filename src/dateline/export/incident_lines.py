"""Incidents as other programs read them: one flat line for people who count, and whole, account by account.

Invariant: nothing is averaged. A value on which the accounts differ is given as all its values, joined by "; ", and
named in `disputed`; a toll is given as the least and the most that any account tells, and the best by `toll_rule`.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping

import msgspec

from dateline.export.public import ClaimLine, claim_line
from dateline.records import FORMAT, Claim, Document, FieldVerdict, Incident, Link, Place, Toll
from dateline.terms import CountKind, EventType, PlacePrecision, TollRule

_FINEST = (
    PlacePrecision.EXACT,
    PlacePrecision.TOWN,
    PlacePrecision.DISTRICT,
    PlacePrecision.PROVINCE,
    PlacePrecision.REGION,
    PlacePrecision.COUNTRY,
    PlacePrecision.UNKNOWN,
)


class IncidentLine(msgspec.Struct, frozen=True, kw_only=True):
    """An incident in one row. `*_low` is the least that an account tells, `*_high` the most, `*_best` the number that
    `toll_rule` chooses; None where none is told."""

    id: str
    type: EventType
    modes: str
    statuses: str
    start: dt.date | None
    end: dt.date | None
    place: str | None
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    geonames: int | None
    place_precision: PlacePrecision | None
    actors: str
    recipients: str
    killed_best: int | None
    killed_low: int | None
    killed_high: int | None
    injured_best: int | None
    injured_low: int | None
    injured_high: int | None
    toll_rule: TollRule | None
    sources: str
    disputed: str
    claims: int
    documents: int
    accounts: int
    origins: str


class AccountLine(msgspec.Struct, frozen=True, kw_only=True):
    """An incident as one independent source tells it: origins of its documents, the original first, and claims."""

    documents: tuple[str, ...]
    claims: tuple[ClaimLine, ...]


class WholeIncident(msgspec.Struct, frozen=True, kw_only=True):
    """An incident with every claim, how its accounts stand to each other, and why each claim was linked."""

    v: int = FORMAT
    incident: IncidentLine
    accounts: tuple[AccountLine, ...]
    fields: tuple[FieldVerdict, ...]
    tolls: tuple[Toll, ...]
    links: tuple[Link, ...]


def whole_incident(incident: Incident, documents: Mapping[str, Document], links: Iterable[Link]) -> WholeIncident:
    """An incident as `dateline explain --json` prints it.

    Args:
        incident: with its accounts.
        documents: at least those of its accounts, by id.
        links: those of its claims.
    """
    accounts = tuple(
        AccountLine(
            documents=tuple(documents[ident].origin for ident in account.documents),
            claims=tuple(claim_line(claim, documents[claim.document]) for claim in account.claims),
        )
        for account in incident.accounts
    )
    return WholeIncident(
        incident=incident_line(incident, documents),
        accounts=accounts,
        fields=incident.fields,
        tolls=incident.tolls,
        links=tuple(sorted(links, key=lambda link: link.claim)),
    )


def incident_line(incident: Incident, documents: Mapping[str, Document]) -> IncidentLine:
    """The flat line of an incident.

    Args:
        incident: with its accounts.
        documents: at least those of its accounts, by id.
    """
    claims = [claim for account in incident.accounts for claim in account.claims]
    told = sorted({document for account in incident.accounts for document in account.documents})
    starts = [claim.date.start for claim in claims if claim.date and claim.date.start]
    ends = [claim.date.end for claim in claims if claim.date and claim.date.end]
    place = best_place(claims)
    killed, injured = _toll(incident, CountKind.KILLED), _toll(incident, CountKind.INJURED)
    return IncidentLine(
        id=incident.id,
        type=incident.type,
        modes=_joined(claim.mode for claim in claims),
        statuses=_joined(claim.status.value for claim in claims),
        start=min(starts, default=None),
        end=max(ends, default=None),
        place=place.name or place.text if place else None,
        country=place.country if place else None,
        admin1=place.admin1 if place else None,
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        geonames=place.geonames if place else None,
        place_precision=place.precision if place else None,
        actors=_joined(party.name or party.text for claim in claims for party in claim.actors),
        recipients=_joined(party.name or party.text for claim in claims for party in claim.recipients),
        killed_best=killed.best if killed else None,
        killed_low=killed.low if killed else None,
        killed_high=killed.high if killed else None,
        injured_best=injured.best if injured else None,
        injured_low=injured.low if injured else None,
        injured_high=injured.high if injured else None,
        toll_rule=incident.tolls[0].rule if incident.tolls else None,
        sources=_joined(source.name or source.text for claim in claims for source in claim.sources),
        disputed=_joined(each.field for each in incident.disputed),
        claims=len(claims),
        documents=len(told),
        accounts=len(incident.accounts),
        origins=_joined(documents[document].origin for document in told),
    )


def _joined(values: Iterable[str | None]) -> str:
    """The values, each once, the most frequent first."""
    counted = Counter(value for value in values if value)
    return "; ".join(value for value, _ in sorted(counted.items(), key=lambda item: (-item[1], item[0])))


def best_place(claims: Iterable[Claim]) -> Place | None:
    """The most exactly known place of the claims; of several alike, the one told most often, then the first by name."""
    counted = Counter(claim.place for claim in claims if claim.place)
    ranked = sorted(counted, key=lambda p: (_FINEST.index(p.precision), -_times(counted, p), p.name or p.text, p.span))
    return ranked[0] if ranked else None


def _times(counted: Counter[Place], place: Place) -> int:
    return sum(number for other, number in counted.items() if other.geonames == place.geonames)


def _toll(incident: Incident, kind: CountKind) -> Toll | None:
    return next((toll for toll in incident.tolls if toll.kind is kind), None)
