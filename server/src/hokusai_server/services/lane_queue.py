"""What waits in one lane of a version's queue."""

from __future__ import annotations

import asyncio
import math
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import final

from hokusai_server.domain.errors import HokusaiError
from hokusai_server.ports.model_runtime import BatchTimings, Lane, OpaquePrediction, OpaqueRequest
from hokusai_server.services.batch_pace import BatchPace
from hokusai_server.services.queue_limits import QueueLimits


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
class Waiting:
    """A request in the queue, the future that its caller waits for, and when it came."""

    request: OpaqueRequest
    outcome: asyncio.Future[Answer | HokusaiError]
    arrived: float


@final
class LaneQueue:
    """First come, first served.

    Attributes:
        lane: which.
        pace: of its batches.
    """

    def __init__(self, lane: Lane, limits: QueueLimits) -> None:
        self.lane = lane
        self.pace = BatchPace()
        self._batch_requests = limits.batch_requests
        self._batch_bytes = limits.batch_bytes_in(lane)
        self._longest_batch = limits.longest_batch.total_seconds()
        self._waiting: OrderedDict[Waiting, None] = OrderedDict()
        self._bytes = 0

    def __len__(self) -> int:
        return len(self._waiting)

    @property
    def bytes(self) -> int:
        """Payload bytes of what waits."""
        return self._bytes

    def push(self, waiting: Waiting) -> None:
        """Append a request."""
        self._waiting[waiting] = None
        self._bytes += waiting.request.size

    def remove(self, waiting: Waiting) -> bool:
        """Take a request out, if it is still here."""
        if waiting not in self._waiting:
            return False
        del self._waiting[waiting]
        self._bytes -= waiting.request.size
        return True

    def drain(self) -> Iterator[Waiting]:
        """Take everything out."""
        while self._waiting:
            waiting, _ = self._waiting.popitem(last=False)
            self._bytes -= waiting.request.size
            yield waiting

    def take(self, now: float, workers: int) -> tuple[list[Waiting], list[Waiting]]:
        """Take out the next micro-batch, within the limits, one request at least; and what was late before it.

        Args:
            workers: that are free; where batches take long, each gets its share of what waits, and no more than a
                worker can answer well before it counts as hung.
        """
        share = math.ceil(len(self._waiting) / workers) if workers > 1 and self.pace.slow else len(self._waiting)
        within = max(1.0, self.pace.requests_within(self._longest_batch))
        most = int(min(share, self._batch_requests, within))
        batch: list[Waiting] = []
        late: list[Waiting] = []
        size = 0
        for waiting in self._waiting:
            if waiting.request.deadline is not None and waiting.request.deadline <= now:
                late.append(waiting)
                continue
            size += waiting.request.size
            if batch and (len(batch) == most or size > self._batch_bytes):
                break
            batch.append(waiting)
        for waiting in (*late, *batch):
            self.remove(waiting)
        return batch, late

    def least_wait(self, now: float, busy_since: float | None, workers: int) -> float:
        """Seconds until a newcomer could start if every batch before it were as fast as the fastest of late.

        Args:
            now: `time.monotonic()`.
            busy_since: when the oldest of the batches that run began; None if a worker is free.
            workers: that serve.
        """
        if busy_since is None:
            return 0.0
        fastest, batches_before = self.pace.fastest, len(self._waiting) // self._batch_requests
        return max(0.0, busy_since + fastest - now) + batches_before // workers * fastest
