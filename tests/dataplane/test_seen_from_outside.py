"""Metrics, log lines and spans of the same calls are the same on both planes."""

from __future__ import annotations

import json
import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

import grpc
import pytest
from opentelemetry.proto.trace.v1.trace_pb2 import Span

from hokusai.inference.v1 import inference_service_pb2 as pb
from hokusai.inference.v1.inference_service_pb2_grpc import InferenceServiceStub
from hokusai.registry.v1 import registry_service_pb2 as registry_pb
from hokusai.registry.v1.registry_service_pb2_grpc import RegistryServiceStub
from hokusai_server.telemetry.logs import JsonLines
from tests.support.access_keys import ADMIN, ADMIN_TABLE, key_table, register, shown, write_keys
from tests.support.bundle_uploads import upload
from tests.support.inference_calls import StreamCall, asking
from tests.support.odd_models import files_in, write_odd_model
from tests.support.planes import PLANES, on_plane
from tests.support.running_server import ServerUnderTest, serving
from tests.support.span_collector import span_collector

INFERENCE: Final = "/hokusai.inference.v1.InferenceService/"
# Of the native data plane alone: there is nothing beside it that they could say of the other.
NATIVE_ONLY: Final = {"hokusai_data_plane_connections", "hokusai_dependency_up"}
TRACEPARENT: Final = ("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")


Calls: TypeAlias = Callable[[ServerUnderTest, Path], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen of one plane.

    Attributes:
        series: names and labels of every metric.
        counts: values of those that count calls, predictions and failures.
        log_fields: method, code, reason and keys of each line about an inference call.
        spans: name, kind, status and keys of attributes of each span of an inference call, with the parent's name.
    """

    series: set[tuple[str, str]]
    counts: dict[tuple[str, str], float]
    log_fields: Counter[str]
    spans: Counter[str]


async def test_the_same_calls_leave_the_same_traces(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    await compare(tmp_path, caplog, call_in_every_way)


async def test_calls_that_keys_allow_and_refuse_leave_the_same_traces(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = write_keys(tmp_path / "keys.toml", ADMIN_TABLE, key_table("reader", "r", '["read"]'))
    await compare(tmp_path, caplog, call_with_and_without_keys, auth__keys_file=str(file))


async def compare(tmp_path: Path, caplog: pytest.LogCaptureFixture, calls: Calls, **settings: str) -> None:
    """Make the same calls on both planes; what is seen of them must be the same."""
    seen = {}
    for plane in PLANES:
        caplog.clear()
        with on_plane(plane), caplog.at_level(logging.DEBUG, "hokusai_server"):
            seen[plane] = await what_is_seen(tmp_path / plane, caplog, calls, **settings)
    python, native = (seen[plane] for plane in PLANES)
    assert python.log_fields
    assert python.spans
    assert native.log_fields == python.log_fields
    assert native.spans == python.spans
    assert native.series == python.series
    assert native.counts == python.counts


async def what_is_seen(folder: Path, caplog: pytest.LogCaptureFixture, calls: Calls, **settings: str) -> Seen:
    async with span_collector() as collector:
        async with serving(folder, traces__otlp_endpoint=collector.endpoint, **settings) as running:
            await calls(running, folder)
            await running.server.catch_up()
            samples = [
                (sample.name, json.dumps(sample.labels, sort_keys=True), sample.value)
                for family in running.server.metrics.registry.collect()
                for sample in family.samples
                if sample.name not in NATIVE_ONLY
            ]
        spans = list(collector.spans)
    counting = ("hokusai_rpc_finished_total", "hokusai_rpc_errors_total", "hokusai_rpc_in_flight")
    return Seen(
        {(name, labels) for name, labels, _ in samples},
        {(name, labels): value for name, labels, value in samples if name.startswith(counting) and INFERENCE in labels},
        Counter(log_lines(caplog.records)),
        Counter(span_lines(spans)),
    )


async def call_in_every_way(running: ServerUnderTest, folder: Path) -> None:
    """Predictions that succeed, fail on every layer, and stream."""
    registry, inference = RegistryServiceStub(running.channel), InferenceServiceStub(running.channel)
    draft = registry_pb.VersionDraft(bundle_digest=await upload(registry, files_in(write_odd_model(folder / "bundle"))))
    await registry.RegisterBaseline(registry_pb.RegisterBaselineRequest(model="odd", draft=draft))
    await inference.Predict(asking("odd", "fine"), metadata=(TRACEPARENT,))
    for request in (
        asking("odd", "raise"),
        asking("nobody", "fine"),
        asking("", "fine"),
        pb.PredictRequest(model="odd"),
    ):
        with suppress(grpc.aio.AioRpcError):
            await inference.Predict(request, metadata=(TRACEPARENT,))
    await inference.GetModelSignature(pb.GetModelSignatureRequest(model="odd"), metadata=(TRACEPARENT,))
    stream = StreamCall(inference)
    await stream.open("odd")
    await stream.send(0, "fine")
    await stream.result()
    await stream.finish()


async def call_with_and_without_keys(running: ServerUnderTest, folder: Path) -> None:
    """Predictions that are let through, and those that are not."""
    await register(running.channel, folder / "bundle", "odd")
    inference = InferenceServiceStub(running.channel)
    for metadata in (shown(ADMIN), shown("r"), shown("invented"), ()):
        traced = (TRACEPARENT, *metadata)
        with suppress(grpc.aio.AioRpcError):
            await inference.Predict(asking("odd", "fine"), metadata=traced)
        with suppress(grpc.aio.AioRpcError):
            await inference.GetModelSignature(pb.GetModelSignatureRequest(model="odd"), metadata=traced)
        with suppress(grpc.aio.AioRpcError):
            stream = inference.StreamPredict(metadata=traced)
            await stream.write(pb.StreamPredictRequest(open=pb.StreamOpen(model="odd")))
            await stream.read()
            await stream.done_writing()
            await stream.read()


def log_lines(records: Iterable[logging.LogRecord]) -> Iterable[str]:
    formatter = JsonLines()
    for record in records:
        line = json.loads(formatter.format(record))
        if line["event"] == "rpc finished" and line["method"].startswith(INFERENCE):
            facts = [line[key] for key in ("level", "method", "code", "reason")]
            yield f"{facts} {sorted(line)} {line['peer'].split(':')[0]}"


def span_lines(spans: Iterable[Span]) -> Iterable[str]:
    known = {span.span_id: span for span in spans}
    for span in known.values():
        parent = known.get(span.parent_span_id)
        if "InferenceService" in span.name or (parent is not None and "InferenceService" in parent.name):
            above = "the caller" if parent is None and span.parent_span_id else "" if parent is None else parent.name
            keys = sorted(each.key for each in span.attributes)
            yield f"{span.name} {span.kind} {span.status.code} {keys} below {above}"
