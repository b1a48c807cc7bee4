"""Every fault survives a real RPC: what the server raises is what the client raises."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import grpc
import pytest

from hokusai.exceptions import REASON_CLASSES, HokusaiError
from hokusai.status_translation import from_rpc_error
from hokusai_server.domain import errors
from hokusai_server.transport.interceptors.method_wrapping import InterceptorChain
from hokusai_server.transport.interceptors.status import StatusInterceptor
from hokusai_server.transport.status_mapping import STATUS_CODES
from tests.support.sample_faults import CONCRETE_FAULTS, sample_fault

SERVICE = "hokusai.test.FaultService"
BY_NAME = {fault.__name__: fault for fault in CONCRETE_FAULTS}


async def raise_named(request: bytes, context: Any) -> bytes:
    """Raise the fault that the request names."""
    raise sample_fault(BY_NAME[request.decode()])


async def answer_once_then_raise(request: Any, context: Any) -> AsyncIterator[bytes]:
    """Send one response, then raise."""
    yield b"first"
    raise sample_fault(errors.ShuttingDown)


async def raise_unforeseen(request: bytes, context: Any) -> bytes:
    """Fail as a defect would."""
    raise ZeroDivisionError("a secret of the server")


HANDLERS: dict[str, grpc.RpcMethodHandler[bytes, bytes]] = {
    "Raise": grpc.unary_unary_rpc_method_handler(raise_named),
    "Defect": grpc.unary_unary_rpc_method_handler(raise_unforeseen),
    "UnaryStream": grpc.unary_stream_rpc_method_handler(answer_once_then_raise),
    "StreamStream": grpc.stream_stream_rpc_method_handler(answer_once_then_raise),
}


@pytest.fixture
async def channel() -> AsyncIterator[grpc.aio.Channel]:
    """A channel to a server whose methods do nothing but fail."""
    server = grpc.aio.server(interceptors=[InterceptorChain([StatusInterceptor()])])
    server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler(SERVICE, HANDLERS),))
    port = server.add_insecure_port("127.0.0.1:0")
    await server.start()
    async with grpc.aio.insecure_channel(f"127.0.0.1:{port}") as opened:
        yield opened
    await server.stop(None)


@pytest.mark.parametrize("fault", CONCRETE_FAULTS, ids=lambda fault: str(fault.__name__))
async def test_client_raises_what_the_server_raised(
    fault: type[errors.HokusaiError], channel: grpc.aio.Channel
) -> None:
    """Class, reason, code, facts, bad fields and delay arrive as they left."""
    sent = sample_fault(fault)
    received = await failure(channel, "Raise", fault.__name__.encode())
    assert type(received) is REASON_CLASSES[fault.reason]
    assert (received.reason, received.code) == (fault.reason, STATUS_CODES[fault].name)
    assert (received.message, received.details) == (sent.message, sent.metadata)
    assert [(each.field, each.description) for each in received.violations] == [
        (each.field, each.description) for each in sent.violations
    ]
    assert received.retry_after == (None if sent.retry_after is None else sent.retry_after.total_seconds())
    assert received.retryable == fault.retryable


async def test_defect_tells_the_caller_an_error_id_and_nothing_else(channel: grpc.aio.Channel) -> None:
    """The text of an unforeseen fault stays in the server's log."""
    received = await failure(channel, "Defect", b"")
    assert (received.reason, received.code, received.retryable) == ("INTERNAL", "INTERNAL", False)
    assert received.details.keys() == {"error_id"}
    assert "secret" not in received.message


@pytest.mark.parametrize("method", ["UnaryStream", "StreamStream"])
async def test_fault_of_a_stream_follows_what_was_sent(method: str, channel: grpc.aio.Channel) -> None:
    """The caller gets the responses sent before the fault, then the fault."""
    methods: dict[str, Any] = {"UnaryStream": channel.unary_stream, "StreamStream": channel.stream_stream}
    request: Any = b"" if method == "UnaryStream" else iter([b""])
    call = methods[method](f"/{SERVICE}/{method}")(request)
    assert await call.read() == b"first"
    with pytest.raises(grpc.aio.AioRpcError) as caught:
        await call.read()
    assert from_rpc_error(caught.value, "the server").reason == "SHUTTING_DOWN"


async def failure(channel: grpc.aio.Channel, method: str, request: bytes) -> HokusaiError:
    """The exception of the Python client for a call that fails."""
    call: Any = channel.unary_unary(f"/{SERVICE}/{method}")
    with pytest.raises(grpc.aio.AioRpcError) as caught:
        await call(request)
    return from_rpc_error(caught.value, "the server")
