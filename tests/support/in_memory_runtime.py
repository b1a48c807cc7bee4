"""A ModelRuntime in this process, whose workers do exactly what a test tells them."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import final

from typing_extensions import override

from hokusai_server.domain.errors import DeadlinePassed, HokusaiError, ModelLoadFailed
from hokusai_server.ports.model_runtime import (
    BatchResult,
    BatchTimings,
    CallPath,
    Lane,
    LoadableVersion,
    ModelRuntime,
    ModelWorker,
    OpaquePrediction,
    OpaqueRequest,
    WorkerAddress,
    WorkerEndedError,
)


def echo(request: OpaqueRequest) -> OpaquePrediction | HokusaiError:
    """Answer one row whose payload is that of the request."""
    return OpaquePrediction(request.payload, 1)


@final
class InMemoryWorker(ModelWorker):
    """Answers at once while `open`; otherwise once a test opens it, crashes it, or not at all."""

    def __init__(self, answer: Callable[[OpaqueRequest], OpaquePrediction | HokusaiError] = echo) -> None:
        self.batches: list[list[bytes]] = []
        self.began = asyncio.Semaphore(0)
        self.memory = 1000
        self.stopped = False
        self._answer = answer
        self._open = {lane: asyncio.Event() for lane in Lane}
        self.release()
        self._turns = {lane: asyncio.Lock() for lane in Lane}
        self._ended: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    @property
    @override
    def call_path(self) -> CallPath:
        return CallPath.PYFUNC

    @property
    @override
    def private_memory_bytes(self) -> int:
        return self.memory

    @property
    @override
    def address(self) -> WorkerAddress:
        return WorkerAddress(str(id(self)), Path(f"/nowhere/{id(self)}.sock"))

    @property
    @override
    def leaves(self) -> bool:
        return self.stopped or self._ended.done()

    @override
    def measured(self, private_memory_bytes: int) -> None:
        self.memory = private_memory_bytes

    def hold(self, *lanes: Lane) -> None:
        """Take batches, but do not answer them, on these lanes or on all."""
        for lane in lanes or Lane:
            self._open[lane].clear()

    def release(self, *lanes: Lane) -> None:
        """Answer what was taken, and from now on at once, on these lanes or on all."""
        for lane in lanes or Lane:
            self._open[lane].set()

    def crash(self, cause: str = "signal 11") -> None:
        """End as a process does that nobody asked to."""
        if not self._ended.done():
            self._ended.set_result(cause)

    @override
    async def predict(self, requests: Sequence[OpaqueRequest], lane: Lane = Lane.EXPRESS) -> BatchResult:
        async with self._turns[lane]:
            if self._ended.done():
                raise WorkerEndedError(self._ended.result())
            self.batches.append([request.payload for request in requests])
            self.began.release()
            opened = asyncio.create_task(self._open[lane].wait())
            await asyncio.wait({opened, asyncio.create_task(self.ended())}, return_when=asyncio.FIRST_COMPLETED)
            opened.cancel()
            if self._ended.done():
                raise WorkerEndedError(self._ended.result())
            return BatchResult([self._outcome(request) for request in requests], BatchTimings(), self.memory)

    def _outcome(self, request: OpaqueRequest) -> OpaquePrediction | HokusaiError:
        if request.deadline is not None and request.deadline <= time.monotonic():
            return DeadlinePassed("the prediction")
        return self._answer(request)

    @override
    async def ended(self) -> str:
        return await asyncio.shield(self._ended)

    @override
    async def stop(self) -> None:
        self.stopped = True
        async with self._turns[Lane.EXPRESS], self._turns[Lane.BULK]:
            self.crash("stopped")

    @override
    def kill(self, cause: str | None = None) -> None:
        self.crash(cause or "signal 9")


@final
class InMemoryRuntime(ModelRuntime):
    """Starts in-memory workers.

    Args:
        make: makes the worker of a version, or raises why it cannot be loaded.

    Attributes:
        script: what the next starts do instead.
    """

    def __init__(self, make: Callable[[LoadableVersion], InMemoryWorker] = lambda _: InMemoryWorker()) -> None:
        self._make = make
        self.started: list[LoadableVersion] = []
        self.workers: list[InMemoryWorker] = []
        self.script: deque[Callable[[], InMemoryWorker]] = deque()
        self.gate = asyncio.Event()
        self.gate.set()
        self._started_one = asyncio.Condition()

    async def has_started(self, count: int) -> None:
        """Return once there were so many workers."""
        async with self._started_one:
            await self._started_one.wait_for(lambda: len(self.workers) >= count)

    @override
    async def start(self, version: LoadableVersion, *, time_limit: timedelta) -> InMemoryWorker:
        self.started.append(version)
        try:
            async with asyncio.timeout(time_limit.total_seconds()):
                await self.gate.wait()
        except TimeoutError:
            raise ModelLoadFailed(version.model, version.number, "it was not ready in time") from None
        worker = self.script.popleft()() if self.script else self._make(version)
        self.workers.append(worker)
        async with self._started_one:
            self._started_one.notify_all()
        return worker
