"""The unary calls of TrackingService: requests built and replies parsed, nothing sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from hokusai.calls import WRITE_TIMEOUT, Prepared, UnaryCall
from hokusai.paging import PAGE_SIZE, Listing, Page
from hokusai.retrying import new_request_id
from hokusai.tracking.inference_events import InferenceStatistics, TrackingReceipt, event_message
from hokusai.tracking.runs import Artifact, Experiment, MetricPoint, Run
from hokusai.tracking.v1 import run_pb2
from hokusai.tracking.v1 import tracking_service_pb2 as pb
from hokusai.tracking.v1.tracking_service_pb2_grpc import TrackingServiceStub
from hokusai.wire_values import duration, timestamp, value_of

_CREATE_EXPERIMENT = UnaryCall(lambda channel: TrackingServiceStub(channel).CreateExperiment, WRITE_TIMEOUT)
_GET_EXPERIMENT = UnaryCall(lambda channel: TrackingServiceStub(channel).GetExperiment)
_LIST_EXPERIMENTS = UnaryCall(lambda channel: TrackingServiceStub(channel).ListExperiments)
_CREATE_RUN = UnaryCall(lambda channel: TrackingServiceStub(channel).CreateRun, WRITE_TIMEOUT)
_GET_RUN = UnaryCall(lambda channel: TrackingServiceStub(channel).GetRun)
_SEARCH_RUNS = UnaryCall(lambda channel: TrackingServiceStub(channel).SearchRuns)
_UPDATE_RUN = UnaryCall(lambda channel: TrackingServiceStub(channel).UpdateRun, WRITE_TIMEOUT)
_FINISH_RUN = UnaryCall(lambda channel: TrackingServiceStub(channel).FinishRun, WRITE_TIMEOUT)
_LOG_BATCH = UnaryCall(lambda channel: TrackingServiceStub(channel).LogBatch, WRITE_TIMEOUT)
_METRIC_HISTORY = UnaryCall(lambda channel: TrackingServiceStub(channel).GetMetricHistory)
_LIST_ARTIFACTS = UnaryCall(lambda channel: TrackingServiceStub(channel).ListArtifacts)
_TRACK = UnaryCall(lambda channel: TrackingServiceStub(channel).TrackInference, WRITE_TIMEOUT)
_STATISTICS = UnaryCall(lambda channel: TrackingServiceStub(channel).GetInferenceStatistics)


def create_experiment(
    name: str, *, tags: Mapping[str, str] | None = None, artifact_location: str = ""
) -> Prepared[Experiment]:
    """CreateExperiment."""
    request = pb.CreateExperimentRequest(
        name=name, tags=tags or {}, artifact_location=artifact_location, request_id=new_request_id()
    )
    return _CREATE_EXPERIMENT.prepare(request, lambda reply: Experiment.from_proto(reply.experiment))


def get_experiment(name: str) -> Prepared[Experiment]:
    """GetExperiment by name."""
    return _GET_EXPERIMENT.prepare(
        pb.GetExperimentRequest(name=name), lambda reply: Experiment.from_proto(reply.experiment)
    )


def get_experiment_by_id(experiment_id: str) -> Prepared[Experiment]:
    """GetExperiment by identifier."""
    return _GET_EXPERIMENT.prepare(
        pb.GetExperimentRequest(experiment_id=experiment_id), lambda reply: Experiment.from_proto(reply.experiment)
    )


def list_experiments(*, filter_string: str = "", order_by: Sequence[str] = ()) -> Listing[Experiment]:
    """ListExperiments."""

    def page(token: str) -> Prepared[Page[Experiment]]:
        return _LIST_EXPERIMENTS.prepare(
            pb.ListExperimentsRequest(filter=filter_string, order_by=order_by, page_size=PAGE_SIZE, page_token=token),
            lambda reply: Page(tuple(Experiment.from_proto(each) for each in reply.experiments), reply.next_page_token),
        )

    return page


def create_run(experiment_id: str, *, name: str = "", tags: Mapping[str, str] | None = None) -> Prepared[Run]:
    """CreateRun."""
    request = pb.CreateRunRequest(experiment_id=experiment_id, name=name, tags=tags or {}, request_id=new_request_id())
    return _CREATE_RUN.prepare(request, lambda reply: Run.from_proto(reply.run))


def get_run(run_id: str) -> Prepared[Run]:
    """GetRun."""
    return _GET_RUN.prepare(pb.GetRunRequest(run_id=run_id), lambda reply: Run.from_proto(reply.run))


def search_runs(
    experiment_ids: Sequence[str], *, filter_string: str = "", order_by: Sequence[str] = ()
) -> Listing[Run]:
    """SearchRuns."""

    def page(token: str) -> Prepared[Page[Run]]:
        return _SEARCH_RUNS.prepare(
            pb.SearchRunsRequest(
                experiment_ids=experiment_ids,
                filter=filter_string,
                order_by=order_by,
                page_size=PAGE_SIZE,
                page_token=token,
            ),
            lambda reply: Page(tuple(Run.from_proto(each) for each in reply.runs), reply.next_page_token),
        )

    return page


def update_run(
    run_id: str,
    *,
    name: str | None = None,
    tags: Mapping[str, str] | None = None,
    remove_tags: Sequence[str] = (),
) -> Prepared[Run]:
    """UpdateRun."""
    request = pb.UpdateRunRequest(
        run_id=run_id, name=name, tags=tags or {}, remove_tags=remove_tags, request_id=new_request_id()
    )
    return _UPDATE_RUN.prepare(request, lambda reply: Run.from_proto(reply.run))


def finish_run(run_id: str, *, state: str = "finished") -> Prepared[Run]:
    """FinishRun."""
    request = pb.FinishRunRequest(
        run_id=run_id,
        state=run_pb2.RunState.ValueType(value_of(run_pb2.RunState, state, "state")),
        request_id=new_request_id(),
    )
    return _FINISH_RUN.prepare(request, lambda reply: Run.from_proto(reply.run))


def log_batch(
    run_id: str,
    *,
    params: Mapping[str, Any] | None = None,
    metrics: Mapping[str, float] | Sequence[MetricPoint] | None = None,
    tags: Mapping[str, str] | None = None,
    step: int = 0,
) -> Prepared[None]:
    """LogBatch."""
    if isinstance(metrics, Mapping):
        metrics = [MetricPoint(key, float(value), step) for key, value in metrics.items()]
    request = pb.LogBatchRequest(
        run_id=run_id,
        params={key: str(value) for key, value in (params or {}).items()},
        metrics=[_metric(each) for each in metrics or ()],
        tags=tags or {},
        request_id=new_request_id(),
    )
    return _LOG_BATCH.prepare(request, lambda _: None)


def get_metric_history(run_id: str, key: str) -> Listing[MetricPoint]:
    """GetMetricHistory."""

    def page(token: str) -> Prepared[Page[MetricPoint]]:
        return _METRIC_HISTORY.prepare(
            pb.GetMetricHistoryRequest(run_id=run_id, key=key, page_token=token),
            lambda reply: Page(tuple(MetricPoint.from_proto(each) for each in reply.metrics), reply.next_page_token),
        )

    return page


def list_artifacts(run_id: str, path: str = "") -> Listing[Artifact]:
    """ListArtifacts."""

    def page(token: str) -> Prepared[Page[Artifact]]:
        return _LIST_ARTIFACTS.prepare(
            pb.ListArtifactsRequest(run_id=run_id, path=path, page_size=PAGE_SIZE, page_token=token),
            lambda reply: Page(tuple(Artifact.from_proto(each) for each in reply.artifacts), reply.next_page_token),
        )

    return page


def track_inference(events: Sequence[Mapping[str, Any]]) -> Prepared[TrackingReceipt]:
    """TrackInference."""
    request = pb.TrackInferenceRequest(events=[event_message(each) for each in events], request_id=new_request_id())
    return _TRACK.prepare(request, lambda reply: TrackingReceipt(reply.accepted_count, reply.duplicate_count))


def get_inference_statistics(
    model: str,
    *,
    versions: Sequence[str] = (),
    start_time: datetime | None = None,
    end_time: datetime | None = None,
    bucket: timedelta | None = None,
    by_arm: bool = False,
) -> Prepared[tuple[InferenceStatistics, ...]]:
    """GetInferenceStatistics."""
    request = pb.GetInferenceStatisticsRequest(
        model=model,
        versions=versions,
        start_time=None if start_time is None else timestamp(start_time),
        end_time=None if end_time is None else timestamp(end_time),
        bucket=None if bucket is None else duration(bucket),
        by_arm=by_arm,
    )
    return _STATISTICS.prepare(
        request, lambda reply: tuple(InferenceStatistics.from_proto(each) for each in reply.statistics)
    )


def _metric(point: MetricPoint) -> run_pb2.Metric:
    return run_pb2.Metric(
        key=point.key,
        value=point.value,
        step=point.step,
        measure_time=None if point.time is None else timestamp(point.time),
    )
