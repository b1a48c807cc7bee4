"""What the native data plane is told, and what of it is waited for."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from typing import Final, TypeAlias, final

from hokusai_server.ports.model_runtime import LoadableVersion

REPORT_TIME: Final = timedelta(seconds=1)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ForgetRoutes:
    """Ask anew for routes of some models that were told before this revision of the catalogue."""

    revision: int
    models: frozenset[str]


@dataclass(frozen=True, slots=True)
class ForgetGrants:
    """Ask anew about callers who were asked about before this revision of the credentials."""

    revision: int


@dataclass(frozen=True, slots=True)
class LetGo:
    """Send nothing more to a worker, and confirm that."""

    worker_id: str
    version: LoadableVersion


@dataclass(frozen=True, slots=True)
class Drain:
    """Take no more calls, and end when those that run have ended, or after the time of grace."""

    grace: timedelta


@dataclass(frozen=True, slots=True)
class ReportNow:
    """Report what happened until now."""

    ticket: int


Instruction: TypeAlias = ForgetRoutes | ForgetGrants | LetGo | Drain | ReportNow


@final
class DataPlaneLink:
    """Instructions to the data plane that is attached; there is one at a time. Used from one event loop.

    Args:
        let_go_time: how long the data plane may take to let a worker go.
    """

    def __init__(self, let_go_time: timedelta) -> None:
        self._let_go_time = let_go_time
        self._attached: asyncio.Queue[Instruction | None] | None = None
        self._came = asyncio.Event()
        self._leaving: dict[str, asyncio.Event] = {}
        self._reports: dict[int, asyncio.Event] = {}
        self._tickets = count(1)

    async def wait_attached(self) -> None:
        """Return once a data plane is attached."""
        await self._came.wait()

    @contextmanager
    def attached(self) -> Iterator[AsyncIterator[Instruction]]:
        """What a data plane that attaches now is told, until another takes its place."""
        queue: asyncio.Queue[Instruction | None] = asyncio.Queue()
        if self._attached is not None:
            self._attached.put_nowait(None)
        self._attached = queue
        self._came.set()
        try:
            yield _until_none(queue)
        finally:
            if self._attached is queue:
                self._gone()

    def forget_routes(self, revision: int, models: frozenset[str]) -> None:
        """Tell that some models changed."""
        self._tell(ForgetRoutes(revision, models))

    def forget_grants(self, revision: int) -> None:
        """Tell that credentials changed."""
        self._tell(ForgetGrants(revision))

    def drain(self, grace: timedelta) -> None:
        """Have it end."""
        self._tell(Drain(grace))

    async def let_go(self, worker_id: str, version: LoadableVersion) -> None:
        """Return once nothing is sent to the worker any more, or no data plane could send anything."""
        if self._attached is None:
            return
        confirmed = self._leaving.setdefault(worker_id, asyncio.Event())
        self._tell(LetGo(worker_id, version))
        try:
            async with asyncio.timeout(self._let_go_time.total_seconds()):
                await confirmed.wait()
        except TimeoutError:
            facts = {"model": version.model, "version": version.number, "worker": worker_id}
            _log.warning("data plane did not let a worker go", extra=facts)
        finally:
            self._leaving.pop(worker_id, None)

    def confirm_let_go(self, worker_id: str) -> None:
        """The data plane let a worker go."""
        if worker_id in self._leaving:
            self._leaving[worker_id].set()

    async def catch_up(self) -> None:
        """Return once the data plane has reported what happened until now; after a second in any case."""
        with suppress(TimeoutError):
            async with asyncio.timeout(REPORT_TIME.total_seconds()):
                await self._report()

    async def check(self) -> None:
        """Return once a data plane is attached and has answered; waits for that without bound."""
        answered = False
        while not answered:
            await self._came.wait()
            await self._report()
            answered = self._attached is not None

    async def _report(self) -> None:
        """Return once it has reported, or is gone."""
        if self._attached is None:
            return
        ticket, reported = next(self._tickets), asyncio.Event()
        self._reports[ticket] = reported
        self._tell(ReportNow(ticket))
        try:
            await reported.wait()
        finally:
            self._reports.pop(ticket, None)

    def reported(self, ticket: int) -> None:
        """The data plane answered a ticket, and with it those before."""
        for earlier, event in self._reports.items():
            if earlier <= ticket:
                event.set()

    def _tell(self, instruction: Instruction) -> None:
        if self._attached is not None:
            self._attached.put_nowait(instruction)

    def _gone(self) -> None:
        """Nobody is attached any more; what it would have confirmed is moot, for it held the connections."""
        self._attached = None
        self._came.clear()
        for waiting in (*self._leaving.values(), *self._reports.values()):
            waiting.set()


async def _until_none(queue: asyncio.Queue[Instruction | None]) -> AsyncIterator[Instruction]:
    while (instruction := await queue.get()) is not None:
        yield instruction
