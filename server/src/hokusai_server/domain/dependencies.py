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
    """

    name: str
    state: DependencyState
    cause: str
    since: datetime
    observed: datetime
    latency: timedelta
    required: bool
