"""Requests to the inference service, and what is in its answers and faults."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import final

import grpc
import pytest
from google.rpc import error_details_pb2, status_pb2

from hokusai.inference.v1 import inference_service_pb2 as pb
from hokusai.inference.v1 import inference_service_pb2_grpc, payload_pb2
from hokusai.versions.v1 import selector_pb2


def acts(*commands: str) -> payload_pb2.Payload:
    """Rows for the odd model, one a command."""
    rows = [payload_pb2.Row(values={"act": payload_pb2.Value(text=command)}) for command in commands]
    return payload_pb2.Payload(rows=payload_pb2.Rows(rows=rows))


def asking(model: str, *commands: str, version: str = "") -> pb.PredictRequest:
    """A request to the odd model."""
    selector = selector_pb2.VersionSelector(exact=version) if version else None
    return pb.PredictRequest(model=model, selector=selector, payload=acts(*commands))


def lengths(payload: payload_pb2.Payload) -> list[int]:
    """What the odd model answered."""
    return [row.values["length"].integer for row in payload.rows.rows]


@final
class StreamCall:
    """A prediction stream as a test drives it, frame by frame."""

    def __init__(
        self, stub: inference_service_pb2_grpc.InferenceServiceAsyncStub, timeout: float | None = None
    ) -> None:
        self.call = stub.StreamPredict(timeout=timeout)

    async def open(self, model: str, *, first_sequence: int = 0, window: int = 0) -> pb.StreamReady:
        """Send `open`, wait for `ready`."""
        terms = pb.StreamOpen(model=model, first_sequence=first_sequence, window=window)
        await self.call.write(pb.StreamPredictRequest(open=terms))
        return (await self.read()).ready

    async def send(self, sequence: int, *commands: str) -> None:
        """Send a batch for the odd model."""
        await self.call.write(pb.StreamPredictRequest(batch=pb.StreamBatch(sequence=sequence, payload=acts(*commands))))

    async def result(self) -> pb.StreamResult:
        """The next frame, which must be a result."""
        frame = await self.read()
        assert frame.HasField("result"), frame
        return frame.result

    async def finish(self) -> pb.StreamSummary:
        """Half-close; the next frame, which must be the summary, and the last."""
        await self.call.done_writing()
        frame = await self.read()
        assert frame.HasField("summary"), frame
        assert await self.call.read() is grpc.aio.EOF
        return frame.summary

    async def read(self) -> pb.StreamPredictResponse:
        """The next frame, of which there must be one; raises the call's error if it failed."""
        frame = await self.call.read()
        assert isinstance(frame, pb.StreamPredictResponse), "the stream has ended"
        return frame


def reason_in(status: status_pb2.Status) -> str:
    """The reason of the contract that a status carries."""
    info = error_details_pb2.ErrorInfo()
    for detail in status.details:
        if detail.Unpack(info):
            return info.reason
    return ""


def status_of(error: grpc.aio.AioRpcError) -> status_pb2.Status:
    """The whole status of a failed call; empty if it came from the client's own library."""
    for key, value in error.trailing_metadata() or ():
        if key == "grpc-status-details-bin":
            return status_pb2.Status.FromString(value if isinstance(value, bytes) else value.encode())
    return status_pb2.Status()


def retry_delay(error: grpc.aio.AioRpcError) -> float | None:
    """Seconds after which the server asks to retry; None if it does not."""
    info = error_details_pb2.RetryInfo()
    for detail in status_of(error).details:
        if detail.Unpack(info):
            return info.retry_delay.ToMilliseconds() / 1000
    return None


@contextmanager
def refused(code: grpc.StatusCode, reason: str) -> Iterator[list[grpc.aio.AioRpcError]]:
    """The call inside fails with this code and reason; the list then holds its error."""
    caught: list[grpc.aio.AioRpcError] = []
    with pytest.raises(grpc.aio.AioRpcError) as failure:
        yield caught
    caught.append(failure.value)
    assert (failure.value.code(), reason_in(status_of(failure.value))) == (code, reason), failure.value.details()
