"""The writing side of the spool, as one thread sees it: admit, write, make durable, reclaim."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from hokusai_server.adapters.spool.recent_ids import RecentIds
from hokusai_server.adapters.spool.records import MAGIC, digest_of, encode_events, encode_record, key_of
from hokusai_server.adapters.spool.segments import Segment, segment_path, sync_directory
from hokusai_server.domain.errors import HokusaiError, RequestIdReused, SpoolFull, StorageFull
from hokusai_server.domain.inference_events import InferenceEvent
from hokusai_server.ports.event_spool import AppendOutcome, EventBatch, SpoolPosition

_NO_SPACE: Final = (errno.ENOSPC, errno.EDQUOT)


@dataclass(frozen=True, slots=True)
class SpoolLimits:
    """Bounds of the spool.

    Attributes:
        max_bytes: bytes on disk at which new batches are refused.
        segment_bytes: bytes after which a new segment is begun. The one that is written to is never reclaimed, so at
            most an eighth of `max_bytes` is taken.
    """

    max_bytes: int = 2**30
    segment_bytes: int = 32 * 2**20

    @property
    def longest_segment(self) -> int:
        """Bytes after which a new segment is begun."""
        return min(self.segment_bytes, self.max_bytes // 8)


@dataclass(frozen=True, slots=True)
class _Admitted:
    record: bytes
    new_keys: tuple[bytes, ...]
    outcome: AppendOutcome


class SegmentLog:
    """Segments that grow at one end and are reclaimed at the other. One thread uses it."""

    def __init__(self, directory: Path, limits: SpoolLimits, segments: list[Segment], ids: RecentIds) -> None:
        """`segments`: those of an earlier life, in order; they are read and reclaimed, never written to again."""
        self._directory = directory
        self._limits = limits
        self._closed = segments
        self._ids = ids
        self._applied = SpoolPosition()
        self._active: Segment | None = None
        self._file: int | None = None
        self._next_number = segments[-1].number + 1 if segments else 1

    def begin(self, applied: SpoolPosition) -> SpoolPosition:
        """Begin a segment after everything that was ever written or applied; the position where writing goes on."""
        self._applied = applied
        self._next_number = max(self._next_number, applied.segment + 1)
        return self._begin_segment().end

    @property
    def size_bytes(self) -> int:
        """Bytes on disk."""
        return sum(segment.size for segment in self._closed) + (self._active.size if self._active else 0)

    def append(self, batches: Sequence[EventBatch]) -> tuple[list[AppendOutcome | HokusaiError], SpoolPosition]:
        """Write batches and make them durable together.

        Returns: what became of each batch, in order, and the position after the last.
        Raises: StorageFull, OSError: nothing of any batch was kept.
        """
        now_micros = time.time_ns() // 1000
        self._ids.forget_old(now_micros)
        new_keys: list[bytes] = []
        try:
            records, outcomes = self._admit_all(batches, now_micros, new_keys)
            return outcomes, self._write(records, now_micros)
        except Exception as fault:
            self._ids.withdraw(new_keys)
            self._abandon_segment()
            if isinstance(fault, OSError) and fault.errno in _NO_SPACE:
                raise StorageFull("inference events") from fault
            raise

    def reclaim(self, applied: SpoolPosition) -> None:
        """Remove segments that are applied and whose ids are all forgotten."""
        self._applied = max(self._applied, applied)
        now_micros = time.time_ns() // 1000
        while (
            self._closed and self._is_applied(self._closed[0]) and not self._is_remembered(self._closed[0], now_micros)
        ):
            _remove(self._closed.pop(0))

    def close(self) -> None:
        """End writing; a segment that holds nothing leaves no file."""
        self._retire_active()

    def _admit_all(
        self, batches: Sequence[EventBatch], now_micros: int, new_keys: list[bytes]
    ) -> tuple[bytes, list[AppendOutcome | HokusaiError]]:
        """The records of what is to be kept, and what becomes of each batch; `new_keys` gathers what is remembered."""
        records: list[bytes] = []
        waiting_bytes = 0
        outcomes: list[AppendOutcome | HokusaiError] = []
        for batch in batches:
            try:
                admitted = self._admit(batch, now_micros, waiting_bytes)
            except HokusaiError as refusal:
                outcomes.append(refusal)
                continue
            records.append(admitted.record)
            waiting_bytes += len(admitted.record)
            new_keys.extend(admitted.new_keys)
            outcomes.append(admitted.outcome)
        return b"".join(records), outcomes

    def _admit(self, batch: EventBatch, now_micros: int, waiting_bytes: int) -> _Admitted:
        """Leave out what was kept before; remember the rest. A batch of which nothing is left has an empty record."""
        rows = encode_events(batch.events)
        identity = (key_of("batch", batch.identity), digest_of(rows)) if batch.identity else None
        if identity is not None and identity[0] in self._ids:
            if self._ids.digest(identity[0]) != identity[1]:
                raise RequestIdReused(batch.identity)
            return _Admitted(b"", (), AppendOutcome(0, len(batch.events)))
        fresh, event_keys = self._fresh_events(batch.events)
        if len(fresh) < len(batch.events):
            rows = encode_events(fresh)
        record = encode_record(rows, len(fresh), now_micros, identity, event_keys) if fresh or identity else b""
        self._make_room(waiting_bytes + len(record))
        if identity is not None:
            self._ids.add(*identity, now_micros)
        for key in event_keys:
            self._ids.add(key, b"", now_micros)
        new_keys = (*event_keys, identity[0]) if identity else tuple(event_keys)
        return _Admitted(record, new_keys, AppendOutcome(len(fresh), len(batch.events) - len(fresh)))

    def _fresh_events(self, events: Sequence[InferenceEvent]) -> tuple[list[InferenceEvent], list[bytes]]:
        """The events not kept before, each once, and the keys of those that have an id."""
        fresh: list[InferenceEvent] = []
        keys: dict[bytes, None] = {}
        for event in events:
            if event.event_id:
                key = key_of("event", event.event_id)
                if key in self._ids or key in keys:
                    continue
                keys[key] = None
            fresh.append(event)
        return fresh, list(keys)

    def _make_room(self, wanted: int) -> None:
        """Let ids be forgotten early rather than refuse an event: segments that are applied go first."""
        while self.size_bytes + wanted > self._limits.max_bytes:
            if not self._closed or not self._is_applied(self._closed[0]):
                raise SpoolFull(self._limits.max_bytes)
            _remove(self._closed.pop(0))

    def _write(self, records: bytes, now_micros: int) -> SpoolPosition:
        segment = self._active
        if segment is None or self._file is None or segment.size >= self._limits.longest_segment:
            segment = self._begin_segment()
        if records and self._file is not None:
            _write_all(self._file, records)
            os.fdatasync(self._file)
            segment.size += len(records)
            segment.last_time_micros = now_micros
            segment.ids_total = self._ids.total
        return segment.end

    def _begin_segment(self) -> Segment:
        self._retire_active()
        segment = Segment(self._next_number, segment_path(self._directory, self._next_number))
        self._next_number += 1
        self._file = os.open(segment.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND, 0o600)
        self._active = segment
        _write_all(self._file, MAGIC)
        os.fsync(self._file)
        sync_directory(self._directory)
        return segment

    def _abandon_segment(self) -> None:
        """After a fault nobody knows what the file holds beyond the last success: cut that off and write to a new one.

        Should cutting fail too, records that were refused may be counted all the same: a caller that was told of a
        fault of the disk may not assume either.
        """
        if self._active is not None and self._file is not None:
            with suppress(OSError):
                os.ftruncate(self._file, self._active.size)
        self._retire_active()

    def _retire_active(self) -> None:
        """Write to the segment no more; one that holds nothing leaves no file."""
        if self._file is not None:
            os.close(self._file)
            self._file = None
        if self._active is not None:
            if self._active.size == len(MAGIC):
                _remove(self._active)
            else:
                self._closed.append(self._active)
            self._active = None

    def _is_applied(self, segment: Segment) -> bool:
        return segment.end <= self._applied or segment.size == len(MAGIC)

    def _is_remembered(self, segment: Segment, now_micros: int) -> bool:
        return self._ids.remembers_any_until(segment.ids_total, segment.last_time_micros, now_micros)


def _remove(segment: Segment) -> None:
    """A file that cannot be removed now is found again at the next start."""
    with suppress(OSError):
        segment.path.unlink()


def _write_all(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]
