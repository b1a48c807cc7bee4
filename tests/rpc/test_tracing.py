"""Spans of calls, as a collector receives them."""

from __future__ import annotations

from pathlib import Path

import grpc
import pytest
from grpc_health.v1 import health_pb2

from hokusai.system.v1 import system_service_pb2 as pb
from hokusai.system.v1.system_service_pb2_grpc import SystemServiceStub
from hokusai.tracking.v1.tracking_service_pb2 import GetRunRequest
from hokusai.tracking.v1.tracking_service_pb2_grpc import TrackingServiceStub
from hokusai.versions.v1.version_service_pb2 import GetLatestVersionRequest
from hokusai.versions.v1.version_service_pb2_grpc import VersionServiceStub
from tests.rpc.test_health import health_stub
from tests.support.running_server import serving
from tests.support.span_collector import span_collector

pytestmark = pytest.mark.usefixtures("plane")

CALLERS_TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
CALLERS_SPAN = "00f067aa0ba902b7"


async def test_calls_become_spans_in_the_callers_trace(tmp_path: Path) -> None:
    """A span has the caller's trace, the call's code and an error where the server is at fault; probes have none."""
    async with span_collector() as collector:
        async with serving(tmp_path, traces__otlp_endpoint=collector.endpoint) as running:
            stub = SystemServiceStub(running.channel)
            traceparent = ("traceparent", f"00-{CALLERS_TRACE}-{CALLERS_SPAN}-01")
            await stub.GetSystemInfo(pb.GetSystemInfoRequest(), metadata=(traceparent,))
            with pytest.raises(grpc.aio.AioRpcError):
                await stub.GetDependency(pb.GetDependencyRequest(name="none"))
            with pytest.raises(grpc.aio.AioRpcError):
                await stub.ResetBreaker(pb.ResetBreakerRequest(dependency="mlflow"))
            await health_stub(running).Check(health_pb2.HealthCheckRequest())
        # Leaving the server sent what was still held.
        calls = [span for span in collector.spans if span.kind == span.SPAN_KIND_SERVER]
    spans = {span.name.rpartition("/")[2]: span for span in calls}
    codes = {name: attribute(span, "rpc.grpc.status_code") for name, span in spans.items()}
    assert codes == {
        "GetSystemInfo": grpc.StatusCode.OK.value[0],
        "GetDependency": grpc.StatusCode.NOT_FOUND.value[0],
        "ResetBreaker": grpc.StatusCode.UNIMPLEMENTED.value[0],
    }
    assert spans["GetSystemInfo"].trace_id.hex() == CALLERS_TRACE
    assert spans["GetSystemInfo"].parent_span_id.hex() == CALLERS_SPAN
    assert spans["GetDependency"].trace_id.hex() != CALLERS_TRACE
    assert {name for name, span in spans.items() if span.status.code == span.status.STATUS_CODE_ERROR} == {
        "ResetBreaker"
    }


async def test_transactions_are_spans_within_their_call(tmp_path: Path) -> None:
    """What a call waits for in the catalogue is seen beneath it."""
    async with span_collector() as collector:
        async with serving(tmp_path, traces__otlp_endpoint=collector.endpoint) as running:
            with pytest.raises(grpc.aio.AioRpcError):
                await VersionServiceStub(running.channel).GetLatestVersion(GetLatestVersionRequest(model="none"))
        call = next(span for span in collector.spans if span.name.endswith("/GetLatestVersion"))
        beneath = [span.name for span in collector.spans if span.parent_span_id == call.span_id]
    assert beneath == ["catalogue read"]


async def test_calls_of_mlflow_are_spans_within_their_call(tmp_path: Path) -> None:
    """What a call waits for in MLflow is seen beneath it, with the run that it is about."""
    async with span_collector() as collector:
        async with serving(tmp_path, traces__otlp_endpoint=collector.endpoint) as running:
            with pytest.raises(grpc.aio.AioRpcError):
                await TrackingServiceStub(running.channel).GetRun(GetRunRequest(run_id="0" * 32))
        call = next(span for span in collector.spans if span.name.endswith("/GetRun"))
        beneath = [span for span in collector.spans if span.parent_span_id == call.span_id]
    assert [span.name for span in beneath] == ["mlflow get run"]
    assert [one.value.string_value for one in beneath[0].attributes if one.key == "hokusai.run_id"] == ["0" * 32]


def attribute(span: object, key: str) -> object:
    """The integer attribute of a span."""
    return next(one.value.int_value for one in span.attributes if one.key == key)  # type: ignore[attr-defined]
