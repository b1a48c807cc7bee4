"""A mirror in MLflow whose every call is a span."""

from __future__ import annotations

from collections.abc import Awaitable, Mapping
from dataclasses import dataclass
from typing import TypeVar, final

from opentelemetry.trace import Tracer
from typing_extensions import override

from hokusai_server.ports.version_mirror import MirroredVersion, MirrorRef, VersionMirror

T = TypeVar("T")


@final
@dataclass(frozen=True, slots=True)
class TracedVersionMirror(VersionMirror):
    """The mirror beneath, each call a span `mlflow <what>` with the model's name.

    Attributes:
        inner: does the work.
        tracer: records the spans.
    """

    inner: VersionMirror
    tracer: Tracer

    @override
    async def publish(self, version: MirroredVersion) -> MirrorRef:
        return await self._traced("publish", version.model, self.inner.publish(version))

    @override
    async def discard(self, model: str, version_id: str) -> None:
        await self._traced("discard", model, self.inner.discard(model, version_id))

    @override
    async def set_alias(self, model: str, alias: str, version: int) -> None:
        await self._traced("set alias", model, self.inner.set_alias(model, alias, version))

    @override
    async def remove_alias(self, model: str, alias: str) -> None:
        await self._traced("remove alias", model, self.inner.remove_alias(model, alias))

    @override
    async def set_version_tags(self, model: str, version: int, tags: Mapping[str, str]) -> None:
        await self._traced("set tags", model, self.inner.set_version_tags(model, version, tags))

    @override
    async def delete_version(self, model: str, version: int) -> None:
        await self._traced("delete version", model, self.inner.delete_version(model, version))

    @override
    async def describe_model(self, model: str, description: str, tags: Mapping[str, str]) -> None:
        await self._traced("describe model", model, self.inner.describe_model(model, description, tags))

    async def _traced(self, what: str, model: str, work: Awaitable[T]) -> T:
        attributes = {"hokusai.model": model}
        with self.tracer.start_as_current_span(f"mlflow {what}", attributes=attributes, record_exception=False):
            return await work
