"""The ids that the spool remembers, so that what is sent twice is kept once."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from typing import Final

# 200,000 keys of 16 bytes with their places in a dict and a deque are about 30 MB.
MAX_IDS: Final = 200_000
MAX_AGE_MICROS: Final = 10 * 60 * 1_000_000


class RecentIds:
    """Keys seen lately, each with the digest of what it stood for; old ones are forgotten first."""

    def __init__(self, max_ids: int = MAX_IDS, max_age_micros: int = MAX_AGE_MICROS) -> None:
        self._max_ids = max_ids
        self._max_age_micros = max_age_micros
        self._digests: dict[bytes, bytes] = {}
        self._order: deque[tuple[int, int, bytes]] = deque()
        self._total = 0

    @property
    def total(self) -> int:
        """How many keys were ever added; a segment remembers it to tell when all of its keys are forgotten."""
        return self._total

    def digest(self, key: bytes) -> bytes | None:
        """What a key stood for; None if it was not seen lately. Keys of events stand for nothing: empty."""
        return self._digests.get(key)

    def __contains__(self, key: bytes) -> bool:
        return key in self._digests

    def add(self, key: bytes, digest: bytes, time_micros: int) -> None:
        """Remember a key that is not remembered yet."""
        self._total += 1
        self._digests[key] = digest
        self._order.append((time_micros, self._total, key))

    def withdraw(self, keys: Iterable[bytes]) -> None:
        """Forget keys that were added last, because what they stood for was not kept after all."""
        gone = set(keys)
        while self._order and self._order[-1][2] in gone:
            del self._digests[self._order.pop()[2]]

    def forget_old(self, now_micros: int) -> None:
        """Forget what is past the age or the number."""
        while self._order and (len(self._order) > self._max_ids or self._expired(self._order[0][0], now_micros)):
            del self._digests[self._order.popleft()[2]]

    def remembers_any_until(self, total: int, time_micros: int, now_micros: int) -> bool:
        """Whether a key is remembered among those added while `total` was reached, the last at `time_micros`."""
        if not self._order or self._expired(time_micros, now_micros):
            return False
        return self._order[0][1] <= total

    def _expired(self, time_micros: int, now_micros: int) -> bool:
        return now_micros - time_micros > self._max_age_micros
