"""Ours as it runs in production: callers show a key, and some of their calls are traced to a collector."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import grpc
from opentelemetry.proto.collector.trace.v1 import trace_service_pb2 as pb
from opentelemetry.proto.collector.trace.v1.trace_service_pb2_grpc import (
    TraceServiceServicer,
    add_TraceServiceServicer_to_server,
)
from typing_extensions import override

from bench.measuring.models import BenchModel
from bench.measuring.sides import Side, hokusai_side
from hokusai_server.adapters.keys_document import format_key
from hokusai_server.domain.access import AccessKey, Action, token_digest

TRACED_SHARE: Final = 0.01


@contextmanager
def production_side(models: list[BenchModel], folder: Path, *options: str) -> Iterator[Side]:
    """As `hokusai_side`, with access keys, and one call in a hundred traced.

    Raises:
        RuntimeError: not one span came to the collector.
    """
    folder.mkdir()
    token, keys = secrets.token_urlsafe(), folder / "keys.toml"
    keys.write_text(format_key(AccessKey("bench", token_digest(token), frozenset(Action), None)))
    with _collector() as collector:
        environment = {
            "OTEL_EXPORTER_OTLP_ENDPOINT": f"http://127.0.0.1:{collector.port}",
            "OTEL_TRACES_SAMPLER": "parentbased_traceidratio",
            "OTEL_TRACES_SAMPLER_ARG": str(TRACED_SHARE),
        }
        guarded = ("--set", f"auth.keys_file={keys}")
        with hokusai_side(models, folder, *options, *guarded, token=token, environment=environment) as side:
            yield side
        if not collector.received:
            raise RuntimeError(f"no call of the server in {folder} was traced")


@dataclass(slots=True)
class _Collector(TraceServiceServicer):
    """Counts spans."""

    port: int = 0
    received: int = 0

    @override
    def Export(self, request: pb.ExportTraceServiceRequest, context: grpc.ServicerContext) -> object:
        """Count what is sent."""
        self.received += sum(len(scope.spans) for sent in request.resource_spans for scope in sent.scope_spans)
        return pb.ExportTraceServiceResponse()


@contextmanager
def _collector() -> Iterator[_Collector]:
    collector = _Collector()
    with ThreadPoolExecutor(1) as threads:
        server = grpc.server(threads)
        add_TraceServiceServicer_to_server(collector, server)  # type: ignore[no-untyped-call]
        collector.port = server.add_insecure_port("127.0.0.1:0")
        server.start()
        try:
            yield collector
        finally:
            server.stop(None).wait()
