"""One loaded version: its queue, the workers that answer it, and what there is to say about them together."""

from __future__ import annotations

import asyncio
import logging
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import final

from typing_extensions import override

from hokusai_server.domain.errors import HokusaiError, ShuttingDown, WorkerCrashed
from hokusai_server.ports.inference_observer import InferenceObserver, LoadedModel, LoadState
from hokusai_server.ports.model_runtime import LoadableVersion, ModelRuntime, ModelWorker, OpaqueRequest
from hokusai_server.services.dispatching import VersionQueue
from hokusai_server.services.lane_queue import Answer
from hokusai_server.services.life_policy import LifePolicy
from hokusai_server.services.queue_limits import QueueLimits
from hokusai_server.services.worker_life import LifeWatch, Standing, WorkerLife, again

_log = logging.getLogger(__name__)


@final
class LoadedVersion(LifeWatch):
    """One version, its queue and the processes that answer it; it serves as soon as the first of them is ready."""

    def __init__(
        self,
        version: LoadableVersion,
        runtime: ModelRuntime,
        limits: QueueLimits,
        policy: LifePolicy,
        observer: InferenceObserver,
    ) -> None:
        self.version = version
        self.pinned = False
        self._observer = observer
        self._queue = VersionQueue(version.model, version.number, limits, observer)
        self._view = LoadedModel(
            version.model, version.number, LoadState.LOADING, None, 0, None, None, 0, pinned=False, last_used_time=None
        )
        self._workers = [
            WorkerLife(place, version, runtime, self._queue, policy, self) for place in range(policy.workers)
        ]
        self._last_used: float | None = None
        self._created = time.monotonic()
        self._leaving = asyncio.Event()
        self._turned = asyncio.Event()
        self._first_start: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._first_start.add_done_callback(_mark_seen)
        self._life: asyncio.Task[None] | None = None

    @property
    def state(self) -> LoadState:
        """How far it is."""
        return self._view.state

    @property
    def private_memory_bytes(self) -> int:
        """Memory of its processes that no other shares; 0 while there is none."""
        return sum(worker.private_memory_bytes for worker in self._workers)

    @property
    def largest_worker_bytes(self) -> int:
        """The most private memory that one of its processes has."""
        return max(worker.private_memory_bytes for worker in self._workers)

    @property
    def serves(self) -> bool:
        """Whether it has a worker that is ready."""
        return any(worker.standing is Standing.SERVING for worker in self._workers)

    @property
    def idle(self) -> bool:
        """Whether it serves and no request waits or runs."""
        return self.state is LoadState.READY and self._queue.load == 0

    @property
    def last_used(self) -> float:
        """`time.monotonic()` of the last request, or of the beginning."""
        return self._created if self._last_used is None else self._last_used

    @property
    def over(self) -> bool:
        """Whether it serves no more, for whatever reason."""
        return self._life is not None and self._life.done()

    def view(self) -> LoadedModel:
        """What there is to say about it at this moment."""
        used = None
        if self._last_used is not None:
            used = datetime.now(UTC) - timedelta(seconds=time.monotonic() - self._last_used)
        return replace(
            self._view, private_memory_bytes=self.private_memory_bytes, pinned=self.pinned, last_used_time=used
        )

    def begin(self) -> None:
        """Start the first process in the background, and then the others. Requests may be queued from now on."""
        self._observer.model_changed(self.view())
        self._life = asyncio.create_task(self._live(), name=f"life of {self.version.model} {self.version.number}")
        self._life.add_done_callback(_mark_seen)
        self._life.add_done_callback(lambda _: self._turn())

    async def started(self) -> None:
        """Return once a process is ready.

        Raises:
            HokusaiError: none could be started, or all were lost so often that their replacements have to wait.
        """
        await asyncio.shield(self._first_start)
        while self.state is LoadState.RESTARTING:
            refusal = self._queue.refusal()
            if refusal is not None:
                raise refusal
            await self._turned.wait()

    async def predict(self, request: OpaqueRequest, *, patient: bool = False) -> Answer:
        """As `VersionQueue.predict`; queues while the first process starts."""
        self.used()
        return await self._queue.predict(request, patient=patient)

    async def ready_worker(self, place: int) -> ModelWorker | None:
        """One of the workers, for a dispatcher of its own, once it is ready; None if the version serves no more.

        Args:
            place: which, from 0.
        Raises:
            HokusaiError: as `started`.
        """
        self.used()
        await self.started()
        wanted = self._workers[place]
        while not self.over and not self._leaving.is_set():
            if wanted.standing is Standing.SERVING and wanted.worker is not None and not wanted.worker.leaves:
                return wanted.worker
            await self._turned.wait()
            await self.started()
        return None

    def used(self) -> None:
        """Note that it is in use."""
        self._last_used = time.monotonic()

    def measured(self, worker_id: str, private_memory_bytes: int) -> None:
        """Note what another dispatcher was told of a worker's memory; a worker that has outgrown is replaced."""
        for worker in self._workers:
            if worker.worker is not None and worker.worker.address.worker_id == worker_id:
                worker.measured(private_memory_bytes)
                self._observer.memory_measured(self.version.model, self.version.number, self.private_memory_bytes)

    async def unload(self) -> None:
        """End the processes after what is queued. Nothing may be queued any more; the owner sees to that."""
        self._change(LoadState.UNLOADING)
        self._leaving.set()
        self._queue.close()
        if self.serves:
            for worker in self._workers:
                worker.dismiss()
        await self._over()

    async def abandon(self, error: HokusaiError | None = None) -> None:
        """End the processes now; what is queued fails with SHUTTING_DOWN, or with another error."""
        self._queue.refuse(ShuttingDown if error is None else lambda: error)
        if not self._first_start.done():
            self._first_start.set_exception(ShuttingDown() if error is None else error)
        if self._life is not None:
            self._life.cancel()
        await self._over()

    @property
    @override
    def leaving(self) -> asyncio.Event:
        """Set when it is to leave memory."""
        return self._leaving

    @override
    def others_serve(self, life: WorkerLife) -> bool:
        """Whether it serves without this worker."""
        return any(other is not life and other.standing is Standing.SERVING for other in self._workers)

    @override
    def load_ended(self, life: WorkerLife, duration: timedelta, error: HokusaiError | None) -> None:
        """Tell of a start; what made the version serve is part of what there is to say about it."""
        reason = None if error is None else error.reason
        self._observer.load_ended(self.version.model, self.version.number, duration, reason)
        if life.worker is None:
            return
        self._observer.memory_measured(self.version.model, self.version.number, self.private_memory_bytes)
        if not self.others_serve(life):
            call_path = life.worker.call_path
            self._view = replace(self._view, call_path=call_path, ready_time=datetime.now(UTC), load_duration=duration)

    @override
    def worker_lost(self, cause: str) -> None:
        """Count a loss."""
        self._view = replace(self._view, restart_count=self._view.restart_count + 1)
        self._observer.worker_lost(self.version.model, self.version.number, cause)

    @override
    def stood(self) -> None:
        """Take requests while a worker serves or is about to, and tell what that makes of the version."""
        if self.serves and not self._first_start.done():
            self._first_start.set_result(None)
        if not self._first_start.done() or self._first_start.exception() is not None:
            return
        held_back = [worker for worker in self._workers if worker.standing is Standing.PAUSED]
        if self.serves or any(worker.standing is Standing.STARTING for worker in self._workers):
            self._queue.accept()
        elif held_back:
            self._queue.refuse(min(held_back, key=lambda worker: worker.back_at).why_not)
        if not self._leaving.is_set():
            self._change(LoadState.READY if self.serves else LoadState.RESTARTING)
        self._turn()

    async def _over(self) -> None:
        if self._life is not None:
            await asyncio.wait([self._life])

    async def _live(self) -> None:
        first, *others = self._workers
        try:
            await self._start(first)
            async with asyncio.TaskGroup() as group:
                group.create_task(first.run())
                for worker in others:
                    if not self._leaving.is_set():
                        group.create_task(worker.run())
                        await worker.tried.wait()
        except HokusaiError:
            raise
        except Exception:
            model, number = self.version.model, self.version.number
            _log.exception("loaded version failed", extra={"model": model, "version": number})
            self._queue.refuse(lambda: WorkerCrashed(model, number, "it could not be kept running"))
            raise
        finally:
            for worker in self._workers:
                worker.kill()

    async def _start(self, first: WorkerLife) -> None:
        """Start the first worker; a first start that fails ends this life."""
        try:
            await first.start()
        except HokusaiError as error:
            failure = error
            self._queue.refuse(lambda: again(failure))
            if not self._first_start.done():
                self._first_start.set_exception(failure)
            raise

    def _change(self, state: LoadState) -> None:
        if state is not self.state:
            self._view = replace(self._view, state=state)
            self._observer.model_changed(self.view())
            self._turn()

    def _turn(self) -> None:
        """Wake those who wait for this version to take a turn; the next has an event of its own."""
        self._turned.set()
        self._turned = asyncio.Event()


def _mark_seen(future: asyncio.Future[None]) -> None:
    """Retrieve the exception, so that a failure that only queued callers learn of is not logged as forgotten."""
    if not future.cancelled():
        future.exception()
