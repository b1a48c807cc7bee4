"""The contract's field rules are enforced before any method runs."""

from __future__ import annotations

import grpc
import pytest

from hokusai.system.v1 import system_service_pb2 as pb
from hokusai.system.v1.system_service_pb2_grpc import SystemServiceStub
from tests.support.fault_service import wire_fault
from tests.support.running_server import ServerUnderTest


async def test_broken_rules_are_field_violations(server: ServerUnderTest) -> None:
    """Each field that breaks its rule is named, all of them at once."""
    request = pb.ResetBreakerRequest(request_id="not-a-uuid", dependency="NOT A NAME")
    with pytest.raises(grpc.aio.AioRpcError) as raised:
        await SystemServiceStub(server.channel).ResetBreaker(request)
    fault = wire_fault(raised.value)
    assert (fault.code, fault.reason) == (grpc.StatusCode.INVALID_ARGUMENT, "INVALID_REQUEST")
    assert {field for field, _ in fault.violations} == {"request_id", "dependency"}
    assert all(description for _, description in fault.violations)
