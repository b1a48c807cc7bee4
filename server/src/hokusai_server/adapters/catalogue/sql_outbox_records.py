"""The outbox on SQL."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select

from hokusai_server.adapters.catalogue.tables import OUTBOX
from hokusai_server.domain.mirroring import MirrorTask, MirrorTaskKind, PendingTask


@dataclass(frozen=True, slots=True)
class SqlOutboxRecords:
    """`OutboxRecords` on a connection."""

    connection: Connection

    def add(self, task: MirrorTask) -> None:
        """See the port."""
        self.connection.execute(
            insert(OUTBOX).values(
                model=task.model, kind=task.kind.value, subject=task.subject, create_time=task.create_time
            )
        )

    def first(self, limit: int) -> Sequence[PendingTask]:
        """See the port."""
        rows = self.connection.execute(select(OUTBOX).order_by(OUTBOX.c.id).limit(limit))
        return [
            PendingTask(row.id, MirrorTask(row.model, MirrorTaskKind(row.kind), row.subject, row.create_time))
            for row in rows
        ]

    def remove(self, task_id: int) -> None:
        """See the port."""
        self.connection.execute(delete(OUTBOX).where(OUTBOX.c.id == task_id))

    def has_any(self, model: str) -> bool:
        """See the port."""
        statement = select(OUTBOX.c.id).where(OUTBOX.c.model == model).limit(1)
        return self.connection.execute(statement).first() is not None

    def count(self) -> int:
        """See the port."""
        return self.connection.execute(select(func.count()).select_from(OUTBOX)).scalar_one()
