"""The orderly end: nothing new, and time for what runs."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, Protocol

from hokusai_server.transport.health import Health
from hokusai_server.transport.interceptors.admission import Admission

# For streams to tell their callers that they end, once the grace time is over.
LAST_WORD: Final = timedelta(seconds=1)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class DrainTimes:
    """How long each phase may take.

    Attributes:
        lag: new calls are still taken after the health turned NOT_SERVING, so that load balancers notice first.
        grace: running calls and streams may go on after that.
    """

    lag: timedelta
    grace: timedelta


class Doors(Protocol):
    """Where calls come in."""

    async def stop(self, grace: timedelta) -> None:
        """Take no more calls; return once none runs. What runs after the time of grace is cancelled."""
        ...


class Drain:
    """Brings a server to its end, once however often it is asked.

    Args:
        doors: where calls come in.
        health: turns NOT_SERVING first.
        admission: is closed after the lag; calls that still arrive get SHUTTING_DOWN.
        times: how long each phase may take.
        at_grace_end: asks what still streams then to end with a status of its own, shortly before all is cancelled.
    """

    def __init__(
        self,
        doors: Doors,
        health: Health,
        admission: Admission,
        times: DrainTimes,
        at_grace_end: Sequence[Callable[[], None]],
    ) -> None:
        self._doors = doors
        self._health = health
        self._admission = admission
        self._times = times
        self._at_grace_end = tuple(at_grace_end)
        self._begun = False

    async def run(self) -> None:
        """Return once no call runs any more; at once if it ran before."""
        if self._begun:
            return
        self._begun = True
        self._health.end()
        _log.info("draining", extra={"in_flight": self._admission.in_flight})
        try:
            await asyncio.sleep(self._times.lag.total_seconds())
            self._admission.close()
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._doors.stop(self._times.grace + LAST_WORD))
                tasks.create_task(self._end_streams())
        finally:
            # Nothing is left to stop, unless the drain itself was cancelled.
            await self._doors.stop(timedelta(0))
        _log.info("drained")

    async def _end_streams(self) -> None:
        """After the grace time, let streams say that they end rather than be cut off."""
        with suppress(TimeoutError):
            async with asyncio.timeout(self._times.grace.total_seconds()):
                await self._admission.wait_idle()
                return
        _log.warning("grace time is over", extra={"in_flight": self._admission.in_flight})
        for end in self._at_grace_end:
            end()
