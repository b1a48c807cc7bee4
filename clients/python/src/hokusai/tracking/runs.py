"""Experiments and runs, which live in MLflow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from hokusai.tracking.v1 import experiment_pb2, run_pb2
from hokusai.wire_values import optional, when, word


@dataclass(frozen=True, slots=True)
class Experiment:
    """A named folder of runs.

    Attributes:
        experiment_id: given by MLflow.
        name: unique.
        artifact_location: where new runs put their artifacts.
        tags: by key.
        state: `active` or `deleted`.
        create_time: when it was created.
    """

    experiment_id: str
    name: str
    artifact_location: str
    tags: Mapping[str, str]
    state: str
    create_time: datetime | None

    @classmethod
    def from_proto(cls, message: experiment_pb2.Experiment) -> Experiment:
        """From the contract's message."""
        return cls(
            experiment_id=message.experiment_id,
            name=message.name,
            artifact_location=message.artifact_location,
            tags=dict(message.tags),
            state=word(experiment_pb2.ExperimentState, message.state),
            create_time=when(message, "create_time"),
        )


@dataclass(frozen=True, slots=True)
class MetricPoint:
    """One point of a metric's series.

    Attributes:
        key: name of the metric.
        value: the value.
        step: position in the series.
        time: when it was measured; None lets the server say.
    """

    key: str
    value: float
    step: int = 0
    time: datetime | None = None

    @classmethod
    def from_proto(cls, message: run_pb2.Metric) -> MetricPoint:
        """From the contract's message."""
        return cls(message.key, message.value, message.step, when(message, "measure_time"))


@dataclass(frozen=True, slots=True)
class Run:
    """One run of an experiment.

    Attributes:
        run_id: given by MLflow.
        experiment_id: the experiment that holds it.
        name: for people.
        state: `running`, `scheduled`, `finished`, `failed` or `killed`.
        start_time: when it began.
        end_time: None while it has not ended.
        params: by key; never changed.
        metrics: the last value of each.
        tags: by key.
        artifact_uri: root of its artifacts.
    """

    run_id: str
    experiment_id: str
    name: str
    state: str
    start_time: datetime | None
    end_time: datetime | None
    params: Mapping[str, str]
    metrics: Mapping[str, float]
    tags: Mapping[str, str]
    artifact_uri: str

    @classmethod
    def from_proto(cls, message: run_pb2.Run) -> Run:
        """From the contract's message."""
        return cls(
            run_id=message.run_id,
            experiment_id=message.experiment_id,
            name=message.name,
            state=word(run_pb2.RunState, message.state),
            start_time=when(message, "start_time"),
            end_time=when(message, "end_time"),
            params=dict(message.params),
            metrics={each.key: each.value for each in message.metrics},
            tags=dict(message.tags),
            artifact_uri=message.artifact_uri,
        )


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file or folder below a run's artifact root.

    Attributes:
        path: below the root.
        is_directory: True for a folder.
        size: bytes; None where the store does not tell.
    """

    path: str
    is_directory: bool
    size: int | None

    @classmethod
    def from_proto(cls, message: run_pb2.Artifact) -> Artifact:
        """From the contract's message."""
        return cls(message.path, message.is_directory, optional(message, "size_bytes"))
