"""What the zygote does when several things happen to it at once."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from hokusai_server.adapters.runtime.zygote_command import zygote_command
from hokusai_server.adapters.runtime.zygote_process import ZygoteProcess
from tests.support.worker_client import RunningZygote, running_zygote


@pytest.fixture
def zygote() -> Iterator[RunningZygote]:
    """A zygote of this test's own, as it may not survive."""
    with running_zygote() as running:
        yield running


def test_workers_may_end_while_the_zygote_is_busy(zygote: RunningZygote) -> None:
    """The news of one end may bury others too, whose own news then come for logs that are closed."""
    workers = [zygote.spawn() for _ in range(12)]
    os.kill(zygote.process.pid, signal.SIGSTOP)
    os.waitid(os.P_PID, zygote.process.pid, os.WSTOPPED | os.WNOWAIT)
    for worker in workers:
        zygote.kill(worker)
    os.kill(zygote.process.pid, signal.SIGCONT)
    assert {zygote.report().exited.worker_id for _ in workers} == {worker.name for worker in workers}
    with zygote.spawn().connect():
        pass


async def test_signals_to_everyone_do_not_end_a_zygote_that_starts(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    command = zygote_command(home=tmp_path / "home")
    before = set(psutil.Process().children())
    starting = await ZygoteProcess.start(command, directory=tmp_path, log_path=tmp_path / "log")
    try:
        (process,) = set(psutil.Process().children()) - before
        for number in (signal.SIGTERM, signal.SIGINT):
            process.send_signal(number)
        await starting.ready()
    finally:
        await starting.close()
