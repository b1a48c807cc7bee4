"""VersionService: reading, choosing, comparing, promoting and retiring versions."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any, Final, final

import grpc
from typing_extensions import override

from hokusai.versions.v1 import version_service_pb2 as pb
from hokusai.versions.v1 import version_service_pb2_grpc as pb_grpc
from hokusai_server.domain.errors import NotImplementedYet
from hokusai_server.domain.paging import coerced_size
from hokusai_server.domain.semver import SemVer
from hokusai_server.services.promotion import Promotion
from hokusai_server.services.resolution import VersionResolution
from hokusai_server.services.retirement import VersionRetirement
from hokusai_server.services.version_reading import VersionReading
from hokusai_server.transport import history_messages as moves
from hokusai_server.transport import version_query_messages as queries
from hokusai_server.transport.page_tokens import page_request
from hokusai_server.transport.version_messages import version_to_proto
from hokusai_server.transport.write_contexts import write_context

SERVICE_NAME: Final = "hokusai.versions.v1.VersionService"

Context = grpc.aio.ServicerContext[Any, Any]


@dataclass(frozen=True, slots=True)
class VersionUseCases:
    """What the service does."""

    reading: VersionReading
    resolution: VersionResolution
    promotion: Promotion
    retirement: VersionRetirement


@final
class VersionServicer(pb_grpc.VersionServiceServicer):
    """Decodes, calls one use case, encodes."""

    def __init__(self, use_cases: VersionUseCases) -> None:
        self._reading = use_cases.reading
        self._resolution = use_cases.resolution
        self._promotion = use_cases.promotion
        self._retirement = use_cases.retirement

    @override
    async def GetVersion(self, request: pb.GetVersionRequest, context: Context) -> pb.GetVersionResponse:
        version = await self._reading.get(request.model, SemVer.parse(request.version))
        return pb.GetVersionResponse(version=version_to_proto(version))

    @override
    async def ListVersions(self, request: pb.ListVersionsRequest, context: Context) -> pb.ListVersionsResponse:
        wanted = page_request(request, coerced_size(request.page_size))
        page = await self._reading.list(request.model, queries.version_query_from_proto(request), wanted)
        return queries.versions_to_proto(request, page)

    @override
    async def GetLatestVersion(
        self, request: pb.GetLatestVersionRequest, context: Context
    ) -> pb.GetLatestVersionResponse:
        version = await self._reading.latest(request.model)
        return pb.GetLatestVersionResponse(version=version_to_proto(version))

    @override
    async def ResolveVersion(self, request: pb.ResolveVersionRequest, context: Context) -> pb.ResolveVersionResponse:
        resolution = await self._resolution.resolve(request.model, queries.asked_selector(request))
        return queries.resolution_to_proto(resolution)

    @override
    async def CompareVersions(self, request: pb.CompareVersionsRequest, context: Context) -> pb.CompareVersionsResponse:
        baseline = SemVer.parse(request.baseline_version, "baseline_version")
        candidate = SemVer.parse(request.candidate_version, "candidate_version")
        tolerances = queries.tolerances_from_proto(request)
        comparison = await self._reading.compare(request.model, baseline, candidate, tolerances)
        return queries.version_comparison_to_proto(comparison)

    @override
    async def PromoteVersion(self, request: pb.PromoteVersionRequest, context: Context) -> pb.PromoteVersionResponse:
        number = SemVer.parse(request.version)
        moved = await self._promotion.promote(moves.move_from_proto(request), number, write_context(request))
        return moves.promotion_to_proto(moved)

    @override
    async def RollbackAlias(self, request: pb.RollbackAliasRequest, context: Context) -> pb.RollbackAliasResponse:
        target = moves.rollback_target_from_proto(request)
        moved = await self._promotion.rollback(moves.move_from_proto(request), target, write_context(request))
        return moves.rollback_to_proto(moved)

    @override
    async def RemoveAlias(self, request: pb.RemoveAliasRequest, context: Context) -> pb.RemoveAliasResponse:
        moved = await self._promotion.remove(moves.move_from_proto(request), write_context(request))
        return pb.RemoveAliasResponse(entry=moves.entry_to_proto(moved.entry))

    @override
    async def DeprecateVersion(
        self, request: pb.DeprecateVersionRequest, context: Context
    ) -> pb.DeprecateVersionResponse:
        number = SemVer.parse(request.version)
        version = await self._retirement.deprecate(request.model, number, request.reason, write_context(request))
        return pb.DeprecateVersionResponse(version=version_to_proto(version))

    @override
    async def DeleteVersion(self, request: pb.DeleteVersionRequest, context: Context) -> pb.DeleteVersionResponse:
        number = SemVer.parse(request.version)
        version = await self._retirement.delete(request.model, number, request.reason, write_context(request))
        return pb.DeleteVersionResponse(version=version_to_proto(version))

    @override
    async def RestoreVersion(self, request: pb.RestoreVersionRequest, context: Context) -> pb.RestoreVersionResponse:
        number = SemVer.parse(request.version)
        version = await self._retirement.restore(request.model, number, request.reason, write_context(request))
        return pb.RestoreVersionResponse(version=version_to_proto(version))

    @override
    async def ListHistory(self, request: pb.ListHistoryRequest, context: Context) -> pb.ListHistoryResponse:
        wanted = page_request(request, coerced_size(request.page_size))
        page = await self._reading.history(request.model, moves.history_query_from_proto(request), wanted)
        return moves.history_to_proto(request, page)

    @override
    def WatchVersions(
        self, request: pb.WatchVersionsRequest, context: Context
    ) -> AsyncIterator[pb.WatchVersionsResponse]:
        raise NotImplementedYet("WatchVersions")

    @override
    async def GetModelContract(
        self, request: pb.GetModelContractRequest, context: Context
    ) -> pb.GetModelContractResponse:
        raise NotImplementedYet("GetModelContract")
