"""How fast a worker has been of late, and what that says about a wait."""

from __future__ import annotations

import math
from collections import deque
from datetime import timedelta
from typing import Final

RECENT_BATCHES: Final = 16
SHORTEST_RETRY: Final = timedelta(milliseconds=10)
LONGEST_RETRY: Final = timedelta(seconds=5)


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

    def retry_after(self, waiting: int) -> timedelta:
        """About how long as many requests as wait now will take, within sensible bounds."""
        seconds = sum(seconds for seconds, _ in self._recent)
        requests = sum(count for _, count in self._recent)
        if requests == 0:
            return SHORTEST_RETRY
        needed = timedelta(seconds=seconds * math.ceil(waiting / requests))
        return min(max(needed, SHORTEST_RETRY), LONGEST_RETRY)
