"""Incidents as exports tell them: the flat line with the ids of its claims and documents.

Invariant: what a row says is told by the claims that it names.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from dateline.export.claim_rows import joined
from dateline.export.discretion import Discretion
from dateline.export.incident_lines import IncidentLine, incident_line
from dateline.records import Document, Incident


class ExportedIncident(IncidentLine, frozen=True, kw_only=True):
    """An incident in one row, with what it was read from; `coarsened` is the grid of its coordinates, degrees."""

    claim_ids: str
    document_ids: str
    coarsened: float | None


def exported_incident(
    incident: Incident, documents: Mapping[str, Document], discretion: Discretion
) -> ExportedIncident:
    """An incident as it is told.

    Args:
        incident: as the ledger has it.
        documents: at least those of its accounts, by id, as the ledger has them.
        discretion: what is told of them.
    """
    ids = [document for account in incident.accounts for document in account.documents]
    line = incident_line(discretion.incident(incident), {ident: discretion.document(documents[ident]) for ident in ids})
    return ExportedIncident(
        **msgspec.structs.asdict(line),
        claim_ids=joined(claim.id for account in incident.accounts for claim in account.claims),
        document_ids=joined(ids),
        coarsened=discretion.options.coarsen,
    )
