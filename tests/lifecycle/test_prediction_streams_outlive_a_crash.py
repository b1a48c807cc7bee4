"""kill -9 in the middle of a prediction stream: after the restart it goes on with the first unanswered batch."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import grpc
import pytest

from hokusai.inference.v1.inference_service_pb2_grpc import InferenceServiceStub
from hokusai.registry.v1 import registry_service_pb2 as pb
from hokusai.registry.v1.registry_service_pb2_grpc import RegistryServiceStub
from tests.support.bundle_uploads import upload
from tests.support.inference_calls import StreamCall, lengths
from tests.support.odd_models import write_odd_model
from tests.support.running_server import ServerProcess, server_process

pytestmark = pytest.mark.usefixtures("plane")

MODEL = "odd"


@asynccontextmanager
async def started(folder: Path) -> AsyncIterator[tuple[ServerProcess, grpc.aio.Channel]]:
    """A server process on whatever is in the folder, and a channel to it."""
    with server_process(folder) as process:
        async with grpc.aio.insecure_channel(process.address) as channel:
            yield process, channel


async def answers(stream: StreamCall, sequences: range) -> list[int]:
    """Send the batch of each sequence and take its answer: batch n has one row, whose prediction is n + 1."""
    predictions = []
    for sequence in sequences:
        await stream.send(sequence, "a" * (sequence + 1))
        result = await stream.result()
        assert result.sequence == sequence
        predictions += lengths(result.payload)
    return predictions


@pytest.mark.slow
@pytest.mark.timeout(180)  # two servers, MLflow's client and two zygotes import for seconds each
async def test_no_answer_is_missing_and_none_comes_twice(tmp_path: Path) -> None:
    """The client opens a new stream at the sequence that had no answer."""
    bundle = write_odd_model(tmp_path / "model")
    files = {str(path.relative_to(bundle)): path.read_bytes() for path in bundle.rglob("*") if path.is_file()}
    async with started(tmp_path) as (process, channel):
        registry = RegistryServiceStub(channel)
        draft = pb.VersionDraft(bundle_digest=await upload(registry, files))
        await registry.RegisterBaseline(pb.RegisterBaselineRequest(model=MODEL, draft=draft))
        stream = StreamCall(InferenceServiceStub(channel))
        await stream.open(MODEL)
        before = await answers(stream, range(3))
        await stream.send(3, "aaaa")
        process.kill()
    async with started(tmp_path) as (_, channel):
        stream = StreamCall(InferenceServiceStub(channel))
        await stream.open(MODEL, first_sequence=3)
        after = await answers(stream, range(3, 6))
        assert (await stream.finish()).batch_count == 3
    assert before + after == [1, 2, 3, 4, 5, 6]
