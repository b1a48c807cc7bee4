"""Brings requests to the workers of their version in micro-batches, and each outcome back to its caller.

A micro-batch is what queued while all workers were busy: a lone request waits for nobody, and a slow model
gets larger batches. Small requests have a lane of their own: a worker answers them between the parts of
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
)
from hokusai_server.ports.inference_observer import BatchRecord, InferenceObserver
from hokusai_server.ports.model_runtime import BatchResult, Lane, OpaquePrediction, OpaqueRequest
from hokusai_server.services.lane_queue import Answer, LaneQueue, Waiting
from hokusai_server.services.queue_limits import QueueLimits
from hokusai_server.services.roster import LaneState, Roster, WorkerLanes

OPERATION: Final = "the prediction"


class VersionQueue:
    """The requests of one version that wait for its workers, first come, first served in each lane.

    Used from one event loop. Whoever feeds a worker joins, takes batches for its lanes, settles each, and leaves.

    Attributes:
        model: name of the model.
        number: of the version.
        limits: of what waits and runs.
    """

    def __init__(self, model: str, number: str, limits: QueueLimits, observer: InferenceObserver) -> None:
        self.model = model
        self.number = number
        self.limits = limits
        self._observer = observer
        self._lanes = {lane: LaneQueue(lane, limits) for lane in Lane}
        self._refusal: Callable[[], HokusaiError] | None = None
        self._patient = 0
        self._closing = False
        self._roster = Roster()
        self._room = asyncio.Event()
        self._room.set()

    @property
    def load(self) -> int:
        """Requests that wait, for a place or in the queue, or are in a worker."""
        return self._patient + sum(map(len, self._lanes.values())) + self._roster.requests

    @property
    def ended(self) -> bool:
        """Whether it is closed and nothing comes any more; what is in it is still to be taken."""
        return self._closing and self._patient == 0

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

    def close(self) -> None:
        """End once the queue is empty. Nothing may be queued any more; the owner sees to that."""
        self._closing = True
        self._roster.tell()

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

    def join(self, worker: WorkerLanes) -> None:
        """A worker is fed from now on."""
        self._roster.join(worker)

    def leave(self, worker: WorkerLanes) -> None:
        """A worker is fed no more."""
        self._roster.leave(worker)
        self._wake()

    def leave_lane(self, worker: WorkerLanes, lane: Lane) -> None:
        """A lane of a worker takes nothing any more."""
        worker[lane].state = LaneState.GONE
        self._wake()

    def take(self, worker: WorkerLanes, lane: Lane) -> list[Waiting]:
        """The next micro-batch for a lane of a worker, in order of arrival, without what is late.

        Empty if it is to wait for news.
        """
        batch: list[Waiting] = []
        now = time.monotonic()
        if self._closing or self._roster.may_take(worker, lane):
            batch, late = self._lanes[lane].take(now, self._roster.free(lane))
            for waiting in late:
                self._settle(waiting, DeadlinePassed(OPERATION))
            if batch or late:
                self._room.set()
        taken = worker[lane]
        taken.state = LaneState.RUNNING if batch else LaneState.IDLE
        taken.requests, taken.batch_started = len(batch), now
        taken.news.clear()
        self._wake()
        return batch

    def ran(self, worker: WorkerLanes, lane: Lane) -> None:
        """The batch of a lane is over, however it ended."""
        worker[lane].state = LaneState.AWAKE
        worker[lane].requests = 0
        self._wake()

    def _wake(self) -> None:
        """Have somebody come for what waits."""
        for lane, queue in self._lanes.items():
            if queue:
                self._roster.wake(lane)

    def _lane_of(self, request: OpaqueRequest) -> LaneQueue:
        return self._lanes[self.limits.lane_of(request.size)]

    def _enqueue(self, request: OpaqueRequest) -> Waiting:
        now = time.monotonic()
        refusal = self._why_not(request, now)
        if refusal is not None:
            self._observer.request_refused(self.model, self.number, refusal.reason)
            raise refusal
        waiting = Waiting(request, asyncio.get_running_loop().create_future(), now)
        self._lane_of(request).push(waiting)
        self._wake()
        return waiting

    def _why_not(self, request: OpaqueRequest, now: float) -> HokusaiError | None:
        if self._refusal is not None:
            return self._refusal()
        lane = self._lane_of(request)
        workers = max(1, len(self._roster))
        if self._lacks_places():
            retry_after = lane.pace.retry_after(len(lane), workers)
            return QueueFull(self.model, self.number, self.limits.queued_requests, retry_after)
        if self._lacks_bytes(request):
            what = f"the number of bytes queued for {self.model} {self.number}"
            return Overloaded(what, self.limits.queued_bytes, lane.pace.retry_after(len(lane), workers))
        if request.deadline is None:
            return None
        least_wait = lane.least_wait(now, self._roster.busy_since(lane.lane), workers)
        return DeadlinePassed(OPERATION) if now + least_wait >= request.deadline else None

    def _lacks_places(self) -> bool:
        return sum(map(len, self._lanes.values())) >= self.limits.queued_requests

    def _lacks_bytes(self, request: OpaqueRequest) -> bool:
        lanes = self._lanes.values()
        return any(lanes) and sum(lane.bytes for lane in lanes) + request.size > self.limits.queued_bytes

    async def _wait_for_room(self, request: OpaqueRequest) -> None:
        self._patient += 1
        try:
            while self._refusal is None and (self._lacks_places() or self._lacks_bytes(request)):
                self._room.clear()
                await self._room.wait()
        finally:
            self._patient -= 1
            self._roster.tell()  # it may have been the last that a closing queue waited for

    def _forget(self, waiting: Waiting) -> None:
        if self._lane_of(waiting.request).remove(waiting):
            self._room.set()

    def deliver(self, lane: Lane, batch: Sequence[Waiting], result: BatchResult, started: float) -> None:
        """Settle a batch of a lane that a worker got at `started` and answered now."""
        seconds = time.monotonic() - started
        self._lanes[lane].pace.record(seconds, len(batch))
        rows = sum(outcome.row_count for outcome in result.outcomes if isinstance(outcome, OpaquePrediction))
        queued = [started - waiting.arrived for waiting in batch]
        for waiting, outcome, queue_seconds in zip(batch, result.outcomes, queued, strict=True):
            if waiting.outcome.done():
                continue
            if not isinstance(outcome, OpaquePrediction):
                waiting.outcome.set_result(outcome)
            elif len(outcome.payload) > self.limits.answer_bytes:
                waiting.outcome.set_result(self._too_large(outcome))
            else:
                waiting.outcome.set_result(Answer(outcome, queue_seconds, result.timings, len(batch), rows))
        record = BatchRecord(len(batch), rows, queued, seconds, result.timings)
        self._observer.batch_answered(self.model, self.number, record)

    def _too_large(self, answer: OpaquePrediction) -> HokusaiError:
        size, limit = len(answer.payload), self.limits.answer_bytes
        cause = f"{answer.row_count} rows take {size} bytes, over the limit of {limit}; ask for fewer rows at once"
        return ModelOutputInvalid(self.model, self.number, cause)

    def fail(self, batch: Sequence[Waiting], error: Callable[[], HokusaiError]) -> None:
        """Settle what a worker did not answer, with a new error each."""
        for waiting in batch:
            if not waiting.outcome.done():
                waiting.outcome.set_result(error())

    def _settle(self, waiting: Waiting, error: HokusaiError) -> None:
        """End a request that no worker got."""
        if not waiting.outcome.done():
            waiting.outcome.set_result(error)
            self._observer.request_refused(self.model, self.number, error.reason)
