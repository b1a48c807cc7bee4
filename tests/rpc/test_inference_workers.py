"""One version with two workers: two batches at a time, and each worker lives and dies for itself."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import grpc
import psutil
import pytest

from hokusai.inference.v1 import inference_service_pb2 as pb
from tests.support.held_calls import fine, running, wait_for
from tests.support.inference_calls import StreamCall, asking, lengths, refused, retry_delay
from tests.support.inference_server import InferenceUnderTest, inference_serving
from tests.support.odd_models import write_odd_model

pytestmark = pytest.mark.usefixtures("plane")

Code = grpc.StatusCode


@asynccontextmanager
async def serving_pair(tmp_path: Path, *, flaw: str = "", **settings: str) -> AsyncIterator[InferenceUnderTest]:
    """The odd model, of which each worker takes one request at a time."""
    bundles = {"odd": {"1.0.0": write_odd_model(tmp_path / "bundle", flaw=flaw)}}
    limits = {"inference__workers_per_version": "2", "inference__batch_requests": "1", **settings}
    async with inference_serving(tmp_path / "data", bundles, **limits) as server:
        yield server


async def both_running(server: InferenceUnderTest, gate: Path) -> list[asyncio.Task[pb.PredictResponse]]:
    """A call in each of the two workers, which end when the gate opens."""
    return [await running(server, gate, gate.with_suffix(f".{number}")) for number in range(2)]


async def listed(server: InferenceUnderTest) -> pb.LoadedModel:
    (loaded,) = (await server.stub.ListLoadedModels(pb.ListLoadedModelsRequest())).loaded_models
    return loaded


def family() -> list[psutil.Process]:
    """The processes that descend from this one."""
    return psutil.Process().children(recursive=True)


def leaves_of_the_family(bare: set[int]) -> list[psutil.Process]:
    """The workers: they came after those of `bare`, and have no children, as their zygote has."""
    return [process for process in family() if process.pid not in bare and not process.children()]


async def until_logged(caplog: pytest.LogCaptureFixture, message: str) -> None:
    while not any(record.getMessage() == message for record in caplog.records):  # noqa: ASYNC110 - a thread may log it
        await asyncio.sleep(0.01)


async def test_two_requests_run_at_once_and_a_third_waits_for_one_of_them(tmp_path: Path) -> None:
    gates = [tmp_path / "first", tmp_path / "second"]
    third = tmp_path / "third"
    async with serving_pair(tmp_path) as server:
        first, second = [await running(server, gate, gate.with_suffix(".sign")) for gate in gates]
        waiting = asyncio.create_task(running(server, tmp_path / "second", third))
        gates[0].touch()
        assert lengths((await first).payload)[1] == len(f"waits_for {gates[0]}")
        last = await waiting  # in the place of the first, while the second still runs
        assert not second.done()
        gates[1].touch()
        await asyncio.gather(second, last)
        assert (await listed(server)).state == pb.LOAD_STATE_READY


async def test_a_worker_that_dies_fails_its_own_request_and_is_replaced_while_the_other_serves(tmp_path: Path) -> None:
    gate = tmp_path / "gate"
    async with serving_pair(tmp_path) as server:
        held = await running(server, gate, tmp_path / "sign")
        with refused(Code.UNAVAILABLE, "WORKER_CRASHED") as caught:
            await server.stub.Predict(asking("odd", "exits"))
        assert retry_delay(caught[0]) is not None
        assert await fine(server) == [4]  # by the replacement: the other one is held
        assert not held.done()
        loaded = await listed(server)
        assert (loaded.state, loaded.restart_count) == (pb.LOAD_STATE_READY, 1)
        gate.touch()
        await held


async def test_a_worker_that_is_killed_while_idle_is_replaced_on_its_own(tmp_path: Path) -> None:
    gate = tmp_path / "gate"
    async with serving_pair(tmp_path) as server:
        bare = {process.pid for process in family()}
        calls = await both_running(server, gate)
        gate.touch()
        await asyncio.gather(*calls)
        leaves_of_the_family(bare)[0].kill()
        while not (await listed(server)).restart_count:  # noqa: ASYNC110 - the server sees that it ended
            await asyncio.sleep(0.01)
        again = tmp_path / "again"
        calls = await both_running(server, again)  # two at once: the replacement serves
        again.touch()
        await asyncio.gather(*calls)
        loaded = await listed(server)
        assert (loaded.state, loaded.restart_count) == (pb.LOAD_STATE_READY, 1)


async def test_a_further_worker_that_cannot_be_loaded_leaves_the_first_serving(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        async with serving_pair(tmp_path, flaw="once") as server:
            await server.stub.LoadModel(pb.LoadModelRequest(model="odd"))
            await until_logged(caplog, "model not loaded")
            assert await fine(server) == [4]
            loaded = await listed(server)
            assert (loaded.state, loaded.restart_count) == (pb.LOAD_STATE_READY, 0)


async def test_a_further_worker_gets_no_memory_that_is_not_there(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    memory = {"inference__memory": "128MiB", "inference__worker_memory": "1GiB"}
    with caplog.at_level(logging.WARNING):
        async with serving_pair(tmp_path, flaw="large", **memory) as server:
            await server.stub.LoadModel(pb.LoadModelRequest(model="odd"))
            await until_logged(caplog, "no memory for a further worker")
            assert await fine(server) == [4]
            loaded = await listed(server)
            assert loaded.state == pb.LOAD_STATE_READY
            assert 80 * 2**20 < loaded.private_memory_bytes < 128 * 2**20


async def test_unloading_waits_for_what_both_workers_have_and_ends_them(tmp_path: Path) -> None:
    gate = tmp_path / "gate"
    async with serving_pair(tmp_path) as server:
        bare = {process.pid for process in family()}
        calls = await both_running(server, gate)
        workers = leaves_of_the_family(bare)
        assert len(workers) == 2
        unloading = asyncio.create_task(unload(server))
        while (await listed(server)).state != pb.LOAD_STATE_UNLOADING:  # noqa: ASYNC110 - the server does it
            await asyncio.sleep(0.01)
        assert not any(call.done() for call in calls)
        gate.touch()
        await unloading
        for call in calls:
            assert len(lengths((await call).payload)) == 2
        assert (await server.stub.ListLoadedModels(pb.ListLoadedModelsRequest())).loaded_models == []
        assert not any(process.is_running() for process in workers)
        assert await fine(server) == [4]


async def unload(server: InferenceUnderTest) -> None:
    await server.stub.UnloadModel(pb.UnloadModelRequest(model="odd", version="1.0.0"))


async def test_a_stream_over_two_workers_is_answered_in_order(tmp_path: Path) -> None:
    gate, overtook = tmp_path / "gate", tmp_path / "overtook"
    async with serving_pair(tmp_path) as server:
        stream = StreamCall(server.stub)
        await stream.open("odd", window=4)
        await stream.send(0, f"waits_for {gate}")
        await stream.send(1, "a")
        await stream.send(2, f"touches {overtook}")
        await asyncio.to_thread(wait_for, overtook)  # by the other worker, while the first batch runs
        await stream.send(3, "exits")
        gate.touch()
        results = [await stream.result() for _ in range(4)]
        assert [result.sequence for result in results] == [0, 1, 2, 3]
        assert lengths(results[1].payload) == [1]
        assert results[3].HasField("error")
        summary = await stream.finish()
        assert (summary.batch_count, summary.failed_batch_count) == (4, 1)


async def test_a_worker_that_outgrew_its_bound_is_replaced_and_the_version_serves_meanwhile(tmp_path: Path) -> None:
    async with serving_pair(tmp_path, inference__worker_memory="200MiB") as server:
        await server.stub.LoadModel(pb.LoadModelRequest(model="odd"))
        for _ in range(80):  # private memory is measured now and then, not in every batch
            await server.stub.Predict(asking("odd", "leaks 16"))
            loaded = await listed(server)
            assert loaded.state == pb.LOAD_STATE_READY
            if loaded.restart_count:
                break
            await asyncio.sleep(0.1)
        assert loaded.restart_count >= 1
        assert await fine(server) == [4]
