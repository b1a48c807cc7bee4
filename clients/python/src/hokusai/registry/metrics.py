"""Metrics of versions, and how one version's stand against another's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from numbers import Real
from typing import Any

from hokusai.exceptions import InvalidArgumentError
from hokusai.registry.v1 import metric_pb2
from hokusai.wire_values import optional, value_of, word


@dataclass(frozen=True, slots=True)
class Metric:
    """One measured quality of a version.

    Attributes:
        name: unique within a version.
        value: finite.
        direction: `higher_is_better` or `lower_is_better`; None takes the default of the name.
        sample_size: how many examples it was measured on; None means not known.
    """

    name: str
    value: float
    direction: str | None = None
    sample_size: int | None = None

    @classmethod
    def from_proto(cls, message: metric_pb2.Metric) -> Metric:
        """From the contract's message."""
        direction = word(metric_pb2.MetricDirection, message.direction) if message.direction else None
        return cls(message.name, message.value, direction, optional(message, "sample_size"))

    def to_proto(self) -> metric_pb2.Metric:
        """To the contract's message."""
        direction = 0 if self.direction is None else value_of(metric_pb2.MetricDirection, self.direction, "direction")
        return metric_pb2.Metric(
            name=self.name,
            value=self.value,
            direction=metric_pb2.MetricDirection.ValueType(direction),
            sample_size=self.sample_size,
        )


@dataclass(frozen=True, slots=True)
class MetricComparison:
    """How one metric of a candidate stands against its baseline, as the server computed it.

    Attributes:
        name: the metric.
        verdict: `improved`, `unchanged`, `regressed` or `not_comparable`.
        baseline_value: None if the baseline has none.
        candidate_value: None if the candidate has none.
        delta: candidate minus baseline; None if not comparable.
        direction: `higher_is_better`, `lower_is_better`, or None where the two contradict each other.
        tolerance: largest absolute delta that counts as unchanged.
    """

    name: str
    verdict: str
    baseline_value: float | None
    candidate_value: float | None
    delta: float | None
    direction: str | None
    tolerance: float

    @classmethod
    def from_proto(cls, message: metric_pb2.MetricComparison) -> MetricComparison:
        """From the contract's message."""
        return cls(
            name=message.name,
            verdict=word(metric_pb2.MetricVerdict, message.verdict),
            baseline_value=optional(message, "baseline_value"),
            candidate_value=optional(message, "candidate_value"),
            delta=optional(message, "delta"),
            direction=word(metric_pb2.MetricDirection, message.direction) if message.direction else None,
            tolerance=message.tolerance,
        )


# By name, values being real numbers of any library; or with all that can be said of a metric.
Metrics = Mapping[str, Any] | Sequence[Metric]


def metric_messages(metrics: Metrics | None) -> list[metric_pb2.Metric]:
    """Messages from `{"accuracy": 0.9}` or a list of `Metric`.

    Raises:
        InvalidArgumentError: a value is no number.
    """
    return [each.to_proto() for each in _as_metrics(metrics)]


def _as_metrics(metrics: Metrics | None) -> Iterable[Metric]:
    if metrics is None:
        return
    if not isinstance(metrics, Mapping):
        yield from metrics
        return
    for name, value in metrics.items():
        if isinstance(value, bool) or not isinstance(value, Real):
            raise InvalidArgumentError(f"metric {name!r} must be a number, not {type(value).__name__}")
        yield Metric(name, float(value))
