"""What the gateway process asks of this one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Protocol, final

import grpc
from grpc_health.v1 import health_pb2
from typing_extensions import override

from hokusai.backend.v1 import backend_service_pb2 as pb
from hokusai.backend.v1 import backend_service_pb2_grpc as pb_grpc
from hokusai_server.domain.dependencies import DependencyState, DependencyStatus
from hokusai_server.domain.mode import Mode
from hokusai_server.services.dependencies import DependencyMonitor
from hokusai_server.transport.health import OVERALL, Health

Context = grpc.aio.ServicerContext[Any, Any]
_SERVING = health_pb2.HealthCheckResponse.SERVING


class Exposition(Protocol):
    """All metrics at one instant."""

    @property
    def body(self) -> bytes:
        """As Prometheus reads them."""

    @property
    def content_type(self) -> str:
        """The media type of the body."""


@final
class BackendServicer(pb_grpc.BackendServiceServicer):
    """Answers the gateway from memory.

    Args:
        mode: how the server was started.
        health: what serves.
        monitor: how the dependencies are.
        expose: gathers the metrics, once they know of every call that ended before.
    """

    def __init__(
        self, mode: Mode, health: Health, monitor: DependencyMonitor, expose: Callable[[], Awaitable[Exposition]]
    ) -> None:
        self._mode = mode
        self._health = health
        self._monitor = monitor
        self._expose = expose

    @override
    async def GetReadiness(self, request: pb.GetReadinessRequest, context: Context) -> pb.GetReadinessResponse:
        """Whether the server may take traffic."""
        statuses = self._health.statuses()
        return pb.GetReadinessResponse(
            ready=statuses[OVERALL] == _SERVING,
            mode=self._mode.value,
            serving={name: status == _SERVING for name, status in statuses.items()},
            dependencies=[_readiness(status) for status in self._monitor.statuses()],
        )

    @override
    async def GetMetrics(self, request: pb.GetMetricsRequest, context: Context) -> pb.GetMetricsResponse:
        """All metrics now."""
        exposition = await self._expose()
        return pb.GetMetricsResponse(exposition=exposition.body, content_type=exposition.content_type)


def _readiness(status: DependencyStatus) -> pb.DependencyReadiness:
    return pb.DependencyReadiness(
        name=status.name,
        healthy=status.state is not DependencyState.DOWN,
        cause=status.cause,
        required=status.required,
    )
