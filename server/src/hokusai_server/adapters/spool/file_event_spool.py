"""The spool: one writer thread that makes whatever has queued durable at once, and one reader thread."""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from hokusai_server.adapters.spool.recent_ids import RecentIds
from hokusai_server.adapters.spool.segment_log import SegmentLog, SpoolLimits
from hokusai_server.adapters.spool.segment_reader import SegmentReader
from hokusai_server.adapters.spool.segments import existing_segments, read_or_create_id, read_segment
from hokusai_server.domain.dependencies import SpoolState
from hokusai_server.domain.errors import Overloaded, ShuttingDown
from hokusai_server.ports.event_spool import AppendOutcome, EventBatch, SpooledEvents, SpoolPosition

# Batches of at most 1000 events of some 200 bytes: 4096 waiting ones are the most memory that a slow disk can cost.
MAX_WAITING_BATCHES: Final = 4096
MAX_GROUP: Final = 256


@dataclass(frozen=True, slots=True)
class _Append:
    batch: EventBatch
    done: asyncio.Future[AppendOutcome]


@dataclass(frozen=True, slots=True)
class _Reclaim:
    applied: SpoolPosition


class _Close:
    """Ends the writer."""


_Job = _Append | _Reclaim | _Close


@asynccontextmanager
async def open_event_spool(
    directory: Path, applied_position: Callable[[str], Awaitable[SpoolPosition]], limits: SpoolLimits | None = None
) -> AsyncIterator[FileEventSpool]:
    """The spool in a folder, made if it is not there. One process at a time may open it.

    Args:
        directory: the folder; nothing else may live in it.
        applied_position: tells up to which position the events of a spool id have been counted.
        limits: bounds; None: 1 GiB in segments of 32 MiB.
    Raises: OSError: the folder cannot be written.
    """
    limits = limits or SpoolLimits()
    with ThreadPoolExecutor(1, thread_name_prefix="hokusai-spool-reader") as reader:
        loop = asyncio.get_running_loop()
        spool_id = await loop.run_in_executor(reader, read_or_create_id, directory)
        applied = await applied_position(spool_id)
        opened = await loop.run_in_executor(reader, _open_log, directory, limits, applied)
        spool = FileEventSpool(spool_id, opened, SegmentReader(directory), reader, limits)
        try:
            yield spool
        finally:
            await spool.aclose()


@dataclass(frozen=True, slots=True)
class _Opened:
    log: SegmentLog
    end: SpoolPosition
    pending: int
    oldest_pending_micros: int | None


def _open_log(directory: Path, limits: SpoolLimits, applied: SpoolPosition) -> _Opened:
    ids = RecentIds()
    contents = [read_segment(path, ids, applied) for path in existing_segments(directory)]
    log = SegmentLog(directory, limits, [content.segment for content in contents], ids)
    end = log.begin(applied)
    oldest = next((content.first_pending_micros for content in contents if content.first_pending_micros), None)
    return _Opened(log, end, sum(content.pending_events for content in contents), oldest)


class FileEventSpool:
    """An `EventSpool` in a folder. Made by `open_event_spool`."""

    def __init__(
        self, spool_id: str, opened: _Opened, segments: SegmentReader, pool: ThreadPoolExecutor, limits: SpoolLimits
    ) -> None:
        self._spool_id = spool_id
        self._log = opened.log
        self._segments = segments
        self._pool = pool
        self._limits = limits
        self._loop = asyncio.get_running_loop()
        self._end = opened.end
        self._grown = asyncio.Event()
        self._pending = opened.pending
        self._oldest_pending_micros = opened.oldest_pending_micros
        self._size_bytes = self._log.size_bytes
        self._jobs: queue.SimpleQueue[_Job] = queue.SimpleQueue()
        self._closing = False
        self._writer = threading.Thread(target=self._write_groups, name="hokusai-spool-writer", daemon=True)
        self._writer.start()

    @property
    def spool_id(self) -> str:
        """See `EventSpool`."""
        return self._spool_id

    @property
    def end(self) -> SpoolPosition:
        """See `EventSpool`."""
        return self._end

    async def append(self, batch: EventBatch) -> AppendOutcome:
        """See `EventSpool`."""
        if self._closing:
            raise ShuttingDown
        if self._jobs.qsize() >= MAX_WAITING_BATCHES:
            raise Overloaded("batches of events that wait for the disk", MAX_WAITING_BATCHES, timedelta(seconds=1))
        done: asyncio.Future[AppendOutcome] = self._loop.create_future()
        self._jobs.put(_Append(batch, done))
        return await done

    async def read(self, after: SpoolPosition, limit: int) -> SpooledEvents:
        """See `EventSpool`."""
        return await self._loop.run_in_executor(self._pool, self._segments.read, after, self._end, limit)

    async def wait_beyond(self, position: SpoolPosition) -> None:
        """See `EventSpool`."""
        while self._end <= position:
            self._grown.clear()
            await self._grown.wait()

    def release(self, applied: SpoolPosition, events: int) -> None:
        """See `EventSpool`."""
        self._pending -= events
        self._oldest_pending_micros = self._segments.time_micros_at(applied) if self._pending else None
        if not self._closing:
            self._jobs.put(_Reclaim(applied))

    def state(self) -> SpoolState:
        """See `EventSpool`."""
        oldest = self._oldest_pending_micros
        since = None if oldest is None else datetime.fromtimestamp(oldest / 1e6, UTC)
        return SpoolState(self._pending, self._size_bytes, self._limits.max_bytes, since)

    async def aclose(self) -> None:
        """Take nothing more, finish what was handed over, then end the writer. Called once."""
        self._closing = True
        self._jobs.put(_Close())
        await self._loop.run_in_executor(self._pool, self._writer.join)
        await self._loop.run_in_executor(self._pool, self._segments.close)

    def _write_groups(self) -> None:
        """The writer thread: takes all that has queued while the last group was on its way to the disk."""
        closing = False
        while not closing:
            jobs = [self._jobs.get()]
            while len(jobs) < MAX_GROUP and not self._jobs.empty():
                jobs.append(self._jobs.get())
            for job in jobs:
                if isinstance(job, _Reclaim):
                    self._log.reclaim(job.applied)
            self._write_group([job for job in jobs if isinstance(job, _Append)])
            closing = any(isinstance(job, _Close) for job in jobs)
        self._log.close()

    def _write_group(self, appends: list[_Append]) -> None:
        if not appends:
            return
        outcomes: Sequence[AppendOutcome | Exception]
        try:
            outcomes, end = self._log.append([append.batch for append in appends])
        except Exception as fault:  # noqa: BLE001 - whoever waits must be told, and the next group be written
            outcomes, end = [fault] * len(appends), self._end
        size = self._log.size_bytes
        self._loop.call_soon_threadsafe(self._acknowledge, appends, outcomes, end, size)

    def _acknowledge(
        self,
        appends: list[_Append],
        outcomes: Sequence[AppendOutcome | Exception],
        end: SpoolPosition,
        size_bytes: int,
    ) -> None:
        self._end = end
        self._size_bytes = size_bytes
        for append, outcome in zip(appends, outcomes, strict=True):
            if isinstance(outcome, AppendOutcome):
                self._count_pending(outcome.accepted)
            if append.done.done():
                continue
            if isinstance(outcome, AppendOutcome):
                append.done.set_result(outcome)
            else:
                append.done.set_exception(outcome)
        self._grown.set()

    def _count_pending(self, events: int) -> None:
        if events and not self._pending:
            self._oldest_pending_micros = int(datetime.now(UTC).timestamp() * 1e6)
        self._pending += events
