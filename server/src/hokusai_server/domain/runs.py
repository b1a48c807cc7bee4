"""Runs of experiments, their params, metrics and tags, which live in MLflow."""

from __future__ import annotations

import enum
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from hokusai_server.domain.errors import FieldViolation, InvalidRequest
from hokusai_server.domain.experiments import RESERVED_PREFIX, tag_violations

MAX_METRICS: Final = 1000
MAX_PARAMS: Final = 100
MAX_ENTITIES: Final = 1000
MAX_KEY: Final = 250
MAX_PARAM_VALUE: Final = 6000
_KEY: Final = re.compile(r"[\w./: -]{1,250}")


class RunState(enum.Enum):
    """Where a run is in its life."""

    RUNNING = "RUNNING"
    SCHEDULED = "SCHEDULED"
    FINISHED = "FINISHED"
    FAILED = "FAILED"
    KILLED = "KILLED"

    @property
    def is_end(self) -> bool:
        """Whether nothing follows it."""
        return self in {RunState.FINISHED, RunState.FAILED, RunState.KILLED}


@dataclass(frozen=True, slots=True)
class MetricPoint:
    """One point of a metric's series, its time kept to the millisecond; None: when it arrives."""

    key: str
    value: float
    step: int = 0
    time: datetime | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """A run as MLflow has it.

    Attributes:
        metrics: the last point of each metric, sorted by key.
        end_time: None while it has not ended.
    """

    run_id: str
    experiment_id: str
    name: str
    state: RunState
    artifact_uri: str
    start_time: datetime | None = None
    end_time: datetime | None = None
    params: Mapping[str, str] = field(default_factory=dict)
    metrics: tuple[MetricPoint, ...] = ()
    tags: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NewRun:
    """A run to begin; an empty name is one that MLflow makes up, no start time is now."""

    experiment_id: str
    name: str = ""
    tags: Mapping[str, str] = field(default_factory=dict)
    start_time: datetime | None = None

    def check(self) -> None:
        """Refuse what breaks a rule.

        Raises:
            InvalidRequest: with a violation for each fault.
        """
        _refuse(tag_violations(self.tags, reserved=(RESERVED_PREFIX,)))


@dataclass(frozen=True, slots=True)
class RunChanges:
    """What to change in a run; None and empty: nothing."""

    name: str | None = None
    tags: Mapping[str, str] = field(default_factory=dict)
    remove_tags: tuple[str, ...] = ()

    def check(self) -> None:
        """Refuse what breaks a rule.

        Raises:
            InvalidRequest: with a violation for each fault.
        """
        found = tag_violations(self.tags, reserved=(RESERVED_PREFIX,))
        for key in self.remove_tags:
            if key in self.tags:
                found.append(FieldViolation("remove_tags", f"{key!r} is in tags too"))
            if key.startswith(RESERVED_PREFIX):
                found.append(FieldViolation("remove_tags", f"{key!r} is set by Hokusai and stays"))
        _refuse(found)


@dataclass(frozen=True, slots=True)
class RunLog:
    """What to write to a run."""

    params: Mapping[str, str] = field(default_factory=dict)
    metrics: Sequence[MetricPoint] = ()
    tags: Mapping[str, str] = field(default_factory=dict)

    def check(self) -> None:
        """Refuse what breaks a rule.

        Raises:
            InvalidRequest: with a violation for each fault.
        """
        found = tag_violations(self.tags, reserved=(RESERVED_PREFIX,))
        found += _param_violations(self.params)
        found += _metric_violations(self.metrics)
        together = len(self.params) + len(self.metrics) + len(self.tags)
        if together > MAX_ENTITIES:
            problem = f"together with params and tags must be at most {MAX_ENTITIES}, are {together}"
            found.append(FieldViolation("metrics", problem))
        _refuse(found)


def _param_violations(params: Mapping[str, str]) -> list[FieldViolation]:
    found: list[FieldViolation] = []
    if len(params) > MAX_PARAMS:
        found.append(FieldViolation("params", f"must hold at most {MAX_PARAMS}, holds {len(params)}"))
    for key, value in params.items():
        if not _KEY.fullmatch(key):
            found.append(FieldViolation(f"params[{key[:40]!r}]", _key_rule()))
        if len(value) > MAX_PARAM_VALUE:
            found.append(FieldViolation(f"params[{key!r}]", f"must have at most {MAX_PARAM_VALUE} characters"))
    return found


def _metric_violations(metrics: Sequence[MetricPoint]) -> list[FieldViolation]:
    found: list[FieldViolation] = []
    if len(metrics) > MAX_METRICS:
        found.append(FieldViolation("metrics", f"must hold at most {MAX_METRICS} points, holds {len(metrics)}"))
    for index, point in enumerate(metrics):
        if not _KEY.fullmatch(point.key):
            found.append(FieldViolation(f"metrics[{index}].key", _key_rule()))
    return found


def _key_rule() -> str:
    return f"its key must be 1 to {MAX_KEY} letters, digits, '_', '-', '.', ' ', ':' or '/'"


def _refuse(found: list[FieldViolation]) -> None:
    if found:
        raise InvalidRequest(found)
