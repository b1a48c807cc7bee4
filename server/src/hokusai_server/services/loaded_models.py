"""Which versions are in memory: loaded on first use, evicted when memory runs short."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TypeAlias

from hokusai_server.domain.errors import HokusaiError, MemoryBudgetExceeded, ModelNotLoaded, ShuttingDown, WorkerCrashed
from hokusai_server.ports.inference_observer import InferenceObserver, LoadedModel
from hokusai_server.ports.model_runtime import LoadableVersion, ModelRuntime, ModelWorker, OpaqueRequest
from hokusai_server.services.lane_queue import Answer
from hokusai_server.services.life_policy import LifePolicy
from hokusai_server.services.loaded_version import LoadedVersion
from hokusai_server.services.queue_limits import QueueLimits

VersionKey: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True)
class LoadingPolicy:
    """How many versions may be in memory, and how they live.

    Attributes:
        memory_bytes: budget of the private memory of all workers together; 0 means no bound.
        expected_worker_bytes: what a version is taken to need until its worker was measured.
        concurrent_loads: workers that load at the same time; more wait their turn.
        failure_memory: how long a version that could not be loaded is refused without another attempt.
        queue: bounds of each version's queue.
        life: how patient the server is with each version.
    """

    memory_bytes: int = 0
    expected_worker_bytes: int = 32 * 2**20
    concurrent_loads: int = 2
    failure_memory: timedelta = timedelta(seconds=5)
    queue: QueueLimits = field(default_factory=QueueLimits)
    life: LifePolicy = field(default_factory=LifePolicy)


class LoadedModels:
    """The versions in memory. Used from one event loop; the owner calls `close` at the end.

    Args:
        catch_up: returns once another dispatcher, if there is one, has told of what is `busy_elsewhere` now.
    """

    def __init__(
        self,
        runtime: ModelRuntime,
        policy: LoadingPolicy,
        observer: InferenceObserver,
        catch_up: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        self._runtime = _GuardedRuntime(self, runtime, asyncio.Semaphore(policy.concurrent_loads))
        self._policy = policy
        self._observer = observer
        self._entries: dict[VersionKey, LoadedVersion] = {}
        self._failures: dict[VersionKey, float] = {}
        self._leaving: set[LoadedVersion] = set()
        self._departures: set[asyncio.Task[None]] = set()
        self._busy_elsewhere: frozenset[VersionKey] = frozenset()
        self._catch_up = catch_up
        self._closed = False

    async def predict(self, version: LoadableVersion, request: OpaqueRequest, *, patient: bool = False) -> Answer:
        """Answer one request, loading the version first if need be; all callers share one load.

        Args:
            patient: wait for a place in a full queue instead of being refused.
        Raises:
            HokusaiError: the outcome of the request, or ModelLoadFailed, MemoryBudgetExceeded, QueueFull or such.
        """
        return await self._entry(version).predict(request, patient=patient)

    async def load(self, version: LoadableVersion, *, pinned: bool) -> LoadedModel:
        """Return once the version is ready to answer. Tries anew even if it could not be loaded just now.

        Raises:
            ModelLoadFailed, MemoryBudgetExceeded: it cannot be loaded.
        """
        self._failures.pop((version.model, version.number), None)
        entry = self._entry(version)
        entry.pinned = pinned
        await entry.started()
        return entry.view()

    async def ensure_loaded(self, version: LoadableVersion) -> None:
        """Return once the version is ready to answer, without changing whether it is pinned.

        Raises:
            ModelLoadFailed, MemoryBudgetExceeded: it cannot be loaded.
        """
        await self._entry(version).started()

    async def ready_worker(self, version: LoadableVersion, place: int = 0) -> ModelWorker:
        """A ready worker of the version for another dispatcher; loads the version if need be.

        Args:
            place: which of the version's workers, from 0; any but the first may be waited for without end.
        Raises:
            ModelLoadFailed, MemoryBudgetExceeded: it cannot be loaded.
            WorkerCrashed: all were lost so often that their replacements have to wait, or the version left memory.
        """
        while True:
            worker = await self._entry(version).ready_worker(place)
            if worker is not None:
                return worker
            if place:  # a version that left is not brought back for a further worker
                raise WorkerCrashed(version.model, version.number, "it was unloaded")

    def used(self, model: str, number: str, worker_id: str, private_memory_bytes: int) -> None:
        """Note that another dispatcher used a version, and what it was told of a worker's memory; 0 if nothing."""
        entry = self._entries.get((model, number))
        if entry is not None:
            entry.used()
            if private_memory_bytes:
                entry.measured(worker_id, private_memory_bytes)

    def busy_elsewhere(self, versions: frozenset[VersionKey]) -> None:
        """Note in which versions, and no others, another dispatcher has requests."""
        self._busy_elsewhere = versions

    async def unload(self, model: str, number: str) -> None:
        """End the version's processes after its running calls; return once it has. Calls that come now load it anew.

        Raises:
            ModelNotLoaded: it is not in memory.
        """
        entry = self._entries.get((model, number))
        if entry is None or entry.over:
            raise ModelNotLoaded(model, number)
        self._leave(entry)
        await self._depart(entry, evicted=False)

    def listing(self) -> list[LoadedModel]:
        """What is in memory, in no particular order; a version that is being replaced by a new load appears twice."""
        here = (entry for entry in self._entries.values() if not entry.over)
        return [entry.view() for entry in (*here, *self._leaving)]

    async def close(self) -> None:
        """End every process now; what is queued fails with SHUTTING_DOWN."""
        self._closed = True
        entries = [*self._entries.values(), *self._leaving]
        self._entries.clear()
        await asyncio.gather(*(entry.abandon() for entry in entries))
        await asyncio.gather(*self._departures, return_exceptions=True)

    async def start_worker(self, version: LoadableVersion, start: Callable[[], Awaitable[ModelWorker]]) -> ModelWorker:
        """Start a process within the memory budget, and remember for a while that a version could not be loaded.

        A version that serves gets a further worker only from what is left of the budget.
        """
        try:
            await self._make_room(version, self._expected_bytes(version))
            worker = await start()
            try:
                await self._make_room(version, worker.private_memory_bytes)
            except MemoryBudgetExceeded:
                worker.kill()  # nobody was told of it
                await worker.ended()
                raise
        except HokusaiError:
            if self._serving(version) is None:
                self._failures[version.model, version.number] = time.monotonic()
            raise
        return worker

    def _serving(self, version: LoadableVersion) -> LoadedVersion | None:
        entry = self._entries.get((version.model, version.number))
        return entry if entry is not None and entry.serves else None

    def _expected_bytes(self, version: LoadableVersion) -> int:
        serving = self._serving(version)
        measured = 0 if serving is None else serving.largest_worker_bytes
        return max(self._policy.expected_worker_bytes, measured)

    async def _make_room(self, newcomer: LoadableVersion, needed: int) -> None:
        """Have so many more bytes fit the budget; a version that has no worker yet evicts what was unused for longest.

        Raises:
            MemoryBudgetExceeded: they do not fit beside what must not be evicted; nothing was.
        """
        budget = self._policy.memory_bytes
        if not budget:
            return
        if self._catch_up is not None:
            await self._catch_up()
        excess = sum(entry.private_memory_bytes for entry in self._entries.values()) + needed - budget
        own = (newcomer.model, newcomer.number)
        spared = {own, *self._busy_elsewhere}
        evictable = [
            entry for key, entry in self._entries.items() if key not in spared and self._serving(newcomer) is None
        ]
        victims = _least_recently_used(evictable, excess)
        if victims is None:
            raise MemoryBudgetExceeded(newcomer.model, newcomer.number, budget)
        for victim in victims:
            self._leave(victim)
            departure = asyncio.create_task(self._depart(victim, evicted=True))
            self._departures.add(departure)
            departure.add_done_callback(self._departures.discard)

    def _entry(self, version: LoadableVersion) -> LoadedVersion:
        if self._closed:
            raise ShuttingDown
        key = (version.model, version.number)
        entry = self._entries.get(key)
        if entry is None or (entry.over and not self._failed_lately(key)):
            entry = LoadedVersion(version, self._runtime, self._policy.queue, self._policy.life, self._observer)
            self._entries[key] = entry
            entry.begin()
        return entry

    def _failed_lately(self, key: VersionKey) -> bool:
        failed = self._failures.get(key)
        return failed is not None and time.monotonic() < failed + self._policy.failure_memory.total_seconds()

    def _leave(self, entry: LoadedVersion) -> None:
        """From now on calls of the version load it anew."""
        del self._entries[entry.version.model, entry.version.number]
        self._leaving.add(entry)

    async def _depart(self, entry: LoadedVersion, *, evicted: bool) -> None:
        try:
            await entry.unload()
        finally:
            self._leaving.discard(entry)
        if (entry.version.model, entry.version.number) not in self._entries:
            self._observer.model_unloaded(entry.version.model, entry.version.number, evicted=evicted)


@dataclass(frozen=True, slots=True)
class _GuardedRuntime:
    """A ModelRuntime that starts few processes at a time, and only what fits the budget."""

    owner: LoadedModels
    inner: ModelRuntime
    turns: asyncio.Semaphore

    async def start(self, version: LoadableVersion, *, time_limit: timedelta) -> ModelWorker:
        async with self.turns:
            return await self.owner.start_worker(version, lambda: self.inner.start(version, time_limit=time_limit))


def _least_recently_used(entries: Iterable[LoadedVersion], excess: int) -> list[LoadedVersion] | None:
    """Idle, unpinned versions, longest unused first, that together hold the excess; None if all of them do not."""
    victims: list[LoadedVersion] = []
    for entry in sorted(entries, key=lambda entry: entry.last_used):
        if excess <= 0:
            break
        if entry.idle and not entry.pinned:
            victims.append(entry)
            excess -= entry.private_memory_bytes
    return victims if excess <= 0 else None
