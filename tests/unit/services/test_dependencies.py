"""Watching dependencies."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from hokusai_server.domain.dependencies import DependencyState, SpoolState
from hokusai_server.domain.errors import CatalogueUnavailable, DependencyNotFound
from hokusai_server.services.dependencies import DependencyMonitor


@dataclass
class ScriptedProbe:
    """A dependency that does what the test says."""

    name: str
    required: bool = True
    faults: list[Exception | None] = field(default_factory=list)
    hangs: bool = False

    async def check(self) -> None:
        """The next scripted answer; well once the script has ended."""
        if self.hangs:
            await asyncio.Event().wait()
        fault = self.faults.pop(0) if self.faults else None
        if fault is not None:
            raise fault

    def spool_state(self) -> SpoolState | None:
        """It is no spool."""
        return None


def monitor(*probes: ScriptedProbe, told: list[bool] | None = None) -> DependencyMonitor:
    """A monitor with a short patience."""
    heard = told if told is not None else []
    return DependencyMonitor(probes, heard.append, timeout=timedelta(milliseconds=20))


async def test_statuses_are_ordered_by_name() -> None:
    """Whatever the order of the probes."""
    watched = monitor(ScriptedProbe("spool"), ScriptedProbe("catalogue"))
    await watched.observe()
    assert [status.name for status in watched.statuses()] == ["catalogue", "spool"]


async def test_fault_is_told_as_its_message() -> None:
    """A domain error is fit to be shown."""
    watched = monitor(ScriptedProbe("catalogue", faults=[CatalogueUnavailable("gone fishing")]))
    await watched.observe()
    status = watched.status("catalogue")
    assert status.state is DependencyState.DOWN
    assert "gone fishing" in status.cause


async def test_unforeseen_fault_does_not_show_its_text() -> None:
    """It may hold anything; its type is enough."""
    watched = monitor(ScriptedProbe("catalogue", faults=[RuntimeError("hunter2")]))
    await watched.observe()
    assert watched.status("catalogue").state is DependencyState.DOWN
    assert "hunter2" not in watched.status("catalogue").cause


async def test_silence_counts_as_down_and_does_not_hold_up_the_others() -> None:
    """Each dependency is waited for on its own, and not for long."""
    watched = monitor(ScriptedProbe("mlflow", required=False, hangs=True), ScriptedProbe("catalogue"))
    await watched.observe()
    assert watched.status("mlflow").state is DependencyState.DOWN
    assert watched.status("catalogue").state is DependencyState.HEALTHY


async def test_only_required_dependencies_decide_readiness() -> None:
    """The server goes on without the others."""
    fault = CatalogueUnavailable("x")
    told: list[bool] = []
    watched = monitor(
        ScriptedProbe("catalogue", faults=[None, None, fault]),
        ScriptedProbe("mlflow", required=False, faults=[None, fault]),
        told=told,
    )
    for _ in range(4):
        await watched.observe()
    assert told == [True, True, False, True]


async def test_state_remembers_since_when() -> None:
    """The instant moves with the state, not with each look."""
    watched = monitor(ScriptedProbe("catalogue", faults=[None, None, CatalogueUnavailable("x")]))
    seen = []
    for _ in range(3):
        await watched.observe()
        seen.append(watched.status("catalogue").since)
    assert seen[0] == seen[1] < seen[2]


async def test_unknown_name_is_not_found() -> None:
    """Only what is watched can be asked for."""
    with pytest.raises(DependencyNotFound):
        monitor().status("catalogue")


async def test_watching_goes_on_until_left() -> None:
    """The first look is done on entering; further ones follow by themselves, and none after leaving."""
    rounds: asyncio.Queue[bool] = asyncio.Queue()
    watched = DependencyMonitor([ScriptedProbe("catalogue")], rounds.put_nowait, interval=timedelta(0))
    async with watched.watching():
        for _ in range(3):
            assert await rounds.get()
    seen = rounds.qsize()
    for _ in range(10):
        await asyncio.sleep(0)
    assert rounds.qsize() == seen
