"""Mergeable sketches of a distribution, and their form in the catalogue."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from typing import Final

import numpy as np
from ddsketch.mapping import LogarithmicMapping
from ddsketch.store import CollapsingLowestDenseStore

from hokusai_server.domain.inference_statistics import Distribution

RELATIVE_ACCURACY: Final = 0.01
# With 1 % of accuracy 2048 bins span a factor of 1.02^2048, about 6e17: from a nanosecond to 19 years.
BIN_LIMIT: Final = 2048
_FORMAT: Final = 1
# Format, number of zeros, sum, least and greatest value, key of the first bin; the bins follow, as u32, compressed.
_HEAD: Final = struct.Struct("<BQdddi")


class Sketch:
    """A DDSketch of values that are at least 0: percentiles within 1 %, count, sum, least and greatest exactly."""

    __slots__ = ("_mapping", "_store", "_zeros", "max", "min", "sum")

    def __init__(self) -> None:
        self._mapping = LogarithmicMapping(RELATIVE_ACCURACY)
        self._store = CollapsingLowestDenseStore(BIN_LIMIT)
        self._zeros = 0
        self.sum = 0.0
        self.min = float("inf")
        self.max = float("-inf")

    @property
    def count(self) -> int:
        """Number of values."""
        return self._zeros + int(self._store.count)

    def add(self, value: float) -> None:
        """Count one value."""
        if value > self._mapping.min_possible:
            self._store.add(self._mapping.key(value))
        else:
            self._zeros += 1
        self.sum += value
        self.min = min(self.min, value)
        self.max = max(self.max, value)

    def merge(self, other: Sketch) -> None:
        """Count all values of another sketch."""
        self._store.merge(other._store)
        self._zeros += other._zeros
        self.sum += other.sum
        self.min = min(self.min, other.min)
        self.max = max(self.max, other.max)

    def quantile(self, fraction: float) -> float:
        """The value that `fraction` of the values do not exceed. There must be a value."""
        rank = fraction * (self.count - 1)
        if rank < self._zeros:
            return self.min
        estimate: float = self._mapping.value(self._store.key_at_rank(rank - self._zeros))
        return min(max(estimate, self.min), self.max)

    def distribution(self) -> Distribution:
        """What callers are told. There must be a value."""
        return Distribution(
            count=self.count,
            mean=self.sum / self.count,
            min=self.min,
            max=self.max,
            p50=self.quantile(0.5),
            p90=self.quantile(0.9),
            p99=self.quantile(0.99),
        )

    def to_bytes(self) -> bytes:
        """The form in the catalogue: some hundred bytes for a minute of latencies."""
        store = self._store
        first = int(store.min_key) if store.count else 0
        used = store.bins[first - store.offset : int(store.max_key) + 1 - store.offset] if store.count else []
        bins = np.asarray(used, dtype="<u4").tobytes()
        return _HEAD.pack(_FORMAT, self._zeros, self.sum, self.min, self.max, first) + zlib.compress(bins, 1)

    @classmethod
    def from_bytes(cls, stored: Iterable[bytes]) -> Sketch:
        """The sum of sketches from the catalogue."""
        sketch = cls()
        parts: list[tuple[int, np.ndarray[tuple[int], np.dtype[np.uint32]]]] = []
        for blob in stored:
            _, zeros, total, least, greatest, first = _HEAD.unpack_from(blob)
            sketch._zeros += zeros
            sketch.sum += total
            sketch.min = min(sketch.min, least)
            sketch.max = max(sketch.max, greatest)
            bins = np.frombuffer(zlib.decompress(memoryview(blob)[_HEAD.size :]), dtype="<u4")
            if bins.size:
                parts.append((first, bins))
        sketch._fill(parts)
        return sketch

    def _fill(self, parts: list[tuple[int, np.ndarray[tuple[int], np.dtype[np.uint32]]]]) -> None:
        if not parts:
            return
        lowest = min(first for first, _ in parts)
        totals = np.zeros(max(first + bins.size for first, bins in parts) - lowest, dtype=np.float64)
        for first, bins in parts:
            totals[first - lowest : first - lowest + bins.size] += bins
        # From the top, so that the store collapses what is lowest, if anything.
        for index in np.flatnonzero(totals)[::-1]:
            self._store.add(lowest + int(index), float(totals[index]))
