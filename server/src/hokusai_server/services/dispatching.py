"""Brings requests to the worker of their version in micro-batches, and each outcome back to its caller.

A micro-batch is what queued while the last batch ran: a lone request waits for nobody, and a slow model
gets larger batches.
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
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
    BatchTimings,
    ModelWorker,
    OpaquePrediction,
    OpaqueRequest,
    WorkerEndedError,
)
from hokusai_server.services.batch_pace import BatchPace
from hokusai_server.services.queue_limits import QueueLimits

OPERATION: Final = "the prediction"


@dataclass(frozen=True, slots=True)
class Answer:
    """A prediction and where its time went.

    Attributes:
        prediction: the rows.
        queue_seconds: from arrival until the batch was handed to the worker.
        timings: the phases of the whole batch.
        batch_requests: requests in the batch, this one included.
        batch_rows: rows in the batch.
    """

    prediction: OpaquePrediction
    queue_seconds: float
    timings: BatchTimings
    batch_requests: int
    batch_rows: int


@dataclass(slots=True, eq=False)
class _Waiting:
    """A request in the queue, the future that its caller waits for, and when it came."""

    request: OpaqueRequest
    outcome: asyncio.Future[Answer | HokusaiError]
    arrived: float


class VersionQueue:
    """The requests of one version that wait for its worker, first come, first served.

    Used from one event loop; `feed` runs in one task at a time.
    """

    def __init__(self, model: str, number: str, limits: QueueLimits, observer: InferenceObserver) -> None:
        self._model = model
        self._number = number
        self._limits = limits
        self._observer = observer
        self._waiting: OrderedDict[_Waiting, None] = OrderedDict()
        self._waiting_bytes = 0
        self._in_worker = 0
        self._batch_started = 0.0
        self._pace = BatchPace()
        self._refusal: Callable[[], HokusaiError] | None = None
        self._patient = 0
        self._closing = False
        self._interrupted = False
        self._news = asyncio.Event()  # for `feed`: a request, or an end
        self._room = asyncio.Event()
        self._room.set()

    @property
    def load(self) -> int:
        """Requests that wait, for a place or in the queue, or are in the worker."""
        return self._patient + len(self._waiting) + self._in_worker

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
        while not self._interrupted:
            batch = self._take()
            if batch:
                fault = await self._run(worker, batch)
                if fault is not None or worn_out(worker):
                    return fault
                for _ in range(self._limits.joining_turns):
                    await asyncio.sleep(0)
            elif self._closing and self._patient == 0:
                break
            else:
                self._news.clear()
                await self._news.wait()
        return None

    def interrupt(self) -> None:
        """Have `feed` return after the batch that runs."""
        self._interrupted = True
        self._news.set()

    def close(self) -> None:
        """Have `feed` return once the queue is empty. Nothing may be queued any more; the owner sees to that."""
        self._closing = True
        self._news.set()

    def refuse(self, error: Callable[[], HokusaiError]) -> None:
        """Fail what waits, and what comes until `accept`, with a new error each."""
        self._refusal = error
        while self._waiting:
            waiting, _ = self._waiting.popitem(last=False)
            self._settle(waiting, error())
        self._waiting_bytes = 0
        self._room.set()

    def accept(self) -> None:
        """Take requests again."""
        self._refusal = None

    def refusal(self) -> HokusaiError | None:
        """Why requests are refused at this moment; None if they are taken."""
        return None if self._refusal is None else self._refusal()

    def _enqueue(self, request: OpaqueRequest) -> _Waiting:
        now = time.monotonic()
        refusal = self._why_not(request, now)
        if refusal is not None:
            self._observer.request_refused(self._model, self._number, refusal.reason)
            raise refusal
        waiting = _Waiting(request, asyncio.get_running_loop().create_future(), now)
        self._waiting[waiting] = None
        self._waiting_bytes += waiting.request.size
        self._news.set()
        return waiting

    def _why_not(self, request: OpaqueRequest, now: float) -> HokusaiError | None:
        if self._refusal is not None:
            return self._refusal()
        retry_after = self._pace.retry_after
        if len(self._waiting) >= (limit := self._limits.queued_requests):
            return QueueFull(self._model, self._number, limit, retry_after(len(self._waiting)))
        if self._waiting and self._waiting_bytes + request.size > self._limits.queued_bytes:
            what = f"the number of bytes queued for {self._model} {self._number}"
            return Overloaded(what, self._limits.queued_bytes, retry_after(len(self._waiting)))
        if request.deadline is not None and now + self._least_wait(now) >= request.deadline:
            return DeadlinePassed(OPERATION)
        return None

    def _least_wait(self, now: float) -> float:
        """Seconds until a newcomer could start if every batch before it were as fast as the fastest of late."""
        if self._in_worker == 0:
            return 0.0
        fastest, batches_before = self._pace.fastest, len(self._waiting) // self._limits.batch_requests
        return max(0.0, self._batch_started + fastest - now) + batches_before * fastest

    async def _wait_for_room(self, request: OpaqueRequest) -> None:
        self._patient += 1
        try:
            while self._refusal is None and self._is_full(request):
                self._room.clear()
                await self._room.wait()
        finally:
            self._patient -= 1
            self._news.set()  # it may have been the last that a closing queue waited for

    def _is_full(self, request: OpaqueRequest) -> bool:
        too_many = len(self._waiting) >= self._limits.queued_requests
        return too_many or (bool(self._waiting) and self._waiting_bytes + request.size > self._limits.queued_bytes)

    def _forget(self, waiting: _Waiting) -> None:
        if waiting in self._waiting:
            del self._waiting[waiting]
            self._waiting_bytes -= waiting.request.size
            self._room.set()

    def _take(self) -> list[_Waiting]:
        """The next micro-batch: in order of arrival, without what is late, within the limits, one request at least."""
        now = time.monotonic()
        batch: list[_Waiting] = []
        size = 0
        late: list[_Waiting] = []
        for waiting in self._waiting:
            if waiting.request.deadline is not None and waiting.request.deadline <= now:
                late.append(waiting)
                continue
            size += waiting.request.size
            if batch and (len(batch) == self._limits.batch_requests or size > self._limits.batch_bytes):
                break
            batch.append(waiting)
        for waiting in late:
            self._forget(waiting)
            self._settle(waiting, DeadlinePassed(OPERATION))
        for waiting in batch:
            self._forget(waiting)
        return batch

    async def _run(self, worker: ModelWorker, batch: list[_Waiting]) -> str | None:
        """Run one batch and settle its requests. Returns why the worker is of no more use, None if it is."""
        self._in_worker = len(batch)
        self._batch_started = time.monotonic()
        try:
            async with asyncio.timeout(self._limits.batch_time.total_seconds()):
                result = await worker.predict([waiting.request for waiting in batch])
        except WorkerEndedError as ended:
            cause = ended.cause
            self._fail(batch, lambda: WorkerCrashed(self._model, self._number, cause))
            return cause
        except TimeoutError:
            worker.kill()
            self._fail(batch, lambda: WorkerHung(self._model, self._number, self._limits.batch_time))
            return f"no answer within {self._limits.batch_time.total_seconds():g} s"
        else:
            self._deliver(batch, result)
            return None
        finally:
            self._in_worker = 0
            # Those that are left, if any.
            self._fail(batch, lambda: WorkerCrashed(self._model, self._number, "stopped"))

    def _deliver(self, batch: list[_Waiting], result: BatchResult) -> None:
        seconds = time.monotonic() - self._batch_started
        self._pace.record(seconds, len(batch))
        rows = sum(outcome.row_count for outcome in result.outcomes if isinstance(outcome, OpaquePrediction))
        queued = [self._batch_started - waiting.arrived for waiting in batch]
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

    def _fail(self, batch: Sequence[_Waiting], error: Callable[[], HokusaiError]) -> None:
        for waiting in batch:
            if not waiting.outcome.done():
                waiting.outcome.set_result(error())

    def _settle(self, waiting: _Waiting, error: HokusaiError) -> None:
        """End a request that no worker got."""
        if not waiting.outcome.done():
            waiting.outcome.set_result(error)
            self._observer.request_refused(self._model, self._number, error.reason)
