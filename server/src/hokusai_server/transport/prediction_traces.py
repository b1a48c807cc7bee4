"""Spans inside a prediction: how long it queued and how long the model took.

They are recorded afterwards, from the answer's timings.
"""

from __future__ import annotations

import time
from typing import Final, final

from opentelemetry import trace
from opentelemetry.trace import Tracer

from hokusai_server.services.lane_queue import Answer
from hokusai_server.services.prediction import ServedBy

_NANOS: Final = 1_000_000_000


@final
class PredictionTraces:
    """Adds to the span of the running call; costs next to nothing where that is not recorded."""

    def __init__(self, tracer: Tracer) -> None:
        self._tracer = tracer

    def traceparent(self) -> str:
        """W3C trace context of the running call; empty if it is not traced."""
        context = trace.get_current_span().get_span_context()
        if not context.is_valid:
            return ""
        return f"00-{context.trace_id:032x}-{context.span_id:016x}-{int(context.trace_flags):02x}"

    def record(self, answer: Answer, served_by: ServedBy) -> None:
        """Record that a prediction was answered just now."""
        span = trace.get_current_span()
        if not span.is_recording():
            return
        span.set_attributes({"hokusai.model": served_by.model, "hokusai.version": served_by.number})
        timings = answer.timings
        worked = timings.decode_nanos + timings.validate_nanos + timings.predict_nanos + timings.encode_nanos
        end = time.time_ns()
        handed_over = end - worked
        queued = self._tracer.start_span("queue", start_time=handed_over - int(answer.queue_seconds * _NANOS))
        queued.end(handed_over)
        attributes = {
            "hokusai.batch.requests": answer.batch_requests,
            "hokusai.batch.rows": answer.batch_rows,
            "hokusai.decode_us": timings.decode_nanos // 1000,
            "hokusai.validate_us": timings.validate_nanos // 1000,
            "hokusai.model_us": timings.predict_nanos // 1000,
            "hokusai.encode_us": timings.encode_nanos // 1000,
        }
        self._tracer.start_span("predict", start_time=handed_over, attributes=attributes).end(end)
