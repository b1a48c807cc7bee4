"""What makes an inference event valid."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hokusai_server.domain.errors import InvalidRequest
from hokusai_server.domain.inference_events import InferenceEvent, check_events
from tests.support.inference_events import an_event

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def micros(instant: datetime) -> int:
    return round(instant.timestamp() * 1e6)


def fields_of(events: list[InferenceEvent]) -> list[str]:
    """The fields that are refused."""
    try:
        check_events(events, NOW)
    except InvalidRequest as refusal:
        return [violation.field for violation in refusal.violations]
    return []


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"latency_ms": 0.0},
        {"confidence": None},
        {"confidence": 0.0},
        {"confidence": 1.0},
        {"time_micros": None},
        {"time_micros": micros(NOW + timedelta(minutes=5))},
        {"is_error": True, "error_reason": "MODEL_RAISED"},
        {"metrics": {str(number): -1.0 for number in range(32)}},
        {"version": "1.2.3-rc.1"},
        {"event_id": "x" * 128, "subject_key": "é" * 256},
    ],
)
def test_a_good_event_passes(changes: dict[str, Any]) -> None:
    assert fields_of([an_event(**changes)]) == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"model": ""}, "model"),
        ({"model": "-x"}, "model"),
        ({"version": "1.2"}, "version"),
        ({"version": "1.2.3+build"}, "version"),
        ({"version": "@production"}, "version"),
        ({"latency_ms": None}, "latency_ms"),
        ({"latency_ms": math.nan}, "latency_ms"),
        ({"latency_ms": math.inf}, "latency_ms"),
        ({"latency_ms": -0.001}, "latency_ms"),
        ({"confidence": math.nan}, "confidence"),
        ({"confidence": 1.001}, "confidence"),
        ({"confidence": -0.001}, "confidence"),
        ({"time_micros": -1}, "event_time"),
        ({"time_micros": micros(NOW + timedelta(minutes=5, seconds=1))}, "event_time"),
        ({"error_reason": "X"}, "error_reason"),
        ({"metrics": {"a b": 1.0}}, "metrics['a b']"),
        ({"metrics": {"a": math.nan}}, "metrics['a']"),
        ({"metrics": {str(number): 1.0 for number in range(33)}}, "metrics"),
        ({"event_id": "x" * 129}, "event_id"),
        ({"prediction_id": "x" * 129}, "prediction_id"),
    ],
)
def test_a_bad_field_is_named(changes: dict[str, Any], field: str) -> None:
    assert fields_of([an_event(), an_event(**changes)]) == [f"events[1].{field}"]


@pytest.mark.parametrize("count", [0, 1001])
def test_a_batch_holds_one_to_a_thousand(count: int) -> None:
    assert fields_of([an_event()] * count) == ["events"]


def test_every_fault_is_named() -> None:
    bad = an_event(model="", latency_ms=-1.0, confidence=2.0)
    assert fields_of([bad, bad]) == [
        f"events[{i}].{name}" for i in (0, 1) for name in ("model", "latency_ms", "confidence")
    ]


@given(latency=st.floats(), confidence=st.none() | st.floats())
def test_only_finite_latencies_from_zero_and_confidences_from_zero_to_one_pass(
    latency: float, confidence: float | None
) -> None:
    good = math.isfinite(latency) and latency >= 0 and (confidence is None or 0 <= confidence <= 1)
    assert (fields_of([an_event(latency_ms=latency, confidence=confidence)]) == []) is good
