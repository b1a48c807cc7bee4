"""Spans of predictions: loading, queueing and predicting, in the trace of the call that waited for them."""

from __future__ import annotations

from pathlib import Path

import pytest
from opentelemetry.proto.trace.v1.trace_pb2 import Span

from hokusai.inference.v1.inference_service_pb2_grpc import InferenceServiceStub
from hokusai.registry.v1 import registry_service_pb2 as registry_pb
from hokusai.registry.v1.registry_service_pb2_grpc import RegistryServiceStub
from tests.support.bundle_uploads import upload
from tests.support.inference_calls import asking
from tests.support.odd_models import files_in, write_odd_model
from tests.support.running_server import serving
from tests.support.span_collector import span_collector

pytestmark = pytest.mark.usefixtures("plane")

CALLERS_TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"


async def test_a_prediction_has_spans_for_its_wait_and_its_work_and_a_load_one_of_its_own(tmp_path: Path) -> None:
    files = files_in(write_odd_model(tmp_path / "bundle"))
    async with span_collector() as collector:
        async with serving(tmp_path, traces__otlp_endpoint=collector.endpoint) as running:
            registry = RegistryServiceStub(running.channel)
            draft = registry_pb.VersionDraft(bundle_digest=await upload(registry, files))
            await registry.RegisterBaseline(registry_pb.RegisterBaselineRequest(model="odd", draft=draft))
            traceparent = ("traceparent", f"00-{CALLERS_TRACE}-00f067aa0ba902b7-01")
            await InferenceServiceStub(running.channel).Predict(asking("odd", "fine"), metadata=(traceparent,))
        spans = {span.name: span for span in collector.spans}
    call = spans["hokusai.inference.v1.InferenceService/Predict"]
    assert call.trace_id.hex() == CALLERS_TRACE
    assert text(call, "hokusai.model") == "odd"
    for name in ("queue", "predict"):
        assert (spans[name].trace_id, spans[name].parent_span_id) == (call.trace_id, call.span_id)
    assert spans["queue"].end_time_unix_nano == spans["predict"].start_time_unix_nano
    assert text(spans["load model"], "hokusai.version") == "1.0.0"
    assert spans["load model"].trace_id != call.trace_id  # many calls may wait for one load


def text(span: Span, key: str) -> str:
    """The value of an attribute."""
    return next(each.value.string_value for each in span.attributes if each.key == key)
