"""Spans of calls that the native data plane answered: recorded afterwards, under the ids that it gave them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, final

from opentelemetry.sdk.trace import ReadableSpan, Tracer
from opentelemetry.sdk.trace.id_generator import RandomIdGenerator
from opentelemetry.sdk.util.instrumentation import InstrumentationScope
from opentelemetry.trace import SpanContext, SpanKind, Status, StatusCode, TraceFlags
from opentelemetry.trace import Tracer as AnyTracer

from hokusai.backend.v1 import data_plane_service_pb2 as pb
from hokusai_server.transport.interceptors.tracing import SERVER_ERRORS

_SERVER_ERROR_NUMBERS: Final = {code.value[0]: code.name for code in SERVER_ERRORS}
_NEVER: Final = re.compile(r"(?:^|root:)AlwaysOff")
_RATIO: Final = re.compile(r"(?:^|root:)TraceIdRatioBased\{([\d.]+)\}")


@final
class DataPlaneSpans:
    """Hands finished spans to the tracer's processor: spans that end elsewhere cannot be started here."""

    def __init__(self, tracer: AnyTracer) -> None:
        if not isinstance(tracer, Tracer):
            raise TypeError(f"{type(tracer).__name__} does not record spans")
        self._tracer = tracer
        self._ids = RandomIdGenerator()
        info = tracer.instrumentation_info
        self._scope = InstrumentationScope(info.name, info.version)

    @property
    def root_share(self) -> float:
        """The share of calls without a trace context that the sampler takes, from 0 to 1."""
        description = self._tracer.sampler.get_description()
        ratio = _RATIO.search(description)
        if ratio is not None:
            return float(ratio[1])
        return 0.0 if _NEVER.search(description) else 1.0

    def record(self, call: pb.FinishedCall) -> None:
        """Record a traced call, with its waiting and its prediction as children."""
        context = span_context(call.traceparent, remote=False)
        if context is None:
            return
        service, _, name = call.method.removeprefix("/").rpartition("/")
        attributes: dict[str, str | int] = {"rpc.system": "grpc", "rpc.service": service, "rpc.method": name}
        attributes["rpc.grpc.status_code"] = call.code
        begin = call.begin_time.ToNanoseconds()
        end = begin + call.duration.ToNanoseconds()
        if call.HasField("prediction"):
            attributes |= {"hokusai.model": call.prediction.model, "hokusai.version": call.prediction.number}
            self._record_prediction(call.prediction, context, end)
        self._tracer.span_processor.on_end(
            ReadableSpan(
                name=f"{service}/{name}",
                context=context,
                parent=span_context(call.caller_traceparent, remote=True),
                resource=self._tracer.resource,
                attributes=attributes,
                kind=SpanKind.SERVER,
                status=_status(call),
                start_time=begin,
                end_time=end,
                instrumentation_scope=self._scope,
            )
        )

    def _record_prediction(self, prediction: pb.TracedPrediction, parent: SpanContext, end: int) -> None:
        nanos = (prediction.decode_nanos, prediction.validate_nanos, prediction.predict_nanos, prediction.encode_nanos)
        handed_over = end - sum(nanos)
        self._record_child("queue", parent, handed_over - prediction.queue_nanos, handed_over, {})
        decode, validate, model, encode = (spent // 1000 for spent in nanos)
        attributes = {
            "hokusai.batch.requests": prediction.batch_requests,
            "hokusai.batch.rows": prediction.batch_rows,
            "hokusai.decode_us": decode,
            "hokusai.validate_us": validate,
            "hokusai.model_us": model,
            "hokusai.encode_us": encode,
        }
        self._record_child("predict", parent, handed_over, end, attributes)

    def _record_child(
        self, name: str, parent: SpanContext, start: int, end: int, attributes: Mapping[str, int]
    ) -> None:
        context = SpanContext(parent.trace_id, self._ids.generate_span_id(), is_remote=False, trace_flags=_SAMPLED)
        self._tracer.span_processor.on_end(
            ReadableSpan(
                name=name,
                context=context,
                parent=parent,
                resource=self._tracer.resource,
                attributes=attributes,
                start_time=start,
                end_time=end,
                instrumentation_scope=self._scope,
            )
        )


_SAMPLED: Final = TraceFlags(TraceFlags.SAMPLED)


def span_context(traceparent: str, *, remote: bool) -> SpanContext | None:
    """The span that a W3C `traceparent` names; None if it names none."""
    match = re.fullmatch(r"[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(?:-.*)?", traceparent)
    if match is None:
        return None
    trace_id, span_id, flags = (int(part, 16) for part in match.groups())
    context = SpanContext(trace_id, span_id, is_remote=remote, trace_flags=TraceFlags(flags))
    return context if context.is_valid else None


def _status(call: pb.FinishedCall) -> Status:
    if call.code in _SERVER_ERROR_NUMBERS:
        return Status(StatusCode.ERROR, call.reason or _SERVER_ERROR_NUMBERS[call.code])
    return Status(StatusCode.UNSET)
