"""The filters that `claims`, `incidents` and `export` share."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.cli.reading import day
from dateline.errors import DatelineError
from dateline.ledger import ClaimFilter
from dateline.terms import EventType, Status

Types = Annotated[list[str] | None, typer.Option("--type", help="Event type, such as ASSAULT; may be repeated.")]
Statuses = Annotated[list[str] | None, typer.Option("--status", help="Status, such as denied; may be repeated.")]
CountryOption = Annotated[str | None, typer.Option("--country", help="Country of the place, ISO 3166 alpha-2.")]
PlaceOption = Annotated[str | None, typer.Option("--place", help="Part of the place's or its province's name.")]
Since = Annotated[str | None, typer.Option("--since", metavar="DATE", help="Only what ended on this day or later.")]
Until = Annotated[str | None, typer.Option("--until", metavar="DATE", help="Only what began on this day or earlier.")]
PartyOption = Annotated[str | None, typer.Option("--party", help="Part of an actor's or recipient's name.")]
ActorOption = Annotated[str | None, typer.Option("--actor", help="Part of an actor's name.")]
RecipientOption = Annotated[str | None, typer.Option("--recipient", help="Part of a recipient's name.")]
SourceOption = Annotated[str | None, typer.Option("--source", help="Part of a source's name.")]
MinConfidence = Annotated[float, typer.Option("--min-confidence", min=0.0, max=1.0, help="Least confidence, 0 to 1.")]
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
        DatelineError: `bad-filter` for an unknown type or status, `bad-date` for what is no day.
    """
    try:
        kinds = tuple(EventType(name.upper()) for name in types or ())
        states = tuple(Status(name.lower()) for name in statuses or ())
    except ValueError as error:
        raise DatelineError("bad-filter", "", str(error)) from error
    return ClaimFilter(
        types=kinds,
        statuses=states,
        country=country,
        place=place,
        since=day(since),
        until=day(until),
        party=party,
        actor=actor,
        recipient=recipient,
        source=source,
        min_confidence=min_confidence,
        limit=limit,
    )
