"""Overload, deadlines, cancellation and memory: refused early, with the reason, over real sockets."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import grpc
import pytest

from hokusai.inference.v1 import inference_service_pb2 as pb
from tests.support.held_calls import fine, running
from tests.support.inference_calls import asking, refused, retry_delay
from tests.support.inference_server import InferenceUnderTest, inference_serving
from tests.support.odd_models import write_odd_model

pytestmark = pytest.mark.usefixtures("plane")

Code = grpc.StatusCode


@asynccontextmanager
async def serving_odd(tmp_path: Path, **settings: str) -> AsyncIterator[InferenceUnderTest]:
    bundle = write_odd_model(tmp_path / "bundle")
    bundles = {"odd": {"1.0.0": bundle}, "other": {"1.0.0": bundle}}
    async with inference_serving(tmp_path / "data", bundles, **settings) as server:
        yield server


async def test_a_full_queue_refuses_with_a_delay_and_loses_nothing_that_it_took(tmp_path: Path) -> None:
    gate = tmp_path / "gate"
    async with serving_odd(tmp_path, inference__queue="2", inference__batch_requests="1") as server:
        first = await running(server, gate, tmp_path / "sign")
        calls = [asyncio.create_task(fine(server)) for _ in range(10)]
        done, waiting = await asyncio.wait(calls, timeout=30, return_when=asyncio.FIRST_COMPLETED)
        while len(waiting) > 2:
            more, waiting = await asyncio.wait(waiting, timeout=30, return_when=asyncio.FIRST_COMPLETED)
            done |= more
        for call in done:
            with refused(Code.RESOURCE_EXHAUSTED, "QUEUE_FULL") as caught:
                await call
            assert retry_delay(caught[0])
        gate.touch()
        assert [await call for call in waiting] == [[4], [4]]
        await first


async def test_a_call_that_cannot_start_before_its_deadline_is_refused_at_once(tmp_path: Path) -> None:
    gate = tmp_path / "gate"
    async with serving_odd(tmp_path) as server:
        await server.stub.LoadModel(pb.LoadModelRequest(model="odd"))
        for _ in range(16):  # the fastest of the recent batches is what a newcomer can hope for
            await server.stub.Predict(asking("odd", "sleeps 0.6"))
        first = await running(server, gate, tmp_path / "sign")
        with refused(Code.DEADLINE_EXCEEDED, "DEADLINE_PASSED"):
            await server.stub.Predict(asking("odd", "fine"), timeout=0.5)
        gate.touch()
        await first


async def test_calls_cancelled_or_late_in_the_queue_never_run(tmp_path: Path) -> None:
    gate, cancelled, late = tmp_path / "gate", tmp_path / "cancelled", tmp_path / "late"
    async with serving_odd(tmp_path, inference__batch_requests="1") as server:
        first = await running(server, gate, tmp_path / "sign")
        doomed = server.stub.Predict(asking("odd", f"touches {cancelled}"))
        hurried = asyncio.gather(
            server.stub.Predict(asking("odd", f"touches {late}"), timeout=0.3), return_exceptions=True
        )
        last = asyncio.create_task(fine(server))
        (outcome,) = await hurried
        assert isinstance(outcome, grpc.aio.AioRpcError)
        assert outcome.code() is Code.DEADLINE_EXCEEDED
        doomed.cancel()
        await server.stub.ListLoadedModels(pb.ListLoadedModelsRequest())  # the cancellation has arrived before this
        gate.touch()
        await first
        assert await last == [4]
        assert await fine(server) == [4]
    assert not cancelled.exists()
    assert not late.exists()


async def _grown_to_the_budget(server: InferenceUnderTest) -> None:
    await server.stub.Predict(asking("odd", "leaks 64"))
    while True:  # private memory is measured now and then, not in every batch
        await server.stub.Predict(asking("odd", "fine"))
        listed = await server.stub.ListLoadedModels(pb.ListLoadedModelsRequest())
        if listed.loaded_models[0].private_memory_bytes > 64 * 2**20:
            return
        await asyncio.sleep(0.05)


async def test_a_version_that_does_not_fit_beside_pinned_ones_is_refused(
    tmp_path: Path,
) -> None:
    async with serving_odd(tmp_path, inference__memory="64MiB", inference__worker_memory="1GiB") as server:
        await server.stub.LoadModel(pb.LoadModelRequest(model="odd", pinned=True))
        await _grown_to_the_budget(server)
        with refused(Code.RESOURCE_EXHAUSTED, "MEMORY_BUDGET_EXCEEDED") as caught:
            await server.stub.LoadModel(pb.LoadModelRequest(model="other"))
        assert retry_delay(caught[0])


async def test_a_version_is_evicted_once_it_answers_nobody(tmp_path: Path) -> None:
    gate = tmp_path / "gate"
    async with serving_odd(tmp_path, inference__memory="64MiB", inference__worker_memory="1GiB") as server:
        await _grown_to_the_budget(server)
        last = await running(server, gate, tmp_path / "sign")
        with refused(Code.RESOURCE_EXHAUSTED, "MEMORY_BUDGET_EXCEEDED"):
            await server.stub.LoadModel(pb.LoadModelRequest(model="other"))
        gate.touch()
        await last
        await server.stub.LoadModel(pb.LoadModelRequest(model="other"))
        listed = await server.stub.ListLoadedModels(pb.ListLoadedModelsRequest())
        assert "odd" not in {each.model for each in listed.loaded_models if each.state == pb.LOAD_STATE_READY}
