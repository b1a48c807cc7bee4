"""A collector of OpenTelemetry spans on a real socket."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import grpc
from opentelemetry.proto.collector.trace.v1 import trace_service_pb2 as pb
from opentelemetry.proto.collector.trace.v1 import trace_service_pb2_grpc as pb_grpc
from opentelemetry.proto.trace.v1.trace_pb2 import Span
from typing_extensions import override


class SpanCollector(pb_grpc.TraceServiceServicer):
    """Keeps every span that it is sent.

    Attributes:
        endpoint: where to send spans.
        spans: those that came.
    """

    def __init__(self) -> None:
        self.endpoint = ""
        self.spans: list[Span] = []

    @override
    async def Export(self, request: Any, context: Any) -> Any:
        """Keep the spans."""
        for resource in request.resource_spans:
            for scope in resource.scope_spans:
                self.spans.extend(scope.spans)
        return pb.ExportTraceServiceResponse()


@asynccontextmanager
async def span_collector() -> AsyncIterator[SpanCollector]:
    """A collector that listens on a free port."""
    collector = SpanCollector()
    server = grpc.aio.server()
    add: Any = pb_grpc.add_TraceServiceServicer_to_server  # generated without types
    add(collector, server)
    port = server.add_insecure_port("127.0.0.1:0")
    collector.endpoint = f"http://127.0.0.1:{port}"
    await server.start()
    try:
        yield collector
    finally:
        await asyncio.shield(server.stop(grace=None))
