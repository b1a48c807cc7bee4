"""The traffic service: in the contract, built in a later release."""

from __future__ import annotations

from typing import Any, Final, TypeAlias, final

import grpc
from typing_extensions import override

from hokusai.inference.v1 import traffic_service_pb2 as pb
from hokusai.inference.v1 import traffic_service_pb2_grpc as pb_grpc
from hokusai_server.domain.errors import NotImplementedYet

SERVICE_NAME: Final = pb.DESCRIPTOR.services_by_name["TrafficService"].full_name

Context: TypeAlias = grpc.aio.ServicerContext[Any, Any]


@final
class TrafficServicer(pb_grpc.TrafficServiceServicer):
    """Says of every RPC that it is not offered yet."""

    @override
    async def GetTrafficPolicy(
        self, request: pb.GetTrafficPolicyRequest, context: Context
    ) -> pb.GetTrafficPolicyResponse:
        """Comes in a later release."""
        raise NotImplementedYet("GetTrafficPolicy")

    @override
    async def SetTrafficPolicy(
        self, request: pb.SetTrafficPolicyRequest, context: Context
    ) -> pb.SetTrafficPolicyResponse:
        """Comes in a later release."""
        raise NotImplementedYet("SetTrafficPolicy")

    @override
    async def EndTrafficPolicy(
        self, request: pb.EndTrafficPolicyRequest, context: Context
    ) -> pb.EndTrafficPolicyResponse:
        """Comes in a later release."""
        raise NotImplementedYet("EndTrafficPolicy")

    @override
    async def GetTrafficResults(
        self, request: pb.GetTrafficResultsRequest, context: Context
    ) -> pb.GetTrafficResultsResponse:
        """Comes in a later release."""
        raise NotImplementedYet("GetTrafficResults")
