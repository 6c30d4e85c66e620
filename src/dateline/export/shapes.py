"""All of the field's own shapes, by name."""

from __future__ import annotations

from typing import Any, Final

from dateline.export.acled import ACLED
from dateline.export.events import Event
from dateline.export.gdelt import GDELT
from dateline.export.polecat import POLECAT
from dateline.export.shape import Shape
from dateline.export.ucdp import UCDP

EVENT_SHAPES: Final[dict[str, Shape[Event]]] = {shape.name: shape for shape in (UCDP, ACLED, GDELT)}
"""Shapes with a row an incident; the others have a row a claim."""
CLAIM_SHAPES: Final = {POLECAT.name: POLECAT}
SHAPES: Final[dict[str, Shape[Any]]] = {**CLAIM_SHAPES, **EVENT_SHAPES}
"""All of them, for what does not depend on what a row is."""
