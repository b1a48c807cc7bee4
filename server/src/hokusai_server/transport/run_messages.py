"""Runs, metrics and artifacts, to and from the wire."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from hokusai.tracking.v1 import run_pb2 as run_pb
from hokusai.tracking.v1 import tracking_service_pb2 as pb
from hokusai_server.domain.artifacts import ArtifactEntry, ExpectedContent
from hokusai_server.domain.paging import Page
from hokusai_server.domain.runs import MetricPoint, NewRun, Run, RunChanges, RunLog, RunState
from hokusai_server.transport.instants import instant_from_proto, instant_to_proto
from hokusai_server.transport.page_tokens import next_page_token

_STATES: Final = {state: run_pb.RunState.Value(f"RUN_STATE_{state.name}") for state in RunState}


def new_run_from_proto(request: pb.CreateRunRequest) -> NewRun:
    """What is to be begun."""
    start = instant_from_proto(request.start_time, "start_time") if request.HasField("start_time") else None
    return NewRun(request.experiment_id, request.name, dict(request.tags), start)


def run_changes_from_proto(request: pb.UpdateRunRequest) -> RunChanges:
    """What is to be changed."""
    name = request.name if request.HasField("name") else None
    return RunChanges(name, dict(request.tags), tuple(request.remove_tags))


def run_log_from_proto(request: pb.LogBatchRequest) -> RunLog:
    """What is to be written."""
    return RunLog(dict(request.params), metrics_from_proto(request.metrics), dict(request.tags))


def end_state_from_proto(request: pb.FinishRunRequest) -> RunState:
    """How the run ended; well if nothing is said."""
    said = {number: state for state, number in _STATES.items()}
    return said.get(request.state, RunState.FINISHED)


def end_time_from_proto(request: pb.FinishRunRequest) -> datetime | None:
    """When the run ended; None if nothing is said."""
    return instant_from_proto(request.end_time, "end_time") if request.HasField("end_time") else None


def metrics_from_proto(metrics: Iterable[run_pb.Metric]) -> tuple[MetricPoint, ...]:
    """Points of metrics."""
    return tuple(
        MetricPoint(
            metric.key,
            metric.value,
            metric.step,
            instant_from_proto(metric.measure_time, "metrics.measure_time")
            if metric.HasField("measure_time")
            else None,
        )
        for metric in metrics
    )


def run_to_proto(run: Run) -> run_pb.Run:
    """A run."""
    return run_pb.Run(
        run_id=run.run_id,
        experiment_id=run.experiment_id,
        name=run.name,
        state=_STATES[run.state],
        start_time=None if run.start_time is None else instant_to_proto(run.start_time),
        end_time=None if run.end_time is None else instant_to_proto(run.end_time),
        params=run.params,
        metrics=map(_metric_to_proto, run.metrics),
        tags=run.tags,
        artifact_uri=run.artifact_uri,
    )


def runs_to_proto(request: pb.SearchRunsRequest, page: Page[Run]) -> pb.SearchRunsResponse:
    """A page of runs."""
    return pb.SearchRunsResponse(
        runs=map(run_to_proto, page.items), next_page_token=next_page_token(request, page.next)
    )


def log_batch_to_proto(time: datetime) -> pb.LogBatchResponse:
    """The time that points without one were given."""
    return pb.LogBatchResponse(default_measure_time=instant_to_proto(time))


def metric_history_to_proto(
    request: pb.GetMetricHistoryRequest, page: Page[MetricPoint]
) -> pb.GetMetricHistoryResponse:
    """A page of a series."""
    return pb.GetMetricHistoryResponse(
        metrics=map(_metric_to_proto, page.items), next_page_token=next_page_token(request, page.next)
    )


def artifact_to_proto(entry: ArtifactEntry) -> run_pb.Artifact:
    """A file or folder."""
    return run_pb.Artifact(path=entry.path, is_directory=entry.is_directory, size_bytes=entry.size_bytes)


def artifacts_to_proto(request: pb.ListArtifactsRequest, page: Page[ArtifactEntry]) -> pb.ListArtifactsResponse:
    """A page of a folder."""
    return pb.ListArtifactsResponse(
        artifacts=map(artifact_to_proto, page.items), next_page_token=next_page_token(request, page.next)
    )


def expected_content_from_proto(opening: pb.LogArtifactOpen) -> ExpectedContent:
    """What the sender says of the file."""
    return ExpectedContent(opening.size_bytes if opening.HasField("size_bytes") else None, opening.sha256 or None)


def _metric_to_proto(point: MetricPoint) -> run_pb.Metric:
    time = None if point.time is None else instant_to_proto(point.time)
    return run_pb.Metric(key=point.key, value=point.value, step=point.step, measure_time=time)
