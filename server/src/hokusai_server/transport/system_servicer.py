"""SystemService: what this server is and how its dependencies are."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, final

import grpc
from typing_extensions import override

from hokusai.system.v1 import system_service_pb2 as pb
from hokusai.system.v1 import system_service_pb2_grpc as pb_grpc
from hokusai_server.domain.errors import NotImplementedYet
from hokusai_server.domain.paging import coerced_size
from hokusai_server.services.dependencies import DependencyMonitor
from hokusai_server.services.system import SystemInformation
from hokusai_server.transport.page_tokens import next_page_token, page_request
from hokusai_server.transport.system_messages import dependency_to_proto, system_info_to_proto

Context = grpc.aio.ServicerContext[Any, Any]


@final
class SystemServicer(pb_grpc.SystemServiceServicer):
    """Answers from memory; touches no dependency."""

    def __init__(self, information: SystemInformation, monitor: DependencyMonitor) -> None:
        self._information = information
        self._monitor = monitor

    @override
    async def GetSystemInfo(self, request: pb.GetSystemInfoRequest, context: Context) -> pb.GetSystemInfoResponse:
        """Mode, versions, start time."""
        return system_info_to_proto(self._information, datetime.now(UTC))

    @override
    async def ListDependencies(
        self, request: pb.ListDependenciesRequest, context: Context
    ) -> pb.ListDependenciesResponse:
        """Every dependency, ordered by name."""
        page = self._monitor.page(page_request(request, coerced_size(request.page_size)))
        return pb.ListDependenciesResponse(
            dependencies=map(dependency_to_proto, page.items), next_page_token=next_page_token(request, page.next)
        )

    @override
    async def GetDependency(self, request: pb.GetDependencyRequest, context: Context) -> pb.GetDependencyResponse:
        """One dependency."""
        return pb.GetDependencyResponse(dependency=dependency_to_proto(self._monitor.status(request.name)))

    @override
    async def ResetBreaker(self, request: pb.ResetBreakerRequest, context: Context) -> pb.ResetBreakerResponse:
        """No dependency has a circuit breaker in this release."""
        raise NotImplementedYet("ResetBreaker")
