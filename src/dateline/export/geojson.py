"""GeoJSON (RFC 7946): a point a claim, incident or account, with everything else as its properties.

Invariant: nothing is put at a made-up point: what has no coordinates is left out, and `without_place` says how many.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TextIO

import msgspec

from dateline.export.account_rows import ExportedAccount
from dateline.export.incident_lines import IncidentLine
from dateline.export.public import ClaimLine


def write_features(records: Iterable[ClaimLine | ExportedAccount | IncidentLine], out: TextIO) -> int:
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
                "id": _id(record),
                "geometry": {"type": "Point", "coordinates": point},
                "properties": msgspec.to_builtins(record),
            }
        )
    collection = {"type": "FeatureCollection", "without_place": without, "features": features}
    out.write(msgspec.json.encode(collection).decode("utf-8") + "\n")
    return len(features)


def _point(record: ClaimLine | ExportedAccount | IncidentLine) -> list[float] | None:
    """Longitude and latitude, degrees, WGS 84."""
    where = record if isinstance(record, IncidentLine) else record.place
    if where is None or where.lat is None or where.lon is None:
        return None
    return [where.lon, where.lat]


def _id(record: ClaimLine | ExportedAccount | IncidentLine) -> str:
    return f"{record.incident}/{record.account}" if isinstance(record, ExportedAccount) else record.id


def collection_schema(properties: dict[str, Any]) -> dict[str, Any]:
    """JSON Schema of a FeatureCollection whose features have such properties."""
    number = {"type": "number"}
    point = {"type": "array", "prefixItems": [number, number], "minItems": 2, "maxItems": 2}
    geometry = {"type": "object", "properties": {"type": {"const": "Point"}, "coordinates": point}}
    feature = {
        "type": "object",
        "properties": {
            "type": {"const": "Feature"},
            "id": {"type": "string"},
            "geometry": geometry | {"required": ["type", "coordinates"]},
            "properties": {name: value for name, value in properties.items() if name not in ("$schema", "$defs")},
        },
        "required": ["type", "id", "geometry", "properties"],
    }
    return {
        "$schema": properties["$schema"],
        "type": "object",
        "properties": {
            "type": {"const": "FeatureCollection"},
            "without_place": {"type": "integer"},
            "features": {"type": "array", "items": feature},
        },
        "required": ["type", "without_place", "features"],
        "$defs": properties["$defs"],
    }
