"""The registry area: models, versions, aliases and their mirror in MLflow."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

from hokusai.registry.v1.registry_service_pb2_grpc import add_RegistryServiceServicer_to_server
from hokusai.versions.v1.version_service_pb2_grpc import add_VersionServiceServicer_to_server
from hokusai_server.adapters.mlflow.version_mirror import MlflowVersionMirror
from hokusai_server.adapters.traced_version_mirror import TracedVersionMirror
from hokusai_server.bootstrap.assembly import Assembly
from hokusai_server.bootstrap.stores import Stores
from hokusai_server.bootstrap.warming import Warming
from hokusai_server.domain.bundle_manifest import BundleLimits
from hokusai_server.domain.errors import HokusaiError
from hokusai_server.domain.mode import Mode
from hokusai_server.ports.catalogue import Catalogue
from hokusai_server.ports.named_locks import NamedLocks
from hokusai_server.services.bundle_collection import BundleCollection
from hokusai_server.services.bundles import Bundles
from hokusai_server.services.mirror_delivery import DeliveryStores, MirrorDelivery
from hokusai_server.services.model_registry import ModelRegistry
from hokusai_server.services.promotion import Promotion
from hokusai_server.services.registration import RegistrationPolicy, RegistrationStores, VersionRegistration
from hokusai_server.services.request_retention import RequestRetention
from hokusai_server.services.resolution import VersionResolution
from hokusai_server.services.retirement import VersionRetirement
from hokusai_server.services.version_reading import VersionReading
from hokusai_server.transport import registry_servicer, version_servicer
from hokusai_server.transport.grpc_server import ServedService

_log = logging.getLogger(__name__)


async def add_registry(
    assembly: Assembly, stores: Stores, catalogue: Catalogue, locks: NamedLocks, warming: Warming
) -> VersionResolution:
    """Finish in the background what a crash cut short, and add the registry and version services.

    Returns: picks versions, for those who predict with them.
    """
    mirror = TracedVersionMirror(MlflowVersionMirror(stores.mlflow), assembly.tracer)
    delivery = MirrorDelivery(DeliveryStores(catalogue, stores.bundles, mirror, locks))
    assembly.metrics.gauge(
        "hokusai_mirror_pending", "Changes of which MLflow has not been told yet.", lambda: delivery.pending
    )
    registration = VersionRegistration(
        RegistrationStores(catalogue, stores.bundles, mirror, locks),
        RegistrationPolicy(require_signature=assembly.settings.registry.require_signature),
        partial(_registered, delivery, warming),
    )
    endless = (delivery.run(), BundleCollection(stores.bundles, catalogue).run(), RequestRetention(catalogue).run())
    await assembly.stack.enter_async_context(_in_background(registration, *endless))
    reading = VersionReading(catalogue, trustworthy=assembly.mode is not Mode.MOCK)
    resolution = VersionResolution(catalogue)
    promotion, retirement = Promotion(catalogue, delivery.wake), VersionRetirement(catalogue, delivery.wake)
    given = assembly.settings.bundles
    limits = BundleLimits(files=given.max_files, file_bytes=given.max_bytes, bundle_bytes=given.max_bytes)
    models, bundles = ModelRegistry(catalogue, delivery.wake), Bundles(stores.bundles, limits, reading.get)
    registry = registry_servicer.RegistryServicer(
        registry_servicer.RegistryUseCases(models, bundles, registration, reading)
    )
    versions = version_servicer.VersionServicer(
        version_servicer.VersionUseCases(reading, resolution, promotion, retirement)
    )
    assembly.services += [
        ServedService(registry_servicer.SERVICE_NAME, partial(add_RegistryServiceServicer_to_server, registry)),
        ServedService(version_servicer.SERVICE_NAME, partial(add_VersionServiceServicer_to_server, versions)),
    ]
    return resolution


def _registered(delivery: MirrorDelivery, warming: Warming) -> None:
    """What a registration sets in motion."""
    delivery.wake()
    warming.begin()


@asynccontextmanager
async def _in_background(registration: VersionRegistration, *endless: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Recover once, keep the rest going; on leaving, wait for registrations whose callers are gone."""
    tasks = [asyncio.create_task(work) for work in (_recover(registration), *endless)]
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
