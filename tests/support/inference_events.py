"""Inference events for tests."""

from __future__ import annotations

from typing import Any

from hokusai_server.domain.inference_events import InferenceEvent


def an_event(number: int = 0, **changes: Any) -> InferenceEvent:
    """A valid event; `number` tells it from others."""
    event = InferenceEvent(
        model="lead_scoring",
        version="1.0.0",
        latency_ms=float(number),
        confidence=0.5,
        time_micros=1_700_000_000_000_000 + number,
        metrics={"number": float(number)},
    )
    return event._replace(**changes)


def numbers(events: list[InferenceEvent]) -> list[int]:
    """The numbers of events made by `an_event`."""
    return [int(event.metrics["number"]) for event in events]
