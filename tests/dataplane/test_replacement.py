"""A data plane that is killed is replaced on the same port; the server and its workers do not notice."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import grpc
import pytest_asyncio

from hokusai.inference.v1 import inference_service_pb2 as pb
from tests.support.data_planes import data_plane_of, replaced
from tests.support.inference_calls import StreamCall, asking, lengths
from tests.support.inference_server import InferenceUnderTest, inference_serving
from tests.support.odd_models import write_odd_model
from tests.support.running_server import PATIENCE_S

KILLS = 3


@pytest_asyncio.fixture
async def server(tmp_path: Path) -> AsyncIterator[InferenceUnderTest]:
    bundles = {"odd": {"1.0.0": write_odd_model(tmp_path / "bundle")}}
    async with inference_serving(tmp_path / "data", bundles) as running:
        yield running


async def test_a_killed_data_plane_is_back_on_the_same_port_with_the_same_workers(server: InferenceUnderTest) -> None:
    await server.stub.Predict(asking("odd", "warm"))
    for _ in range(KILLS):
        before = data_plane_of(os.getpid())
        before.send_signal(signal.SIGKILL)
        await replaced(os.getpid(), before)
        answer = await server.stub.Predict(asking("odd", "again"), wait_for_ready=True, timeout=PATIENCE_S)
        assert lengths(answer.payload) == [5]
    (loaded,) = (await server.stub.ListLoadedModels(pb.ListLoadedModelsRequest())).loaded_models
    assert (loaded.state, loaded.restart_count) == (pb.LOAD_STATE_READY, 0)


async def test_killed_under_load_only_what_was_under_way_fails_and_can_be_retried(server: InferenceUnderTest) -> None:
    await server.stub.Predict(asking("odd", "warm"))
    before = data_plane_of(os.getpid())
    codes: set[grpc.StatusCode] = set()
    killed = asyncio.Event()
    back = asyncio.Event()

    async def call_until_back() -> None:
        while not back.is_set():
            try:
                await server.stub.Predict(asking("odd", "load"), wait_for_ready=True, timeout=PATIENCE_S)
                if killed.is_set():
                    back.set()
            except grpc.aio.AioRpcError as error:
                codes.add(error.code())

    callers = [asyncio.create_task(call_until_back()) for _ in range(8)]
    await server.stub.Predict(asking("odd", "load"))
    before.send_signal(signal.SIGKILL)
    killed.set()
    await replaced(os.getpid(), before)
    await asyncio.gather(*callers)
    assert codes <= {grpc.StatusCode.UNAVAILABLE}


async def test_a_stream_is_resumed_at_the_first_unanswered_batch(server: InferenceUnderTest) -> None:
    stream = StreamCall(server.stub)
    await stream.open("odd")
    await stream.send(0, "a")
    assert lengths((await stream.result()).payload) == [1]
    before = data_plane_of(os.getpid())
    before.send_signal(signal.SIGKILL)
    await replaced(os.getpid(), before)
    async with asyncio.timeout(PATIENCE_S):
        again = await reopened(server)
        await again.send(1, "aa")
        assert (result := await again.result()).sequence == 1
        assert lengths(result.payload) == [2]
        assert (await again.finish()).batch_count == 1


async def reopened(server: InferenceUnderTest) -> StreamCall:
    """A stream from sequence 1; tries until the channel has noticed that its connection is gone."""
    while True:
        stream = StreamCall(server.stub)
        try:
            await stream.open("odd", first_sequence=1)
        except (grpc.aio.AioRpcError, asyncio.InvalidStateError):
            continue
        return stream
