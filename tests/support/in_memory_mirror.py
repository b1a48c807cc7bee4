"""A mirror in memory: what MLflow would hold, and faults when a test wants them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import final

from typing_extensions import override

from hokusai_server.domain.errors import HokusaiError
from hokusai_server.ports.version_mirror import MirroredVersion, MirrorRef, VersionMirror


@dataclass(slots=True)
class MirroredModel:
    """A registered model: versions by MLflow's number, aliases, tags of versions, description."""

    versions: dict[int, MirroredVersion] = field(default_factory=dict)
    aliases: dict[str, int] = field(default_factory=dict)
    tags: dict[int, dict[str, str]] = field(default_factory=dict)
    description: str = ""
    last: int = 0


async def _go_on() -> None:
    return None


@final
class InMemoryMirror(VersionMirror):
    """Numbers versions by a counter for each model.

    Attributes:
        models: what was mirrored.
        fault: raised by every call while it is set.
        fault_after_publish: raised by `publish` once, after it has had its effect.
        before_publish: awaited at the start of each `publish`.
        alias_was_set: set by the first `set_alias`.
    """

    def __init__(self) -> None:
        self.models: dict[str, MirroredModel] = {}
        self.fault: HokusaiError | None = None
        self.fault_after_publish: Exception | None = None
        self.before_publish: Callable[[], Awaitable[None]] = _go_on
        self.alias_was_set = asyncio.Event()

    @override
    async def publish(self, version: MirroredVersion) -> MirrorRef:
        await self.before_publish()
        model = self._model(version.model)
        number = _number_of(model, version.version_id)
        if number is None:
            model.last += 1
            number = model.last
            model.versions[number] = version
        if self.fault_after_publish is not None:
            fault, self.fault_after_publish = self.fault_after_publish, None
            raise fault
        return MirrorRef(version.model, number)

    @override
    async def discard(self, model: str, version_id: str) -> None:
        number = _number_of(self._model(model), version_id)
        if number is not None:
            await self.delete_version(model, number)

    @override
    async def set_alias(self, model: str, alias: str, version: int) -> None:
        self._model(model).aliases[alias] = version
        self.alias_was_set.set()

    @override
    async def remove_alias(self, model: str, alias: str) -> None:
        self._model(model).aliases.pop(alias, None)

    @override
    async def set_version_tags(self, model: str, version: int, tags: Mapping[str, str]) -> None:
        self._model(model).tags.setdefault(version, {}).update(tags)

    @override
    async def delete_version(self, model: str, version: int) -> None:
        self._model(model).versions.pop(version, None)

    @override
    async def describe_model(self, model: str, description: str, tags: Mapping[str, str]) -> None:
        self._model(model).description = description

    def _model(self, name: str) -> MirroredModel:
        if self.fault is not None:
            raise self.fault
        return self.models.setdefault(name, MirroredModel())


def _number_of(model: MirroredModel, version_id: str) -> int | None:
    return next((number for number, found in model.versions.items() if found.version_id == version_id), None)
