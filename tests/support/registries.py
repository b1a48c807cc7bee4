"""The registry's services on a real catalogue, with MLflow and the bundles in memory."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from hokusai_server.adapters.catalogue.database import open_database
from hokusai_server.adapters.catalogue.named_locks import open_locks
from hokusai_server.adapters.catalogue.sql_catalogue import SqlCatalogue
from hokusai_server.domain.requests import WriteContext
from hokusai_server.domain.semver import SemVer
from hokusai_server.domain.signature import ColumnSpec, ColumnType, ModelSignature, Schema
from hokusai_server.domain.versions import ModelVersion
from hokusai_server.services.mirror_delivery import DeliveryStores, MirrorDelivery
from hokusai_server.services.model_registry import ModelRegistry
from hokusai_server.services.promotion import Promotion
from hokusai_server.services.registration import RegistrationPolicy, RegistrationStores, VersionRegistration
from hokusai_server.services.registration_drafts import VersionDraft
from hokusai_server.services.resolution import VersionResolution
from hokusai_server.services.retirement import VersionRetirement
from hokusai_server.services.version_reading import VersionReading
from tests.support.in_memory_bundles import InMemoryBundles
from tests.support.in_memory_mirror import InMemoryMirror

ANYONE = WriteContext()


def number(text: str) -> SemVer:
    """A version number."""
    return SemVer.parse(text)


def signature(**columns: ColumnType) -> ModelSignature:
    """A signature of required inputs by name, with one output."""
    inputs = Schema(tuple(ColumnSpec(name, kind) for name, kind in columns.items()))
    return ModelSignature(inputs, Schema((ColumnSpec("score", ColumnType.DOUBLE),)))


@dataclass(frozen=True, slots=True)
class RegistryUnderTest:
    """Every service, and what is behind them."""

    catalogue: SqlCatalogue
    bundles: InMemoryBundles
    mirror: InMemoryMirror
    models: ModelRegistry
    registration: VersionRegistration
    reading: VersionReading
    resolution: VersionResolution
    promotion: Promotion
    retirement: VersionRetirement
    delivery: MirrorDelivery

    async def register(self, **changes: object) -> ModelVersion:
        """Register a version of `churn`; `changes` are fields of the draft, and `context`."""
        plain = VersionDraft("churn", self.bundles.add(signature(age=ColumnType.LONG)))
        fields = {name: getattr(plain, name) for name in plain.__slots__} | changes
        context = fields.pop("context", ANYONE)
        assert isinstance(context, WriteContext)
        return await self.registration.register(VersionDraft(**fields), context)


@asynccontextmanager
async def open_registry(
    url: str,
    mirror: InMemoryMirror | None = None,
    bundles: InMemoryBundles | None = None,
    policy: RegistrationPolicy | None = None,
) -> AsyncIterator[RegistryUnderTest]:
    """A replica on the database behind `url`; a second one on it is given the mirror and bundles of the first."""
    mirror, bundles = mirror or InMemoryMirror(), bundles or InMemoryBundles()
    async with open_database(url) as database, open_locks(database) as locks:
        catalogue = SqlCatalogue(database)
        delivery = MirrorDelivery(DeliveryStores(catalogue, bundles, mirror, locks))
        stores = RegistrationStores(catalogue, bundles, mirror, locks)
        registration = VersionRegistration(stores, policy or RegistrationPolicy(), delivery.wake)
        yield RegistryUnderTest(
            catalogue=catalogue,
            bundles=bundles,
            mirror=mirror,
            models=ModelRegistry(catalogue, delivery.wake),
            registration=registration,
            reading=VersionReading(catalogue),
            resolution=VersionResolution(catalogue),
            promotion=Promotion(catalogue, delivery.wake),
            retirement=VersionRetirement(catalogue, delivery.wake),
            delivery=delivery,
        )
        await registration.aclose()
