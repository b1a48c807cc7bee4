"""What the native data plane asks: who may predict, which version answers, where its worker is, how a worker ended."""

from __future__ import annotations

import asyncio
import enum
from collections import OrderedDict
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, final

from hokusai_server.domain.access import AccessKey, Action, Credential
from hokusai_server.domain.selectors import AliasAsOf, Exact, Selector
from hokusai_server.domain.semver import SemVer
from hokusai_server.ports.model_runtime import ModelWorker, WorkerAddress
from hokusai_server.services.access_keys import AccessKeys, check_access
from hokusai_server.services.loaded_models import LoadedModels
from hokusai_server.services.prediction import Prediction, Route
from hokusai_server.services.route_cache import CatalogueRevision

MOST_WORKERS: Final = 4096
END_AFTER_HANG_UP: Final = timedelta(seconds=1)
FORGOTTEN_WORKER: Final = "ended"


class Loss(enum.Enum):
    """How the data plane lost a worker."""

    HUNG_UP = "hung up"
    BROKE_PROTOCOL = "broke the protocol"
    HUNG = "hung"


@dataclass(frozen=True, slots=True)
class TimedRoute:
    """A route, and how long it may be remembered.

    Attributes:
        route: the version and what its caller is told.
        revision: of the catalogue before the look-up.
        lifetime: None until the catalogue changes, zero for not at all.
    """

    route: Route
    revision: int
    lifetime: timedelta | None


@final
class DataPlaneDecisions:
    """Answers the data plane from the same services that answer without one.

    Args:
        keys: that callers must show; with none everybody who is asked about is refused.
        shared_lifetime: how long a route is good where other processes write to the catalogue too; None where not.
        batch_time: how long a worker may take for a batch.
    """

    def __init__(
        self,
        prediction: Prediction,
        loaded: LoadedModels,
        revision: CatalogueRevision,
        *,
        keys: AccessKeys,
        shared_lifetime: timedelta | None,
        batch_time: timedelta,
    ) -> None:
        self._prediction = prediction
        self._loaded = loaded
        self._revision = revision
        self._keys = keys
        self._shared_lifetime = shared_lifetime
        self._batch_time = batch_time
        self._told: OrderedDict[str, ModelWorker] = OrderedDict()

    @property
    def grants_revision(self) -> int:
        """Counts the changes of what `caller` answers."""
        return self._keys.revision

    def caller(self, credential: Credential, model: str) -> AccessKey:
        """Who showed a credential, if it may predict with the model; with any if that is "".

        Raises:
            Unauthenticated: no key is shown, or one that is malformed, unknown or expired.
            PermissionDenied: it may not.
        """
        key = self._keys.key(credential)
        if model:
            check_access(key, Action.PREDICT, (model,))
        return key

    async def route(self, model: str, selector: Selector | None) -> TimedRoute:
        """Which version answers.

        Raises:
            ModelNotFound, VersionNotFound, AliasNotSet: nothing answers to the name or the selector.
        """
        revision = self._revision.count
        route = await self._prediction.route(model, selector)
        lifetime = timedelta(0) if isinstance(selector, AliasAsOf) else self._shared_lifetime
        return TimedRoute(route, revision, lifetime)

    async def worker(self, model: str, number: str, place: int) -> WorkerAddress:
        """Where a ready worker of the version is; loads the version if need be.

        Args:
            place: which of the version's workers, from 0.
        Raises:
            HokusaiError: as `LoadedModels.ready_worker`, or the version is gone.
        """
        route = await self._prediction.route(model, Exact(SemVer.parse(number)))
        worker = await self._loaded.ready_worker(route.version, place)
        self._told[worker.address.worker_id] = worker
        if len(self._told) > MOST_WORKERS:
            self._told.popitem(last=False)
        return worker.address

    async def lost(self, worker_id: str, loss: Loss) -> str:
        """How a worker ended, once it has; it is ended if it does not by itself."""
        worker = self._told.get(worker_id)
        if worker is None:
            return FORGOTTEN_WORKER
        if loss is Loss.HUNG:
            worker.kill(f"no answer within {self._batch_time.total_seconds():g} s")
        elif loss is Loss.BROKE_PROTOCOL:
            worker.kill("it broke the worker protocol")
        ended = asyncio.ensure_future(worker.ended())
        await asyncio.wait([ended], timeout=END_AFTER_HANG_UP.total_seconds())
        worker.kill()
        return await ended

    def busy(self, versions: frozenset[tuple[str, str]]) -> None:
        """The data plane has requests in these versions, and in no other."""
        self._loaded.busy_elsewhere(versions)

    def used(self, model: str, number: str, worker_id: str, private_memory_bytes: int) -> None:
        """The data plane used a version, and was told of the memory of one of its workers; 0 if it was not."""
        self._loaded.used(model, number, worker_id, private_memory_bytes)
