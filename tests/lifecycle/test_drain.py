"""What runs when the server is told to end goes on; what comes then is refused."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import grpc
import pytest

from hokusai.system.v1 import system_service_pb2 as system
from hokusai.system.v1.system_service_pb2_grpc import SystemServiceStub
from hokusai.tracking.v1 import tracking_service_pb2 as pb
from hokusai.tracking.v1.tracking_service_pb2_grpc import TrackingServiceStub
from tests.support.fault_service import wire_fault
from tests.support.running_server import ServerUnderTest, serving

pytestmark = pytest.mark.usefixtures("plane")


def batch(sequence: int) -> pb.StreamInferenceEventsRequest:
    """One batch with one event."""
    frame = pb.StreamInferenceEventsRequest()
    frame.batch.sequence = sequence
    frame.batch.events.add(model="m", version="1.0.0", latency_ms=1.0)
    return frame


class EventStream:
    """A stream of inference events that is sent by hand."""

    def __init__(self, running: ServerUnderTest) -> None:
        self._frames: asyncio.Queue[pb.StreamInferenceEventsRequest | None] = asyncio.Queue()
        self._call = TrackingServiceStub(running.channel).StreamInferenceEvents(self._requests())
        self._answers = aiter(self._call)

    async def open(self) -> None:
        """Open it and wait until it is."""
        await self.send(pb.StreamInferenceEventsRequest(open=pb.InferenceEventsOpen()))
        assert (await self.answer()).HasField("ready")

    async def send(self, frame: pb.StreamInferenceEventsRequest | None) -> None:
        """Send a frame; None ends the requests."""
        await self._frames.put(frame)

    async def answer(self) -> pb.StreamInferenceEventsResponse:
        """The next frame of the server."""
        return await anext(self._answers)

    async def _requests(self) -> AsyncIterator[pb.StreamInferenceEventsRequest]:
        while (frame := await self._frames.get()) is not None:
            yield frame


async def test_running_stream_comes_to_its_own_end(tmp_path: Path) -> None:
    """A stream that was open when the drain began goes on, is acknowledged and summed up; the drain waits for it."""
    async with serving(tmp_path, tracking__unregistered_models="accept", drain__grace="300s") as running:
        stream = EventStream(running)
        await stream.open()
        draining = asyncio.create_task(running.server.drain.run())
        async for status in running.server.health.changes(""):
            del status
        for sequence in (1, 2):
            await stream.send(batch(sequence))
            assert (await stream.answer()).ack.sequence == sequence
        assert not draining.done()
        await stream.send(None)
        assert (await stream.answer()).summary.accepted_event_count == 2
        await draining


async def test_stream_that_never_ends_is_ended_after_the_grace_time(tmp_path: Path) -> None:
    """The server does not wait for ever."""
    async with serving(tmp_path, drain__grace="10ms") as running:
        stream = EventStream(running)
        await stream.open()
        await running.server.drain.run()
        with pytest.raises((grpc.aio.AioRpcError, asyncio.CancelledError)):
            await stream.answer()


async def test_call_during_the_lag_is_answered(tmp_path: Path) -> None:
    """Load balancers need time to notice; meanwhile callers notice nothing."""
    async with serving(tmp_path, drain__lag="300s") as running:
        draining = asyncio.create_task(running.server.drain.run())
        async for status in running.server.health.changes(""):
            del status
        reply = await SystemServiceStub(running.channel).GetSystemInfo(system.GetSystemInfoRequest())
        assert reply.server_version
        draining.cancel()


async def test_late_call_is_refused_with_a_delay(tmp_path: Path) -> None:
    """A call that slips in after the door was closed gets UNAVAILABLE, SHUTTING_DOWN and when to try again."""
    async with serving(tmp_path) as running:
        running.server.admission.close()
        with pytest.raises(grpc.aio.AioRpcError) as raised:
            await SystemServiceStub(running.channel).GetSystemInfo(system.GetSystemInfoRequest())
    fault = wire_fault(raised.value)
    assert (fault.code, fault.reason) == (grpc.StatusCode.UNAVAILABLE, "SHUTTING_DOWN")
    assert fault.pushback_ms is not None
    assert int(fault.pushback_ms) > 0
