"""Artifacts of runs: stored whole, listed by folder, read back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager

from hokusai_server.domain.artifacts import ArtifactEntry, ExpectedContent, StoredContent, checked_artifact_path
from hokusai_server.domain.paging import Page, PageRequest
from hokusai_server.ports.artifact_store import ArtifactContent, ArtifactStore
from hokusai_server.ports.run_store import RunStore


class Artifacts:
    """Use cases of artifacts. Faults of the stores pass through; see `ArtifactStore`."""

    def __init__(self, store: ArtifactStore, runs: RunStore) -> None:
        self._store = store
        self._runs = runs

    async def check_upload(self, run_id: str, path: str) -> str:
        """Return the path if a file may be stored there; to be asked before its bytes are sent.

        Raises:
            InvalidRequest: the path is none for a file.
            RunNotFound: there is no such run.
        """
        checked = checked_artifact_path(path)
        await self._runs.get(run_id)
        return checked

    async def put(
        self, run_id: str, path: str, chunks: AsyncIterator[bytes], expected: ExpectedContent
    ) -> StoredContent:
        """Store a file; visible when this returns, whole, and not before.

        Raises:
            InvalidRequest, RunNotFound, ChecksumMismatch, StorageFull; whatever `chunks` raises.
        """
        return await self._store.put(run_id, checked_artifact_path(path), chunks, expected)

    async def entries(self, run_id: str, folder: str, page: PageRequest) -> Page[ArtifactEntry]:
        """A page of what lies directly in a folder, sorted by path.

        Raises:
            InvalidRequest, RunNotFound.
        """
        found = await self._store.entries(run_id, checked_artifact_path(folder, root=True))
        after = str(page.after[0]) if page.after else ""
        rest = [entry for entry in found if entry.path > after]
        items = tuple(rest[: page.size])
        return Page(items, (items[-1].path,) if len(rest) > page.size else None)

    def open(self, run_id: str, path: str) -> AbstractAsyncContextManager[ArtifactContent]:
        """Read a file.

        Raises:
            InvalidRequest, RunNotFound, ArtifactNotFound.
        """
        return self._store.open(run_id, checked_artifact_path(path))
