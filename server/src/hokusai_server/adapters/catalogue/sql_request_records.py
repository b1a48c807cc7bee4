"""Outcomes of requests on SQL."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.exc import IntegrityError

from hokusai_server.adapters.catalogue.tables import REQUESTS
from hokusai_server.domain.errors import RequestIdReused
from hokusai_server.domain.requests import RequestKey


class ConcurrentRepetitionError(Exception):
    """The same request is being recorded by another transaction; run this one again to see its outcome."""


@dataclass(frozen=True, slots=True)
class SqlRequestRecords:
    """`RequestRecords` on a connection."""

    connection: Connection

    def outcome(self, key: RequestKey) -> str | None:
        """See the port."""
        row = self.connection.execute(select(REQUESTS).where(REQUESTS.c.request_id == key.request_id)).one_or_none()
        if row is None:
            return None
        if row.fingerprint != key.fingerprint:
            raise RequestIdReused(key.request_id)
        return str(row.outcome)

    def record(self, key: RequestKey, outcome: str, time: datetime) -> None:
        """See the port. Of two repetitions at once, the later one is run again and finds the first's outcome."""
        values = {
            "request_id": key.request_id,
            "fingerprint": key.fingerprint,
            "outcome": outcome,
            "create_time": time,
        }
        try:
            with self.connection.begin_nested():
                self.connection.execute(insert(REQUESTS).values(**values))
        except IntegrityError as error:
            raise ConcurrentRepetitionError from error

    def forget(self, key: RequestKey) -> None:
        """See the port."""
        self.connection.execute(delete(REQUESTS).where(REQUESTS.c.request_id == key.request_id))

    def forget_before(self, time: datetime) -> int:
        """See the port."""
        return self.connection.execute(delete(REQUESTS).where(REQUESTS.c.create_time < time)).rowcount
