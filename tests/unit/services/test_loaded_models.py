"""Loading on first use, replacement after a loss, unloading, eviction under a memory budget."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from typing_extensions import override

from hokusai_server.domain.errors import (
    MemoryBudgetExceeded,
    ModelLoadFailed,
    ModelNotLoaded,
    ShuttingDown,
    WorkerCrashed,
)
from hokusai_server.ports.inference_observer import LoadedModel, LoadState, NobodyObserves
from hokusai_server.ports.model_runtime import LoadableVersion, OpaqueRequest
from hokusai_server.services.life_policy import LifePolicy
from hokusai_server.services.loaded_models import LoadedModels, LoadingPolicy
from tests.support.in_memory_runtime import InMemoryRuntime, InMemoryWorker

CHURN = LoadableVersion("churn", "1.0.0", Path("/bundles/churn"))
FRAUD = LoadableVersion("fraud", "1.0.0", Path("/bundles/fraud"))
SCORE = LoadableVersion("score", "1.0.0", Path("/bundles/score"))
REQUEST = OpaqueRequest(b"x")


class Notes(NobodyObserves):
    """Remembers what was told, and lets a test wait for it."""

    def __init__(self) -> None:
        self.states: list[LoadState] = []
        self.lost: list[str] = []
        self.unloaded: list[tuple[str, bool]] = []
        self._news = asyncio.Event()

    async def until(self, happened: Callable[[], bool]) -> None:
        while not happened():
            self._news.clear()
            await self._news.wait()

    @override
    def model_changed(self, loaded: LoadedModel) -> None:
        self.states.append(loaded.state)
        self._news.set()

    @override
    def worker_lost(self, model: str, number: str, cause: str) -> None:
        self.lost.append(cause)
        self._news.set()

    @override
    def model_unloaded(self, model: str, number: str, *, evicted: bool) -> None:
        self.unloaded.append((model, evicted))
        self._news.set()


@asynccontextmanager
async def new_models(
    runtime: InMemoryRuntime, notes: Notes | None = None, **policy: object
) -> AsyncIterator[LoadedModels]:
    models = LoadedModels(runtime, LoadingPolicy(**policy), notes or Notes())  # type: ignore[arg-type]
    try:
        yield models
    finally:
        await models.close()


def failing(cause: str) -> Callable[[], InMemoryWorker]:
    def start() -> InMemoryWorker:
        raise ModelLoadFailed("churn", "1.0.0", cause)

    return start


def sized(memory: int) -> Callable[[], InMemoryWorker]:
    def start() -> InMemoryWorker:
        worker = InMemoryWorker()
        worker.memory = memory
        return worker

    return start


async def test_the_first_request_loads_the_version_and_all_that_come_meanwhile_share_the_load() -> None:
    runtime = InMemoryRuntime()
    runtime.gate.clear()
    async with new_models(runtime) as models:
        tasks = [asyncio.create_task(models.predict(CHURN, REQUEST)) for _ in range(20)]
        tasks.append(asyncio.create_task(models.load(CHURN, pinned=False)))  # type: ignore[arg-type]
        await asyncio.sleep(0)
        assert [loaded.state for loaded in models.listing()] == [LoadState.LOADING]
        runtime.gate.set()
        await asyncio.gather(*tasks)
        assert runtime.started == [CHURN]
        assert [loaded.state for loaded in models.listing()] == [LoadState.READY]


async def test_a_version_that_cannot_be_loaded_fails_all_who_wait_and_is_not_tried_again_at_once() -> None:
    runtime = InMemoryRuntime()
    runtime.script.extend([failing("no module named xgboost")] * 2)
    async with new_models(runtime) as models:
        outcomes = await asyncio.gather(*(models.predict(CHURN, REQUEST) for _ in range(3)), return_exceptions=True)
        assert [type(outcome) for outcome in outcomes] == [ModelLoadFailed] * 3
        with pytest.raises(ModelLoadFailed):
            await models.predict(CHURN, REQUEST)
        assert len(runtime.started) == 1
        assert models.listing() == []
        with pytest.raises(ModelNotLoaded):
            await models.unload("churn", "1.0.0")


async def test_loading_on_request_tries_anew_what_failed_just_now() -> None:
    runtime = InMemoryRuntime()
    runtime.script.append(failing("disk"))
    async with new_models(runtime) as models:
        with pytest.raises(ModelLoadFailed):
            await models.load(CHURN, pinned=False)
        assert (await models.load(CHURN, pinned=True)).pinned
        assert (await models.predict(CHURN, REQUEST)).prediction.payload == b"x"


async def test_a_worker_that_dies_while_idle_is_replaced_without_being_asked() -> None:
    runtime, notes = InMemoryRuntime(), Notes()
    async with new_models(runtime, notes) as models:
        await models.load(CHURN, pinned=False)
        runtime.workers[0].crash("signal 11")
        await notes.until(lambda: len(runtime.workers) == 2 and notes.states[-1] is LoadState.READY)
        assert notes.states == [LoadState.LOADING, LoadState.READY, LoadState.RESTARTING, LoadState.READY]
        assert notes.lost == ["signal 11"]
        assert models.listing()[0].restart_count == 1
        assert (await models.predict(CHURN, REQUEST)).prediction.payload == b"x"


async def test_a_crash_costs_the_calls_that_ran_and_not_those_that_waited_nor_another_model() -> None:
    runtime = InMemoryRuntime()
    async with new_models(runtime) as models:
        await models.load(CHURN, pinned=False)
        await models.load(FRAUD, pinned=False)
        doomed = runtime.workers[0]
        doomed.hold()
        running = asyncio.create_task(models.predict(CHURN, REQUEST))
        await doomed.began.acquire()
        waiting = asyncio.create_task(models.predict(CHURN, REQUEST))
        await asyncio.sleep(0)
        doomed.crash("exit code 3")
        with pytest.raises(WorkerCrashed):
            await running
        assert (await waiting).prediction.payload == b"x"
        assert (await models.predict(FRAUD, REQUEST)).prediction.payload == b"x"
        assert len(runtime.workers) == 3


async def test_a_crash_loop_backs_off_and_tells_callers_when_to_come_back() -> None:
    runtime, notes = InMemoryRuntime(), Notes()
    life = LifePolicy(first_backoff=timedelta(seconds=20))
    async with new_models(runtime, notes, life=life) as models:
        await models.load(CHURN, pinned=False)
        runtime.workers[0].crash()
        await notes.until(lambda: len(runtime.workers) == 2 and notes.states[-1] is LoadState.READY)
        runtime.workers[1].crash()
        await notes.until(lambda: len(notes.lost) == 2)
        with pytest.raises(WorkerCrashed) as refused:
            await models.predict(CHURN, REQUEST)
        assert refused.value.retry_after is not None
        assert timedelta(seconds=10) < refused.value.retry_after <= timedelta(seconds=20)
        assert models.listing()[0].state is LoadState.RESTARTING
        await models.unload("churn", "1.0.0")
        assert models.listing() == []


async def test_loading_what_is_being_replaced_answers_when_the_replacement_is_ready() -> None:
    runtime, notes = InMemoryRuntime(), Notes()
    async with new_models(runtime, notes) as models:
        await models.load(CHURN, pinned=False)
        runtime.gate.clear()
        runtime.workers[0].crash()
        await notes.until(lambda: notes.states[-1] is LoadState.RESTARTING)
        loading = asyncio.create_task(models.load(CHURN, pinned=False))
        await asyncio.sleep(0)
        runtime.gate.set()
        loaded = await loading
        assert (loaded.state, loaded.restart_count) == (LoadState.READY, 1)


async def test_loading_what_crashes_in_a_loop_says_when_to_come_back() -> None:
    runtime, notes = InMemoryRuntime(), Notes()
    life = LifePolicy(first_backoff=timedelta(seconds=20))
    async with new_models(runtime, notes, life=life) as models:
        await models.load(CHURN, pinned=False)
        runtime.workers[0].crash()
        await notes.until(lambda: len(runtime.workers) == 2 and notes.states[-1] is LoadState.READY)
        runtime.workers[1].crash()
        await notes.until(lambda: notes.states[-1] is LoadState.RESTARTING)
        with pytest.raises(WorkerCrashed):
            await models.load(CHURN, pinned=False)


def test_the_pause_of_a_crash_loop_doubles_up_to_its_bound() -> None:
    policy = LifePolicy(first_backoff=timedelta(seconds=1), longest_backoff=timedelta(seconds=5))
    pauses = [policy.backoff(losses).total_seconds() for losses in (0, 1, 2, 3, 4, 5, 1000)]
    assert pauses == [0, 0, 1, 2, 4, 5, 5]


async def test_a_worker_that_outgrew_its_memory_is_replaced_after_its_batch() -> None:
    runtime, notes = InMemoryRuntime(), Notes()
    async with new_models(runtime, notes, life=LifePolicy(worker_memory_bytes=5000)) as models:
        await models.load(CHURN, pinned=False)
        runtime.workers[0].memory = 6000
        assert (await models.predict(CHURN, REQUEST)).prediction.payload == b"x"
        await notes.until(lambda: len(runtime.workers) == 2 and notes.states[-1] is LoadState.READY)
        assert runtime.workers[0].stopped
        assert notes.lost == ["its private memory grew to 6000 bytes"]
        assert (await models.predict(CHURN, REQUEST)).prediction.payload == b"x"


async def test_unloading_ends_the_process_after_what_was_queued_and_a_later_call_loads_anew() -> None:
    runtime, notes = InMemoryRuntime(), Notes()
    async with new_models(runtime, notes) as models:
        await models.load(CHURN, pinned=True)
        worker = runtime.workers[0]
        worker.hold()
        tasks = [asyncio.create_task(models.predict(CHURN, REQUEST))]
        await worker.began.acquire()
        tasks.append(asyncio.create_task(models.predict(CHURN, REQUEST)))
        await asyncio.sleep(0)
        unloading = asyncio.create_task(models.unload("churn", "1.0.0"))
        await notes.until(lambda: notes.states[-1] is LoadState.UNLOADING)
        later = asyncio.create_task(models.predict(CHURN, REQUEST))
        assert (await later).prediction.payload == b"x"
        assert len(runtime.workers) == 2
        worker.release()
        await unloading
        assert worker.stopped
        assert len(await asyncio.gather(*tasks)) == 2
        assert [loaded.state for loaded in models.listing()] == [LoadState.READY]


async def test_what_was_unused_for_longest_is_evicted_when_memory_runs_short_and_pinned_versions_stay() -> None:
    runtime, notes = InMemoryRuntime(), Notes()
    runtime.script.extend([sized(100)] * 4)
    async with new_models(runtime, notes, memory_bytes=300, expected_worker_bytes=100) as models:
        await models.load(CHURN, pinned=True)
        await models.load(FRAUD, pinned=False)
        await models.load(SCORE, pinned=False)
        await models.predict(FRAUD, REQUEST)
        await models.load(LoadableVersion("fourth", "1.0.0", Path("/bundles/fourth")), pinned=False)
        await notes.until(lambda: bool(notes.unloaded))
        assert notes.unloaded == [("score", True)]
        assert {loaded.model for loaded in models.listing()} == {"churn", "fraud", "fourth"}


async def test_a_version_that_does_not_fit_beside_pinned_ones_is_refused_and_its_process_ended() -> None:
    runtime = InMemoryRuntime()
    runtime.script.extend([sized(250), sized(100)])
    async with new_models(runtime, memory_bytes=300, expected_worker_bytes=10) as models:
        await models.load(CHURN, pinned=True)
        with pytest.raises(MemoryBudgetExceeded):
            await models.load(FRAUD, pinned=False)
        assert runtime.workers[1].leaves
        assert (await models.predict(CHURN, REQUEST)).prediction.payload == b"x"


async def test_closing_fails_what_is_queued_and_ends_every_process() -> None:
    runtime = InMemoryRuntime()
    async with new_models(runtime) as models:
        await models.load(CHURN, pinned=False)
        worker = runtime.workers[0]
        worker.hold()
        running = asyncio.create_task(models.predict(CHURN, REQUEST))
        await worker.began.acquire()
        waiting = asyncio.create_task(models.predict(CHURN, REQUEST))
        await asyncio.sleep(0)
        await models.close()
        with pytest.raises(ShuttingDown):
            await waiting
        with pytest.raises(WorkerCrashed):
            await running
        with pytest.raises(ShuttingDown):
            await models.predict(CHURN, REQUEST)
        assert await worker.ended() == "signal 9"


async def test_the_listing_says_how_each_version_is() -> None:
    runtime = InMemoryRuntime()
    async with new_models(runtime) as models:
        before = await models.load(CHURN, pinned=False)
        assert before.last_used_time is None
        await models.predict(CHURN, REQUEST)
        (loaded,) = models.listing()
        assert (loaded.model, loaded.number, loaded.private_memory_bytes) == ("churn", "1.0.0", 1000)
        assert loaded.ready_time is not None
        assert loaded.load_duration is not None
        assert loaded.last_used_time is not None
