"""Servers under measurement: started, waited for, weighed and ended."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

MEGABYTE = 1_000_000
START_LIMIT_S = 180.0


class NotServingError(Exception):
    """A server ended or stayed silent instead of serving; the message has the end of its log."""


@contextmanager
def serving(
    command: Sequence[str | Path],
    ready: Callable[[], bool],
    *,
    log: Path,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> Iterator[psutil.Process]:
    """Run a server in a session of its own until left; it and all that it started are ended.

    Settings of Hokusai and MLflow in this process's environment do not reach it.

    Raises:
        NotServingError: `ready` was not true within three minutes.
    """
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("HOKUSAI_", "MLFLOW_"))}
    with (
        log.open("wb") as sink,
        subprocess.Popen(
            [str(part) for part in command],
            stdout=sink,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            env={**inherited, **(environment or {})},
            cwd=folder,
            start_new_session=True,
        ) as process,
    ):
        try:
            _wait(process, ready, log)
            yield psutil.Process(process.pid)
        finally:
            _end(process)


def free_port() -> int:
    """A port that was free a moment ago."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def accepts(port: int) -> bool:
    """Whether somebody listens there."""
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


def family(root: psutil.Process) -> list[psutil.Process]:
    """A process and all below it."""
    return [root, *root.children(recursive=True)]


def proportional_mb(processes: Sequence[psutil.Process]) -> float:
    """Proportional set size in MB: pages that processes share count once."""
    return float(sum(process.memory_full_info().pss for process in processes) / MEGABYTE)


def private_mb(process: psutil.Process) -> float:
    """Memory in MB that would be free again if only this process ended."""
    return float(process.memory_full_info().uss / MEGABYTE)


def processor_seconds(processes: Sequence[psutil.Process]) -> float:
    """Processor time that they have used so far."""
    return sum(times.user + times.system for times in (process.cpu_times() for process in processes))


def _wait(process: subprocess.Popen[bytes], ready: Callable[[], bool], log: Path) -> None:
    deadline = time.monotonic() + START_LIMIT_S
    while not ready():
        if process.poll() is not None or time.monotonic() > deadline:
            raise NotServingError(f"{process.args!r} does not serve:\n{log.read_text(errors='replace')[-2000:]}")
        time.sleep(0.02)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
