"""CSV tables (RFC 4180) of claims and incidents, safe to open in a spreadsheet.

Invariant: a text cell that a spreadsheet would take for a formula (it begins with = + - @, a tab or a carriage return)
begins with an apostrophe instead; numbers stay numbers.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import Any, Final, TextIO

import msgspec

from dateline.export.public import ClaimLine

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
CLAIM_COLUMNS: Final = (
    "id", "document", "story", "event", "type", "mode", "status", "trigger", "actors", "actor_ids", "recipients",
    "recipient_ids", "place", "geonames", "country", "admin1", "lat", "lon", "place_precision", "date_text", "start",
    "end", "date_precision", "killed_low", "killed_high", "injured_low", "injured_high", "counts", "sources",
    "source_kinds", "hedge", "confidence", "published", "publisher", "title", "url", "evidence_start", "evidence_end",
    "made_by",
)  # fmt: skip
"""Columns of a table of claims, in order; several values of one column are joined by "; "."""


def harmless(value: Any) -> Any:
    """A cell's value that no spreadsheet runs; numbers and None are left as they are."""
    return "'" + value if isinstance(value, str) and value.startswith(_FORMULA) else value


def write_claims(claims: Iterable[ClaimLine], out: TextIO) -> int:
    """Write a table of claims; how many rows."""
    return _write(CLAIM_COLUMNS, (_claim_row(claim) for claim in claims), out)


def write_rows(records: Iterable[msgspec.Struct], kind: type[msgspec.Struct], out: TextIO) -> int:
    """Write records without nested fields, a column a field; how many rows."""
    return _write(kind.__struct_fields__, (msgspec.to_builtins(record) for record in records), out)


def _write(columns: Iterable[str], rows: Iterable[dict[str, Any]], out: TextIO) -> int:
    writer = csv.DictWriter(out, list(columns), lineterminator="\r\n")  # with it, a lone \r in a cell is quoted, too
    writer.writeheader()
    written = 0
    for row in rows:
        writer.writerow({name: harmless(value) for name, value in row.items()})
        written += 1
    return written


def _claim_row(claim: ClaimLine) -> dict[str, Any]:
    place, date = claim.place, claim.date
    tolls = {
        f"{kind}_{side}": next((getattr(c, side) for c in claim.counts if c.kind.value == kind), None)
        for kind in ("killed", "injured")
        for side in ("low", "high")
    }
    return tolls | {
        "id": claim.id,
        "document": claim.document,
        "story": claim.story,
        "event": claim.event,
        "type": claim.type.value,
        "mode": claim.mode,
        "status": claim.status.value,
        "trigger": claim.trigger.text,
        "actors": "; ".join(party.name or party.text for party in claim.actors),
        "actor_ids": "; ".join(party.id for party in claim.actors if party.id),
        "recipients": "; ".join(party.name or party.text for party in claim.recipients),
        "recipient_ids": "; ".join(party.id for party in claim.recipients if party.id),
        "place": (place.name or place.text) if place else None,
        "geonames": place.geonames if place else None,
        "country": place.country if place else None,
        "admin1": place.admin1 if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "place_precision": place.precision.value if place else None,
        "date_text": date.text if date else None,
        "start": date.start if date else None,
        "end": date.end if date else None,
        "date_precision": date.precision.value if date else None,
        "counts": "; ".join(f"{count.kind.value}: {count.text}" for count in claim.counts),
        "sources": "; ".join(source.name or source.text for source in claim.sources),
        "source_kinds": "; ".join(source.kind.value for source in claim.sources if source.kind),
        "hedge": claim.hedge.text if claim.hedge else None,
        "confidence": claim.confidence,
        "published": claim.published,
        "publisher": claim.publisher,
        "title": claim.title,
        "url": claim.url,
        "evidence_start": claim.evidence.span.start,
        "evidence_end": claim.evidence.span.end,
        "made_by": claim.made_by,
    }
