"""A version with several workers: one queue, each worker with a life of its own."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from typing_extensions import override

from hokusai_server.domain.errors import QueueFull, WorkerCrashed
from hokusai_server.ports.inference_observer import LoadedModel, LoadState, NobodyObserves
from hokusai_server.ports.model_runtime import Lane, OpaqueRequest
from hokusai_server.services.dispatching import VersionQueue
from hokusai_server.services.lane_queue import Answer
from hokusai_server.services.life_policy import LifePolicy
from hokusai_server.services.loaded_models import LoadedModels
from hokusai_server.services.queue_limits import QueueLimits
from hokusai_server.services.worker_feeding import WorkerFeeding
from tests.support.in_memory_runtime import InMemoryRuntime, InMemoryWorker
from tests.unit.services.test_loaded_models import CHURN, FRAUD, REQUEST, SCORE, Notes, failing, new_models, sized

PAIR = LifePolicy(workers=2)


async def until_workers(runtime: InMemoryRuntime, count: int) -> None:
    """Return once so many workers were started, and are fed."""
    await runtime.has_started(count)
    await turn()


class ClosesGate(Notes):
    """Has every worker after the first of a version wait for the gate."""

    def __init__(self, runtime: InMemoryRuntime) -> None:
        super().__init__()
        self._runtime = runtime

    @override
    def model_changed(self, loaded: LoadedModel) -> None:
        super().model_changed(loaded)
        if loaded.state is LoadState.READY:
            self._runtime.gate.clear()


async def turn() -> None:
    """Let every task that can run do so."""
    for _ in range(20):
        await asyncio.sleep(0)


def ask(models: LoadedModels, payload: bytes) -> asyncio.Task[Answer]:
    return asyncio.create_task(models.predict(CHURN, OpaqueRequest(payload)))


@asynccontextmanager
async def busy_pair(notes: Notes, life: LifePolicy = PAIR) -> AsyncIterator[tuple[LoadedModels, InMemoryRuntime]]:
    """A version with two workers that take batches and answer none."""
    runtime = InMemoryRuntime()
    async with new_models(runtime, notes, life=life) as models:
        await models.load(CHURN, pinned=False)
        await until_workers(runtime, 2)
        for worker in runtime.workers:
            worker.hold()
        yield models, runtime


async def test_a_version_serves_with_its_first_worker_and_gets_the_others_one_by_one() -> None:
    runtime = InMemoryRuntime()
    notes = ClosesGate(runtime)
    async with new_models(runtime, notes, life=LifePolicy(workers=3), concurrent_loads=8) as models:
        assert (await models.load(CHURN, pinned=False)).state is LoadState.READY
        await turn()
        assert (len(runtime.workers), len(runtime.started)) == (1, 2)
        assert (await models.predict(CHURN, REQUEST)).prediction.payload == b"x"
        runtime.gate.set()
        await until_workers(runtime, 3)
        assert notes.states == [LoadState.LOADING, LoadState.READY]
        assert models.listing()[0].private_memory_bytes == 3000


async def test_two_batches_run_at_once_and_what_queued_meanwhile_is_the_next() -> None:
    async with busy_pair(Notes()) as (models, runtime):
        one, two = runtime.workers
        calls = [ask(models, b"one")]
        await one.began.acquire()
        calls.append(ask(models, b"two"))
        await two.began.acquire()
        calls += [ask(models, payload) for payload in (b"a", b"b", b"c")]
        await turn()
        two.release()
        assert [(await call).prediction.payload for call in calls[1:]] == [b"two", b"a", b"b", b"c"]
        assert (one.batches, two.batches) == ([[b"one"]], [[b"two"], [b"a", b"b", b"c"]])
        one.release()
        await calls[0]


async def test_a_crash_fails_what_its_own_worker_had_and_nobody_else_notices() -> None:
    notes = Notes()
    async with busy_pair(notes) as (models, runtime):
        doomed, other = runtime.workers
        failing_call = ask(models, b"one")
        await doomed.began.acquire()
        running = ask(models, b"two")
        await other.began.acquire()
        doomed.crash("exit code 3")
        with pytest.raises(WorkerCrashed, match="exit code 3"):
            await failing_call
        await until_workers(runtime, 3)
        assert (await models.predict(CHURN, REQUEST)).prediction.payload == b"x"
        assert not running.done()
        other.release()
        await running
        assert notes.states == [LoadState.LOADING, LoadState.READY]
        assert (notes.lost, models.listing()[0].restart_count) == (["exit code 3"], 1)


async def test_what_waits_is_refused_only_once_the_last_worker_is_held_back() -> None:
    notes = Notes()
    life = LifePolicy(workers=2, first_backoff=timedelta(seconds=20))
    async with busy_pair(notes, life) as (models, runtime):
        doomed, other = runtime.workers
        doomed.crash()
        await until_workers(runtime, 3)
        runtime.workers[2].crash()
        await notes.until(lambda: len(notes.lost) == 2)
        other.release()
        assert (await models.predict(CHURN, REQUEST)).prediction.payload == b"x"
        assert models.listing()[0].state is LoadState.READY
        other.crash()
        await until_workers(runtime, 4)
        assert (await models.predict(CHURN, REQUEST)).prediction.payload == b"x"
        runtime.workers[3].hold()
        last = ask(models, b"last")
        await turn()
        runtime.workers[3].crash()
        with pytest.raises(WorkerCrashed):
            await last
        await notes.until(lambda: notes.states[-1] is LoadState.RESTARTING)
        with pytest.raises(WorkerCrashed) as refused:
            await models.predict(CHURN, REQUEST)
        assert refused.value.retry_after is not None
        assert timedelta(seconds=10) < refused.value.retry_after <= timedelta(seconds=20)


async def test_a_further_worker_that_cannot_start_leaves_the_first_serving_and_is_tried_again() -> None:
    runtime, notes = InMemoryRuntime(), Notes()
    runtime.script.extend([InMemoryWorker, failing("bad luck"), failing("bad luck")])
    life = LifePolicy(workers=2, first_backoff=timedelta(milliseconds=1))
    async with new_models(runtime, notes, life=life) as models:
        await models.load(CHURN, pinned=False)
        await models.predict(CHURN, REQUEST)
        await runtime.has_started(2)
        assert len(runtime.started) == 4
        assert notes.states == [LoadState.LOADING, LoadState.READY]


async def test_a_further_worker_gets_memory_that_is_left_and_evicts_nobody(caplog: pytest.LogCaptureFixture) -> None:
    runtime, notes = InMemoryRuntime(), Notes()
    runtime.script.extend([sized(160), sized(130), sized(130), sized(100)])
    life = LifePolicy(workers=2, longest_backoff=timedelta(milliseconds=1))
    async with new_models(runtime, notes, life=life, memory_bytes=300, expected_worker_bytes=140) as models:
        with caplog.at_level(logging.WARNING, "hokusai_server"):
            await models.load(FRAUD, pinned=False)
            await models.load(CHURN, pinned=False)
            await asyncio.sleep(0.02)  # time for many attempts, of which each would tell
            assert [loaded.private_memory_bytes for loaded in models.listing()] == [160, 130]
            await models.unload("fraud", "1.0.0")
            await until_workers(runtime, 3)
            assert [loaded.private_memory_bytes for loaded in models.listing()] == [260]
            told = [(vars(record)["model"], vars(record)["worker"]) for record in caplog.records]
            assert told == [("fraud", "2"), ("churn", "2")]
            assert "inference.memory" in vars(caplog.records[0])["next_step"]
        # A version that has no worker yet has the right to what others use.
        await models.load(SCORE, pinned=False)
        assert [loaded.model for loaded in models.listing() if loaded.state is LoadState.READY] == ["score"]
    assert notes.unloaded == [("fraud", False), ("churn", True)]


async def test_a_worker_that_outgrew_its_memory_is_replaced_while_the_other_serves() -> None:
    notes = Notes()
    async with busy_pair(notes, LifePolicy(workers=2, worker_memory_bytes=5000)) as (models, runtime):
        grown, other = runtime.workers
        other.release()
        models.used("churn", "1.0.0", grown.address.worker_id, 6000)
        await until_workers(runtime, 3)
        assert grown.stopped
        assert not other.stopped
        assert notes.lost == ["its private memory grew to 6000 bytes"]
        assert notes.states == [LoadState.LOADING, LoadState.READY]
        assert models.listing()[0].private_memory_bytes == 2000


async def test_unloading_ends_all_workers_after_what_they_have() -> None:
    notes = Notes()
    async with busy_pair(notes) as (models, runtime):
        calls = [ask(models, b"one")]
        await runtime.workers[0].began.acquire()
        calls.append(ask(models, b"two"))
        await runtime.workers[1].began.acquire()
        unloading = asyncio.create_task(models.unload("churn", "1.0.0"))
        runtime.workers[0].release()
        await calls[0]
        await turn()
        assert not unloading.done()
        runtime.workers[1].release()
        await unloading
        await calls[1]
        assert all(worker.stopped for worker in runtime.workers)
        assert models.listing() == []


async def test_unloading_gives_up_a_worker_that_still_starts() -> None:
    runtime = InMemoryRuntime()
    async with new_models(runtime, ClosesGate(runtime), life=PAIR) as models:
        await models.load(CHURN, pinned=False)
        await turn()
        assert len(runtime.started) == 2
        await models.unload("churn", "1.0.0")
        assert len(runtime.workers) == 1


async def test_closing_ends_all_workers_at_once() -> None:
    async with busy_pair(Notes()) as (models, runtime):
        await models.close()
        assert [await worker.ended() for worker in runtime.workers] == ["signal 9"] * 2


async def test_another_dispatcher_gets_each_worker_by_its_place() -> None:
    runtime = InMemoryRuntime()
    runtime.gate.clear()
    async with new_models(runtime, life=PAIR) as models:
        asked = [asyncio.create_task(models.ready_worker(CHURN, place)) for place in range(2)]
        await turn()
        runtime.gate.set()
        first, second = await asyncio.gather(*asked)
        assert [first, second] == runtime.workers
        runtime.gate.clear()
        second_again = asyncio.create_task(_after(runtime.workers[1], models))
        await turn()
        assert await models.ready_worker(CHURN, 0) is first
        assert not second_again.done()
        runtime.gate.set()
        assert await second_again is runtime.workers[2]


async def _after(worker: InMemoryWorker, models: LoadedModels) -> object:
    worker.crash()
    return await models.ready_worker(CHURN, 1)


async def test_a_version_that_leaves_is_not_brought_back_for_a_further_worker() -> None:
    runtime = InMemoryRuntime()
    async with new_models(runtime, ClosesGate(runtime), life=PAIR) as models:
        await models.load(CHURN, pinned=False)
        further = asyncio.create_task(models.ready_worker(CHURN, 1))
        await turn()
        await models.unload("churn", "1.0.0")
        with pytest.raises(WorkerCrashed, match="it was unloaded"):
            await further
        assert models.listing() == []


def new_queue(**limits: object) -> VersionQueue:
    return VersionQueue("churn", "1.0.0", QueueLimits(**limits), NobodyObserves())  # type: ignore[arg-type]


@asynccontextmanager
async def fed(queue: VersionQueue, *workers: InMemoryWorker) -> AsyncIterator[None]:
    feeding = [asyncio.create_task(WorkerFeeding(queue, worker, lambda _: False).run()) for worker in workers]
    await turn()
    yield
    for task in feeding:
        task.cancel()
    await asyncio.wait(feeding)


async def test_one_request_is_run_by_one_worker_and_wakes_no_other() -> None:
    queue, workers = new_queue(), [InMemoryWorker() for _ in range(4)]
    async with fed(queue, *workers):
        for _ in range(3):
            await queue.predict(REQUEST)
    assert [batch for worker in workers for batch in worker.batches] == [[b"x"]] * 3


async def test_what_takes_long_is_divided_among_the_workers_that_are_free() -> None:
    queue, (one, two) = new_queue(), (InMemoryWorker(), InMemoryWorker())
    async with fed(queue, one, two):
        one.hold()
        slow = asyncio.create_task(queue.predict(OpaqueRequest(b"slow")))
        await one.began.acquire()
        await asyncio.sleep(0.05)
        one.release()
        await slow
        await turn()
        await asyncio.gather(*(queue.predict(OpaqueRequest(bytes([letter]))) for letter in b"abcde"))
    assert (one.batches, two.batches) == ([[b"slow"], [b"a", b"b", b"c"]], [[b"d", b"e"]])


async def test_what_is_small_goes_to_the_worker_that_has_no_large_batch() -> None:
    queue, (one, two) = new_queue(express_request_bytes=5), (InMemoryWorker(), InMemoryWorker())
    async with fed(queue, one, two):
        for worker in (one, two):
            worker.hold()
        large = asyncio.create_task(queue.predict(OpaqueRequest(b"large one")))
        await one.began.acquire()
        first = asyncio.create_task(queue.predict(OpaqueRequest(b"1")))
        await two.began.acquire()
        second = asyncio.create_task(queue.predict(OpaqueRequest(b"2")))
        await turn()
        assert one.batches == [[b"large one"]]
        two.release(Lane.EXPRESS)
        await asyncio.gather(first, second)
        larger = asyncio.create_task(queue.predict(OpaqueRequest(b"large two")))
        await two.began.acquire()
        one.release(Lane.EXPRESS)
        await queue.predict(OpaqueRequest(b"3"))
        one.release()
        two.release()
        await asyncio.gather(large, larger)
    assert {b"1", b"2"} <= {payload for batch in two.batches for payload in batch}


async def test_a_full_queue_is_judged_by_the_pace_of_all_workers() -> None:
    delays = []
    for count in (1, 4):
        queue, workers = new_queue(queued_requests=8, batch_requests=1), [InMemoryWorker() for _ in range(count)]
        async with fed(queue, *workers):
            for worker in workers:
                worker.hold()
            calls = [asyncio.create_task(queue.predict(REQUEST)) for _ in range(count)]
            await turn()
            await asyncio.sleep(0.2)
            for worker in workers:
                worker.release()
            await asyncio.gather(*calls)
            await turn()
            for worker in workers:
                worker.hold()
            calls = [asyncio.create_task(queue.predict(REQUEST)) for _ in range(count)]
            await turn()
            calls += [asyncio.create_task(queue.predict(REQUEST)) for _ in range(8)]
            await turn()
            with pytest.raises(QueueFull) as refused:
                await queue.predict(REQUEST)
            assert refused.value.retry_after is not None
            delays.append(refused.value.retry_after)
            for worker in workers:
                worker.release()
            await asyncio.gather(*calls)
    # Eight that wait for one worker at 0.2 s each, and for four.
    assert delays[0] >= timedelta(seconds=1.6)
    assert timedelta(seconds=0.4) <= delays[1] < timedelta(seconds=1.6)


async def test_a_request_that_one_of_the_workers_may_take_in_time_is_not_refused() -> None:
    queue, (one, two) = new_queue(batch_requests=1), (InMemoryWorker(), InMemoryWorker())
    async with fed(queue, one, two):
        one.hold()
        slow = asyncio.create_task(queue.predict(REQUEST))
        await one.began.acquire()
        await asyncio.sleep(0.1)
        deadline = time.monotonic() + 5
        assert (await queue.predict(OpaqueRequest(b"quick", deadline=deadline))).prediction.payload == b"quick"
        one.release()
        await slow
