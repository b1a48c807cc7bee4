"""Queueing, micro-batches, deadlines, cancellation and overload of one version."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from hokusai_server.domain.errors import (
    DeadlinePassed,
    HokusaiError,
    ModelOutputInvalid,
    ModelRaised,
    Overloaded,
    QueueFull,
    WorkerCrashed,
    WorkerHung,
)
from hokusai_server.ports.inference_observer import NobodyObserves
from hokusai_server.ports.model_runtime import Lane, OpaquePrediction, OpaqueRequest
from hokusai_server.services.dispatching import VersionQueue
from hokusai_server.services.lane_queue import Answer
from hokusai_server.services.queue_limits import QueueLimits
from hokusai_server.services.worker_feeding import WorkerFeeding
from tests.support.in_memory_runtime import InMemoryWorker, echo

FOREVER = timedelta(seconds=50)


def new_queue(**limits: object) -> VersionQueue:
    return VersionQueue("churn", "1.0.0", QueueLimits(**limits), NobodyObserves())  # type: ignore[arg-type]


@asynccontextmanager
async def fed(queue: VersionQueue, worker: InMemoryWorker) -> AsyncIterator[asyncio.Task[str | None]]:
    feeding = asyncio.create_task(WorkerFeeding(queue, worker, lambda _: False).run())
    yield feeding
    feeding.cancel()
    await asyncio.wait([feeding])


def ask(queue: VersionQueue, payload: bytes, deadline: float | None = None) -> asyncio.Task[Answer]:
    return asyncio.create_task(queue.predict(OpaqueRequest(payload, deadline=deadline)))


async def turn() -> None:
    """Let every task that can run do so."""
    for _ in range(10):
        await asyncio.sleep(0)


async def time_passes(*, until: float) -> None:
    await asyncio.sleep(until - time.monotonic() + 0.001)


async def test_a_lone_request_is_answered_at_once_in_a_batch_of_its_own() -> None:
    queue, worker = new_queue(), InMemoryWorker()
    async with fed(queue, worker):
        answer = await queue.predict(OpaqueRequest(b"a"))
    assert answer.prediction == OpaquePrediction(b"a", 1)
    assert (answer.batch_requests, answer.batch_rows) == (1, 1)
    assert worker.batches == [[b"a"]]


async def test_what_queued_while_a_batch_ran_forms_the_next_batch_in_order_of_arrival() -> None:
    queue, worker = new_queue(), InMemoryWorker()
    async with fed(queue, worker):
        worker.hold()
        first = ask(queue, b"first")
        await worker.began.acquire()
        later = [ask(queue, bytes([letter])) for letter in b"abcde"]
        await turn()
        worker.release()
        answers = await asyncio.gather(first, *later)
    assert worker.batches == [[b"first"], [b"a", b"b", b"c", b"d", b"e"]]
    assert [answer.prediction.payload for answer in answers] == [b"first", b"a", b"b", b"c", b"d", b"e"]


async def test_batches_keep_to_their_limits_of_requests_and_bytes() -> None:
    queue, worker = new_queue(batch_requests=3, batch_bytes=10), InMemoryWorker()
    async with fed(queue, worker):
        worker.hold()
        tasks = [ask(queue, b"first")]
        await worker.began.acquire()
        tasks += [ask(queue, payload) for payload in (b"1", b"2", b"3", b"4", b"x" * 8, b"y" * 30, b"5")]
        await turn()
        worker.release()
        await asyncio.gather(*tasks)
    assert worker.batches == [[b"first"], [b"1", b"2", b"3"], [b"4", b"x" * 8], [b"y" * 30], [b"5"]]


async def test_a_full_queue_refuses_with_a_delay_judged_by_recent_batches() -> None:
    queue, worker = new_queue(queued_requests=2), InMemoryWorker()
    async with fed(queue, worker):
        worker.hold()
        tasks = [ask(queue, b"runs")]
        await worker.began.acquire()
        tasks += [ask(queue, b"waits"), ask(queue, b"waits too")]
        await turn()
        with pytest.raises(QueueFull) as refused:
            await queue.predict(OpaqueRequest(b"too many"))
        assert refused.value.metadata == {"model": "churn", "version": "1.0.0", "limit": "2"}
        assert refused.value.retry_after is not None
        assert timedelta(0) < refused.value.retry_after <= timedelta(seconds=5)
        worker.release()
        await asyncio.gather(*tasks)


async def test_queued_bytes_are_bounded_too() -> None:
    queue, worker = new_queue(queued_bytes=10), InMemoryWorker()
    async with fed(queue, worker):
        worker.hold()
        tasks = [ask(queue, b"runs")]
        await worker.began.acquire()
        tasks.append(ask(queue, b"12345678"))
        await turn()
        with pytest.raises(Overloaded):
            await queue.predict(OpaqueRequest(b"123"))
        worker.release()
        await asyncio.gather(*tasks)


async def test_a_patient_caller_waits_for_a_place_instead_of_being_refused() -> None:
    queue, worker = new_queue(queued_requests=1), InMemoryWorker()
    async with fed(queue, worker):
        worker.hold()
        tasks = [ask(queue, b"runs")]
        await worker.began.acquire()
        tasks.append(ask(queue, b"waits"))
        await turn()
        patient = asyncio.create_task(queue.predict(OpaqueRequest(b"patient"), patient=True))
        await turn()
        assert not patient.done()
        worker.release()
        assert (await patient).prediction.payload == b"patient"
        await asyncio.gather(*tasks)


async def test_a_request_whose_deadline_passed_in_the_queue_is_never_sent() -> None:
    queue, worker = new_queue(), InMemoryWorker()
    async with fed(queue, worker):
        worker.hold()
        first = ask(queue, b"first")
        await worker.began.acquire()
        deadline = time.monotonic() + 0.02
        late, fine = ask(queue, b"late", deadline), ask(queue, b"fine")
        await turn()
        await time_passes(until=deadline)
        worker.release()
        with pytest.raises(DeadlinePassed):
            await late
        await asyncio.gather(first, fine)
    assert worker.batches == [[b"first"], [b"fine"]]


async def test_a_request_that_cannot_start_in_time_is_refused_at_once() -> None:
    """Judged by the fastest of the recent batches, so that a request with a chance is not refused."""
    queue, worker = new_queue(), InMemoryWorker()
    async with fed(queue, worker):
        worker.hold()
        slow = ask(queue, b"slow")
        await worker.began.acquire()
        await time_passes(until=time.monotonic() + 0.1)
        worker.release()
        await slow
        worker.hold()
        running = ask(queue, b"slow again")
        await worker.began.acquire()
        with pytest.raises(DeadlinePassed):
            await queue.predict(OpaqueRequest(b"hurried", deadline=time.monotonic() + 0.02))
        hopeful = ask(queue, b"hopeful", time.monotonic() + 40)
        await turn()
        assert not hopeful.done()
        worker.release()
        await asyncio.gather(running, hopeful)


async def test_a_cancelled_request_that_was_not_sent_never_runs_and_frees_its_place() -> None:
    queue, worker = new_queue(queued_requests=1), InMemoryWorker()
    async with fed(queue, worker):
        worker.hold()
        first = ask(queue, b"first")
        await worker.began.acquire()
        for _ in range(100):
            cancelled = ask(queue, b"cancelled")
            await turn()
            cancelled.cancel()
            await turn()
            assert cancelled.cancelled()
        last = ask(queue, b"last")
        await turn()
        worker.release()
        await asyncio.gather(first, last)
    assert worker.batches == [[b"first"], [b"last"]]


async def test_a_request_cancelled_in_the_worker_costs_the_others_nothing() -> None:
    queue, worker = new_queue(), InMemoryWorker()
    async with fed(queue, worker):
        worker.hold()
        first = ask(queue, b"first")
        await worker.began.acquire()
        batch = [ask(queue, b"a"), ask(queue, b"b")]
        await turn()
        first.cancel()
        worker.release()
        assert [answer.prediction.payload for answer in await asyncio.gather(*batch)] == [b"a", b"b"]


async def test_one_bad_request_of_a_batch_fails_alone() -> None:
    def picky(request: OpaqueRequest) -> OpaquePrediction | HokusaiError:
        return ModelRaised("churn", "1.0.0", "ValueError", "e1") if request.payload == b"bad" else echo(request)

    queue, worker = new_queue(), InMemoryWorker(picky)
    async with fed(queue, worker):
        worker.hold()
        first = ask(queue, b"first")
        await worker.began.acquire()
        good, bad = ask(queue, b"good"), ask(queue, b"bad")
        await turn()
        worker.release()
        with pytest.raises(ModelRaised):
            await bad
        assert (await good).prediction.payload == b"good"
        await first
    assert worker.batches == [[b"first"], [b"good", b"bad"]]


async def test_an_answer_too_large_to_send_says_the_limit_and_what_to_do() -> None:
    queue, worker = new_queue(answer_bytes=10), InMemoryWorker()
    async with fed(queue, worker):
        with pytest.raises(ModelOutputInvalid, match="over the limit of 10; ask for fewer rows"):
            await queue.predict(OpaqueRequest(b"x" * 11))
        assert (await queue.predict(OpaqueRequest(b"x" * 10))).batch_requests == 1


async def test_a_crash_fails_the_batch_that_ran_and_spares_what_waits_for_the_next_worker() -> None:
    queue, doomed, successor = new_queue(), InMemoryWorker(), InMemoryWorker()
    async with fed(queue, doomed) as feeding:
        doomed.hold()
        running = ask(queue, b"running")
        await doomed.began.acquire()
        waiting = ask(queue, b"waiting")
        await turn()
        doomed.crash("exit code 3")
        with pytest.raises(WorkerCrashed) as crash:
            await running
        assert crash.value.metadata["cause"] == "exit code 3"
        assert await feeding == "exit code 3"
    async with fed(queue, successor):
        assert (await waiting).prediction.payload == b"waiting"


async def test_a_worker_that_does_not_answer_in_time_is_killed_and_its_batch_told_so() -> None:
    queue, worker = new_queue(batch_time=timedelta(milliseconds=20)), InMemoryWorker()
    async with fed(queue, worker) as feeding:
        worker.hold()
        with pytest.raises(WorkerHung):
            await queue.predict(OpaqueRequest(b"x"))
        assert await feeding == "no answer within 0.02 s"
    assert await worker.ended() == "signal 9"


async def test_a_refusal_fails_what_waits_and_what_comes_each_with_an_error_of_its_own() -> None:
    queue = new_queue()
    waiting = ask(queue, b"waiting")
    await turn()
    queue.refuse(lambda: WorkerCrashed("churn", "1.0.0", "signal 11"))
    with pytest.raises(WorkerCrashed) as first:
        await waiting
    with pytest.raises(WorkerCrashed) as second:
        await queue.predict(OpaqueRequest(b"comes"))
    assert first.value is not second.value


async def test_closing_waits_for_callers_that_wait_for_a_place() -> None:
    queue, worker = new_queue(queued_requests=1, batch_requests=1), InMemoryWorker()
    async with fed(queue, worker) as feeding:
        worker.hold()
        tasks = [ask(queue, b"runs")]
        await worker.began.acquire()
        tasks.append(ask(queue, b"waits"))
        await turn()
        tasks += [asyncio.create_task(queue.predict(OpaqueRequest(b"patient"), patient=True)) for _ in range(3)]
        await turn()
        tasks.pop().cancel()
        queue.close()
        worker.release()
        assert len(await asyncio.gather(*tasks)) == 4
        assert await feeding is None


async def test_closing_ends_the_feeding_after_what_was_queued() -> None:
    queue, worker = new_queue(batch_requests=1), InMemoryWorker()
    async with fed(queue, worker) as feeding:
        worker.hold()
        tasks = [ask(queue, bytes([letter])) for letter in b"abc"]
        await worker.began.acquire()
        queue.close()
        worker.release()
        assert await feeding is None
        assert len(await asyncio.gather(*tasks)) == 3


async def test_a_small_request_is_answered_while_a_large_one_is_in_the_worker() -> None:
    queue, worker = new_queue(express_request_bytes=5), InMemoryWorker()
    async with fed(queue, worker):
        worker.hold(Lane.BULK)
        large = [ask(queue, b"large one"), ask(queue, b"large two")]
        await worker.began.acquire()
        assert [(await ask(queue, b"small")).batch_requests for _ in range(3)] == [1, 1, 1]
        assert not any(task.done() for task in large)
        assert queue.load == 2
        worker.release()
        await asyncio.gather(*large)
    assert worker.batches == [[b"large one", b"large two"], [b"small"], [b"small"], [b"small"]]


async def test_batches_of_small_requests_have_a_bound_of_bytes_of_their_own() -> None:
    queue, worker = new_queue(express_request_bytes=5, express_batch_bytes=6), InMemoryWorker()
    async with fed(queue, worker):
        worker.hold()
        tasks = [ask(queue, b"first")]
        await worker.began.acquire()
        tasks += [ask(queue, payload) for payload in (b"1234", b"12", b"12345")]
        await turn()
        worker.release()
        await asyncio.gather(*tasks)
    assert worker.batches == [[b"first"], [b"1234", b"12"], [b"12345"]]


async def test_a_crash_fails_what_ran_in_both_lanes() -> None:
    queue, worker = new_queue(express_request_bytes=5), InMemoryWorker()
    async with fed(queue, worker) as feeding:
        worker.hold()
        tasks = [ask(queue, b"large one"), ask(queue, b"small")]
        await worker.began.acquire()
        await worker.began.acquire()
        worker.crash("exit code 3")
        for task in tasks:
            with pytest.raises(WorkerCrashed, match="exit code 3"):
                await task
        assert await feeding == "exit code 3"


async def test_a_large_request_that_hangs_costs_the_worker_and_says_why() -> None:
    queue, worker = new_queue(express_request_bytes=5, batch_time=timedelta(milliseconds=50)), InMemoryWorker()
    async with fed(queue, worker) as feeding:
        worker.hold(Lane.BULK)
        with pytest.raises(WorkerHung):
            await ask(queue, b"large one")
        assert await feeding == "no answer within 0.05 s"
    assert worker.leaves


async def test_a_worker_that_answers_small_requests_is_not_hung() -> None:
    limit = timedelta(seconds=1)
    queue, worker = new_queue(express_request_bytes=5, batch_time=limit), InMemoryWorker()
    async with fed(queue, worker):
        worker.hold(Lane.BULK)
        large = ask(queue, b"large one")
        await worker.began.acquire()
        end = time.monotonic() + 1.5 * limit.total_seconds()
        while time.monotonic() < end:
            await ask(queue, b"small")
            await asyncio.sleep(0.01)
        assert not large.done()
        worker.release()
        assert (await large).prediction.payload == b"large one"


async def test_closing_waits_for_both_lanes() -> None:
    queue, worker = new_queue(express_request_bytes=5), InMemoryWorker()
    async with fed(queue, worker) as feeding:
        worker.hold()
        tasks = [ask(queue, b"large one"), ask(queue, b"small")]
        await worker.began.acquire()
        await worker.began.acquire()
        queue.close()
        worker.release(Lane.EXPRESS)
        await tasks[1]
        await turn()
        assert not feeding.done()
        worker.release()
        assert await feeding is None
        assert (await tasks[0]).prediction.payload == b"large one"
