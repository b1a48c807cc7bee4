"""What nobody needs is removed; what a version is made of never is."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hokusai_server.adapters.bundles.local_bundle_store import LocalBundleStore
from hokusai_server.adapters.catalogue.database import open_database
from hokusai_server.adapters.catalogue.named_locks import open_locks
from hokusai_server.adapters.catalogue.sql_catalogue import SqlCatalogue
from hokusai_server.domain.bundle_manifest import BundleFile, BundleLimits, BundleManifest
from hokusai_server.domain.errors import BundleNotFound, UploadNotFound
from hokusai_server.domain.requests import WriteContext
from hokusai_server.domain.semver import SemVer
from hokusai_server.domain.uploads import Chunk
from hokusai_server.services.bundle_collection import BundleCollection
from hokusai_server.services.registration import RegistrationPolicy, RegistrationStores, VersionRegistration
from hokusai_server.services.registration_drafts import VersionDraft
from hokusai_server.services.retirement import VersionRetirement
from tests.support.in_memory_mirror import InMemoryMirror

ANYONE = WriteContext()


@dataclass(slots=True)
class Clock:
    ahead: timedelta = timedelta(0)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead


@dataclass(frozen=True, slots=True)
class Registry:
    """A store, a catalogue, who registers into them and who collects."""

    store: LocalBundleStore
    registration: VersionRegistration
    retirement: VersionRetirement
    collection: BundleCollection
    clock: Clock

    async def upload(self, content: bytes) -> str:
        """Start an upload of a bundle with this content; returns the upload's id."""
        upload_id = hashlib.sha256(content).hexdigest()
        data = b"flavors: {sklearn: {}}\n# " + content
        file = BundleFile("MLmodel", len(data), hashlib.sha256(data).hexdigest())
        await self.store.start(upload_id, BundleManifest.declare([file], BundleLimits()))
        await self.store.append(upload_id, Chunk("MLmodel", 0, data))
        await self.store.sync(upload_id)
        return upload_id

    async def bundle(self, content: bytes) -> str:
        """Seal a bundle with this content; returns its digest."""
        return (await self.store.seal(await self.upload(content))).digest


def nothing() -> None:
    """Nobody delivers to the mirror here."""


@pytest.fixture
async def registry(tmp_path: Path) -> AsyncIterator[Registry]:
    clock = Clock()
    store = LocalBundleStore(tmp_path / "bundles", clock=clock)
    async with open_database(f"sqlite:///{tmp_path / 'catalogue.db'}") as database, open_locks(database) as locks:
        catalogue = SqlCatalogue(database)
        stores = RegistrationStores(catalogue, store, InMemoryMirror(), locks)
        yield Registry(
            store,
            VersionRegistration(stores, RegistrationPolicy(), nothing),
            VersionRetirement(catalogue, nothing),
            BundleCollection(store, catalogue, now=clock),
            clock,
        )
    await store.aclose()


async def test_an_unused_bundle_goes_after_its_time_and_a_registered_one_stays(registry: Registry) -> None:
    unused, used = await registry.bundle(b"unused"), await registry.bundle(b"used")
    await registry.registration.register(VersionDraft("churn", used), ANYONE)
    registry.clock.ahead = timedelta(days=6)
    await registry.collection.collect()
    await registry.store.manifest(unused)
    registry.clock.ahead = timedelta(days=8)
    await registry.collection.collect()
    with pytest.raises(BundleNotFound):
        await registry.store.manifest(unused)
    await registry.store.manifest(used)


async def test_the_bundle_of_a_deleted_version_goes(registry: Registry) -> None:
    digest = await registry.bundle(b"deleted")
    await registry.registration.register(VersionDraft("churn", digest), ANYONE)
    await registry.retirement.delete("churn", SemVer.parse("1.0.0"), "no longer wanted", ANYONE)
    registry.clock.ahead = timedelta(days=8)
    await registry.collection.collect()
    with pytest.raises(BundleNotFound):
        await registry.store.manifest(digest)


async def test_abandoned_uploads_go_first(registry: Registry) -> None:
    upload_id = await registry.upload(b"abandoned")
    registry.clock.ahead = timedelta(hours=25)
    await registry.collection.collect()
    with pytest.raises(UploadNotFound):
        await registry.store.query(upload_id)


async def test_collecting_runs_until_it_is_cancelled(registry: Registry) -> None:
    running = asyncio.create_task(registry.collection.run())
    upload_id = await registry.upload(b"kept")
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert (await registry.store.query(upload_id)).upload_id == upload_id
