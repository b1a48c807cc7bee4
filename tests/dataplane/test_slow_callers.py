"""Callers who send slowly, take no reply, or are gone: what they hold is bounded in size and in time."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Never

import grpc

from hokusai.inference.v1.inference_service_pb2_grpc import InferenceServiceStub
from tests.support import http2_frames as http2
from tests.support.data_planes import data_plane_of
from tests.support.inference_calls import StreamCall, asking, lengths, refused
from tests.support.inference_server import InferenceUnderTest, inference_serving
from tests.support.odd_models import write_odd_model

PREDICT = "/hokusai.inference.v1.InferenceService/Predict"
MIB = 2**20


@asynccontextmanager
async def serving_odd(folder: Path, **settings: str) -> AsyncIterator[InferenceUnderTest]:
    bundles = {"odd": {"1.0.0": write_odd_model(folder / "bundle")}}
    async with inference_serving(folder / "data", bundles, **settings) as running:
        await running.stub.Predict(asking("odd", "warm"))
        yield running


async def test_who_does_not_take_replies_loses_the_connection_and_gives_back_the_places(tmp_path: Path) -> None:
    async with serving_odd(tmp_path, limits__in_flight="2", limits__transfer_time="300ms") as server:
        reader, writer = await http2.connected(server.target, initial_window_size=0)
        for stream in (1, 3):
            writer.write(http2.call(stream, PREDICT) + http2.message(stream, asking("odd", "x").SerializeToString()))
        frames = await http2.rest_of(reader)
        writer.close()
        assert {frame.stream for frame in frames if frame.kind == http2.HEADERS} == {1, 3}
        assert not [frame for frame in frames if frame.kind == http2.DATA]
        answer = await server.stub.Predict(asking("odd", "after"))
        assert lengths(answer.payload) == [5]


async def test_untaken_replies_count_among_the_calls_in_flight(tmp_path: Path) -> None:
    async with serving_odd(tmp_path, limits__in_flight="1") as server:
        reader, writer = await http2.connected(server.target, initial_window_size=0)
        writer.write(http2.call(1, PREDICT) + http2.message(1, asking("odd", "x").SerializeToString()))
        await http2.read_until(reader, http2.HEADERS)
        with refused(grpc.StatusCode.RESOURCE_EXHAUSTED, "OVERLOADED"):
            await server.stub.Predict(asking("odd", "meanwhile"))
        writer.close()
        await writer.wait_closed()


async def test_a_request_that_does_not_arrive_in_time_is_given_up(tmp_path: Path) -> None:
    forever: asyncio.Future[Never] = asyncio.get_running_loop().create_future()

    async def never() -> AsyncIterator[Never]:
        yield await forever

    async with (
        serving_odd(tmp_path, limits__transfer_time="200ms") as server,
        grpc.aio.insecure_channel(server.target) as channel,
    ):
        with refused(grpc.StatusCode.DEADLINE_EXCEEDED, "DEADLINE_PASSED") as caught:
            await channel.stream_unary(PREDICT)(never())
    assert "the arrival of the request" in (caught[0].details() or "")


async def test_a_refused_caller_who_still_sends_is_told_why(tmp_path: Path) -> None:
    """The status is not lost to the reset of a request that nobody wants to read."""
    async with serving_odd(tmp_path, limits__in_flight="1") as server:
        gate = tmp_path / "gate"
        busy = asyncio.ensure_future(server.stub.Predict(asking("odd", f"waits_for {gate}")))
        large = asking("odd", "x" * (8 * MIB))
        for _ in range(20):
            with refused(grpc.StatusCode.RESOURCE_EXHAUSTED, "OVERLOADED"):
                await server.stub.Predict(large)
        for _ in range(20):
            with refused(grpc.StatusCode.RESOURCE_EXHAUSTED, "OVERLOADED"):
                await StreamCall(server.stub).open("odd")
        gate.touch()
        await busy


async def test_many_large_requests_that_never_end_take_bounded_memory(tmp_path: Path) -> None:
    async with serving_odd(tmp_path, limits__payload_memory="32MiB") as server:
        process = data_plane_of(os.getpid())
        before = process.memory_info().rss
        head = b"\0" + (16 * MIB - 64).to_bytes(4, "big")
        writers = []
        for _ in range(16):
            reader, writer = await http2.connected(server.target)
            writers.append(writer)
            await http2.read_until(reader, http2.SETTINGS)
            writer.write(http2.frame(http2.SETTINGS, http2.ACK, 0))
            writer.write(http2.call(1, PREDICT) + http2.frame(http2.DATA, 0, 1, head))
            with suppress(ConnectionError):  # who goes on although it was refused may lose its connection
                for _ in range(200):
                    writer.write(http2.frame(http2.DATA, 0, 1, bytes(16_000)))
                    await writer.drain()
        async with grpc.aio.insecure_channel(server.target) as channel:
            answer = await InferenceServiceStub(channel).Predict(asking("odd", "small"))
        assert lengths(answer.payload) == [5]
        assert process.memory_info().rss - before < 96 * MIB
        for writer in writers:
            writer.transport.abort()


async def test_large_packed_requests_are_unpacked(tmp_path: Path) -> None:
    async with serving_odd(tmp_path) as server, grpc.aio.insecure_channel(server.target) as channel:
        stub = InferenceServiceStub(channel)
        large = stub.Predict(asking("odd", "x" * (4 * MIB)), compression=grpc.Compression.Gzip)
        assert lengths((await large).payload) == [4 * MIB]
