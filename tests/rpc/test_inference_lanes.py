"""Small requests are answered while a large one of the same version is under way; both lanes end together."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import grpc
import pytest

from hokusai.inference.v1 import inference_service_pb2 as pb
from tests.support.inference_calls import asking, lengths, refused, retry_delay
from tests.support.inference_server import InferenceUnderTest, inference_serving
from tests.support.odd_models import write_odd_model

pytestmark = pytest.mark.usefixtures("plane")

Code = grpc.StatusCode
# Each naps for ten milliseconds until the file is there: half a minute, if nobody makes it.
NAPS = 3000


@asynccontextmanager
async def serving_odd(tmp_path: Path, **settings: str) -> AsyncIterator[InferenceUnderTest]:
    bundles = {"odd": {"1.0.0": write_odd_model(tmp_path / "bundle")}}
    async with inference_serving(tmp_path / "data", bundles, inference__batch_rows="1", **settings) as server:
        yield server


async def under_way(server: InferenceUnderTest, end: Path, sign: Path) -> asyncio.Task[pb.PredictResponse]:
    """A large call that is in the worker now, and ends soon after the file `end` is there."""

    async def call() -> pb.PredictResponse:
        return await server.stub.Predict(asking("odd", f"touches {sign}", *[f"naps {end}"] * NAPS))

    task = asyncio.create_task(call())
    await asyncio.to_thread(_wait_for, sign)
    return task


def _wait_for(sign: Path) -> None:
    """Return once another process has made the file; the test's own time limit bounds this."""
    while not sign.exists():
        time.sleep(0.01)


async def test_one_row_is_answered_while_thousands_are_under_way(tmp_path: Path) -> None:
    end, sign = tmp_path / "end", tmp_path / "sign"
    async with serving_odd(tmp_path) as server:
        large = await under_way(server, end, sign)
        for _ in range(3):
            assert lengths((await server.stub.Predict(asking("odd", "fine"))).payload) == [4]
        assert not large.done()
        end.touch()
        answer = await large
    assert lengths(answer.payload) == [len(f"touches {sign}"), *[len(f"naps {end}")] * NAPS]
    assert answer.timings.batch_rows == NAPS + 1
    assert answer.timings.batch_requests == 1


async def test_a_worker_that_dies_in_a_small_request_fails_the_large_one_too_and_is_replaced(tmp_path: Path) -> None:
    async with serving_odd(tmp_path) as server:
        large = await under_way(server, tmp_path / "never", tmp_path / "sign")
        for call in (server.stub.Predict(asking("odd", "exits")), large):
            with refused(Code.UNAVAILABLE, "WORKER_CRASHED") as caught:
                await call
            assert retry_delay(caught[0]) is not None
        assert lengths((await server.stub.Predict(asking("odd", "fine"))).payload) == [4]
        listed = await server.stub.ListLoadedModels(pb.ListLoadedModelsRequest())
        assert [loaded.restart_count for loaded in listed.loaded_models] == [1]


async def test_unloading_lets_both_lanes_finish(tmp_path: Path) -> None:
    end = tmp_path / "end"
    async with serving_odd(tmp_path) as server:
        large = await under_way(server, end, tmp_path / "sign")
        await server.stub.Predict(asking("odd", "fine"))
        unloading = asyncio.ensure_future(server.stub.UnloadModel(pb.UnloadModelRequest(model="odd", version="1.0.0")))
        assert not large.done()
        end.touch()
        assert (await large).row_count == NAPS + 1
        await unloading
        assert lengths((await server.stub.Predict(asking("odd", "fine"))).payload) == [4]


async def test_a_large_request_that_hangs_is_ended_after_the_time_of_a_batch(tmp_path: Path) -> None:
    async with serving_odd(tmp_path, inference__batch_time="1s") as server:
        padding = ["x" * 1000] * 100
        with refused(Code.DEADLINE_EXCEEDED, "WORKER_HUNG"):
            await server.stub.Predict(asking("odd", f"waits_for {tmp_path / 'never'}", *padding))
        assert lengths((await server.stub.Predict(asking("odd", "fine"))).payload) == [4]
