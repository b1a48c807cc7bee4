"""What the native data plane asks of this process, and what it is told."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from datetime import timedelta
from typing import Any, Final, final

import grpc
from google.protobuf import duration_pb2
from typing_extensions import override

from hokusai.backend.v1 import data_plane_service_pb2 as pb
from hokusai.backend.v1 import data_plane_service_pb2_grpc as pb_grpc
from hokusai.inference.v1 import inference_service_pb2 as public
from hokusai_server.services.data_plane_decisions import DataPlaneDecisions, Loss
from hokusai_server.services.data_plane_link import (
    DataPlaneLink,
    Drain,
    ForgetGrants,
    ForgetRoutes,
    Instruction,
    LetGo,
    ReportNow,
)
from hokusai_server.services.prediction import Route
from hokusai_server.transport.grant_messages import grant_to_proto
from hokusai_server.transport.prediction_messages import served_by_to_proto
from hokusai_server.transport.selector_messages import selector_from_proto
from hokusai_server.transport.signature_messages import signature_to_proto

Context = grpc.aio.ServicerContext[Any, Any]

_LOSSES: Final[Mapping[int, Loss]] = {
    pb.ReportLostWorkerRequest.LOSS_BROKE_PROTOCOL: Loss.BROKE_PROTOCOL,
    pb.ReportLostWorkerRequest.LOSS_HUNG: Loss.HUNG,
}


@final
class DataPlaneServicer(pb_grpc.DataPlaneServiceServicer):
    """Decides for the data plane.

    Args:
        decisions: answers what it asks.
        link: tells it what changes.
        settings: how it is to serve, as of now.
        record: adds a report to metrics, log and traces.
        max_message_bytes: what signatures say of it.
        contract_digest: of the messages of this release.
    """

    def __init__(
        self,
        decisions: DataPlaneDecisions,
        link: DataPlaneLink,
        settings: Callable[[], pb.DataPlaneSettings],
        record: Callable[[pb.ReportActivityRequest], None],
        max_message_bytes: int,
        contract_digest: str,
    ) -> None:
        self._decisions = decisions
        self._link = link
        self._settings = settings
        self._record = record
        self._max_message_bytes = max_message_bytes
        self._contract_digest = contract_digest

    @override
    async def Attach(self, request: pb.AttachRequest, context: Context) -> AsyncIterator[pb.AttachResponse]:
        """Settings, then instructions; a program that was replaced by another release's gets neither."""
        if request.contract_digest != self._contract_digest:
            cause = "this data plane was built for another release; rebuild it with `make dataplane`"
            await context.abort(grpc.StatusCode.FAILED_PRECONDITION, cause)
        self._decisions.busy(frozenset())
        with self._link.attached() as instructions:
            yield pb.AttachResponse(settings=self._settings())
            async for instruction in instructions:
                yield _instruction_to_proto(instruction)

    @override
    async def GetRoute(self, request: pb.GetRouteRequest, context: Context) -> pb.GetRouteResponse:
        """Which version answers."""
        selector = selector_from_proto(request.selector) if request.HasField("selector") else None
        timed = await self._decisions.route(request.model, selector)
        served_by = timed.route.served_by
        return pb.GetRouteResponse(
            number=served_by.number,
            served_by=served_by_to_proto(served_by).SerializeToString(),
            signature=self._signature(timed.route).SerializeToString(),
            revision=timed.revision,
            lifetime=None if timed.lifetime is None else _duration(timed.lifetime),
        )

    @override
    async def GetGrant(self, request: pb.GetGrantRequest, context: Context) -> pb.GetGrantResponse:
        """Who a caller is, and whether it may predict."""
        return grant_to_proto(self._decisions, request)

    @override
    async def GetWorker(self, request: pb.GetWorkerRequest, context: Context) -> pb.GetWorkerResponse:
        """A ready worker."""
        address = await self._decisions.worker(request.model, request.number, request.place)
        return pb.GetWorkerResponse(worker_id=address.worker_id, socket_path=str(address.socket_path))

    @override
    async def ReportLostWorker(
        self, request: pb.ReportLostWorkerRequest, context: Context
    ) -> pb.ReportLostWorkerResponse:
        """How a worker ended."""
        cause = await self._decisions.lost(request.worker_id, _LOSSES.get(request.loss, Loss.HUNG_UP))
        return pb.ReportLostWorkerResponse(cause=cause)

    @override
    async def ConfirmLetGo(self, request: pb.ConfirmLetGoRequest, context: Context) -> pb.ConfirmLetGoResponse:
        """A worker was let go."""
        self._link.confirm_let_go(request.worker_id)
        return pb.ConfirmLetGoResponse()

    @override
    async def ReportActivity(self, request: pb.ReportActivityRequest, context: Context) -> pb.ReportActivityResponse:
        """What the data plane did."""
        self._record(request)
        for version in request.versions:
            self._decisions.used(version.model, version.number, version.worker_id, version.private_memory_bytes)
        self._decisions.busy(frozenset((version.model, version.number) for version in request.busy))
        if request.ticket:
            self._link.reported(request.ticket)
        return pb.ReportActivityResponse()

    def _signature(self, route: Route) -> public.GetModelSignatureResponse:
        return public.GetModelSignatureResponse(
            served_by=served_by_to_proto(route.served_by),
            signature=None if route.signature is None else signature_to_proto(route.signature),
            max_message_bytes=self._max_message_bytes,
        )


def _instruction_to_proto(instruction: Instruction) -> pb.AttachResponse:
    match instruction:
        case ForgetRoutes(revision, models):
            return pb.AttachResponse(forget_routes=pb.ForgetRoutes(revision=revision, models=sorted(models)))
        case ForgetGrants(revision):
            return pb.AttachResponse(forget_grants=pb.ForgetGrants(revision=revision))
        case LetGo(worker_id, version):
            return pb.AttachResponse(let_go=pb.LetGo(worker_id=worker_id, model=version.model, number=version.number))
        case Drain(grace):
            return pb.AttachResponse(drain=pb.Drain(grace=_duration(grace)))
        case ReportNow(ticket):
            return pb.AttachResponse(report_now=pb.ReportNow(ticket=ticket))


def _duration(value: timedelta) -> duration_pb2.Duration:
    message = duration_pb2.Duration()
    message.FromTimedelta(value)
    return message
