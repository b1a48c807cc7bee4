"""The registry area: models, versions, aliases and their mirror in MLflow."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

from hokusai.versions.v1.version_service_pb2_grpc import add_VersionServiceServicer_to_server
from hokusai_server.adapters.mlflow.version_mirror import MlflowVersionMirror
from hokusai_server.bootstrap.assembly import Assembly
from hokusai_server.bootstrap.stores import Stores
from hokusai_server.bootstrap.warming import Warming
from hokusai_server.domain.errors import HokusaiError
from hokusai_server.ports.catalogue import Catalogue
from hokusai_server.ports.named_locks import NamedLocks
from hokusai_server.services.mirror_delivery import DeliveryStores, MirrorDelivery
from hokusai_server.services.promotion import Promotion
from hokusai_server.services.registration import RegistrationPolicy, RegistrationStores, VersionRegistration
from hokusai_server.services.resolution import VersionResolution
from hokusai_server.services.retirement import VersionRetirement
from hokusai_server.services.version_reading import VersionReading
from hokusai_server.transport import version_servicer
from hokusai_server.transport.grpc_server import ServedService

_log = logging.getLogger(__name__)


async def add_registry(
    assembly: Assembly, stores: Stores, catalogue: Catalogue, locks: NamedLocks, warming: Warming
) -> VersionResolution:
    """Finish in the background what a crash cut short, and add the registry and version services.

    Returns: picks versions, for those who predict with them.
    """
    mirror = MlflowVersionMirror(stores.mlflow)
    delivery = MirrorDelivery(DeliveryStores(catalogue, stores.bundles, mirror, locks))
    policy = RegistrationPolicy(require_signature=assembly.settings.registry.require_signature)
    registration_stores = RegistrationStores(catalogue, stores.bundles, mirror, locks)
    registration = VersionRegistration(registration_stores, policy, partial(_registered, delivery, warming))
    await assembly.stack.enter_async_context(_in_background(registration, delivery))
    resolution = VersionResolution(catalogue)
    versions = version_servicer.VersionServicer(
        version_servicer.VersionUseCases(
            VersionReading(catalogue),
            resolution,
            Promotion(catalogue, delivery.wake),
            VersionRetirement(catalogue, delivery.wake),
        )
    )
    assembly.services.append(
        ServedService(version_servicer.SERVICE_NAME, partial(add_VersionServiceServicer_to_server, versions))
    )
    return resolution


def _registered(delivery: MirrorDelivery, warming: Warming) -> None:
    """What a registration sets in motion."""
    delivery.wake()
    warming.begin()


@asynccontextmanager
async def _in_background(registration: VersionRegistration, delivery: MirrorDelivery) -> AsyncIterator[None]:
    """Recover once, deliver all the time; on leaving, wait for registrations whose callers are gone."""
    tasks = (
        asyncio.create_task(_recover(registration), name="registration recovery"),
        asyncio.create_task(delivery.run(), name="mirror delivery"),
    )
    try:
        yield
    finally:
        await registration.aclose()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _recover(registration: VersionRegistration) -> None:
    """MLflow takes seconds to start, so serving does not wait; each model's next registration would recover too."""
    try:
        finished = await registration.recover()
    except HokusaiError as error:
        _log.warning("registrations not recovered", extra={"reason": error.reason, "cause": error.message})
        return
    if finished:
        _log.info("registrations recovered", extra={"count": finished})
