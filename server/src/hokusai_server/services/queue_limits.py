"""How much may wait for a version, and how much runs at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from hokusai_server.ports.model_runtime import Lane

# Requests differ, and so does the machine from one moment to the next: a batch may take so much longer than those of
# late before its worker counts as hung.
HUNG_OVER_LONGEST: Final = 4


@dataclass(frozen=True, slots=True)
class QueueLimits:
    """Bounds of the queue of one version.

    Attributes:
        queued_requests: requests that may wait; the next is refused with QUEUE_FULL.
        queued_bytes: payload bytes that may wait; a request that would exceed it is refused with OVERLOADED.
        batch_requests: most requests in a micro-batch.
        batch_bytes: most payload bytes in a micro-batch of several requests.
        express_request_bytes: most payload bytes of a request that may go ahead of larger ones. One row has some
            hundred; with a thousand rows of a dozen numbers a request is larger.
        express_batch_bytes: most payload bytes in a micro-batch of these, as a large batch waits for it.
        batch_time: how long a worker may take for one batch before it counts as hung.
        answer_bytes: most payload bytes in an answer; a larger one could not be sent.
        joining_turns: turns of the event loop after each batch, in which callers that are being read join the next.
            Without any, a quick worker gets batches of two under load, and 64 callers a fifth fewer answers.
    """

    queued_requests: int = 1024
    queued_bytes: int = 256 * 2**20
    batch_requests: int = 256
    batch_bytes: int = 4 * 2**20
    express_request_bytes: int = 64 * 2**10
    express_batch_bytes: int = 2**20
    batch_time: timedelta = timedelta(seconds=60)
    answer_bytes: int = 16 * 2**20
    joining_turns: int = 3

    @property
    def longest_batch(self) -> timedelta:
        """How long a micro-batch of several requests may take at the pace of late."""
        return self.batch_time / HUNG_OVER_LONGEST

    def lane_of(self, request_bytes: int) -> Lane:
        """The lane of a request of so many payload bytes."""
        return Lane.EXPRESS if request_bytes <= self.express_request_bytes else Lane.BULK

    def batch_bytes_in(self, lane: Lane) -> int:
        """Most payload bytes in a micro-batch of several requests of a lane."""
        return min(self.batch_bytes, self.express_batch_bytes) if lane is Lane.EXPRESS else self.batch_bytes
