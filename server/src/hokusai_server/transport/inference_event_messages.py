"""Inference events and their statistics, to and from the wire."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from google.protobuf.timestamp_pb2 import Timestamp

from hokusai.tracking.v1 import inference_event_pb2 as event_pb
from hokusai.tracking.v1 import tracking_service_pb2 as pb
from hokusai_server.domain.inference_events import InferenceEvent
from hokusai_server.domain.inference_statistics import Distribution, InferenceStatistics, MetricStatistics
from hokusai_server.services.inference_tracking import StatisticsReport, StatisticsRequest
from hokusai_server.transport.instants import instant_from_proto, instant_to_proto


def events_from_proto(events: Iterable[event_pb.InferenceEvent]) -> list[InferenceEvent]:
    """Drafts of events; what is not set is None, and nothing is checked."""
    return [_event_from_proto(event) for event in events]


def statistics_request_from_proto(request: pb.GetInferenceStatisticsRequest) -> StatisticsRequest:
    """What is asked."""
    return StatisticsRequest(
        model=request.model,
        versions=tuple(request.versions),
        start=instant_from_proto(request.start_time, "start_time") if request.HasField("start_time") else None,
        end=instant_from_proto(request.end_time, "end_time") if request.HasField("end_time") else None,
        bucket=request.bucket.ToTimedelta() if request.HasField("bucket") else None,
        by_arm=request.by_arm,
    )


def statistics_report_to_proto(report: StatisticsReport) -> pb.GetInferenceStatisticsResponse:
    """What was counted."""
    return pb.GetInferenceStatisticsResponse(
        statistics=_statistics_to_proto(report.statistics),
        window_start_time=instant_to_proto(report.window.start),
        window_end_time=instant_to_proto(report.window.end),
    )


def _event_from_proto(event: event_pb.InferenceEvent) -> InferenceEvent:
    error_reason = event.error_reason
    outcome = event.outcome
    unsaid = outcome == event_pb.INFERENCE_OUTCOME_UNSPECIFIED
    return InferenceEvent(
        event.model,
        event.version,
        event.latency_ms if event.HasField("latency_ms") else None,
        bool(error_reason) if unsaid else outcome == event_pb.INFERENCE_OUTCOME_ERROR,
        event.confidence if event.HasField("confidence") else None,
        _micros(event.event_time) if event.HasField("event_time") else None,
        dict(event.metrics),
        event.event_id,
        error_reason,
        event.arm,
        event.subject_key,
        event.prediction_id,
    )


def _statistics_to_proto(statistics: Sequence[InferenceStatistics]) -> list[event_pb.InferenceStatistics]:
    return [
        event_pb.InferenceStatistics(
            model=one.model,
            version=one.version,
            arm=one.arm,
            window_start_time=instant_to_proto(one.start),
            window_end_time=instant_to_proto(one.end),
            event_count=one.event_count,
            error_count=one.error_count,
            events_per_second=one.events_per_second,
            latency_ms=_distribution_to_proto(one.latency_ms),
            confidence=None if one.confidence is None else _distribution_to_proto(one.confidence),
            metrics={name: _metric_to_proto(metric) for name, metric in one.metrics.items()},
        )
        for one in statistics
    ]


def _distribution_to_proto(one: Distribution) -> event_pb.Distribution:
    return event_pb.Distribution(
        count=one.count, mean=one.mean, min=one.min, max=one.max, p50=one.p50, p90=one.p90, p99=one.p99
    )


def _metric_to_proto(one: MetricStatistics) -> event_pb.MetricStatistics:
    return event_pb.MetricStatistics(
        count=one.count,
        sum=one.sum,
        mean=one.mean,
        standard_deviation=one.standard_deviation,
        min=one.min,
        max=one.max,
    )


def _micros(instant: Timestamp) -> int:
    return instant.seconds * 1_000_000 + instant.nanos // 1000
