"""Registering versions: all or nothing, one at a time for each model, finished after a crash."""

import asyncio
import logging
import uuid
from collections.abc import Callable, Coroutine
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, TypeVar

from hokusai_server.domain.errors import HokusaiError, MLflowAuthentication, MLflowRefused, MLflowUnavailable
from hokusai_server.domain.registrations import Registration
from hokusai_server.domain.requests import WriteContext
from hokusai_server.domain.versions import ModelVersion
from hokusai_server.ports.catalogue import Catalogue
from hokusai_server.ports.catalogue_transaction import CatalogueTransaction
from hokusai_server.ports.named_locks import NamedLocks
from hokusai_server.ports.sealed_bundles import SealedBundles
from hokusai_server.ports.version_mirror import MirrorRef, VersionMirror
from hokusai_server.services.mirrored_versions import mirrored_version
from hokusai_server.services.registration_drafts import Reservation, VersionDraft, checked_draft
from hokusai_server.services.registration_outcomes import publish_version, release_number
from hokusai_server.services.write_once import Clock, utc_now

T = TypeVar("T")

_log: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class RegistrationPolicy:
    """What the server demands of a version.

    Attributes:
        require_signature: refuse bundles without one.
        mirror_may_wait: while MLflow is away, versions become visible as pending and are published later, in order.
    """

    require_signature: bool = False
    mirror_may_wait: bool = False


@dataclass(frozen=True, slots=True)
class RegistrationStores:
    """Where registering reads and writes."""

    catalogue: Catalogue
    bundles: SealedBundles
    mirror: VersionMirror
    locks: NamedLocks


class VersionRegistration:
    """Registers versions.

    Under a lock of the model's own: the number is given out and noted, MLflow is told, the version becomes visible.
    A registration that a crash cut short is found by the next one of that model, or at start, and is finished first, so
    that there is neither a hole nor a doubled number. A registration outlives its caller; `aclose` waits for it.
    """

    def __init__(
        self,
        stores: RegistrationStores,
        policy: RegistrationPolicy,
        mirror_changed: Callable[[], None],
        clock: Clock = utc_now,
    ) -> None:
        self._stores = stores
        self._policy = policy
        self._mirror_changed = mirror_changed
        self._clock = clock
        self._running: set[asyncio.Task[ModelVersion]] = set()

    async def register(self, draft: VersionDraft, context: WriteContext) -> ModelVersion:
        """Register a version and return it once it is visible.

        Raises:
            InvalidRequest, ModelNotFound, ModelArchived, VersionNotFound, VersionDeleted, BundleNotFound,
            SignatureRequired, VersionAlreadyExists, VersionUnderstatesChange, RequestIdReused: nothing was registered.
            MLflowUnavailable, MLflowAuthentication, MLflowRefused: nothing was registered; the number is free again.
        """
        checked_draft(draft)
        return await self._outlive_caller(self._register(draft, context))

    async def recover(self) -> int:
        """Finish what a crash cut short; returns how many registrations were. Faults are logged and end nothing."""
        models = await self._stores.catalogue.read(lambda transaction: transaction.registrations.models())
        finished = 0
        for model in models:
            try:
                async with self._locked(model):
                    finished += await self._finish_leftovers(model)
            except HokusaiError as error:
                facts = {"model": model, "reason": error.reason, "cause": error.message}
                _log.warning("registration not recovered", extra=facts)
            except Exception:  # noqa: BLE001  # logged with its traceback; the other models must not wait for it
                _log.exception("registration not recovered", extra={"model": model})
        return finished

    async def aclose(self) -> None:
        """Wait for the registrations whose callers are gone."""
        await asyncio.gather(*self._running, return_exceptions=True)

    async def _outlive_caller(self, work: Coroutine[Any, Any, ModelVersion]) -> ModelVersion:
        task = asyncio.create_task(work)
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return await asyncio.shield(task)

    async def _register(self, draft: VersionDraft, context: WriteContext) -> ModelVersion:
        bundle = await self._stores.bundles.describe(draft.bundle_digest)
        reservation = Reservation(draft, bundle, context, str(uuid.uuid4()), self._policy.require_signature)
        async with self._locked(draft.model):
            await self._finish_leftovers(draft.model)
            time = self._clock()
            found = await self._stores.catalogue.write(lambda transaction: reservation.write(transaction, time))
            return found if isinstance(found, ModelVersion) else await self._finish(found)

    def _locked(self, model: str) -> AbstractAsyncContextManager[None]:
        return self._stores.locks.hold(f"registration:{model}")

    async def _finish_leftovers(self, model: str) -> int:
        leftovers = await self._stores.catalogue.read(lambda transaction: transaction.registrations.of_model(model))
        for registration in leftovers:
            await self._finish(registration)
        return len(leftovers)

    async def _finish(self, registration: Registration) -> ModelVersion:
        """Tell MLflow, then make the version visible; if MLflow fails, free the number while the lock is still held."""
        try:
            reference = await self._mirrored(registration.version)
        except Exception as error:
            # Unless MLflow said no, it may have done something: the mirror's next task undoes that.
            uncertain = not isinstance(error, MLflowAuthentication | MLflowRefused)
            await self._write(partial(release_number, registration, self._clock(), discard=uncertain))
            raise
        return await self._write(partial(publish_version, registration, reference, self._clock()))

    async def _mirrored(self, version: ModelVersion) -> MirrorRef | None:
        """Where MLflow has the version; None if it is to be told later, where the policy lets it wait."""
        if self._policy.mirror_may_wait and await self._is_behind(version.model):
            return None
        try:
            bundle_path = self._stores.bundles.location(version.bundle_digest)
            return await self._stores.mirror.publish(mirrored_version(version, bundle_path))
        except MLflowUnavailable:
            if self._policy.mirror_may_wait:
                return None
            raise

    async def _is_behind(self, model: str) -> bool:
        """Whether earlier versions wait for MLflow, which is to number them in their order."""
        return await self._stores.catalogue.read(lambda transaction: transaction.outbox.has_any(model))

    async def _write(self, work: Callable[[CatalogueTransaction], T]) -> T:
        outcome = await self._stores.catalogue.write(work)
        self._mirror_changed()
        return outcome
