"""Brings requests to the worker of their version in micro-batches, and each outcome back to its caller.

A micro-batch is what queued while the last batch ran: a lone request waits for nobody, and a slow model
gets larger batches. Small requests have a lane of their own: the worker answers them between the parts of
a large batch.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from typing import Final

from hokusai_server.domain.errors import (
    DeadlinePassed,
    HokusaiError,
    ModelOutputInvalid,
    Overloaded,
    QueueFull,
    WorkerCrashed,
    WorkerHung,
)
from hokusai_server.ports.inference_observer import BatchRecord, InferenceObserver
from hokusai_server.ports.model_runtime import (
    BatchResult,
    Lane,
    ModelWorker,
    OpaquePrediction,
    OpaqueRequest,
    WorkerEndedError,
)
from hokusai_server.services.lane_queue import Answer, LaneQueue, Waiting
from hokusai_server.services.queue_limits import QueueLimits

OPERATION: Final = "the prediction"


class VersionQueue:
    """The requests of one version that wait for its worker, first come, first served in each lane.

    Used from one event loop; `feed` runs in one task at a time.
    """

    def __init__(self, model: str, number: str, limits: QueueLimits, observer: InferenceObserver) -> None:
        self._model = model
        self._number = number
        self._limits = limits
        self._observer = observer
        self._lanes = {lane: LaneQueue(lane, limits) for lane in Lane}
        self._refusal: Callable[[], HokusaiError] | None = None
        self._patient = 0
        self._closing = False
        self._interrupted = False
        self._room = asyncio.Event()
        self._room.set()

    @property
    def load(self) -> int:
        """Requests that wait, for a place or in the queue, or are in the worker."""
        return self._patient + sum(len(lane) + lane.in_worker for lane in self._lanes.values())

    async def predict(self, request: OpaqueRequest, *, patient: bool = False) -> Answer:
        """Queue the request and return its answer.

        Cancelling takes the request out of the queue; once it is in the worker, its answer is dropped.

        Args:
            patient: wait for a place in a full queue instead of being refused; for callers with a bound of their own.
        Raises:
            QueueFull, Overloaded: the queue is at its bound.
            DeadlinePassed: the work did not start in time, or cannot: the batches before it take longer.
            WorkerCrashed, WorkerHung: the worker ended with the request in it.
            HokusaiError: whatever else the request's outcome is, or why the version takes no requests.
        """
        if patient:
            await self._wait_for_room(request)
        waiting = self._enqueue(request)
        try:
            outcome = await waiting.outcome
        except asyncio.CancelledError:
            self._forget(waiting)
            raise
        if isinstance(outcome, HokusaiError):
            raise outcome
        return outcome

    async def feed(self, worker: ModelWorker, worn_out: Callable[[ModelWorker], bool]) -> str | None:
        """Run batches on the worker until `close` and an empty queue, `interrupt`, or the worker's end.

        Args:
            worn_out: asked after each batch whether the worker should get no more.
        Returns:
            None if the worker is fine, else why it is not: then it has ended, or was killed for being hung.
        """
        self._interrupted = False  # an interruption meant the worker before
        faults: list[str] = []  # the first one tells why, the next is a consequence
        async with asyncio.TaskGroup() as group:
            for lane in self._lanes.values():
                group.create_task(self._feed(lane, worker, worn_out, faults))
        return faults[0] if faults else None

    async def _feed(
        self, lane: LaneQueue, worker: ModelWorker, worn_out: Callable[[ModelWorker], bool], faults: list[str]
    ) -> None:
        while not self._interrupted:
            batch = self._take(lane)
            if batch:
                fault = await self._run(lane, worker, batch)
                if fault is not None:
                    faults.append(fault)
                if fault is not None or worn_out(worker):
                    self.interrupt()
                    return
                for _ in range(self._limits.joining_turns):
                    await asyncio.sleep(0)
            elif self._closing and self._patient == 0:
                break
            else:
                lane.news.clear()
                await lane.news.wait()

    def interrupt(self) -> None:
        """Have `feed` return after the batch that runs."""
        self._interrupted = True
        self._tell_news()

    def close(self) -> None:
        """Have `feed` return once the queue is empty. Nothing may be queued any more; the owner sees to that."""
        self._closing = True
        self._tell_news()

    def refuse(self, error: Callable[[], HokusaiError]) -> None:
        """Fail what waits, and what comes until `accept`, with a new error each."""
        self._refusal = error
        for lane in self._lanes.values():
            for waiting in lane.drain():
                self._settle(waiting, error())
        self._room.set()

    def accept(self) -> None:
        """Take requests again."""
        self._refusal = None

    def refusal(self) -> HokusaiError | None:
        """Why requests are refused at this moment; None if they are taken."""
        return None if self._refusal is None else self._refusal()

    def _tell_news(self) -> None:
        for lane in self._lanes.values():
            lane.news.set()

    def _lane_of(self, request: OpaqueRequest) -> LaneQueue:
        return self._lanes[self._limits.lane_of(request.size)]

    def _enqueue(self, request: OpaqueRequest) -> Waiting:
        now = time.monotonic()
        refusal = self._why_not(request, now)
        if refusal is not None:
            self._observer.request_refused(self._model, self._number, refusal.reason)
            raise refusal
        waiting = Waiting(request, asyncio.get_running_loop().create_future(), now)
        self._lane_of(request).push(waiting)
        return waiting

    def _why_not(self, request: OpaqueRequest, now: float) -> HokusaiError | None:
        if self._refusal is not None:
            return self._refusal()
        lane = self._lane_of(request)
        if self._lacks_places():
            return QueueFull(self._model, self._number, self._limits.queued_requests, lane.pace.retry_after(len(lane)))
        if self._lacks_bytes(request):
            what = f"the number of bytes queued for {self._model} {self._number}"
            return Overloaded(what, self._limits.queued_bytes, lane.pace.retry_after(len(lane)))
        if request.deadline is not None and now + lane.least_wait(now) >= request.deadline:
            return DeadlinePassed(OPERATION)
        return None

    def _lacks_places(self) -> bool:
        return sum(map(len, self._lanes.values())) >= self._limits.queued_requests

    def _lacks_bytes(self, request: OpaqueRequest) -> bool:
        lanes = self._lanes.values()
        return any(lanes) and sum(lane.bytes for lane in lanes) + request.size > self._limits.queued_bytes

    async def _wait_for_room(self, request: OpaqueRequest) -> None:
        self._patient += 1
        try:
            while self._refusal is None and (self._lacks_places() or self._lacks_bytes(request)):
                self._room.clear()
                await self._room.wait()
        finally:
            self._patient -= 1
            self._tell_news()  # it may have been the last that a closing queue waited for

    def _forget(self, waiting: Waiting) -> None:
        if self._lane_of(waiting.request).remove(waiting):
            self._room.set()

    def _take(self, lane: LaneQueue) -> list[Waiting]:
        """The next micro-batch of a lane, in order of arrival, without what is late."""
        batch, late = lane.take(time.monotonic())
        for waiting in late:
            self._settle(waiting, DeadlinePassed(OPERATION))
        if batch or late:
            self._room.set()
        return batch

    async def _run(self, lane: LaneQueue, worker: ModelWorker, batch: list[Waiting]) -> str | None:
        """Run one batch and settle its requests. Returns why the worker is of no more use, None if it is."""
        lane.in_worker = len(batch)
        lane.batch_started = time.monotonic()
        try:
            async with asyncio.timeout(self._limits.batch_time.total_seconds()) as lane.bound:
                result = await worker.predict([waiting.request for waiting in batch], lane.lane)
        except WorkerEndedError as ended:
            cause = ended.cause
            self._fail(batch, lambda: WorkerCrashed(self._model, self._number, cause))
            return cause
        except TimeoutError:
            worker.kill()
            self._fail(batch, lambda: WorkerHung(self._model, self._number, self._limits.batch_time))
            return f"no answer within {self._limits.batch_time.total_seconds():g} s"
        else:
            lane.bound = None
            self._give_time()
            self._deliver(lane, batch, result)
            return None
        finally:
            lane.in_worker, lane.bound = 0, None
            # Those that are left, if any.
            self._fail(batch, lambda: WorkerCrashed(self._model, self._number, "stopped"))

    def _give_time(self) -> None:
        """A worker that answers is not hung: what else it has gets the whole time anew."""
        until = asyncio.get_running_loop().time() + self._limits.batch_time.total_seconds()
        for lane in self._lanes.values():
            if lane.bound is not None and not lane.bound.expired():
                lane.bound.reschedule(until)

    def _deliver(self, lane: LaneQueue, batch: list[Waiting], result: BatchResult) -> None:
        seconds = time.monotonic() - lane.batch_started
        lane.pace.record(seconds, len(batch))
        rows = sum(outcome.row_count for outcome in result.outcomes if isinstance(outcome, OpaquePrediction))
        queued = [lane.batch_started - waiting.arrived for waiting in batch]
        for waiting, outcome, queue_seconds in zip(batch, result.outcomes, queued, strict=True):
            if waiting.outcome.done():
                continue
            if not isinstance(outcome, OpaquePrediction):
                waiting.outcome.set_result(outcome)
            elif len(outcome.payload) > self._limits.answer_bytes:
                waiting.outcome.set_result(self._too_large(outcome))
            else:
                waiting.outcome.set_result(Answer(outcome, queue_seconds, result.timings, len(batch), rows))
        record = BatchRecord(len(batch), rows, queued, seconds, result.timings)
        self._observer.batch_answered(self._model, self._number, record)

    def _too_large(self, answer: OpaquePrediction) -> HokusaiError:
        size, limit = len(answer.payload), self._limits.answer_bytes
        cause = f"{answer.row_count} rows take {size} bytes, over the limit of {limit}; ask for fewer rows at once"
        return ModelOutputInvalid(self._model, self._number, cause)

    def _fail(self, batch: Sequence[Waiting], error: Callable[[], HokusaiError]) -> None:
        for waiting in batch:
            if not waiting.outcome.done():
                waiting.outcome.set_result(error())

    def _settle(self, waiting: Waiting, error: HokusaiError) -> None:
        """End a request that no worker got."""
        if not waiting.outcome.done():
            waiting.outcome.set_result(error)
            self._observer.request_refused(self._model, self._number, error.reason)
