"""What the data plane does not answer reaches the server as it was sent, and comes back as it was answered."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import grpc
import pytest
from grpc_health.v1 import health_pb2, health_pb2_grpc

from hokusai.registry.v1 import registry_service_pb2 as registry
from hokusai.registry.v1.registry_service_pb2_grpc import RegistryServiceStub
from hokusai.tracking.v1 import tracking_service_pb2 as tracking
from hokusai.tracking.v1.tracking_service_pb2_grpc import TrackingServiceStub
from tests.support.bundle_uploads import bundle_files, upload
from tests.support.data_planes import data_plane_of, eventually
from tests.support.running_server import PATIENCE_S, ServerUnderTest, serving

MIB = 2**20


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[ServerUnderTest]:
    async with serving(tmp_path) as running:
        yield running


async def test_a_caller_cannot_forge_who_it_is(server: ServerUnderTest) -> None:
    forged = (("x-hokusai-identity-bin", b"admin"), ("x-hokusai-peer", "ipv4:8.8.8.8:1"))
    stub = RegistryServiceStub(server.channel)
    created = await stub.CreateModel(registry.CreateModelRequest(name="m"), metadata=forged)
    assert created.model.actor == "anonymous"


async def test_files_larger_than_any_window_come_through_both_ways_in_flat_memory(server: ServerUnderTest) -> None:
    before = data_plane_of(os.getpid()).memory_info().rss
    content = os.urandom(96 * MIB)
    stub = RegistryServiceStub(server.channel)
    digest = await upload(stub, {**bundle_files({"x": "double"}), "weights.bin": content})
    received = bytearray()
    async for frame in stub.DownloadBundle(registry.DownloadBundleRequest(bundle_digest=digest)):
        if frame.chunk.path == "weights.bin":
            received += frame.chunk.data
    assert received == content
    assert data_plane_of(os.getpid()).memory_info().rss - before < 64 * MIB


async def test_a_caller_who_goes_away_ends_its_call_on_the_server(server: ServerUnderTest) -> None:
    async def frames() -> AsyncIterator[tracking.StreamInferenceEventsRequest]:
        yield tracking.StreamInferenceEventsRequest(open=tracking.InferenceEventsOpen())
        await asyncio.Event().wait()

    call = TrackingServiceStub(server.channel).StreamInferenceEvents(frames())
    assert (await anext(aiter(call))).HasField("ready")
    assert server.server.admission.in_flight == 1
    call.cancel()
    await eventually(lambda: server.server.admission.in_flight == 0)


async def test_a_deadline_holds_for_a_call_that_never_answers(server: ServerUnderTest) -> None:
    health: Any = health_pb2_grpc.HealthStub(server.channel)  # its stubs name no methods
    statuses = aiter(health.Watch(health_pb2.HealthCheckRequest(), timeout=0.2))
    await anext(statuses)
    with pytest.raises(grpc.aio.AioRpcError) as failure:
        await anext(statuses)
    assert failure.value.code() is grpc.StatusCode.DEADLINE_EXCEEDED


async def test_what_nobody_serves_is_answered_as_by_the_server_itself(server: ServerUnderTest) -> None:
    unknown: Any = server.channel.unary_unary("/hokusai.nowhere.v1.NoService/Nothing")
    with pytest.raises(grpc.aio.AioRpcError) as failure:
        await unknown(b"")
    assert failure.value.code() is grpc.StatusCode.UNIMPLEMENTED


async def test_a_caller_who_does_not_read_holds_up_nobody(server: ServerUnderTest) -> None:
    stub = RegistryServiceStub(server.channel)
    digest = await upload(stub, {**bundle_files({"x": "double"}), "weights.bin": os.urandom(48 * MIB)})
    async with grpc.aio.insecure_channel(server.target) as other:
        idle = RegistryServiceStub(other).DownloadBundle(registry.DownloadBundleRequest(bundle_digest=digest))
        await idle.read()
        await stub.CreateModel(registry.CreateModelRequest(name="meanwhile"), timeout=PATIENCE_S)
        again = RegistryServiceStub(other).ListModels(registry.ListModelsRequest(), timeout=PATIENCE_S)
        assert [model.name for model in (await again).models] == ["meanwhile"]
        idle.cancel()
