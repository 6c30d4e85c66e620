"""The rows of a ledger, as exports and data frames tell them.

Invariant: every row has passed the same discretion; names are left out by all that the ledger holds, not by what is
chosen of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dateline.export.account_rows import ExportedAccount, exported_accounts
from dateline.export.claim_rows import ExportedClaim, exported_claim
from dateline.export.discretion import Discretion
from dateline.export.events import Event, event_of
from dateline.export.incident_rows import ExportedIncident, exported_incident
from dateline.export.options import ExportOptions
from dateline.export.victims import Withheld
from dateline.export.writers import Exported, Records
from dateline.ledger import ClaimFilter, Ledger
from dateline.records import Document, Incident
from dateline.resolve.gazetteer import Gazetteer
from dateline.run.session import incidents


class Rows:
    """What an export tells of a ledger.

    Args:
        ledger: open for reading.
        wanted: which claims; of incidents and accounts, those with such a claim.
        options: how much is told.
    """

    def __init__(self, ledger: Ledger, wanted: ClaimFilter, options: ExportOptions) -> None:
        self._ledger, self._wanted, self._rule = ledger, wanted, options.toll_rule
        self._home = ledger.incident_of()
        self._accepted = ledger.accepted() if options.accepted else None
        withheld = None
        if not options.names:
            withheld = Withheld((told.claim for told in ledger.claims()), self._home, Gazetteer.open().knows)
        self.discretion = Discretion(options, withheld)

    def records(self, kind: Records) -> Iterator[Exported]:
        """The records of a kind."""
        if kind is Records.CLAIMS:
            return self.claims()
        return self.incidents() if kind is Records.INCIDENTS else self.accounts()

    def claims(self) -> Iterator[ExportedClaim]:
        """The claims, by document and place in it."""
        for told in self._ledger.claims(self._wanted):
            if self._accepted is not None and self._home.get(told.claim.id) not in self._accepted:
                continue
            yield exported_claim(told.claim, told.document, self._home.get(told.claim.id), self.discretion)

    def incidents(self) -> Iterator[ExportedIncident]:
        """The incidents, those with most accounts first."""
        for incident in self._chosen():
            yield exported_incident(incident, self._documents(incident), self.discretion)

    def accounts(self) -> Iterator[ExportedAccount]:
        """The accounts of the incidents, in their order."""
        for incident in self._chosen():
            yield from exported_accounts(incident, self._documents(incident), self.discretion)

    def events(self) -> Iterator[Event]:
        """The incidents that are told as facts, each as one event."""
        for incident in self._chosen():
            event = event_of(incident, self._documents(incident), self.discretion)
            if event is not None:
                yield event

    def _chosen(self) -> Iterator[Incident]:
        found = incidents(self._ledger, self._wanted, self._rule)
        return (one for one in found if self._accepted is None or one.id in self._accepted)

    def _documents(self, incident: Incident) -> Mapping[str, Document]:
        return {ident: self._ledger.document(ident) for account in incident.accounts for ident in account.documents}
