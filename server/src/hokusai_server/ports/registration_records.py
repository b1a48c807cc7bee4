"""Versions on their way in a transaction of the catalogue."""

from collections.abc import Sequence
from typing import Protocol

from hokusai_server.domain.registrations import Registration


class RegistrationRecords(Protocol):
    """Registrations whose number is given out and which nobody sees yet."""

    def insert(self, registration: Registration) -> None:
        """Add one.

        Raises:
            VersionAlreadyExists: the number is on its way already.
        """

    def find(self, version_id: str) -> Registration | None:
        """The registration of this version; None if there is none."""

    def of_model(self, model: str) -> Sequence[Registration]:
        """Those of one model, oldest first."""

    def models(self) -> Sequence[str]:
        """Names of the models that have any."""

    def remove(self, version_id: str) -> None:
        """Take one out."""
