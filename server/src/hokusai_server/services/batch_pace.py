"""How fast workers have been of late, and what that says about a wait."""

from __future__ import annotations

import math
from collections import deque
from datetime import timedelta
from typing import Final

RECENT_BATCHES: Final = 16
SHORTEST_RETRY: Final = timedelta(milliseconds=10)
LONGEST_RETRY: Final = timedelta(seconds=5)
# A batch more costs some hundred microseconds in both processes; what takes less than this is not worth being divided.
WORTH_DIVIDING_SECONDS: Final = 0.001


class BatchPace:
    """The last batches of one version: how long each took, and for how many requests."""

    def __init__(self) -> None:
        self._recent = deque[tuple[float, int]](maxlen=RECENT_BATCHES)

    def record(self, seconds: float, requests: int) -> None:
        """Remember one batch."""
        self._recent.append((seconds, requests))

    @property
    def fastest(self) -> float:
        """Seconds of the fastest batch of late; 0 while there was none."""
        return min((seconds for seconds, _ in self._recent), default=0.0)

    @property
    def slow(self) -> bool:
        """Whether batches of late took so long that it is worth while to divide one among workers."""
        return self._spent[0] > WORTH_DIVIDING_SECONDS * len(self._recent)

    def requests_within(self, seconds: float) -> float:
        """About how many requests would take so long at the pace of late; no bound while there was no batch."""
        spent, requests = self._spent
        return seconds * requests / spent if spent else math.inf

    def retry_after(self, waiting: int, workers: int) -> timedelta:
        """About how long so many workers will take for as many requests as wait now, within sensible bounds."""
        seconds, requests = self._spent
        if requests == 0:
            return SHORTEST_RETRY
        needed = timedelta(seconds=seconds * math.ceil(waiting / requests) / workers)
        return min(max(needed, SHORTEST_RETRY), LONGEST_RETRY)

    @property
    def _spent(self) -> tuple[float, int]:
        """Seconds of the batches of late, and their requests."""
        return sum(seconds for seconds, _ in self._recent), sum(requests for _, requests in self._recent)
