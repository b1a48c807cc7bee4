"""Feeds one worker from the queue of its version, until that ends or the worker does."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import final

from hokusai_server.domain.errors import WorkerCrashed, WorkerHung
from hokusai_server.ports.model_runtime import Lane, ModelWorker, WorkerEndedError
from hokusai_server.services.dispatching import VersionQueue
from hokusai_server.services.lane_queue import Waiting
from hokusai_server.services.roster import WorkerLanes


@final
class WorkerFeeding:
    """Runs batches on one worker, by both of its lanes. `run` is called once.

    Args:
        queue: of the worker's version.
        worker: to feed.
        worn_out: asked after each batch whether the worker should get no more.
    """

    def __init__(self, queue: VersionQueue, worker: ModelWorker, worn_out: Callable[[ModelWorker], bool]) -> None:
        self._queue = queue
        self._worker = worker
        self._worn_out = worn_out
        self._lanes = WorkerLanes()
        self._bounds: dict[Lane, asyncio.Timeout] = {}
        self._faults: list[str] = []  # the first one tells why, the next is a consequence
        self._interrupted = False

    async def run(self) -> str | None:
        """Run batches until the queue is closed and empty, `interrupt`, or the worker's end.

        Returns:
            None if the worker is fine, else why it is not: then it has ended, or was killed for being hung.
        """
        self._queue.join(self._lanes)
        try:
            async with asyncio.TaskGroup() as group:
                for lane in Lane:
                    group.create_task(self._feed(lane))
        finally:
            self._queue.leave(self._lanes)
        return self._faults[0] if self._faults else None

    def interrupt(self) -> None:
        """Have `run` return after the batches that run."""
        self._interrupted = True
        self._lanes.tell()

    async def _feed(self, lane: Lane) -> None:
        try:
            while not self._interrupted:
                batch = self._queue.take(self._lanes, lane)
                if batch:
                    await self._run(lane, batch)
                    for _ in range(self._queue.limits.joining_turns):
                        await asyncio.sleep(0)
                elif self._queue.ended:
                    return
                else:
                    await self._lanes[lane].news.wait()
        finally:
            self._queue.leave_lane(self._lanes, lane)

    async def _run(self, lane: Lane, batch: list[Waiting]) -> None:
        """Run one batch and settle its requests; a worker that is of no more use is interrupted."""
        started = self._lanes[lane].batch_started
        model, number, limit = self._queue.model, self._queue.number, self._queue.limits.batch_time
        try:
            async with asyncio.timeout(limit.total_seconds()) as self._bounds[lane]:
                result = await self._worker.predict([waiting.request for waiting in batch], lane)
        except WorkerEndedError as ended:
            cause = ended.cause
            self._queue.fail(batch, lambda: WorkerCrashed(model, number, cause))
            self._fault(cause)
        except TimeoutError:
            self._worker.kill()
            self._queue.fail(batch, lambda: WorkerHung(model, number, limit))
            self._fault(f"no answer within {limit.total_seconds():g} s")
        else:
            del self._bounds[lane]
            self._give_time()
            self._queue.deliver(lane, batch, result, started)
            if self._worn_out(self._worker):
                self.interrupt()
        finally:
            self._bounds.pop(lane, None)
            self._queue.ran(self._lanes, lane)
            # Those that are left, if any.
            self._queue.fail(batch, lambda: WorkerCrashed(model, number, "stopped"))

    def _fault(self, cause: str) -> None:
        self._faults.append(cause)
        self.interrupt()

    def _give_time(self) -> None:
        """A worker that answers is not hung: what else it has gets the whole time anew."""
        until = asyncio.get_running_loop().time() + self._queue.limits.batch_time.total_seconds()
        for bound in self._bounds.values():
            if not bound.expired():
                bound.reschedule(until)
