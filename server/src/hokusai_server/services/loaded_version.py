"""The life of one loaded version: its process is started, kept running, replaced when it dies, and ended on request."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hokusai_server.domain.errors import HokusaiError, ModelLoadFailed, ShuttingDown, WorkerCrashed
from hokusai_server.ports.inference_observer import InferenceObserver, LoadedModel, LoadState
from hokusai_server.ports.model_runtime import LoadableVersion, ModelRuntime, ModelWorker, OpaqueRequest
from hokusai_server.services.dispatching import VersionQueue
from hokusai_server.services.lane_queue import Answer
from hokusai_server.services.life_policy import LifePolicy
from hokusai_server.services.queue_limits import QueueLimits

_log = logging.getLogger(__name__)


class LoadedVersion:
    """One version, its queue and the process that answers it."""

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
        self._runtime = runtime
        self._policy = policy
        self._observer = observer
        self._queue = VersionQueue(version.model, version.number, limits, observer)
        self._view = LoadedModel(
            version.model, version.number, LoadState.LOADING, None, 0, None, None, 0, pinned=False, last_used_time=None
        )
        self._worker: ModelWorker | None = None
        self._losses = 0
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
        """Memory of its process that no other shares; 0 while there is none."""
        return 0 if self._worker is None else self._worker.private_memory_bytes

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
        """Start the process in the background. Requests may be queued from now on."""
        self._observer.model_changed(self.view())
        self._life = asyncio.create_task(self._live(), name=f"life of {self.version.model} {self.version.number}")
        self._life.add_done_callback(_mark_seen)
        self._life.add_done_callback(lambda _: self._turn())

    async def started(self) -> None:
        """Return once a process is ready.

        Raises:
            HokusaiError: it could not be started, or was lost so often that its replacement has to wait.
        """
        await asyncio.shield(self._first_start)
        while self.state is LoadState.RESTARTING:
            refusal = self._queue.refusal()
            if refusal is not None:
                raise refusal
            await self._turned.wait()

    async def predict(self, request: OpaqueRequest, *, patient: bool = False) -> Answer:
        """As `VersionQueue.predict`; queues while the process starts."""
        self.used()
        return await self._queue.predict(request, patient=patient)

    async def ready_worker(self) -> ModelWorker | None:
        """The worker, for a dispatcher of its own, once it is ready; None if the version serves no more.

        Raises:
            HokusaiError: as `started`.
        """
        self.used()
        await self.started()
        while not self.over and not self._leaving.is_set():
            if self.state is LoadState.READY and self._worker is not None and not self._worker.leaves:
                return self._worker
            await self._turned.wait()
            await self.started()
        return None

    def used(self) -> None:
        """Note that it is in use."""
        self._last_used = time.monotonic()

    def measured(self, private_memory_bytes: int) -> None:
        """Note what another dispatcher was told of the worker's memory; a worker that has outgrown is replaced."""
        if self._worker is not None:
            self._worker.measured(private_memory_bytes)
            if self._outgrown(self._worker):
                self._queue.interrupt()

    async def unload(self) -> None:
        """End the process after what is queued. Nothing may be queued any more; the owner sees to that."""
        self._change(LoadState.UNLOADING)
        self._leaving.set()
        self._queue.close()
        await self._over()

    async def abandon(self, error: HokusaiError | None = None) -> None:
        """End the process now; what is queued fails with SHUTTING_DOWN, or with another error."""
        self._queue.refuse(ShuttingDown if error is None else lambda: error)
        if not self._first_start.done():
            self._first_start.set_exception(ShuttingDown() if error is None else error)
        if self._life is not None:
            self._life.cancel()
        await self._over()

    async def _over(self) -> None:
        if self._life is not None:
            await asyncio.wait([self._life])

    async def _live(self) -> None:
        try:
            while not self._leaving.is_set() or self._queue.load:
                worker = await self._start()
                if worker is not None and await self._serve(worker):
                    break
                await self._pause()
        except HokusaiError:
            raise
        except Exception:
            model, number = self.version.model, self.version.number
            _log.exception("loaded version failed", extra={"model": model, "version": number})
            self._queue.refuse(lambda: WorkerCrashed(model, number, "it could not be kept running"))
            raise

    async def _start(self) -> ModelWorker | None:
        """A ready worker, or None if a replacement could not be started; a first start that fails ends this life."""
        began = time.monotonic()
        try:
            worker = await self._runtime.start(self.version, time_limit=self._policy.load_time)
        except HokusaiError as error:
            self._load_ended(began, error)
            self._no_replacement(error)
            return None
        self._load_ended(began, None)
        self._worker = worker
        self._view = replace(
            self._view,
            call_path=worker.call_path,
            ready_time=datetime.now(UTC),
            load_duration=timedelta(seconds=time.monotonic() - began),
        )
        self._queue.accept()
        if not self._leaving.is_set():
            self._change(LoadState.READY)
        if not self._first_start.done():
            self._first_start.set_result(None)
        return worker

    def _no_replacement(self, error: HokusaiError) -> None:
        if not self._first_start.done():
            self._queue.refuse(lambda: _again(error))
            self._first_start.set_exception(error)
            raise error
        self._losses += 1
        self._refuse(lambda: _again(error))

    def _load_ended(self, began: float, error: HokusaiError | None) -> None:
        duration = timedelta(seconds=time.monotonic() - began)
        reason = None if error is None else error.reason
        self._observer.load_ended(self.version.model, self.version.number, duration, reason)

    async def _serve(self, worker: ModelWorker) -> bool:
        """Serve until the worker is lost (False) or the version is unloaded (True)."""
        began = time.monotonic()
        watcher = asyncio.create_task(self._watch(worker))
        try:
            fault = await self._queue.feed(worker, self._outgrown)
            if fault is None and not self._outgrown(worker) and not watcher.done():
                await worker.stop()
                return True
            await self._lost(worker, fault, time.monotonic() - began)
            return False
        finally:
            watcher.cancel()
            worker.kill()
            self._worker = None

    async def _watch(self, worker: ModelWorker) -> None:
        """Wake the feeding of an idle queue when the worker ends."""
        await worker.ended()
        self._queue.interrupt()

    def _outgrown(self, worker: ModelWorker) -> bool:
        return 0 < self._policy.worker_memory_bytes < worker.private_memory_bytes

    async def _lost(self, worker: ModelWorker, fault: str | None, lived: float) -> None:
        if self._outgrown(worker) and fault is None:
            fault = f"its private memory grew to {worker.private_memory_bytes} bytes"
            await worker.stop()
        cause = fault or await worker.ended()
        self._losses = 1 if lived >= self._policy.steady_after.total_seconds() else self._losses + 1
        self._view = replace(self._view, restart_count=self._view.restart_count + 1)
        self._observer.worker_lost(self.version.model, self.version.number, cause)
        if not self._leaving.is_set():
            self._change(LoadState.RESTARTING)
        self._refuse_during_backoff(cause)

    def _refuse_during_backoff(self, cause: str) -> None:
        pause = self._policy.backoff(self._losses)
        if pause:
            until = time.monotonic() + pause.total_seconds()
            self._refuse(
                lambda: WorkerCrashed(
                    self.version.model,
                    self.version.number,
                    cause,
                    retry_after=timedelta(seconds=max(0.05, until - time.monotonic())),
                )
            )

    async def _pause(self) -> None:
        """Wait before the next start, unless the version is to leave."""
        pause = self._policy.backoff(self._losses)
        if pause:
            try:
                async with asyncio.timeout(pause.total_seconds()):
                    await self._leaving.wait()
            except TimeoutError:
                self._queue.accept()

    def _refuse(self, error: Callable[[], HokusaiError]) -> None:
        self._queue.refuse(error)
        self._turn()

    def _change(self, state: LoadState) -> None:
        self._view = replace(self._view, state=state)
        self._observer.model_changed(self.view())
        self._turn()

    def _turn(self) -> None:
        """Wake those who wait for this version to take a turn; the next has an event of its own."""
        self._turned.set()
        self._turned = asyncio.Event()


def _again(error: HokusaiError) -> HokusaiError:
    """The same fault for another caller."""
    if isinstance(error, ModelLoadFailed):
        return ModelLoadFailed(error.metadata["model"], error.metadata["version"], error.metadata["cause"])
    return error


def _mark_seen(future: asyncio.Future[None]) -> None:
    """Retrieve the exception, so that a failure that only queued callers learn of is not logged as forgotten."""
    if not future.cancelled():
        future.exception()
