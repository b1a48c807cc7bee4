"""What every ModelRuntime keeps: in this process, and with real workers forked by a real zygote."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import psutil
import pytest
import pytest_asyncio

from hokusai.inference.v1 import payload_pb2
from hokusai_server.adapters.runtime.supervisor import WorkerRuntimeConfig, open_worker_runtime
from hokusai_server.domain.errors import DeadlinePassed, HokusaiError, ModelLoadFailed, ModelRaised
from hokusai_server.ports.model_runtime import (
    LoadableVersion,
    ModelRuntime,
    OpaquePrediction,
    OpaqueRequest,
    WorkerEndedError,
)
from tests.support.in_memory_runtime import InMemoryRuntime, InMemoryWorker
from tests.support.inference_calls import acts, lengths
from tests.support.odd_models import write_odd_model

# One zygote for all tests of the real runtime: its imports take seconds.
pytestmark = pytest.mark.asyncio(loop_scope="module")

LONG = timedelta(seconds=50)


@dataclass(frozen=True, slots=True)
class RuntimeUnderTest:
    """A runtime, and how to speak to its models.

    Attributes:
        runtime: the runtime.
        healthy: a version that can be loaded.
        broken: one that cannot.
        ask: makes a request that does what it says: `fine`, `raises`, `waits`.
        answer: what was answered, as a number.
    """

    runtime: ModelRuntime
    healthy: LoadableVersion
    broken: LoadableVersion
    ask: Callable[[str], OpaqueRequest]
    answer: Callable[[OpaquePrediction], int]


def in_memory() -> RuntimeUnderTest:
    def act(request: OpaqueRequest) -> OpaquePrediction | HokusaiError:
        if request.payload == b"raises":
            return ModelRaised("m", "1.0.0", "ValueError", "e1")
        return OpaquePrediction(str(len(request.payload)).encode(), 1)

    def start(version: LoadableVersion) -> InMemoryWorker:
        if version.number == "9.9.9":
            raise ModelLoadFailed(version.model, version.number, "broken")
        return InMemoryWorker(act)

    return RuntimeUnderTest(
        InMemoryRuntime(start),
        LoadableVersion("m", "1.0.0", Path("/healthy")),
        LoadableVersion("m", "9.9.9", Path("/broken")),
        lambda command: OpaqueRequest(command.encode()),
        lambda prediction: int(prediction.payload),
    )


@pytest_asyncio.fixture(loop_scope="module", scope="module", params=["in memory", "real workers"])
async def tested(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[RuntimeUnderTest]:
    if request.param == "in memory":
        yield in_memory()
        return
    folder = tmp_path_factory.mktemp("runtime")
    async with open_worker_runtime(WorkerRuntimeConfig(log_dir=folder / "logs")) as runtime:
        yield RuntimeUnderTest(
            runtime,
            LoadableVersion("m", "1.0.0", write_odd_model(folder / "healthy")),
            LoadableVersion("m", "9.9.9", write_odd_model(folder / "broken", flaw="broken")),
            lambda command: OpaqueRequest(acts(command).SerializeToString()),
            lambda prediction: lengths(payload_pb2.Payload.FromString(prediction.payload))[0],
        )


async def test_outcomes_stand_in_the_order_of_the_requests_and_a_bad_one_fails_alone(tested: RuntimeUnderTest) -> None:
    worker = await tested.runtime.start(tested.healthy, time_limit=LONG)
    result = await worker.predict([tested.ask(command) for command in ("a", "bb", "raises", "dddd")])
    first, second, third, fourth = result.outcomes
    assert isinstance(third, ModelRaised)
    answers = [tested.answer(each) for each in (first, second, fourth) if isinstance(each, OpaquePrediction)]
    assert answers == [1, 2, 4]
    await worker.stop()


async def test_several_batches_may_be_open_and_each_gets_its_own_answer(tested: RuntimeUnderTest) -> None:
    worker = await tested.runtime.start(tested.healthy, time_limit=LONG)
    results = await asyncio.gather(*(worker.predict([tested.ask("x" * size)]) for size in range(1, 20)))
    answers = [tested.answer(result.outcomes[0]) for result in results]  # type: ignore[arg-type]
    assert answers == list(range(1, 20))
    await worker.stop()


async def test_a_request_whose_deadline_has_passed_is_not_run(tested: RuntimeUnderTest) -> None:
    worker = await tested.runtime.start(tested.healthy, time_limit=LONG)
    fine = tested.ask("fine")
    late = OpaqueRequest(fine.payload, deadline=time.monotonic() - 1)
    in_time = OpaqueRequest(fine.payload, deadline=time.monotonic() + 40)
    result = await worker.predict([late, in_time])
    assert isinstance(result.outcomes[0], DeadlinePassed)
    assert isinstance(result.outcomes[1], OpaquePrediction)
    await worker.stop()


async def test_a_version_that_cannot_be_loaded_says_so(tested: RuntimeUnderTest) -> None:
    with pytest.raises(ModelLoadFailed):
        await tested.runtime.start(tested.broken, time_limit=LONG)


async def test_a_killed_worker_tells_everybody_who_waits_and_answers_no_more(tested: RuntimeUnderTest) -> None:
    worker = await tested.runtime.start(tested.healthy, time_limit=LONG)
    watchers = [asyncio.create_task(worker.ended()) for _ in range(3)]
    worker.kill()
    worker.kill()
    assert await asyncio.gather(*watchers) == ["signal 9"] * 3
    with pytest.raises(WorkerEndedError):
        await worker.predict([tested.ask("fine")])


async def test_stopping_lets_the_batches_finish_that_the_worker_has_and_may_be_repeated(
    tested: RuntimeUnderTest,
) -> None:
    worker = await tested.runtime.start(tested.healthy, time_limit=LONG)
    open_batches = [asyncio.create_task(worker.predict([tested.ask("fine")])) for _ in range(5)]
    await asyncio.sleep(0)
    await asyncio.gather(worker.stop(), worker.stop())
    for batch in open_batches:
        assert isinstance((await batch).outcomes[0], OpaquePrediction)
    assert await worker.ended() == "stopped"


async def test_a_caller_that_gives_up_leaves_the_others_their_answers(tested: RuntimeUnderTest) -> None:
    worker = await tested.runtime.start(tested.healthy, time_limit=LONG)
    given_up, kept = (asyncio.create_task(worker.predict([tested.ask(text)])) for text in ("one", "three"))
    await asyncio.sleep(0)
    given_up.cancel()
    outcome = (await kept).outcomes[0]
    assert isinstance(outcome, OpaquePrediction)
    assert tested.answer(outcome) == 5
    await worker.stop()


async def test_a_start_that_is_given_up_leaves_no_process(tmp_path: Path) -> None:
    others = children()
    async with open_worker_runtime(WorkerRuntimeConfig(log_dir=tmp_path / "logs")) as runtime:
        slow = LoadableVersion("m", "1.0.0", write_odd_model(tmp_path / "slow", flaw="slow"))
        with pytest.raises(ModelLoadFailed, match="not ready within"):
            await runtime.start(slow, time_limit=timedelta(milliseconds=500))
        healthy = await runtime.start(
            LoadableVersion("m", "1.0.1", write_odd_model(tmp_path / "fine")), time_limit=LONG
        )
        await healthy.stop()
        (zygote,) = children() - others
        assert zygote.children() == []


async def test_a_zygote_that_was_killed_is_replaced_and_its_workers_are_known_to_have_ended(tmp_path: Path) -> None:
    version = LoadableVersion("m", "1.0.0", write_odd_model(tmp_path / "fine"))
    others = children()
    async with open_worker_runtime(WorkerRuntimeConfig(log_dir=tmp_path / "logs")) as runtime:
        worker = await runtime.start(version, time_limit=LONG)
        (zygote,) = children() - others
        zygote.kill()
        assert await worker.ended() == "its zygote ended"
        with pytest.raises(WorkerEndedError):
            await worker.predict([OpaqueRequest(acts("fine").SerializeToString())])
        successor = await runtime.start(version, time_limit=LONG)
        result = await successor.predict([OpaqueRequest(acts("fine").SerializeToString())])
        assert isinstance(result.outcomes[0], OpaquePrediction)


def children() -> set[psutil.Process]:
    """The processes that this one started, zygotes among them."""
    return set(psutil.Process().children())
