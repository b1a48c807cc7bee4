"""grpc.health.v1: what serves and what does not, per service and per loaded model."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any, Final, TypeAlias, final

import grpc
from grpc_health.v1 import health_pb2, health_pb2_grpc
from typing_extensions import override

OVERALL: Final = ""
Status = health_pb2.HealthCheckResponse
ServingStatus: TypeAlias = int  # a value of `HealthCheckResponse.ServingStatus`


class Health:
    """The statuses, and who waits for them to change.

    Begins with the whole server NOT_SERVING: gRPC's own servicer says SERVING from construction.
    Not safe across threads; everything happens on the loop.
    """

    def __init__(self) -> None:
        self._statuses: dict[str, ServingStatus] = {OVERALL: Status.NOT_SERVING}
        self._changed = asyncio.Event()
        self._ended = False

    @property
    def ended(self) -> bool:
        """Whether the server has begun to drain."""
        return self._ended

    def set_serving(self, name: str, *, serving: bool) -> None:
        """Say whether a service, or a model as `model:NAME/VERSION`, takes calls. Ignored once the server drains."""
        if not self._ended:
            self._set(name, Status.SERVING if serving else Status.NOT_SERVING)

    def forget(self, name: str) -> None:
        """Drop a name, e.g. of a model that was unloaded; asking for it is NOT_FOUND from then on."""
        if self._statuses.pop(name, None) is not None:
            self._wake()

    def end(self) -> None:
        """Everything is NOT_SERVING from now on, for good; watchers are told so and let go."""
        self._ended = True
        for name in self._statuses:
            self._statuses[name] = Status.NOT_SERVING
        self._wake()

    def status(self, name: str) -> ServingStatus | None:
        """The status of a name; None if nothing of that name is known."""
        return self._statuses.get(name)

    def statuses(self) -> dict[str, ServingStatus]:
        """Every name and its status."""
        return dict(self._statuses)

    async def changes(self, name: str) -> AsyncIterator[ServingStatus]:
        """The status now, then each change of it; ends when the server drains."""
        last: ServingStatus | None = None
        while True:
            # Both from before the status: what changes while the consumer has it is seen on the next turn.
            changed, ended = self._changed, self._ended
            status = self._statuses.get(name, Status.SERVICE_UNKNOWN)
            if status != last:
                last = status
                yield status
            if ended:
                return
            await changed.wait()

    def _set(self, name: str, status: ServingStatus) -> None:
        if self._statuses.get(name) != status:
            self._statuses[name] = status
            self._wake()

    def _wake(self) -> None:
        """Wake every watcher of this moment; the next change has an event of its own."""
        self._changed.set()
        self._changed = asyncio.Event()


@final
class HealthServicer(health_pb2_grpc.HealthServicer):
    """The standard health service over `Health`."""

    def __init__(self, health: Health) -> None:
        self._health = health

    @override
    async def Check(
        self, request: health_pb2.HealthCheckRequest, context: grpc.aio.ServicerContext[Any, Any]
    ) -> health_pb2.HealthCheckResponse:
        """The status now; NOT_FOUND for an unknown name, as the protocol asks."""
        status = self._health.status(request.service)
        if status is None:
            await context.abort(grpc.StatusCode.NOT_FOUND, f"nothing named {request.service!r} is served here")
        return health_pb2.HealthCheckResponse(status=status)

    async def List(self, request: Any, context: grpc.aio.ServicerContext[Any, Any]) -> Any:
        """Every name and its status."""
        del request, context
        statuses = {
            name: health_pb2.HealthCheckResponse(status=status) for name, status in self._health.statuses().items()
        }
        return health_pb2.HealthListResponse(statuses=statuses)  # type: ignore[attr-defined] # newer than its stubs

    @override
    async def Watch(
        self, request: health_pb2.HealthCheckRequest, context: grpc.aio.ServicerContext[Any, Any]
    ) -> AsyncIterator[health_pb2.HealthCheckResponse]:
        """The status now and after each change, until the server drains."""
        del context
        async for status in self._health.changes(request.service):
            yield health_pb2.HealthCheckResponse(status=status)
