"""MLflow's model registry as the mirror of the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import final

from typing_extensions import override

from hokusai_server.adapters.keyed_locks import KeyedLocks
from hokusai_server.adapters.mlflow import mirror_work
from hokusai_server.adapters.mlflow.client_pool import MlflowClientPool
from hokusai_server.ports.version_mirror import MirroredVersion, MirrorRef, VersionMirror


@final
class MlflowVersionMirror(VersionMirror):
    """Mirrors versions into an embedded or a remote MLflow.

    Embedded: an MLflow version points into the bundle's own directory. Remote: the files go up through MLflow's
    artifact API into a logged model, so that a stock client that shares no folder with either server can load them.
    """

    def __init__(self, pool: MlflowClientPool) -> None:
        self._pool = pool
        # MLflow numbers versions by MAX+1 and gives up after three lost races: one at a time for each model.
        self._turns = KeyedLocks()

    @override
    async def publish(self, version: MirroredVersion) -> MirrorRef:
        plain = replace(version, tags=dict(version.tags))
        work = mirror_work.publish_remote if self._pool.connection.is_remote else mirror_work.publish_embedded
        async with self._turns.held([version.model]):
            number = await self._pool.call(work, plain)
        return MirrorRef(version.model, number)

    @override
    async def discard(self, model: str, version_id: str) -> None:
        async with self._turns.held([model]):
            await self._pool.call(mirror_work.discard, model, version_id)

    @override
    async def set_alias(self, model: str, alias: str, version: int) -> None:
        await self._pool.call(mirror_work.set_alias, model, alias, version)

    @override
    async def remove_alias(self, model: str, alias: str) -> None:
        await self._pool.call(mirror_work.remove_alias, model, alias)

    @override
    async def set_version_tags(self, model: str, version: int, tags: Mapping[str, str]) -> None:
        await self._pool.call(mirror_work.set_version_tags, model, version, dict(tags))

    @override
    async def delete_version(self, model: str, version: int) -> None:
        await self._pool.call(mirror_work.delete_version, model, version)

    @override
    async def describe_model(self, model: str, description: str, tags: Mapping[str, str]) -> None:
        await self._pool.call(mirror_work.describe_model, model, description, dict(tags))
