"""Pieces of work for the process of MLflow's client, found there by their names."""

from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path
from typing import Any

from hokusai_server.domain.errors import FieldViolation, InvalidRequest, RollbackTargetInvalid


def process_id(client: Any) -> int:
    """Which process this is."""
    return os.getpid()


def die(client: Any) -> None:
    """End the process as a crash would."""
    os.kill(os.getpid(), signal.SIGKILL)


def wait_for(client: Any, path: str) -> None:
    """Wait until somebody leaves a trace."""
    while not Path(path).exists():
        time.sleep(0.005)


def meet(client: Any, mine: str, other: str) -> None:
    """Leave a trace, then wait for another's."""
    Path(mine).touch()
    wait_for(client, other)


def hang(client: Any, started: str) -> None:
    """Leave a trace and never come back."""
    Path(started).touch()
    threading.Event().wait()


def unsendable(client: Any) -> Any:
    """Return what cannot be pickled."""
    return threading.Lock()


def fail(client: Any) -> None:
    """A fault of our own."""
    raise ZeroDivisionError("of our own")


def refuse(client: Any) -> None:
    """A domain error with several arguments."""
    raise RollbackTargetInvalid("m", "production", "1.0.0")


def refuse_fields(client: Any) -> None:
    """A domain error with violations."""
    raise InvalidRequest([FieldViolation("a.b", "is wrong")])


def environment(client: Any) -> dict[str, str]:
    """What the process was started with."""
    return dict(os.environ)
