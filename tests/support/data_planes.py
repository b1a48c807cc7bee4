"""The data plane's process, as tests find it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import psutil

from hokusai_server.adapters.data_plane_program import PROGRAM
from tests.support.running_server import PATIENCE_S


def data_plane_of(pid: int) -> psutil.Process:
    """The data plane that a server process runs."""
    (found,) = data_planes_of(pid)
    return found


def data_planes_of(pid: int) -> list[psutil.Process]:
    """The data planes that a server process runs: one, or none while it is replaced."""
    return [child for child in psutil.Process(pid).children() if _name_of(child).startswith(PROGRAM[:15])]


def _name_of(process: psutil.Process) -> str:
    """Its name; empty once it has ended, which it may do while it is looked at."""
    try:
        return process.name()
    except psutil.NoSuchProcess:
        return ""


async def replaced(pid: int, before: psutil.Process) -> psutil.Process:
    """The data plane that took the place of another."""
    await eventually(lambda: any(process.pid != before.pid for process in data_planes_of(pid)))
    return next(process for process in data_planes_of(pid) if process.pid != before.pid)


async def eventually(holds: Callable[[], bool]) -> None:
    """Return once it holds, which no event tells."""
    async with asyncio.timeout(PATIENCE_S):
        while not holds():  # noqa: ASYNC110 - what is asked is the state of another process
            await asyncio.sleep(0.01)
