"""Artifacts of runs in MLflow, through files of this machine: MLflow's client moves whole files."""

from __future__ import annotations

import asyncio
import errno
import hashlib
import shutil
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import BinaryIO, Final, TypeVar, final

from typing_extensions import override

from hokusai_server.adapters.file_pieces import pieces
from hokusai_server.adapters.mlflow import artifact_work
from hokusai_server.adapters.mlflow.client_pool import MlflowClientPool
from hokusai_server.domain.artifacts import (
    MAX_ARTIFACT_BYTES,
    MAX_CHUNK_BYTES,
    ArtifactEntry,
    ExpectedContent,
    StoredContent,
)
from hokusai_server.domain.errors import StorageFull
from hokusai_server.domain.names import invalid
from hokusai_server.ports.artifact_store import ArtifactContent, ArtifactStore

T = TypeVar("T")

_THREADS: Final = 4


@asynccontextmanager
async def open_artifact_store(pool: MlflowClientPool, scratch: Path) -> AsyncIterator[MlflowArtifactStore]:
    """The store; `scratch` is a folder with room for the files that are on their way, emptied here and at the end."""
    with ThreadPoolExecutor(_THREADS, thread_name_prefix="hokusai-artifacts") as files:
        await asyncio.get_running_loop().run_in_executor(files, _empty, scratch)
        yield MlflowArtifactStore(pool, scratch, files)


@final
class MlflowArtifactStore(ArtifactStore):
    """An `ArtifactStore` in an embedded or a remote MLflow."""

    def __init__(self, pool: MlflowClientPool, scratch: Path, files: ThreadPoolExecutor) -> None:
        self._pool = pool
        self._scratch = scratch
        self._files = files

    @override
    async def put(
        self, run_id: str, path: str, chunks: AsyncIterator[bytes], expected: ExpectedContent
    ) -> StoredContent:
        async with self._folder() as folder:
            file = folder / PurePosixPath(path).name
            receiving = await self._on_file(_Receiving.into, file)
            try:
                async for chunk in chunks:
                    await self._on_file(receiving.add, chunk)
            finally:
                await self._on_file(receiving.close)
            content = receiving.content()
            expected.check(path, content.size_bytes, content.sha256)
            remote = self._pool.connection.is_remote
            await self._pool.call(artifact_work.put_artifact, run_id, path, str(file), remote=remote)
        return content

    @override
    async def entries(self, run_id: str, folder: str) -> Sequence[ArtifactEntry]:
        return await self._pool.call(artifact_work.artifact_entries, run_id, folder)

    @override
    @asynccontextmanager
    async def open(self, run_id: str, path: str) -> AsyncIterator[ArtifactContent]:
        async with self._folder() as folder:
            entry, local = await self._pool.call(artifact_work.fetch_artifact, run_id, path, str(folder))
            file = await self._on_file(lambda: Path(local).open("rb"))  # noqa: SIM115 - closed below, on a thread of the pool
            try:
                yield ArtifactContent(entry, self._chunks(file))
            finally:
                await self._on_file(file.close)

    async def _chunks(self, file: BinaryIO) -> AsyncIterator[bytes]:
        while chunk := await self._on_file(file.read, MAX_CHUNK_BYTES):
            yield chunk

    @asynccontextmanager
    async def _folder(self) -> AsyncIterator[Path]:
        folder = await self._on_file(lambda: TemporaryDirectory(dir=self._scratch))
        try:
            yield Path(folder.name)
        finally:
            await self._on_file(folder.cleanup)

    async def _on_file(self, work: Callable[..., T], *args: object) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._files, work, *args)


@dataclass(slots=True)
class _Receiving:
    """A file that grows, and its hash."""

    file: BinaryIO
    size_bytes: int = 0
    hash: hashlib._Hash = field(default_factory=hashlib.sha256)

    @classmethod
    def into(cls, path: Path) -> _Receiving:
        return cls(path.open("xb"))

    def add(self, chunk: bytes) -> None:
        self.size_bytes += len(chunk)
        if self.size_bytes > MAX_ARTIFACT_BYTES:
            raise invalid("chunk", f"makes the file longer than {MAX_ARTIFACT_BYTES} bytes")
        with _no_room():
            for piece in pieces(chunk):
                self.file.write(piece)
        self.hash.update(chunk)

    def close(self) -> None:
        with _no_room():
            self.file.close()

    def content(self) -> StoredContent:
        return StoredContent(self.size_bytes, self.hash.digest())


@contextmanager
def _no_room() -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        if fault.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise StorageFull("artifacts on their way") from fault
        raise


def _empty(folder: Path) -> None:
    """Make the folder, or remove what a crash left in it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
