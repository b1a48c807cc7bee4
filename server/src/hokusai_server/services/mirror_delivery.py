"""Bringing the mirror in MLflow into line with the catalogue: in order, repeatable, for as long as it takes."""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from hokusai_server.domain.errors import HokusaiError, MLflowRefused
from hokusai_server.domain.mirroring import MirrorTask, MirrorTaskKind
from hokusai_server.domain.models import Model
from hokusai_server.domain.versions import MirrorState, ModelVersion, VersionState
from hokusai_server.ports.catalogue import Catalogue
from hokusai_server.ports.catalogue_transaction import CatalogueTransaction
from hokusai_server.ports.named_locks import NamedLocks
from hokusai_server.ports.sealed_bundles import SealedBundles
from hokusai_server.ports.version_mirror import VersionMirror
from hokusai_server.services.mirrored_versions import mirrored_version

_log: Final = logging.getLogger(__name__)

_LOCK: Final = "mirror-delivery"
_BATCH: Final = 64


@dataclass(frozen=True, slots=True)
class DeliveryPace:
    """How often the outbox is looked at.

    Attributes:
        idle: without being woken; finds what another replica left behind.
        first_retry: after a fault; doubles with each further one, up to `idle`.
    """

    idle: timedelta = timedelta(seconds=30)
    first_retry: timedelta = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class DeliveryStores:
    """What delivering reads and writes."""

    catalogue: Catalogue
    bundles: SealedBundles
    mirror: VersionMirror
    locks: NamedLocks


class MirrorDelivery:
    """Delivers the outbox. One replica at a time does.

    Attributes:
        pending: tasks that waited when the outbox was last looked at.
    """

    def __init__(self, stores: DeliveryStores, pace: DeliveryPace = DeliveryPace()) -> None:  # frozen
        self._stores = stores
        self._pace = pace
        self._woken = asyncio.Event()
        self.pending = 0
        self._deliver: dict[MirrorTaskKind, Callable[[MirrorTask], Awaitable[None]]] = {
            MirrorTaskKind.ALIAS: self._deliver_alias,
            MirrorTaskKind.VERSION: self._deliver_version,
            MirrorTaskKind.MODEL: self._deliver_model,
            MirrorTaskKind.DISCARD: self._discard,
        }

    def wake(self) -> None:
        """Look at the outbox soon. Call it on the loop, after a commit."""
        self._woken.set()

    async def run(self) -> None:
        """Deliver for as long as the task lives; faults are waited out."""
        faults = 0
        while True:
            self._woken.clear()
            faults = 0 if await self._delivered() else faults + 1
            if faults:
                await asyncio.sleep(self._delay(faults))
            else:
                await self._rest(self._pace.idle.total_seconds())

    async def _delivered(self) -> bool:
        """Whether everything was delivered; if not, the log says why."""
        try:
            self.pending = await self._stores.catalogue.read(lambda transaction: transaction.outbox.count())
            await self.deliver_pending()
            self.pending = 0
        except HokusaiError as error:
            _log.warning("mirror not reached", extra={"reason": error.reason, "cause": error.message})
            return False
        except Exception:  # noqa: BLE001  # logged with its traceback; nobody else would notice
            _log.exception("mirror delivery failed")
            return False
        return True

    async def deliver_pending(self) -> int:
        """Deliver until the outbox is empty; returns how many tasks were done.

        Raises:
            MLflowUnavailable, MLflowAuthentication, CatalogueUnavailable: the task at hand and all later ones remain.
        """
        done = 0
        async with self._stores.locks.hold(_LOCK):
            while tasks := await self._stores.catalogue.read(lambda transaction: transaction.outbox.first(_BATCH)):
                for pending in tasks:
                    await self._settle(pending.task)
                    await self._forget(pending.id)
                    done += 1
        return done

    async def _settle(self, task: MirrorTask) -> None:
        """Deliver one task; what MLflow refuses for good is logged and given up, lest it hold up all others."""
        try:
            await self._deliver[task.kind](task)
        except MLflowRefused as error:
            facts = {"model": task.model, "kind": task.kind.value, "subject": task.subject, "cause": error.message}
            _log.error("mirror refused a task", extra=facts)  # foreseen; a traceback tells nothing

    async def _forget(self, task_id: int) -> None:
        await self._stores.catalogue.write(lambda transaction: transaction.outbox.remove(task_id))

    async def _deliver_alias(self, task: MirrorTask) -> None:
        def work(transaction: CatalogueTransaction) -> ModelVersion | None:
            target = transaction.aliases.find(task.model, task.subject)
            return transaction.versions.find(task.model, target.number) if target else None

        version = await self._stores.catalogue.read(work)
        if version is None:
            await self._stores.mirror.remove_alias(task.model, task.subject)
        else:
            number = version.mirror.version or await self._publish(version)
            await self._stores.mirror.set_alias(task.model, task.subject, number)

    async def _deliver_version(self, task: MirrorTask) -> None:
        version = await self._stores.catalogue.read(lambda transaction: transaction.versions.find_by_id(task.subject))
        if version is None:
            return
        if version.state is VersionState.DELETED:
            await self._stores.mirror.discard(version.model, version.version_id)
            return
        number = version.mirror.version or await self._publish(version)
        reason = version.retirement.reason if version.retirement else ""
        tags = {"hokusai.state": version.state.value, "hokusai.state_reason": reason}
        await self._stores.mirror.set_version_tags(version.model, number, tags)

    async def _publish(self, version: ModelVersion) -> int:
        """Publish a version that became visible while MLflow was away."""
        bundle_path = self._stores.bundles.location(version.bundle_digest)
        reference = await self._stores.mirror.publish(mirrored_version(version, bundle_path))
        mirror = MirrorState(version.model, reference.version, version.mirror.run_id)
        await self._stores.catalogue.write(
            lambda transaction: transaction.versions.set_mirror(version.version_id, mirror)
        )
        return reference.version

    async def _deliver_model(self, task: MirrorTask) -> None:
        def work(transaction: CatalogueTransaction) -> Model | None:
            return transaction.models.find(task.model)

        model = await self._stores.catalogue.read(work)
        if model is not None:
            await self._stores.mirror.describe_model(model.name, model.description, model.tags)

    async def _discard(self, task: MirrorTask) -> None:
        await self._stores.mirror.discard(task.model, task.subject)

    async def _rest(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._woken.wait()
        except TimeoutError:
            return

    def _delay(self, faults: int) -> float:
        longest = self._pace.idle.total_seconds()
        delay = min(self._pace.first_retry.total_seconds() * 2.0 ** min(faults - 1, 16), longest)
        return delay * random.uniform(0.5, 1.0)  # noqa: S311  # spreads replicas, guards nothing
