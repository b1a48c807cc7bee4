"""Registrations on their way, on SQL."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.exc import IntegrityError

from hokusai_server.adapters.catalogue.documents import from_document, to_document
from hokusai_server.adapters.catalogue.tables import REGISTRATIONS
from hokusai_server.domain.errors import VersionAlreadyExists
from hokusai_server.domain.registrations import Registration


@dataclass(frozen=True, slots=True)
class SqlRegistrationRecords:
    """`RegistrationRecords` on a connection."""

    connection: Connection

    def insert(self, registration: Registration) -> None:
        """See the port."""
        version = registration.version
        values = {
            "version_id": version.version_id,
            "model": version.model,
            "number": str(version.number),
            "create_time": version.create_time,
            "draft": to_document(registration),
        }
        try:
            with self.connection.begin_nested():
                self.connection.execute(insert(REGISTRATIONS).values(**values))
        except IntegrityError as error:
            raise VersionAlreadyExists(version.model, str(version.number)) from error

    def find(self, version_id: str) -> Registration | None:
        """See the port."""
        statement = select(REGISTRATIONS.c.draft).where(REGISTRATIONS.c.version_id == version_id)
        text = self.connection.execute(statement).scalar_one_or_none()
        return from_document(Registration, text) if text else None

    def of_model(self, model: str) -> Sequence[Registration]:
        """See the port."""
        statement = select(REGISTRATIONS.c.draft).where(REGISTRATIONS.c.model == model)
        drafts = self.connection.execute(statement.order_by(REGISTRATIONS.c.create_time)).scalars()
        return [from_document(Registration, text) for text in drafts]

    def models(self) -> Sequence[str]:
        """See the port."""
        statement = select(REGISTRATIONS.c.model).distinct().order_by(REGISTRATIONS.c.model)
        return self.connection.execute(statement).scalars().all()

    def remove(self, version_id: str) -> None:
        """See the port."""
        self.connection.execute(delete(REGISTRATIONS).where(REGISTRATIONS.c.version_id == version_id))
