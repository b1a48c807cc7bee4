"""What is begun when the first model is there."""

from __future__ import annotations

import asyncio

import pytest

from hokusai_server.bootstrap.warming import Warming


class Counted:
    """A warm-up that counts its runs, and may fail or never end."""

    def __init__(self, fault: Exception | None = None, *, endless: bool = False) -> None:
        self.runs = 0
        self.done = asyncio.Event()
        self._fault = fault
        self._endless = endless

    async def run(self) -> None:
        """Run once more."""
        self.runs += 1
        self.done.set()
        if self._fault is not None:
            raise self._fault
        if self._endless:
            await asyncio.Event().wait()


async def test_warm_ups_run_once_however_often_they_are_asked_for() -> None:
    """Each registration asks."""
    counted = Counted()
    warming = Warming([counted.run])
    for _ in range(3):
        warming.begin()
    await counted.done.wait()
    await warming.aclose()
    assert counted.runs == 1


async def test_fault_of_one_is_logged_and_the_next_runs(caplog: pytest.LogCaptureFixture) -> None:
    """Whoever needs it first tries again."""
    broken, fine = Counted(OSError("no room")), Counted()
    warming = Warming([broken.run, fine.run])
    warming.begin()
    await fine.done.wait()
    await warming.aclose()
    assert [record.message for record in caplog.records] == ["warm-up failed"]


async def test_closing_gives_up_what_runs_and_begins_nothing_more() -> None:
    """The server must end even while it warms up."""
    endless = Counted(endless=True)
    warming = Warming([endless.run])
    warming.begin()
    await endless.done.wait()
    await warming.aclose()
    unused = Counted()
    closed = Warming([unused.run])
    await closed.aclose()
    closed.begin()
    await asyncio.sleep(0)
    assert unused.runs == 0
