"""How the things that the server needs are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum


class DependencyState(Enum):
    """How a dependency is."""

    HEALTHY = "healthy"
    DEGRADED = "degraded"
    RECOVERING = "recovering"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class SpoolState:
    """How full the spool is.

    Attributes:
        pending: events kept and not yet released.
        size_bytes: bytes on disk.
        max_bytes: bytes at which new batches are refused.
        oldest_pending: when the oldest pending event was kept; None if none is pending.
    """

    pending: int
    size_bytes: int
    max_bytes: int
    oldest_pending: datetime | None


@dataclass(frozen=True, slots=True)
class DependencyStatus:
    """The last observation of one dependency.

    Attributes:
        name: `catalogue`, `mlflow`, `bundles`, ...
        state: how it is.
        cause: why it is not healthy, in one line without secrets; "" while healthy.
        since: when it came into this state.
        observed: when it was last asked.
        latency: how long its last answer took.
        required: whether the server is not ready without it.
        spool: how full it is, if it is a spool.
    """

    name: str
    state: DependencyState
    cause: str
    since: datetime
    observed: datetime
    latency: timedelta
    required: bool
    spool: SpoolState | None = None
