"""Moves inference events from the spool into the statistics, each exactly once."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Final

from hokusai_server.domain.errors import HokusaiError
from hokusai_server.ports.event_spool import EventSpool, SpooledEvents, SpoolPosition
from hokusai_server.ports.inference_statistics import InferenceStatisticsStore

# One transaction: folding this many takes some 50 ms.
EVENTS_AT_ONCE: Final = 10_000
# Between transactions events gather, so that a steady trickle costs a few transactions a second and not one each.
PAUSE: Final = timedelta(milliseconds=250)
LONGEST_PAUSE: Final = timedelta(seconds=10)

_log = logging.getLogger(__name__)


@asynccontextmanager
async def counting_events(spool: EventSpool, statistics: InferenceStatisticsStore) -> AsyncIterator[EventCounting]:
    """Count in the background while the context is open; on leaving, what is kept is counted if that can be done."""
    counting = EventCounting(spool, statistics, await statistics.position(spool.spool_id))
    task = asyncio.create_task(counting.run(), name="event-counting")
    try:
        yield counting
    finally:
        try:
            await counting.flush()
        except HokusaiError as fault:
            _log.warning("inference events stay in the spool until the next start", extra={"reason": fault.reason})
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


class EventCounting:
    """The one reader of a spool. All of its work is done by `run`; others only wait for it."""

    def __init__(self, spool: EventSpool, statistics: InferenceStatisticsStore, applied: SpoolPosition) -> None:
        """`applied`: up to where the spool's events are counted."""
        self._spool = spool
        self._statistics = statistics
        self._applied = applied
        self._read_until = applied
        self._hurry = asyncio.Event()
        self._waiting: list[tuple[SpoolPosition, asyncio.Future[None]]] = []

    async def flush(self) -> None:
        """Return once every event acknowledged before the call is counted.

        Raises:
            CatalogueUnavailable, StorageFull: they cannot be counted now; they stay in the spool and are counted later.
        """
        target = self._spool.end
        if self._read_until >= target:
            return
        counted: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((target, counted))
        self._hurry.set()
        await counted

    async def run(self) -> None:
        """Count until cancelled. A fault of the catalogue is waited out."""
        pause = PAUSE
        while True:
            await self._spool.wait_beyond(self._read_until)
            self._hurry.clear()
            try:
                await self._catch_up()
            except Exception as fault:  # noqa: BLE001 - counting must go on, and whoever waits must be told
                _log_fault(fault)
                self._tell_waiting(fault)
                pause = min(pause * 2, LONGEST_PAUSE)
            else:
                self._tell_waiting(None)
                pause = PAUSE
            await self._rest(pause)

    async def _catch_up(self) -> None:
        target = self._spool.end
        while self._read_until < target:
            found = await self._spool.read(self._read_until, EVENTS_AT_ONCE)
            if found.events:
                await self._apply(found)
            elif found.end > self._read_until:
                self._read_until = found.end
            else:
                _log.error("the spool holds a damaged record; what follows it in its segment cannot be counted")
                self._read_until = target

    async def _apply(self, found: SpooledEvents) -> None:
        standing = await self._statistics.apply(self._spool.spool_id, self._applied, found)
        if standing == found.end:
            self._spool.release(standing, len(found.events))
        else:
            _log.error("the statistics stand elsewhere than expected; counting goes on from there")
        self._applied = self._read_until = standing

    def _tell_waiting(self, fault: Exception | None) -> None:
        still_waiting = []
        for target, counted in self._waiting:
            if counted.done():
                continue
            if fault is not None:
                counted.set_exception(fault)
            elif self._read_until >= target:
                counted.set_result(None)
            else:
                still_waiting.append((target, counted))
        self._waiting = still_waiting

    async def _rest(self, pause: timedelta) -> None:
        if self._waiting:
            return
        try:
            await asyncio.wait_for(self._hurry.wait(), pause.total_seconds())
        except TimeoutError:
            return


def _log_fault(fault: Exception) -> None:
    if isinstance(fault, HokusaiError):
        _log.warning("inference events cannot be counted now", extra={"reason": fault.reason})
    else:
        _log.error("inference events cannot be counted now", exc_info=fault)
