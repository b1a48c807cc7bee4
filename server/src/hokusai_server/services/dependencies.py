"""Watches the dependencies, so that everyone who asks for their state is answered from memory."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from typing import Final

from hokusai_server.domain.dependencies import DependencyState, DependencyStatus
from hokusai_server.domain.errors import DependencyNotFound, HokusaiError
from hokusai_server.domain.paging import Page, PageRequest, cut
from hokusai_server.ports.dependency_probe import DependencyProbe

_log = logging.getLogger(__name__)

CHECK_INTERVAL: Final = timedelta(seconds=5)
CHECK_TIMEOUT: Final = timedelta(seconds=3)


class DependencyMonitor:
    """Asks each dependency in turn, every few seconds, and remembers the answer.

    Args:
        probes: the dependencies.
        on_change: called after each round with whether every required dependency is well.
        interval: how long to wait between rounds.
        timeout: how long a dependency may take before it counts as down.
    """

    def __init__(
        self,
        probes: Sequence[DependencyProbe],
        on_change: Callable[[bool], None],
        *,
        interval: timedelta = CHECK_INTERVAL,
        timeout: timedelta = CHECK_TIMEOUT,
    ) -> None:
        self._probes = tuple(sorted(probes, key=lambda probe: probe.name))
        self._on_change = on_change
        self._interval = interval
        self._timeout = timeout
        self._statuses: dict[str, DependencyStatus] = {}

    def statuses(self) -> tuple[DependencyStatus, ...]:
        """The last observations, ordered by name."""
        return tuple(self._statuses[name] for name in sorted(self._statuses))

    def page(self, wanted: PageRequest) -> Page[DependencyStatus]:
        """Some of the last observations, ordered by name."""
        after = "" if wanted.after is None else str(wanted.after[0])
        following = [status for status in self.statuses() if status.name > after]
        return cut(following[: wanted.size + 1], wanted.size, lambda status: (status.name,))

    def status(self, name: str) -> DependencyStatus:
        """The last observation of one dependency.

        Raises:
            DependencyNotFound: there is none of this name.
        """
        if name not in self._statuses:
            raise DependencyNotFound(name)
        return self._statuses[name]

    @property
    def ready(self) -> bool:
        """Whether every required dependency answered when it was last asked."""
        return all(status.state is not DependencyState.DOWN for status in self._statuses.values() if status.required)

    async def observe(self) -> None:
        """Ask every dependency once, all at the same time."""
        for status in await asyncio.gather(*(self._ask(probe) for probe in self._probes)):
            before = self._statuses.get(status.name)
            if before is not None and before.state is not status.state:
                facts = {"dependency": status.name, "state": status.state.value, "cause": status.cause}
                _log.warning("dependency changed state", extra=facts)
            self._statuses[status.name] = status
        self._on_change(self.ready)

    @asynccontextmanager
    async def watching(self) -> AsyncIterator[None]:
        """Observe once now, then again and again until left."""
        await self.observe()
        watcher = asyncio.create_task(self._watch(), name="dependency monitor")
        try:
            yield
        finally:
            watcher.cancel()
            with suppress(asyncio.CancelledError):
                await watcher

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(self._interval.total_seconds())
            await self.observe()

    async def _ask(self, probe: DependencyProbe) -> DependencyStatus:
        began = datetime.now(UTC)
        cause = await self._fault_of(probe)
        observed = datetime.now(UTC)
        state = DependencyState.DOWN if cause else DependencyState.HEALTHY
        before = self._statuses.get(probe.name)
        since = before.since if before is not None and before.state is state else observed
        latency = observed - began
        return DependencyStatus(probe.name, state, cause, since, observed, latency, probe.required, probe.spool_state())

    async def _fault_of(self, probe: DependencyProbe) -> str:
        """Why it does not answer; "" if it does."""
        try:
            async with asyncio.timeout(self._timeout.total_seconds()):
                await probe.check()
        except HokusaiError as error:
            return error.message
        except TimeoutError:
            return f"no answer within {self._timeout.total_seconds():g} s"
        except Exception as fault:  # noqa: BLE001 - a probe that breaks must not end the watching of the others
            _log.exception("dependency check failed unexpectedly", extra={"dependency": probe.name})
            return f"the check failed: {type(fault).__name__}"
        return ""
