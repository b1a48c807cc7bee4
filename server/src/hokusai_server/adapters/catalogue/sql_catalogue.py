"""The catalogue on a database."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Final, TypeVar

from sqlalchemy import Connection

from hokusai_server.adapters.catalogue.database import Database
from hokusai_server.adapters.catalogue.sql_alias_records import SqlAliasRecords
from hokusai_server.adapters.catalogue.sql_history_records import SqlHistoryRecords
from hokusai_server.adapters.catalogue.sql_model_records import SqlModelRecords
from hokusai_server.adapters.catalogue.sql_outbox_records import SqlOutboxRecords
from hokusai_server.adapters.catalogue.sql_registration_records import SqlRegistrationRecords
from hokusai_server.adapters.catalogue.sql_request_records import ConcurrentRepetitionError, SqlRequestRecords
from hokusai_server.adapters.catalogue.sql_version_records import SqlVersionRecords
from hokusai_server.domain.errors import CatalogueUnavailable
from hokusai_server.ports.catalogue_transaction import CatalogueTransaction

T = TypeVar("T")

_REPETITIONS: Final = 3


@dataclass(frozen=True, slots=True)
class SqlTransaction:
    """`CatalogueTransaction` on a connection."""

    connection: Connection
    changed: set[str] = field(default_factory=set)

    @property
    def changed_models(self) -> frozenset[str]:
        """See the port."""
        return frozenset(self.changed)

    @property
    def models(self) -> SqlModelRecords:
        """See the port."""
        return SqlModelRecords(self.connection, self.changed)

    @property
    def versions(self) -> SqlVersionRecords:
        """See the port."""
        return SqlVersionRecords(self.connection, self.changed)

    @property
    def registrations(self) -> SqlRegistrationRecords:
        """See the port."""
        return SqlRegistrationRecords(self.connection)

    @property
    def aliases(self) -> SqlAliasRecords:
        """See the port."""
        return SqlAliasRecords(self.connection, self.changed)

    @property
    def history(self) -> SqlHistoryRecords:
        """See the port."""
        return SqlHistoryRecords(self.connection)

    @property
    def requests(self) -> SqlRequestRecords:
        """See the port."""
        return SqlRequestRecords(self.connection)

    @property
    def outbox(self) -> SqlOutboxRecords:
        """See the port."""
        return SqlOutboxRecords(self.connection)


@dataclass(frozen=True, slots=True)
class SqlCatalogue:
    """`Catalogue` on a database that is open."""

    database: Database

    async def read(self, work: Callable[[CatalogueTransaction], T]) -> T:
        """See the port."""
        return await self.database.read(partial(_run, work))

    async def write(self, work: Callable[[CatalogueTransaction], T]) -> T:
        """See the port."""
        for _ in range(_REPETITIONS):
            try:
                return await self.database.write(partial(_run, work))
            except ConcurrentRepetitionError:
                continue
        raise CatalogueUnavailable("the same request keeps being written elsewhere")


def _run(work: Callable[[CatalogueTransaction], T], connection: Connection) -> T:
    return work(SqlTransaction(connection))
