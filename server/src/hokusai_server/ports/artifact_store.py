"""Where the artifacts of runs live."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Protocol

from hokusai_server.domain.artifacts import ArtifactEntry, ExpectedContent, StoredContent


@dataclass(frozen=True, slots=True)
class ArtifactContent:
    """A file that is being read.

    Attributes:
        entry: the file.
        chunks: its bytes in order, at most 1 MiB at a time; to be iterated once, inside the context that gave it.
    """

    entry: ArtifactEntry
    chunks: AsyncIterator[bytes]


class ArtifactStore(Protocol):
    """Artifacts of the runs of one MLflow. Paths were checked by `checked_artifact_path`.

    Raises, each method:
        RunNotFound: there is no such run.
        MLflowUnavailable, MLflowAuthentication, MLflowRefused: see `RunStore`.
    """

    async def put(
        self, run_id: str, path: str, chunks: AsyncIterator[bytes], expected: ExpectedContent
    ) -> StoredContent:
        """Store a file, replacing one of that path; visible when this returns, whole, and not before.

        Raises:
            InvalidRequest: it is too long.
            ChecksumMismatch: it is not what its sender said.
            StorageFull: no room to receive it.
            Whatever `chunks` raises.
        """

    async def entries(self, run_id: str, folder: str) -> Sequence[ArtifactEntry]:
        """What lies directly in a folder (empty: the root), sorted by path; nothing if there is no such folder."""

    def open(self, run_id: str, path: str) -> AbstractAsyncContextManager[ArtifactContent]:
        """Read a file.

        Raises:
            ArtifactNotFound: there is no file of that path.
        """
