"""Which workers serve a version, what each lane of each is doing, and which of them is woken for what waits."""

from __future__ import annotations

import asyncio
import enum
from typing import final

from hokusai_server.ports.model_runtime import Lane


class LaneState(enum.Enum):
    """What one lane of one worker is doing.

    AWAKE is short: it is about to take what waits. GONE gets no more.
    """

    IDLE = "idle"
    AWAKE = "awake"
    RUNNING = "running"
    GONE = "gone"


@final
class WorkerLane:
    """One lane of one worker.

    Attributes:
        state: what it is doing.
        news: set when it has to look what there is to do: a request, or an end.
        requests: in the batch that runs.
        batch_started: `time.monotonic()` when that was handed to the worker.
    """

    def __init__(self) -> None:
        self.state = LaneState.AWAKE
        self.news = asyncio.Event()
        self.requests = 0
        self.batch_started = 0.0

    @property
    def running(self) -> bool:
        """Whether the worker has a batch of it."""
        return self.state is LaneState.RUNNING


@final
class WorkerLanes:
    """The lanes of one worker that serves."""

    def __init__(self) -> None:
        self._lanes = {lane: WorkerLane() for lane in Lane}

    def __getitem__(self, lane: Lane) -> WorkerLane:
        return self._lanes[lane]

    @property
    def requests(self) -> int:
        """In the worker."""
        return sum(lane.requests for lane in self._lanes.values())

    @property
    def idle(self) -> bool:
        """Whether the worker has nothing to do."""
        return not any(lane.running for lane in self._lanes.values())

    def tell(self) -> None:
        """Have both lanes look what there is to do."""
        for lane in self._lanes.values():
            lane.news.set()


@final
class Roster:
    """The workers that serve a version.

    Of those that may take a request one is awake at a time: it takes what waits, and wakes the next for what it
    leaves. Several that woke for the same requests would tear a micro-batch apart.
    """

    def __init__(self) -> None:
        self._serving: list[WorkerLanes] = []

    def __len__(self) -> int:
        return len(self._serving)

    @property
    def requests(self) -> int:
        """In workers."""
        return sum(worker.requests for worker in self._serving)

    def join(self, worker: WorkerLanes) -> None:
        """It serves from now on; its lanes are awake."""
        self._serving.append(worker)

    def leave(self, worker: WorkerLanes) -> None:
        """It serves no more."""
        self._serving.remove(worker)

    def tell(self) -> None:
        """Have everybody look what there is to do."""
        for worker in self._serving:
            worker.tell()

    def may_take(self, worker: WorkerLanes, lane: Lane) -> bool:
        """Whether a worker is to take what waits in a lane.

        What is small goes ahead between the parts of a large batch only where every worker has one: a part may be long.
        """
        if worker[lane].state is LaneState.GONE:
            return False
        if lane is Lane.BULK or not worker[Lane.BULK].running:
            return True
        others = (other for other in self._serving if other[lane].state is not LaneState.GONE)
        return all(other[Lane.BULK].running for other in others)

    def free(self, lane: Lane) -> int:
        """Workers that could take a batch of a lane at once."""
        return sum(self.may_take(worker, lane) and not worker[lane].running for worker in self._serving)

    def wake(self, lane: Lane) -> None:
        """Wake one that may take what waits, unless one is awake; one that has nothing at all to do, if possible."""
        candidates = [worker for worker in self._serving if self.may_take(worker, lane)]
        if any(worker[lane].state is LaneState.AWAKE for worker in candidates):
            return
        idle = [worker for worker in candidates if worker[lane].state is LaneState.IDLE]
        if idle:
            chosen = next((worker for worker in idle if worker.idle), idle[0])
            chosen[lane].state = LaneState.AWAKE
            chosen[lane].news.set()

    def busy_since(self, lane: Lane) -> float | None:
        """When the oldest of the batches of a lane was handed over; None while somebody is free, or nobody serves."""
        lanes = [worker[lane] for worker in self._serving if worker[lane].state is not LaneState.GONE]
        if not lanes or not all(lane.running for lane in lanes):
            return None
        return min(lane.batch_started for lane in lanes)
