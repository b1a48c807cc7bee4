"""Moving aliases: compare-and-set, one transaction and one row of the history each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from hokusai_server.domain.errors import (
    AliasMoved,
    AliasNotSet,
    ModelArchived,
    ModelNotFound,
    RollbackTargetInvalid,
    VersionDeleted,
    VersionDeprecated,
)
from hokusai_server.domain.history import HistoryDraft, HistoryEntry, HistoryKind, positions
from hokusai_server.domain.mirroring import MirrorTask, MirrorTaskKind
from hokusai_server.domain.models import AliasTarget, ModelState
from hokusai_server.domain.names import checked_alias, checked_text
from hokusai_server.domain.requests import WriteContext
from hokusai_server.domain.semver import SemVer
from hokusai_server.domain.versions import ModelVersion, VersionState
from hokusai_server.ports.catalogue import Catalogue
from hokusai_server.ports.catalogue_transaction import CatalogueTransaction
from hokusai_server.services.version_reading import found_version
from hokusai_server.services.write_once import Clock, done_once, utc_now


@dataclass(frozen=True, slots=True)
class AliasExpectation:
    """Where the caller believes an alias to point; None for nowhere."""

    number: SemVer | None


@dataclass(frozen=True, slots=True)
class AliasMove:
    """What every move of an alias says: which one, from where, and why. Without `expected` it may point anywhere."""

    model: str
    alias: str
    expected: AliasExpectation | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class MovedAlias:
    """An alias as moved: the row of the history, and the version it points to; None if it was removed."""

    entry: HistoryEntry
    version: ModelVersion | None


@dataclass(frozen=True, slots=True)
class Promotion:
    """Moves aliases.

    Attributes:
        catalogue: where they are.
        mirror_changed: called after a write that MLflow should hear of.
        clock: tells the time.
    """

    catalogue: Catalogue
    mirror_changed: Callable[[], None]
    clock: Clock = utc_now

    async def promote(self, move: AliasMove, number: SemVer, context: WriteContext) -> MovedAlias:
        """Point an alias to a version; where it already points there, nothing is written.

        Raises:
            ModelNotFound, VersionNotFound, ModelArchived, VersionDeprecated, VersionDeleted, AliasMoved,
            InvalidRequest, RequestIdReused: nothing was changed.
        """
        checked_alias(move.alias)
        return await self._write(move, context, partial(_promote, number))

    async def rollback(self, move: AliasMove, target: SemVer | int, context: WriteContext) -> MovedAlias:
        """Point an alias back, to a version or by a number of steps.

        Raises:
            ModelNotFound, VersionNotFound, AliasNotSet, RollbackTargetInvalid, ModelArchived, VersionDeprecated,
            VersionDeleted, AliasMoved, RequestIdReused: nothing was changed.
        """
        return await self._write(move, context, partial(_rollback, target))

    async def remove(self, move: AliasMove, context: WriteContext) -> MovedAlias:
        """Let an alias point nowhere.

        Raises:
            ModelNotFound, AliasNotSet, ModelArchived, AliasMoved, RequestIdReused: nothing was changed.
        """
        return await self._write(move, context, _remove)

    async def _write(
        self, move: AliasMove, context: WriteContext, work: "Callable[[_OpenMove], HistoryEntry]"
    ) -> MovedAlias:
        checked_text(move.reason, "reason")
        time = self.clock()

        def perform(transaction: CatalogueTransaction) -> str:
            return str(work(_OpenMove.begin(transaction, move, context, time)).id)

        moved = await self.catalogue.write(
            lambda transaction: _moved(
                transaction, int(done_once(transaction, context, time, partial(perform, transaction)))
            )
        )
        self.mirror_changed()
        return moved


@dataclass(frozen=True, slots=True)
class _OpenMove:
    """A move inside its transaction, the model locked and the expectation met."""

    transaction: CatalogueTransaction
    move: AliasMove
    current: SemVer | None
    actor: str
    time: datetime

    @classmethod
    def begin(
        cls, transaction: CatalogueTransaction, move: AliasMove, context: WriteContext, time: datetime
    ) -> "_OpenMove":
        model = transaction.models.lock(move.model)
        if model is None:
            raise ModelNotFound(move.model)
        if model.state is ModelState.ARCHIVED:
            raise ModelArchived(move.model)
        target = transaction.aliases.find(move.model, move.alias)
        current = target.number if target else None
        if move.expected is not None and move.expected.number != current:
            raise AliasMoved(move.model, move.alias, _shown(move.expected.number), _shown(current))
        return cls(transaction, move, current, context.actor, time)

    def point(self, number: SemVer, kind: HistoryKind) -> HistoryEntry:
        """Point the alias to a version that is in service."""
        version = found_version(self.transaction, self.move.model, number)
        refuse_retired(version)
        return point_alias(
            self.transaction,
            HistoryDraft(
                model=self.move.model,
                kind=kind,
                actor=self.actor,
                time=self.time,
                alias=self.move.alias,
                from_number=self.current,
                to_number=number,
                reason=self.move.reason,
            ),
        )


def point_alias(transaction: CatalogueTransaction, row: HistoryDraft) -> HistoryEntry:
    """Write a move of an alias: where it points, its row, and the task for the mirror."""
    if row.to_number is None:
        transaction.aliases.remove(row.model, row.alias)
    else:
        transaction.aliases.point(row.model, AliasTarget(row.alias, row.to_number, row.time))
    transaction.outbox.add(MirrorTask(row.model, MirrorTaskKind.ALIAS, row.alias, row.time))
    return transaction.history.append(row)


def refuse_retired(version: ModelVersion) -> None:
    """Raise VersionDeprecated or VersionDeleted unless the version is in service."""
    if version.state is VersionState.DEPRECATED:
        raise VersionDeprecated(version.model, str(version.number))
    if version.state is VersionState.DELETED:
        raise VersionDeleted(version.model, str(version.number))


def _moved(transaction: CatalogueTransaction, entry_id: int) -> MovedAlias:
    entry = transaction.history.find(entry_id)
    if entry is None:
        raise LookupError(f"history row {entry_id} was noted as an outcome but is not there")
    number = entry.row.to_number
    return MovedAlias(entry, found_version(transaction, entry.row.model, number) if number else None)


def _promote(number: SemVer, move: _OpenMove) -> HistoryEntry:
    if move.current == number:
        last = move.transaction.history.last_move(move.move.model, move.move.alias)
        if last is not None:
            return last
    return move.point(number, HistoryKind.PROMOTED)


def _rollback(target: SemVer | int, move: _OpenMove) -> HistoryEntry:
    moves = move.transaction.history.moves(move.move.model, move.move.alias)
    if not moves:
        raise AliasNotSet(move.move.model, move.move.alias)
    return move.point(_rollback_target(target, move, moves), HistoryKind.ROLLED_BACK)


def _rollback_target(target: SemVer | int, move: _OpenMove, moves: Sequence[HistoryDraft]) -> SemVer:
    if isinstance(target, SemVer):
        found_version(move.transaction, move.move.model, target)
        if target == move.current or all(row.to_number != target for row in moves):
            raise RollbackTargetInvalid(move.move.model, move.move.alias, str(target))
        return target
    earlier = positions(moves)
    # A removed alias points nowhere, so its last position is one step back.
    back = target + 1 if move.current is not None else target
    if back > len(earlier):
        raise RollbackTargetInvalid(move.move.model, move.move.alias, f"{target} step(s) back")
    return earlier[-back]


def _remove(move: _OpenMove) -> HistoryEntry:
    if move.current is None:
        raise AliasNotSet(move.move.model, move.move.alias)
    return point_alias(
        move.transaction,
        HistoryDraft(
            model=move.move.model,
            kind=HistoryKind.ALIAS_REMOVED,
            actor=move.actor,
            time=move.time,
            alias=move.move.alias,
            from_number=move.current,
            reason=move.move.reason,
        ),
    )


def _shown(number: SemVer | None) -> str:
    return str(number) if number else "unset"
