"""Taking versions out of service and bringing them back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TypeAlias

from hokusai_server.domain.errors import ModelNotFound, VersionDeleted, VersionInUse
from hokusai_server.domain.history import HistoryDraft, HistoryKind
from hokusai_server.domain.mirroring import MirrorTask, MirrorTaskKind
from hokusai_server.domain.names import checked_text
from hokusai_server.domain.requests import WriteContext
from hokusai_server.domain.semver import SemVer
from hokusai_server.domain.versions import ModelVersion, Retirement, VersionState
from hokusai_server.ports.catalogue import Catalogue
from hokusai_server.ports.catalogue_transaction import CatalogueTransaction
from hokusai_server.services.version_reading import found_version
from hokusai_server.services.write_once import Clock, done_once, utc_now


@dataclass(frozen=True, slots=True)
class VersionRetirement:
    """Deprecates, deletes and restores versions.

    Attributes:
        catalogue: where they are.
        mirror_changed: called after a write that MLflow should hear of.
        clock: tells the time.
    """

    catalogue: Catalogue
    mirror_changed: Callable[[], None]
    clock: Clock = utc_now

    async def deprecate(self, model: str, number: SemVer, reason: str, context: WriteContext) -> ModelVersion:
        """Take a version out of every choice but the exact one; on a deprecated version, nothing is written.

        Raises:
            ModelNotFound, VersionNotFound, VersionInUse, VersionDeleted, RequestIdReused: nothing was changed.
        """
        return await self._write(model, number, context, partial(_deprecate, checked_text(reason, "reason")))

    async def delete(self, model: str, number: SemVer, reason: str, context: WriteContext) -> ModelVersion:
        """Leave a tombstone; on a deleted version, nothing is written.

        Raises:
            ModelNotFound, VersionNotFound, VersionInUse, RequestIdReused: nothing was changed.
        """
        return await self._write(model, number, context, partial(_delete, checked_text(reason, "reason")))

    async def restore(self, model: str, number: SemVer, reason: str, context: WriteContext) -> ModelVersion:
        """Bring a deprecated version back; on a version in service, nothing is written.

        Raises:
            ModelNotFound, VersionNotFound, VersionDeleted, RequestIdReused: nothing was changed.
        """
        return await self._write(model, number, context, partial(_restore, checked_text(reason, "reason")))

    async def _write(self, model: str, number: SemVer, context: WriteContext, work: "_Work") -> ModelVersion:
        time = self.clock()

        def perform(transaction: CatalogueTransaction) -> str:
            if transaction.models.lock(model) is None:
                raise ModelNotFound(model)
            work(_Change(transaction, found_version(transaction, model, number), context.actor, time))
            return str(number)

        version = await self.catalogue.write(
            lambda transaction: found_version(
                transaction,
                model,
                SemVer.parse(done_once(transaction, context, time, partial(perform, transaction))),
            )
        )
        self.mirror_changed()
        return version


@dataclass(frozen=True, slots=True)
class _Change:
    """A change of a version's state inside its transaction, the model locked."""

    transaction: CatalogueTransaction
    version: ModelVersion
    actor: str
    time: datetime

    def refuse_if_used(self) -> None:
        """Raise VersionInUse if an alias points to the version."""
        aliases = self.transaction.aliases.pointing_to(self.version.model, self.version.number)
        if aliases:
            used_by = ", ".join(f"alias @{alias}" for alias in aliases)
            raise VersionInUse(self.version.model, str(self.version.number), used_by)

    def write(self, state: VersionState, kind: HistoryKind, reason: str) -> None:
        """Set the state, with its row and the task for the mirror."""
        retirement = None if state is VersionState.READY else Retirement(self.time, self.actor, reason)
        self.transaction.versions.set_state(self.version, state, retirement)
        self.transaction.history.append(
            HistoryDraft(
                model=self.version.model,
                kind=kind,
                actor=self.actor,
                time=self.time,
                to_number=self.version.number,
                reason=reason,
            )
        )
        task = MirrorTask(self.version.model, MirrorTaskKind.VERSION, self.version.version_id, self.time)
        self.transaction.outbox.add(task)


_Work: TypeAlias = Callable[[_Change], None]


def _deprecate(reason: str, change: _Change) -> None:
    if change.version.state is VersionState.DELETED:
        raise VersionDeleted(change.version.model, str(change.version.number))
    if change.version.state is VersionState.READY:
        change.refuse_if_used()
        change.write(VersionState.DEPRECATED, HistoryKind.DEPRECATED, reason)


def _delete(reason: str, change: _Change) -> None:
    if change.version.state is not VersionState.DELETED:
        change.refuse_if_used()
        change.write(VersionState.DELETED, HistoryKind.DELETED, reason)


def _restore(reason: str, change: _Change) -> None:
    if change.version.state is VersionState.DELETED:
        raise VersionDeleted(change.version.model, str(change.version.number))
    if change.version.state is VersionState.DEPRECATED:
        change.write(VersionState.READY, HistoryKind.RESTORED, reason)
