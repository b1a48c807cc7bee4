"""Bundles in a directory of this machine."""

from __future__ import annotations

import asyncio
import os
import uuid
from collections.abc import AsyncIterator, Callable, Hashable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final, TypeVar, final

from typing_extensions import override

from hokusai_server.adapters.bundles.blobs import Blobs
from hokusai_server.adapters.bundles.bundle_reading import read_file
from hokusai_server.adapters.bundles.durable_files import NEW_PREFIX, Write, storage_faults, sync_file
from hokusai_server.adapters.bundles.sealed_bundles import SealedBundles
from hokusai_server.adapters.bundles.upload_session import Session
from hokusai_server.adapters.bundles.upload_sessions import UploadSessions
from hokusai_server.adapters.keyed_locks import KeyedLocks
from hokusai_server.domain.bundle_manifest import BundleManifest, SealedBundle
from hokusai_server.domain.errors import BundleNotFound, UploadNotFound
from hokusai_server.domain.uploads import Chunk, UploadProgress
from hokusai_server.ports.bundle_store import BundleStore

T = TypeVar("T")

UPLOAD_LIFETIME: Final = timedelta(hours=24)


@final
class LocalBundleStore(BundleStore):
    """A bundle store under one directory, which no other server may use at the same time.

    Args:
        root: made if need be; what a crash left unfinished there is removed.
        upload_lifetime: how long an upload waits for its next bytes.
        threads: blocking calls at once.
        clock: the time in UTC.
        write: writes bytes to a file; tests pass one that fails.
    """

    def __init__(
        self,
        root: Path,
        *,
        upload_lifetime: timedelta = UPLOAD_LIFETIME,
        threads: int = 4,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        write: Write = os.pwrite,
    ) -> None:
        self._root = root.absolute()
        self._clock = clock
        self._root.mkdir(parents=True, exist_ok=True)
        self._blobs = Blobs(self._root / "blobs")
        self._bundles = SealedBundles(self._root)
        self._uploads = UploadSessions(self._root / "uploads", self._blobs, upload_lifetime, write)
        self._locks = KeyedLocks()
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="bundles")
        self._under_way: set[asyncio.Task[Any]] = set()

    @override
    async def start(self, upload_id: str, manifest: BundleManifest) -> UploadProgress:
        def work() -> UploadProgress:
            return self._uploads.progress(self._uploads.open(upload_id, manifest))

        return await self._alone([upload_id], work)

    @override
    async def append(self, upload_id: str, chunk: Chunk) -> None:
        def work() -> None:
            session = self._uploads.find_open(upload_id)
            self._uploads.append(session, self._uploads.index(session, chunk.path), chunk)

        await self._alone([(upload_id, chunk.path)], work, upload_id)

    @override
    async def sync(self, upload_id: str) -> UploadProgress:
        session = await self._blocking(self._uploads.find_open, upload_id)
        return await self._synced(session, self._uploads.touch)

    @override
    async def query(self, upload_id: str) -> UploadProgress:
        return await self._synced(await self._blocking(self._uploads.find, upload_id))

    @override
    async def seal(self, upload_id: str) -> SealedBundle:
        session = await self._blocking(self._uploads.find, upload_id)

        def work() -> SealedBundle:
            if session.sealed.exists():
                return self._sealed_before(session)
            bundle = self._bundles.seal(session.manifest, self._uploads.complete(session))
            self._uploads.finish(session, bundle.digest)
            return bundle

        return await self._alone(_all_of(session, range(len(session.manifest.files))), work, upload_id)

    @override
    async def describe(self, digest: str) -> SealedBundle:
        return await self._blocking(self._bundles.describe, digest)

    @override
    async def manifest(self, digest: str) -> BundleManifest:
        return await self._blocking(self._bundles.manifest, digest)

    @override
    async def read(self, digest: str, path: str, offset: int, length: int) -> AsyncIterator[bytes]:
        file = (await self.manifest(digest)).by_path[path]
        try:
            async for piece in read_file(self._blocking, self.location(digest) / path, file, offset, length):
                yield piece
        except FileNotFoundError:
            raise BundleNotFound(digest) from None

    @override
    def location(self, digest: str) -> Path:
        return self._bundles.location(digest)

    @override
    async def expire_uploads(self) -> int:
        expired = await self._blocking(self._uploads.expired, self._clock())
        return sum([await self._forget(upload_id) for upload_id in expired])

    @override
    async def unused_since(self, time: datetime) -> list[str]:
        return await self._blocking(self._bundles.unused_since, time)

    @override
    async def remove_unused(self, digest: str, time: datetime) -> bool:
        return await self._blocking(self._bundles.remove, digest, time, self._blobs.release)

    @override
    async def check(self) -> None:
        await self._blocking(self._write_something)

    async def aclose(self) -> None:
        """Wait for what is under way; nothing may be asked of the store afterwards. Idempotent."""
        await asyncio.gather(*self._under_way, return_exceptions=True)
        self._threads.shutdown()

    async def _synced(self, session: Session, then: Callable[[Session], None] | None = None) -> UploadProgress:
        """Progress that a crash cannot take back."""
        unsynced = sorted(session.unsynced)

        def work() -> UploadProgress:
            self._uploads.settle(session, unsynced)
            if then is not None:
                then(session)
            return self._uploads.progress(session)

        return await self._alone(_all_of(session, unsynced), work, session.folder.name)

    async def _forget(self, upload_id: str) -> bool:
        try:
            session = await self._blocking(self._uploads.find, upload_id)
            keys = _all_of(session, range(len(session.manifest.files)))
            return await self._alone(keys, lambda: self._uploads.forget(upload_id, self._clock()), upload_id)
        except UploadNotFound:
            return False

    def _sealed_before(self, session: Session) -> SealedBundle:
        try:
            return self._bundles.describe(session.sealed.read_text())
        except BundleNotFound:
            # It was removed, as nothing used it for days; the upload has nothing left to offer.
            raise UploadNotFound(session.folder.name) from None

    def _write_something(self) -> None:
        probe = self._root / f"{NEW_PREFIX}{uuid.uuid4().hex}"
        try:
            probe.write_bytes(b"\0" * 4096)
            sync_file(probe)
        finally:
            probe.unlink(missing_ok=True)

    async def _alone(self, keys: Iterable[Hashable], work: Callable[[], T], upload_id: str = "") -> T:
        """Run on a thread while nothing else has these keys, to the end even if the caller is cancelled.

        Args:
            keys: see `KeyedLocks`; an upload's own id comes before its files.
            work: what to run.
            upload_id: whose folder may be removed by others meanwhile.
        """

        async def run() -> T:
            async with self._locks.held(keys):
                try:
                    return await self._blocking(work)
                except FileNotFoundError:
                    if upload_id:
                        await self._blocking(self._uploads.find_open, upload_id)
                    raise

        running = asyncio.create_task(run())
        self._under_way.add(running)
        running.add_done_callback(self._ended)
        return await asyncio.shield(running)

    def _ended(self, running: asyncio.Task[Any]) -> None:
        self._under_way.discard(running)
        if not running.cancelled():
            running.exception()  # read, so that a fault whose caller left is not reported as forgotten

    async def _blocking(self, work: Callable[..., T], *args: Any) -> T:
        def guarded() -> T:
            with storage_faults("the bundle store"):
                return work(*args)

        return await asyncio.get_running_loop().run_in_executor(self._threads, guarded)


def _all_of(session: Session, indices: Iterable[int]) -> list[Hashable]:
    """The keys of an upload and some of its files, in the one order that everybody asks for them."""
    paths = sorted(session.file(index).path for index in indices)
    return [session.folder.name, *((session.folder.name, path) for path in paths)]
