"""Inference events and what was counted of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from hokusai.exceptions import InvalidArgumentError
from hokusai.tracking.v1 import inference_event_pb2
from hokusai.wire_values import timestamp, value_of, when

# What else people call the fields of an event.
_SYNONYMS: Final[Mapping[str, str]] = {
    "model_id": "model",
    "model_name": "model",
    "model_version": "version",
    "user_id": "subject_key",
    "subject": "subject_key",
    "request_id": "prediction_id",
    "timestamp": "event_time",
    "error": "error_reason",
}
_FIELDS: Final = frozenset(inference_event_pb2.InferenceEvent.DESCRIPTOR.fields_by_name)


def event_message(event: Mapping[str, Any]) -> inference_event_pb2.InferenceEvent:
    """The message for an event given as a dict.

    Keys are the contract's (`model`, `version`, `latency_ms`, `confidence`, `outcome`, `error_reason`, `arm`,
    `subject_key`, `prediction_id`, `event_time`, `event_id`, `metrics`) or their usual names (`model_id`,
    `model_version`, `user_id`, `request_id`, `timestamp`). Any other key with a number is a further metric.

    Raises:
        InvalidArgumentError: one field is given under two names, or a value cannot be what its field needs.
    """
    fields: dict[str, Any] = {}
    metrics: dict[str, float] = {}
    for key, value in event.items():
        name = _SYNONYMS.get(key, key)
        if value is None:
            continue
        if name in fields:
            raise InvalidArgumentError(f"the event gives {name!r} twice, once as {key!r}; give it once")
        if name in _FIELDS:
            fields[name] = value
        elif isinstance(value, bool) or not hasattr(value, "__float__"):
            raise InvalidArgumentError(
                f"the event has no field {key!r}, and {value!r} is no number that could be a metric; "
                f"fields are {', '.join(sorted(_FIELDS))}"
            )
        else:
            metrics[key] = float(value)
    return _message(fields, metrics)


def _message(fields: dict[str, Any], metrics: dict[str, float]) -> inference_event_pb2.InferenceEvent:
    instant = fields.pop("event_time", None)
    outcome = fields.pop("outcome", None)
    metrics |= fields.pop("metrics", {})
    try:
        message = inference_event_pb2.InferenceEvent(**fields, metrics=metrics)
    except (TypeError, ValueError) as error:
        raise InvalidArgumentError(f"the event is not valid: {error}") from error
    if instant is not None:
        message.event_time.CopyFrom(timestamp(_instant(instant)))
    if outcome is not None:
        known = inference_event_pb2.InferenceOutcome
        message.outcome = known.ValueType(value_of(known, str(outcome), "outcome"))
    return message


def _instant(given: Any) -> datetime:
    if isinstance(given, datetime):
        return given
    if isinstance(given, int | float):
        return datetime.fromtimestamp(given, UTC)
    try:
        return datetime.fromisoformat(str(given))
    except ValueError as error:
        raise InvalidArgumentError(
            f"event_time {given!r} is no instant; give a datetime with a time zone, ISO 8601 text or seconds since 1970"
        ) from error


@dataclass(frozen=True, slots=True)
class Distribution:
    """A distribution; percentiles are within 1 % of the true value."""

    count: int
    mean: float
    min: float
    max: float
    p50: float
    p90: float
    p99: float

    @classmethod
    def from_proto(cls, message: inference_event_pb2.Distribution) -> Distribution:
        """From the contract's message."""
        return cls(message.count, message.mean, message.min, message.max, message.p50, message.p90, message.p99)


@dataclass(frozen=True, slots=True)
class MetricStatistics:
    """Sums over one further measurement."""

    count: int
    sum: float
    mean: float
    standard_deviation: float
    min: float
    max: float

    @classmethod
    def from_proto(cls, message: inference_event_pb2.MetricStatistics) -> MetricStatistics:
        """From the contract's message."""
        return cls(message.count, message.sum, message.mean, message.standard_deviation, message.min, message.max)


@dataclass(frozen=True, slots=True)
class InferenceStatistics:
    """What was tracked for one version in one window.

    Attributes:
        model: name of the model.
        version: its number.
        arm: arm of the traffic policy; None unless asked by arm.
        start_time: first minute counted.
        end_time: first minute no longer counted.
        event_count: events.
        error_count: how many of them were errors.
        events_per_second: over the whole window.
        latency_ms: None without events.
        confidence: None if no event told one.
        metrics: further measurements by name.
    """

    model: str
    version: str
    arm: str | None
    start_time: datetime | None
    end_time: datetime | None
    event_count: int
    error_count: int
    events_per_second: float
    latency_ms: Distribution | None
    confidence: Distribution | None
    metrics: Mapping[str, MetricStatistics]

    @classmethod
    def from_proto(cls, message: inference_event_pb2.InferenceStatistics) -> InferenceStatistics:
        """From the contract's message."""
        return cls(
            model=message.model,
            version=message.version,
            arm=message.arm or None,
            start_time=when(message, "window_start_time"),
            end_time=when(message, "window_end_time"),
            event_count=message.event_count,
            error_count=message.error_count,
            events_per_second=message.events_per_second,
            latency_ms=Distribution.from_proto(message.latency_ms) if message.HasField("latency_ms") else None,
            confidence=Distribution.from_proto(message.confidence) if message.HasField("confidence") else None,
            metrics={name: MetricStatistics.from_proto(each) for name, each in message.metrics.items()},
        )


@dataclass(frozen=True, slots=True)
class TrackingReceipt:
    """The events are on the server's disk.

    Attributes:
        accepted: events stored by this call.
        duplicates: events that were stored before, by their id, and count once.
    """

    accepted: int
    duplicates: int
