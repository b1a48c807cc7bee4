"""The native data plane's process: started on the public socket, replaced when it ends unasked."""

from __future__ import annotations

import asyncio
import logging
import os
import resource
import socket
import time
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import Final, final

from hokusai_server.adapters.data_plane_program import DataPlaneFailedError
from hokusai_server.adapters.real_time import RealTimePriority, make_real_time

# The first replacement comes at once: callers wait for it. One that ends as soon as it begins is given time.
RESTART_DELAYS_S: Final = (0.0, 0.2, 1.0, 5.0)
STEADY_AFTER_S: Final = 10.0
# All that it sees of our environment: it needs no credential, so it gets none.
_PASSED_VARIABLES: Final = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "RUST_BACKTRACE")

_log = logging.getLogger(__name__)


@final
class DataPlaneProcess:
    """Keeps the program running on a listening socket.

    The socket stays open here, so connections wait while a process is replaced.

    Args:
        program: what to run.
        listener: the public socket, listening.
        control: path of the Unix socket on which the data plane is told how to serve.
        ended: is called when a process ended unasked.
        real_time: whether it runs before everything else on the machine.
    """

    def __init__(
        self, program: Path, listener: socket.socket, control: Path, ended: Callable[[], None], *, real_time: bool
    ) -> None:
        self._program = program
        self._listener = listener
        self._control = control
        self._ended = ended
        self._real_time = real_time
        self._process: Process | None = None
        self._keeper: asyncio.Task[None] | None = None
        self._last_words = ""
        self._leaving = False

    @property
    def pid(self) -> int | None:
        """Of the process that runs now."""
        return None if self._process is None else self._process.pid

    async def start(self, attached: Callable[[], Awaitable[None]]) -> None:
        """Start it; return once `attached` does.

        Raises:
            DataPlaneFailedError: it cannot be executed, or ended before.
        """
        running = asyncio.create_task(self._run(), name="data plane")
        waiting = asyncio.ensure_future(attached())
        await asyncio.wait({running, waiting}, return_when=asyncio.FIRST_COMPLETED)
        self._keeper = asyncio.create_task(self._keep(running), name="data plane keeper")
        if not waiting.done():
            waiting.cancel()
            self._leaving = True
            await self._keeper
            raise DataPlaneFailedError(self._last_words or "it ended without a word")

    async def wait(self) -> None:
        """Return once it has ended by itself, as it was asked to; nothing replaces it."""
        self._leaving = True
        if self._keeper is not None:
            await asyncio.wait([self._keeper])

    async def close(self) -> None:
        """End it at once if it still runs."""
        self._leaving = True
        if self._process is not None and self._process.returncode is None:
            with suppress(ProcessLookupError):
                self._process.kill()
        if self._keeper is not None:
            self._keeper.cancel()
            await asyncio.wait([self._keeper])

    async def _keep(self, running: asyncio.Task[int]) -> None:
        quick_ends = 0
        while True:
            began = time.monotonic()
            try:
                code = await running
            except asyncio.CancelledError:
                running.cancel()
                raise
            if self._leaving:
                return
            quick_ends = 1 if time.monotonic() - began > STEADY_AFTER_S else quick_ends + 1
            delay = RESTART_DELAYS_S[min(quick_ends, len(RESTART_DELAYS_S)) - 1]
            _log.warning("data plane ended", extra={"exit_code": code, "restart_in_s": delay})
            self._ended()
            await asyncio.sleep(delay)
            running = asyncio.create_task(self._run(), name="data plane")

    async def _run(self) -> int:
        """One process, from its start to its end."""
        environment = {name: os.environ[name] for name in _PASSED_VARIABLES if name in os.environ}
        try:
            self._process = await asyncio.create_subprocess_exec(
                self._program,
                str(self._control),
                stdin=self._listener.fileno(),
                stdout=DEVNULL,
                stderr=PIPE,
                env=environment,
            )
        except OSError as error:
            self._last_words = f"{self._program} cannot be executed: {error.strerror}"
            return -1
        _raise_descriptor_limit(self._process.pid)
        if self._real_time:
            make_real_time(self._process.pid, RealTimePriority.DATA_PLANE)
        await self._log_lines(self._process)
        return await self._process.wait()

    async def _log_lines(self, process: Process) -> None:
        if process.stderr is not None:
            async for line in process.stderr:
                self._last_words = line.decode(errors="replace").strip()
                _log.warning("data plane says", extra={"line": self._last_words})


def _raise_descriptor_limit(pid: int) -> None:
    """Let it hold as many connections as the system allows; the usual soft limit is for programs with a few files."""
    with suppress(OSError, ValueError):
        _, hard = resource.prlimit(pid, resource.RLIMIT_NOFILE)
        resource.prlimit(pid, resource.RLIMIT_NOFILE, (hard, hard))
