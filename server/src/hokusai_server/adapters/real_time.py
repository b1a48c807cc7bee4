"""Real-time scheduling: processes that answer predictions run before everything else on the machine."""

from __future__ import annotations

import enum
import os
from contextlib import suppress
from typing import Final


class RealTimePriority(enum.IntEnum):
    """Who goes first among them: the dispatcher has little to do, and every worker waits for it."""

    WORKER = 1
    DATA_PLANE = 2


# Threads and processes that they start are scheduled as usual: OpenMP's, and whatever a model forks.
_POLICY: Final = os.SCHED_RR | os.SCHED_RESET_ON_FORK


def real_time_permitted() -> bool:
    """Whether this process may raise others to the highest of the priorities."""
    policy, parameters = os.sched_getscheduler(0), os.sched_getparam(0)
    try:
        os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(max(RealTimePriority)))
    except PermissionError:
        return False
    os.sched_setscheduler(0, policy, parameters)
    return True


def make_real_time(pid: int, priority: RealTimePriority) -> None:
    """Raise the main thread of a process; one that has ended is left alone.

    Raises:
        PermissionError: see `real_time_permitted`.
    """
    with suppress(ProcessLookupError):
        os.sched_setscheduler(pid, _POLICY, os.sched_param(priority))
