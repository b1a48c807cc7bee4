"""Inference events: what one is, and what makes it valid."""

from __future__ import annotations

import enum
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Final, NamedTuple

from hokusai_server.domain.errors import FieldViolation, InvalidRequest
from hokusai_server.domain.names import checked_model_name
from hokusai_server.domain.semver import SemVer

MAX_EVENTS_PER_BATCH: Final = 1000
MAX_METRICS_PER_EVENT: Final = 32
# Callers' clocks may run ahead a little; an event of tomorrow is a fault.
MAX_CLOCK_LEAD: Final = timedelta(minutes=5)

_METRIC_NAME: Final = re.compile(r"[A-Za-z0-9._/-]{1,128}")
_EARLIEST_MICROS: Final = 0
_TEXT_LIMITS: Final = (
    ("event_id", 128),
    ("error_reason", 128),
    ("arm", 128),
    ("subject_key", 256),
    ("prediction_id", 128),
)


class UnregisteredModels(enum.Enum):
    """What becomes of events of a model or version that is not registered here."""

    REFUSE = "refuse"
    ACCEPT = "accept"


class InferenceEvent(NamedTuple):
    """One prediction as it went.

    A named tuple, not a dataclass: a stream carries tens of thousands a second, and a tuple is made and encoded at a
    fraction of the cost.

    Attributes:
        model: name of the model.
        version: exact SemVer of the version that answered.
        latency_ms: how long it took, in milliseconds; None only in a draft that `violations` has not passed yet.
        is_error: whether the prediction failed.
        confidence: how sure the model was, 0 to 1; None if it does not say.
        time_micros: when it was made, in microseconds since 1970 UTC; None: when it arrives.
        metrics: further measurements by name.
        event_id: makes a repeated event count once; empty if it has none.
        error_reason: why it failed, as a short constant; empty if it did not or nobody said.
        arm: the traffic policy's arm; empty without a policy.
        subject_key: whom it was for; empty if unknown.
        prediction_id: the request id of the prediction; empty if unknown.
    """

    model: str
    version: str
    latency_ms: float | None
    is_error: bool = False
    confidence: float | None = None
    time_micros: int | None = None
    metrics: Mapping[str, float] = {}
    event_id: str = ""
    error_reason: str = ""
    arm: str = ""
    subject_key: str = ""
    prediction_id: str = ""


# Few texts are as long as the least limit, so that one look at their lengths is enough for most events.
_SHORTEST_LIMIT: Final = min(limit for _, limit in _TEXT_LIMITS)


def check_events(events: Sequence[InferenceEvent], now: datetime) -> None:
    """Refuse a batch that is empty, too long, or holds an event that is not valid.

    Raises:
        InvalidRequest: with a violation for each fault, naming `events[i].<field>`.
    """
    if not 1 <= len(events) <= MAX_EVENTS_PER_BATCH:
        problem = f"must hold 1 to {MAX_EVENTS_PER_BATCH} events, holds {len(events)}"
        raise InvalidRequest([FieldViolation("events", problem)])
    latest = _micros(now + MAX_CLOCK_LEAD)
    found = [
        FieldViolation(f"events[{index}].{field}", problem)
        for index, event in enumerate(events)
        for field, problem in _faults(event, latest)
    ]
    if found:
        raise InvalidRequest(found)


def _faults(event: InferenceEvent, latest_micros: int) -> Iterator[tuple[str, str]]:
    yield from _name_faults(event.model, event.version)
    latency = event.latency_ms
    if latency is None:
        yield "latency_ms", "must be set"
    elif not 0 <= latency < math.inf:
        yield "latency_ms", f"must be finite and at least 0, is {latency}"
    if event.confidence is not None and not 0 <= event.confidence <= 1:
        yield "confidence", f"must be from 0 to 1, is {event.confidence}"
    if event.time_micros is not None and not _EARLIEST_MICROS <= event.time_micros <= latest_micros:
        yield "event_time", "must lie after 1970 and at most 5 minutes ahead of the server's clock"
    if event.error_reason and not event.is_error:
        yield "error_reason", "must be unset when outcome is INFERENCE_OUTCOME_SUCCESS"
    if event.metrics:
        yield from _metric_faults(event.metrics)
    texts = (event.event_id, event.error_reason, event.arm, event.subject_key, event.prediction_id)
    if max(map(len, texts)) > _SHORTEST_LIMIT:
        yield from _text_faults(event)


@lru_cache(maxsize=4096)
def _name_faults(model: str, version: str) -> tuple[tuple[str, str], ...]:
    faults = []
    for check, text in ((checked_model_name, model), (SemVer.parse, version)):
        try:
            check(text)
        except InvalidRequest as fault:
            faults += [(violation.field, violation.description) for violation in fault.violations]
    return tuple(faults)


def _metric_faults(metrics: Mapping[str, float]) -> Iterator[tuple[str, str]]:
    if len(metrics) > MAX_METRICS_PER_EVENT:
        yield "metrics", f"must hold at most {MAX_METRICS_PER_EVENT}, holds {len(metrics)}"
    for name, value in metrics.items():
        if not _is_metric_name(name):
            yield f"metrics[{name!r}]", "its name must be 1 to 128 letters, digits, '_', '-', '.' or '/'"
        if not math.isfinite(value):
            yield f"metrics[{name!r}]", f"must be finite, is {value}"


@lru_cache(maxsize=4096)
def _is_metric_name(name: str) -> bool:
    return _METRIC_NAME.fullmatch(name) is not None


def _text_faults(event: InferenceEvent) -> Iterator[tuple[str, str]]:
    for field, limit in _TEXT_LIMITS:
        length = len(getattr(event, field))
        if length > limit:
            yield field, f"must be at most {limit} characters, is {length}"


def _micros(instant: datetime) -> int:
    return (instant - datetime.fromtimestamp(0, UTC)) // timedelta(microseconds=1)
