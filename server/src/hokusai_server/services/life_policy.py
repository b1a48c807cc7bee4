"""How patient the server is with a loaded version."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class LifePolicy:
    """How patient the server is with a version.

    Attributes:
        workers: processes of a version, if there is memory for them.
        load_time: how long loading may take.
        worker_memory_bytes: private memory at which a worker is replaced after its running batch; 0 for never.
        steady_after: a worker that ran this long does not count towards a crash loop.
        first_backoff: pause after the second loss in a row, doubled for each further one; the first has none.
        longest_backoff: bound of the pause.
    """

    workers: int = 1
    load_time: timedelta = timedelta(seconds=120)
    worker_memory_bytes: int = 0
    steady_after: timedelta = timedelta(seconds=30)
    first_backoff: timedelta = timedelta(milliseconds=500)
    longest_backoff: timedelta = timedelta(seconds=30)

    def backoff(self, losses: int) -> timedelta:
        """The pause after that many losses in a row."""
        if losses <= 1:
            return timedelta(0)
        return min(self.first_backoff * (1 << min(losses - 2, 16)), self.longest_backoff)
