"""A service whose methods do what the test says, behind the real interceptors and a real socket."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Final

import grpc
from google.protobuf.wrappers_pb2 import StringValue
from google.rpc import error_details_pb2, status_pb2
from opentelemetry.trace import Tracer

from hokusai_server.transport.grpc_server import Interception, ServedService, bind, build_grpc_server
from hokusai_server.transport.health import Health
from hokusai_server.transport.interceptors.access_log import CallObserver
from hokusai_server.transport.interceptors.admission import Admission
from hokusai_server.transport.interceptors.authentication import Authenticator, OpenDoor

SERVICE: Final = "hokusai.test.v1.FaultService"
SHAPES: Final = ("unary_unary", "unary_stream", "stream_unary", "stream_stream")

Work = Callable[[], Awaitable[str]]


@dataclass(frozen=True, slots=True)
class Wiring:
    """Parts of the server under test that a test may replace."""

    observers: Sequence[CallObserver] = ()
    authenticator: Authenticator = OpenDoor()  # noqa: RUF009 - it has no state
    in_flight: int = 100
    tracer: Tracer | None = None


@asynccontextmanager
async def fault_service(work: Work, wiring: Wiring = Wiring()) -> AsyncIterator[grpc.aio.Channel]:
    """A server that runs `work` for every call of `SERVICE`, and a channel to it.

    Streaming methods answer once with the text of `work` after reading all requests, or fail as it does.
    """
    server = build_grpc_server(
        [ServedService(SERVICE, lambda server: server.add_generic_rpc_handlers((_handlers(work),)))],
        health=Health(),
        interception=Interception(
            observers=wiring.observers,
            authenticator=wiring.authenticator,
            admission=Admission(wiring.in_flight),
            tracer=wiring.tracer,
        ),
        max_message_bytes=2**20,
        offer_reflection=False,
    )
    port = bind(server, "127.0.0.1:0", None)
    await server.start()
    try:
        async with grpc.aio.insecure_channel(f"127.0.0.1:{port}") as channel:
            yield channel
    finally:
        await server.stop(grace=None)


async def call(channel: grpc.aio.Channel, shape: str = "unary_unary", **options: Any) -> str:
    """Call the method of a shape and return the one text of its answer."""
    start: Any = getattr(channel, shape)(
        f"/{SERVICE}/{shape}",
        request_serializer=StringValue.SerializeToString,
        response_deserializer=StringValue.FromString,
    )
    request = StringValue(value="x")
    sent = iter([request]) if shape.startswith("stream") else request
    answer = start(sent, **options)
    if shape.endswith("stream"):
        return "".join([response.value async for response in answer])
    response: StringValue = await answer
    return response.value


@dataclass(frozen=True, slots=True)
class WireFault:
    """What a caller sees of a failed call."""

    code: grpc.StatusCode
    message: str
    reason: str
    metadata: dict[str, str]
    violations: tuple[tuple[str, str], ...]
    retry_delay_ms: int | None
    pushback_ms: str | None


def wire_fault(error: grpc.aio.AioRpcError) -> WireFault:
    """Read the details of a failed call; fails if they are not there."""
    trailers = dict(error.trailing_metadata())
    status = status_pb2.Status.FromString(trailers["grpc-status-details-bin"])
    assert error.code().value[0] == status.code
    assert error.details() == status.message
    info, bad, retry = error_details_pb2.ErrorInfo(), error_details_pb2.BadRequest(), error_details_pb2.RetryInfo()
    assert status.details[0].Unpack(info)
    assert info.domain == "hokusai.dev"
    has_retry = any(detail.Unpack(retry) for detail in status.details)
    for detail in status.details:
        detail.Unpack(bad)
    return WireFault(
        code=error.code(),
        message=status.message,
        reason=info.reason,
        metadata=dict(info.metadata),
        violations=tuple((violation.field, violation.description) for violation in bad.field_violations),
        retry_delay_ms=retry.retry_delay.ToMilliseconds() if has_retry else None,
        pushback_ms=trailers.get("grpc-retry-pushback-ms"),
    )


def _handlers(work: Work) -> grpc.GenericRpcHandler:
    async def unary(request: StringValue, context: Any) -> StringValue:
        return StringValue(value=await work())

    async def stream(request: StringValue, context: Any) -> AsyncIterator[StringValue]:
        yield StringValue(value=await work())

    async def of_stream(requests: AsyncIterator[StringValue], context: Any) -> StringValue:
        _ = [request async for request in requests]
        return StringValue(value=await work())

    async def stream_of_stream(requests: AsyncIterator[StringValue], context: Any) -> AsyncIterator[StringValue]:
        _ = [request async for request in requests]
        yield StringValue(value=await work())

    behaviours: dict[str, Any] = dict(zip(SHAPES, (unary, stream, of_stream, stream_of_stream), strict=True))
    methods = {
        shape: getattr(grpc, f"{shape}_rpc_method_handler")(
            behaviours[shape],
            request_deserializer=StringValue.FromString,
            response_serializer=StringValue.SerializeToString,
        )
        for shape in SHAPES
    }
    return grpc.method_handlers_generic_handler(SERVICE, methods)
