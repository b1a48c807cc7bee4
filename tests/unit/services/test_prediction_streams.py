"""What a prediction stream reads ahead, and what it counts."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hokusai_server.domain.errors import FrameOutOfOrder, TooManyStreams
from hokusai_server.domain.selectors import Resolution, SelectionRule, Selector
from hokusai_server.domain.semver import SemVer
from hokusai_server.domain.versions import MirrorState, ModelVersion, VersionFacts, VersionState
from hokusai_server.ports.inference_observer import NobodyObserves
from hokusai_server.ports.model_runtime import OpaqueRequest
from hokusai_server.services.loaded_models import LoadedModels, LoadingPolicy
from hokusai_server.services.prediction import Prediction
from hokusai_server.services.prediction_streams import PredictionStreams, StreamBatch, StreamLimits, StreamOpening
from tests.support.in_memory_runtime import InMemoryRuntime

VERSION = ModelVersion(
    "id", "churn", SemVer(1, 0, 0), VersionState.READY, "digest", 1, None, MirrorState("churn", 1), "me",
    datetime.now(UTC), {}, VersionFacts(),
)  # fmt: skip
OPENING = StreamOpening("churn", None, OpaqueRequest(b""))


async def resolve(model: str, selector: Selector | None) -> Resolution:
    return Resolution(VERSION, SelectionRule.DEFAULT_LATEST)


@asynccontextmanager
async def new_streams(limits: StreamLimits) -> AsyncIterator[PredictionStreams]:
    loaded = LoadedModels(InMemoryRuntime(), LoadingPolicy(), NobodyObserves())
    try:
        yield PredictionStreams(Prediction(resolve, Path, loaded), loaded, limits)
    finally:
        await loaded.close()


class Client:
    """Sends batches of a size as fast as they are read."""

    def __init__(self, count: int, size: int) -> None:
        self.read = 0
        self._count = count
        self._size = size

    async def batches(self) -> AsyncIterator[StreamBatch]:
        for sequence in range(self._count):
            self.read += 1
            yield StreamBatch(sequence, b"x" * self._size)


async def settle() -> None:
    for _ in range(100):
        await asyncio.sleep(0)


async def test_no_more_batches_are_read_than_the_window_while_the_client_takes_no_answers() -> None:
    async with new_streams(StreamLimits(default_window=3)) as streams, streams.open(OPENING) as stream:
        client = Client(count=10, size=1)
        async with aclosing(stream.answers(client.batches())) as answers:
            await anext(answers)
            await settle()
            assert client.read == 3
            assert [answer.sequence async for answer in answers] == list(range(1, 10))
        assert stream.summary.batch_count == 10


async def test_large_batches_are_not_read_beyond_the_bytes_of_the_window() -> None:
    limits = StreamLimits(default_window=50, window_bytes=250)
    async with new_streams(limits) as streams, streams.open(OPENING) as stream:
        client = Client(count=10, size=100)
        async with aclosing(stream.answers(client.batches())) as answers:
            await anext(answers)
            await settle()
            assert client.read == 3
            await anext(answers)
            await settle()
            assert client.read == 4
            assert [answer.sequence async for answer in answers] == list(range(2, 10))


async def test_a_batch_out_of_sequence_ends_the_stream_after_the_answers_before_it() -> None:
    async def skipping() -> AsyncIterator[StreamBatch]:
        yield StreamBatch(0, b"x")
        yield StreamBatch(2, b"x")

    async with new_streams(StreamLimits()) as streams, streams.open(OPENING) as stream:
        answers = stream.answers(skipping())
        assert (await anext(answers)).sequence == 0
        with pytest.raises(FrameOutOfOrder):
            await anext(answers)


async def test_a_stream_that_was_left_gives_its_place_back() -> None:
    async with new_streams(StreamLimits(open_streams=1)) as streams:
        for _ in range(3):
            async with streams.open(OPENING):
                with pytest.raises(TooManyStreams):
                    async with streams.open(OPENING):
                        raise AssertionError
