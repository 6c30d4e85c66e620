"""GeoJSON (RFC 7946): a point a claim or incident, with everything else as its properties.

Invariant: nothing is put at a made-up point: what has no coordinates is left out, and `without_place` says how many.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TextIO

import msgspec

from dateline.export.incident_lines import IncidentLine
from dateline.export.public import ClaimLine


def write_features(records: Iterable[ClaimLine | IncidentLine], out: TextIO) -> int:
    """Write a FeatureCollection; how many features."""
    features: list[dict[str, Any]] = []
    without = 0
    for record in records:
        point = _point(record)
        if point is None:
            without += 1
            continue
        features.append(
            {
                "type": "Feature",
                "id": record.id,
                "geometry": {"type": "Point", "coordinates": point},
                "properties": msgspec.to_builtins(record),
            }
        )
    collection = {"type": "FeatureCollection", "without_place": without, "features": features}
    out.write(msgspec.json.encode(collection).decode("utf-8") + "\n")
    return len(features)


def _point(record: ClaimLine | IncidentLine) -> list[float] | None:
    """Longitude and latitude, degrees, WGS 84."""
    where = record.place if isinstance(record, ClaimLine) else record
    if where is None or where.lat is None or where.lon is None:
        return None
    return [where.lon, where.lat]
