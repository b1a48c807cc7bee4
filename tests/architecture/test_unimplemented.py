"""Which RPCs of the contract a running server does not answer yet: a committed list that shrinks on purpose only."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path

import grpc
import pytest
from google.protobuf import descriptor_pool, message_factory
from google.protobuf.message import Message
from google.rpc import error_details_pb2, status_pb2

import hokusai
from server.tools.contract_descriptors import Rpc, public_services
from server.tools.generate_reference import unimplemented_rpcs
from tests.support.plausible_requests import plausible
from tests.support.running_server import serving

RPCS = [rpc for service in public_services() for rpc in service.rpcs]
# An RPC that works may wait for more than this test sends; then it works.
DEADLINE_S = 10.0


async def test_only_listed_rpcs_are_unimplemented(tmp_path: Path) -> None:
    """A real server answers UNIMPLEMENTED to exactly the RPCs of unimplemented_rpcs.txt, each with its reason."""
    async with serving(tmp_path) as under_test:
        outcomes = {rpc.path: await outcome(under_test.channel, rpc) for rpc in RPCS}
    unimplemented = {path for path, (code, _) in outcomes.items() if code is grpc.StatusCode.UNIMPLEMENTED}
    assert unimplemented == unimplemented_rpcs()
    assert {outcomes[path][1] for path in unimplemented} <= {"NOT_IMPLEMENTED_YET"}


@pytest.mark.parametrize("rpc", RPCS, ids=lambda rpc: str(rpc.path))
def test_rules_of_requests_can_be_satisfied(rpc: Rpc) -> None:
    """No rule of a request contradicts another."""
    assert plausible(new_message(rpc.request[0])).IsInitialized()


async def outcome(channel: grpc.aio.Channel, rpc: Rpc) -> tuple[grpc.StatusCode, str]:
    """Code and reason of a call with a request that breaks no rule."""
    (request_type, request_streaming), (response_type, response_streaming) = rpc.request, rpc.response
    request = plausible(new_message(request_type))
    shape = f"{'stream' if request_streaming else 'unary'}_{'stream' if response_streaming else 'unary'}"
    method = getattr(channel, shape)(
        f"/{rpc.path}",
        request_serializer=type(request).SerializeToString,
        response_deserializer=type(new_message(response_type)).FromString,
    )
    call = method(iter([request]) if request_streaming else request, timeout=DEADLINE_S)
    try:
        await (call.read() if response_streaming else call)
    except grpc.aio.AioRpcError as error:
        return error.code(), reason_of(error)
    if not response_streaming or not call.done():
        call.cancel()
        return grpc.StatusCode.OK, ""
    return await call.code(), ""


def reason_of(error: grpc.aio.AioRpcError) -> str:
    """The reason in the error's `ErrorInfo`, or nothing."""
    details = dict(error.trailing_metadata() or ()).get("grpc-status-details-bin", b"")
    info = error_details_pb2.ErrorInfo()
    for detail in status_pb2.Status.FromString(bytes(details)).details if isinstance(details, bytes) else ():
        if detail.Unpack(info):
            return info.reason
    return ""


def new_message(full_name: str) -> Message:
    """An empty message of the contract."""
    for module in pkgutil.walk_packages(hokusai.__path__, "hokusai."):
        if module.name.endswith("_pb2") and module.name.startswith(full_name.rsplit(".", 1)[0]):
            importlib.import_module(module.name)
    descriptor = descriptor_pool.Default().FindMessageTypeByName(full_name)
    return message_factory.GetMessageClass(descriptor)()
