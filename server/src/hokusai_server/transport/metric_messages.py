"""Metrics and their comparisons, to and from the wire."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from hokusai.registry.v1 import metric_pb2 as pb
from hokusai_server.domain.metrics import Direction, Metric, MetricComparison, MetricDraft, Verdict

_DIRECTIONS: Final[Mapping[Direction, pb.MetricDirection.ValueType]] = {
    Direction.HIGHER: pb.METRIC_DIRECTION_HIGHER_IS_BETTER,
    Direction.LOWER: pb.METRIC_DIRECTION_LOWER_IS_BETTER,
}
_ASKED_DIRECTIONS: Final = {value: direction for direction, value in _DIRECTIONS.items()}
_VERDICTS: Final[Mapping[Verdict, pb.MetricVerdict.ValueType]] = {
    Verdict.IMPROVED: pb.METRIC_VERDICT_IMPROVED,
    Verdict.UNCHANGED: pb.METRIC_VERDICT_UNCHANGED,
    Verdict.REGRESSED: pb.METRIC_VERDICT_REGRESSED,
    Verdict.NOT_COMPARABLE: pb.METRIC_VERDICT_NOT_COMPARABLE,
}


def metric_from_proto(metric: pb.Metric) -> MetricDraft:
    """A metric as a caller gives it."""
    sample_size = metric.sample_size if metric.HasField("sample_size") else None
    return MetricDraft(metric.name, metric.value, _ASKED_DIRECTIONS.get(metric.direction), sample_size)


def metric_to_proto(metric: Metric) -> pb.Metric:
    """A metric of a version."""
    return pb.Metric(
        name=metric.name,
        value=metric.value,
        direction=_DIRECTIONS[metric.direction],
        sample_size=metric.sample_size,
    )


def comparison_to_proto(comparison: MetricComparison) -> pb.MetricComparison:
    """How a candidate's metric stands against a baseline's."""
    baseline, candidate, direction = comparison.baseline, comparison.candidate, comparison.direction
    return pb.MetricComparison(
        name=comparison.name,
        direction=pb.METRIC_DIRECTION_UNSPECIFIED if direction is None else _DIRECTIONS[direction],
        baseline_value=None if baseline is None else baseline.value,
        candidate_value=None if candidate is None else candidate.value,
        delta=comparison.delta,
        verdict=_VERDICTS[comparison.verdict],
        baseline_sample_size=None if baseline is None else baseline.sample_size,
        candidate_sample_size=None if candidate is None else candidate.sample_size,
        tolerance=comparison.tolerance,
    )
