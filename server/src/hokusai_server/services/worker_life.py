"""The life of one worker of a version: its process is started, fed, and replaced by another when it is lost."""

from __future__ import annotations

import asyncio
import enum
import logging
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Final, Protocol, final

from hokusai_server.domain.errors import (
    HokusaiError,
    MemoryBudgetExceeded,
    ModelLoadFailed,
    ShuttingDown,
    WorkerCrashed,
)
from hokusai_server.ports.model_runtime import LoadableVersion, ModelRuntime, ModelWorker
from hokusai_server.services.dispatching import VersionQueue
from hokusai_server.services.life_policy import LifePolicy
from hokusai_server.services.worker_feeding import WorkerFeeding

_log = logging.getLogger(__name__)

SHORTEST_RETRY: Final = timedelta(milliseconds=50)


class Standing(enum.Enum):
    """Whether there is a worker: not yet or no more, in a moment, now, or not before a pause is over."""

    ABSENT = "absent"
    STARTING = "starting"
    SERVING = "serving"
    PAUSED = "paused"


class LifeWatch(Protocol):
    """The version, as its workers know it: told of everything at once."""

    @property
    def leaving(self) -> asyncio.Event:
        """Set when the version is to leave memory."""
        ...

    def others_serve(self, life: WorkerLife) -> bool:
        """Whether the version serves without this one."""
        ...

    def stood(self) -> None:
        """A standing changed."""
        ...

    def load_ended(self, life: WorkerLife, duration: timedelta, error: HokusaiError | None) -> None:
        """A start ended, well or with an error; before the standing changes."""
        ...

    def worker_lost(self, cause: str) -> None:
        """A process ended unasked, or had to be ended."""
        ...


@final
class WorkerLife:
    """One of a version's workers, and after it the one that replaces it.

    Args:
        place: counts the version's workers, from 0.

    Attributes:
        worker: the process; None while there is none.
        standing: how far it is.
        back_at: while it is PAUSED, `time.monotonic()` of the next start.
        why_not: while it is PAUSED, tells why.
        tried: set once the first start has ended.
    """

    def __init__(
        self,
        place: int,
        version: LoadableVersion,
        runtime: ModelRuntime,
        queue: VersionQueue,
        policy: LifePolicy,
        watch: LifeWatch,
    ) -> None:
        self.worker: ModelWorker | None = None
        self.standing = Standing.ABSENT
        self.back_at = 0.0
        self.why_not: Callable[[], HokusaiError] = ShuttingDown
        self.tried = asyncio.Event()
        self._place = place
        self._version = version
        self._runtime = runtime
        self._queue = queue
        self._policy = policy
        self._watch = watch
        self._losses = 0
        self._told_of_memory = False
        self._feeding: WorkerFeeding | None = None
        self._task: asyncio.Task[None] | None = None

    @property
    def private_memory_bytes(self) -> int:
        """Memory of its process that no other shares; 0 while there is none."""
        return 0 if self.worker is None else self.worker.private_memory_bytes

    async def start(self) -> None:
        """Start a process.

        Raises:
            HokusaiError: it could not be started.
        """
        self._stand(Standing.STARTING)
        began = time.monotonic()
        try:
            worker = await self._runtime.start(self._version, time_limit=self._policy.load_time)
        except HokusaiError as error:
            if not self._is_a_luxury(error):
                self._watch.load_ended(self, timedelta(seconds=time.monotonic() - began), error)
            raise
        self.worker = worker
        self._told_of_memory = False
        self._watch.load_ended(self, timedelta(seconds=time.monotonic() - began), None)
        self._stand(Standing.SERVING)

    async def run(self) -> None:
        """Feed the worker and replace it as often as it is lost, until the version leaves and nothing is queued."""
        self._task = asyncio.current_task()
        try:
            while self.worker is not None or self._wanted():
                if self.worker is None:
                    await self._try_to_start()
                if self.worker is not None and await self._serve(self.worker):
                    break
                await self._pause()
        finally:
            self.tried.set()
            self._stand(Standing.ABSENT)

    def measured(self, private_memory_bytes: int) -> None:
        """Note what another dispatcher was told of the worker's memory; one that has outgrown is replaced."""
        if self.worker is not None:
            self.worker.measured(private_memory_bytes)
            if self._outgrown(self.worker) and self._feeding is not None:
                self._feeding.interrupt()

    def dismiss(self) -> None:
        """Give up a start that is under way."""
        if self.standing is Standing.STARTING and self._task is not None:
            self._task.cancel()

    def kill(self) -> None:
        """End the process at once, if there is one."""
        if self.worker is not None:
            self.worker.kill()
            self.worker = None

    def _wanted(self) -> bool:
        if self._watch.leaving.is_set():
            return self._queue.load > 0 and not self._watch.others_serve(self)
        return True

    async def _try_to_start(self) -> None:
        try:
            await self.start()
        except HokusaiError as error:
            self._not_started(error)
        finally:
            self.tried.set()

    def _not_started(self, error: HokusaiError) -> None:
        self._losses += 1
        pause = self._policy.backoff(self._losses)
        if self._is_a_luxury(error):
            pause = self._policy.longest_backoff
            self._tell_of_memory()
        self._hold_back(pause, lambda: again(error))

    def _is_a_luxury(self, error: HokusaiError) -> bool:
        """Whether all that an error means is that the version has to do with the workers that it has."""
        return isinstance(error, MemoryBudgetExceeded) and self._watch.others_serve(self)

    def _tell_of_memory(self) -> None:
        if not self._told_of_memory:
            self._told_of_memory = True
            facts = {"model": self._version.model, "version": self._version.number, "worker": str(self._place + 1)}
            step = "raise inference.memory, lower inference.workers_per_version, or unload other versions"
            _log.warning("no memory for a further worker", extra={**facts, "next_step": step})

    async def _serve(self, worker: ModelWorker) -> bool:
        """Serve until the worker is lost (False) or the version is unloaded (True)."""
        began = time.monotonic()
        self._feeding = WorkerFeeding(self._queue, worker, self._outgrown)
        watcher = asyncio.create_task(self._wake_at_end(worker, self._feeding))
        try:
            fault = await self._feeding.run()
            if fault is None and not self._outgrown(worker) and not watcher.done():
                await worker.stop()
                return True
            await self._lost(worker, fault, time.monotonic() - began)
            return False
        finally:
            watcher.cancel()
            self._feeding = None
            self.kill()

    async def _wake_at_end(self, worker: ModelWorker, feeding: WorkerFeeding) -> None:
        """End the feeding of an idle worker when it ends."""
        await worker.ended()
        feeding.interrupt()

    def _outgrown(self, worker: ModelWorker) -> bool:
        return 0 < self._policy.worker_memory_bytes < worker.private_memory_bytes

    async def _lost(self, worker: ModelWorker, fault: str | None, lived: float) -> None:
        if self._outgrown(worker) and fault is None:
            fault = f"its private memory grew to {worker.private_memory_bytes} bytes"
            await worker.stop()
        cause = fault or await worker.ended()
        self._losses = 1 if lived >= self._policy.steady_after.total_seconds() else self._losses + 1
        self._watch.worker_lost(cause)
        self._hold_back(self._policy.backoff(self._losses), lambda: self._crashed(cause))

    def _crashed(self, cause: str) -> WorkerCrashed:
        left = timedelta(seconds=self.back_at - time.monotonic())
        retry_after = max(SHORTEST_RETRY, left)
        return WorkerCrashed(self._version.model, self._version.number, cause, retry_after=retry_after)

    def _hold_back(self, pause: timedelta, why_not: Callable[[], HokusaiError]) -> None:
        self.back_at = time.monotonic() + pause.total_seconds()
        self.why_not = why_not
        self._stand(Standing.PAUSED if pause else Standing.STARTING)

    async def _pause(self) -> None:
        """Wait before the next start, unless the version is to leave."""
        left = self.back_at - time.monotonic()
        if self.standing is Standing.PAUSED and left > 0:
            try:
                async with asyncio.timeout(left):
                    await self._watch.leaving.wait()
            except TimeoutError:
                return

    def _stand(self, standing: Standing) -> None:
        self.standing = standing
        self._watch.stood()


def again(error: HokusaiError) -> HokusaiError:
    """The same fault for another caller."""
    if isinstance(error, ModelLoadFailed):
        return ModelLoadFailed(error.metadata["model"], error.metadata["version"], error.metadata["cause"])
    return error
