"""The filters that `claims`, `incidents` and `export` share."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Annotated, Final

import typer

from dateline.cli.reading import day
from dateline.errors import DatelineError
from dateline.ledger import ClaimFilter
from dateline.terms import CountKind, EventType, Status, TollRule
from dateline.vocab.actors import country_of

Types = Annotated[list[str] | None, typer.Option("--type", help="Event type, such as ASSAULT; may be repeated.")]
Statuses = Annotated[list[str] | None, typer.Option("--status", help="Status, such as denied; may be repeated.")]
CountryOption = Annotated[str | None, typer.Option("--country", help="Country of the place, ISO 3166 alpha-2.")]
PlaceOption = Annotated[
    str | None, typer.Option("--place", help="A country, province, district or town, and all in it.")
]
Since = Annotated[str | None, typer.Option("--since", metavar="DATE", help="Only what ended on this day or later.")]
Until = Annotated[str | None, typer.Option("--until", metavar="DATE", help="Only what began on this day or earlier.")]
PartyOption = Annotated[str | None, typer.Option("--party", help="Part of an actor's or recipient's name.")]
ActorOption = Annotated[str | None, typer.Option("--actor", help="Part of an actor's name.")]
RecipientOption = Annotated[str | None, typer.Option("--recipient", help="Part of a recipient's name.")]
SourceOption = Annotated[str | None, typer.Option("--source", help="Part of a source's name.")]
Rule = Annotated[TollRule, typer.Option("--toll-rule", help="How the best number of each toll is chosen.")]
DisputedFields = Annotated[
    list[str] | None,
    typer.Option("--disputed-field", help="Only incidents with this field disputed, such as killed; may be repeated."),
]
FIELDS: Final = ("type", "actor", "recipient", "place", "time", *(kind.value for kind in CountKind), "status")
"""The fields of an incident that have a verdict."""
Limit = Annotated[int | None, typer.Option("--limit", min=1, help="At most so many.")]


def chosen(
    *,
    types: list[str] | None,
    statuses: list[str] | None,
    country: str | None,
    place: str | None,
    since: str | None,
    until: str | None,
    party: str | None,
    actor: str | None,
    recipient: str | None,
    source: str | None,
    min_confidence: float,
    limit: int | None = None,
) -> ClaimFilter:
    """The filter of these options.

    Raises:
        DatelineError: `bad-filter` for an unknown type, status or country, and for days in the wrong order; `bad-date`
        for what is no day.
    """
    kinds = tuple(EventType(_one_of(EventType, name.upper())) for name in types or ())
    states = tuple(Status(_one_of(Status, name.lower())) for name in statuses or ())
    first, last = day(since), day(until)
    if first and last and first > last:
        raise DatelineError("bad-filter", f"--since {first} --until {last}", "the first is after the last")
    return ClaimFilter(
        types=kinds,
        statuses=states,
        country=_country(country),
        place=place,
        since=first,
        until=last,
        party=party,
        actor=actor,
        recipient=recipient,
        source=source,
        min_confidence=min_confidence,
        limit=limit,
    )


def disputed_fields(names: list[str] | None) -> frozenset[str]:
    """The fields of these options.

    Raises:
        DatelineError: `bad-filter` for a name that is no field's.
    """
    return frozenset(_one_of(FIELDS, name.lower()) for name in names or ())


def _one_of(terms: Iterable[str], name: str) -> str:
    known = list(map(str, terms))
    if name not in known:
        raise DatelineError("bad-filter", name, f"one of {', '.join(known)}")
    return name


def _country(code: str | None) -> str | None:
    """A code of two letters; for a country's name, the message says which."""
    if code is None or re.fullmatch("[A-Za-z]{2}", code):
        return code
    known = country_of(code)
    raise DatelineError("bad-filter", code, f"--country {known.iso2}" if known else "two letters of ISO 3166-1")
