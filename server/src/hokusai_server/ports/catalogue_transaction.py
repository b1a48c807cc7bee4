"""One transaction of the catalogue."""

from typing import Protocol

from hokusai_server.ports.alias_records import AliasRecords
from hokusai_server.ports.history_records import HistoryRecords
from hokusai_server.ports.model_records import ModelRecords
from hokusai_server.ports.outbox_records import OutboxRecords
from hokusai_server.ports.registration_records import RegistrationRecords
from hokusai_server.ports.request_records import RequestRecords
from hokusai_server.ports.version_records import VersionRecords


class CatalogueTransaction(Protocol):
    """Everything that one transaction can see and change. Valid only while the transaction's function runs."""

    @property
    def changed_models(self) -> frozenset[str]:
        """Models that this transaction has changed so that another version may answer to their names and selectors."""

    @property
    def models(self) -> ModelRecords:
        """Models."""

    @property
    def versions(self) -> VersionRecords:
        """Visible versions."""

    @property
    def registrations(self) -> RegistrationRecords:
        """Versions on their way, visible to nobody."""

    @property
    def aliases(self) -> AliasRecords:
        """Aliases."""

    @property
    def history(self) -> HistoryRecords:
        """The append-only history."""

    @property
    def requests(self) -> RequestRecords:
        """Outcomes of requests that carried an id."""

    @property
    def outbox(self) -> OutboxRecords:
        """What the mirror has not been told yet."""
