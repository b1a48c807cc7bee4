"""OpenTelemetry traces over OTLP, only when a place to send them is configured."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from opentelemetry.trace import Tracer


@asynccontextmanager
async def open_tracer(otlp_endpoint: str | None, *, version: str) -> AsyncIterator[Tracer | None]:
    """A tracer whose spans go to the endpoint in batches; None without an endpoint, and then nothing is recorded.

    Leaving it sends what is still held. The SDK's own variables (`OTEL_SERVICE_NAME`, `OTEL_TRACES_SAMPLER`,
    `OTEL_EXPORTER_OTLP_HEADERS`, ...) apply.
    """
    if otlp_endpoint is None:
        yield None
        return
    from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    resource = Resource.create({"service.name": "hokusai", "service.version": version})
    provider = TracerProvider(resource=resource)
    exporter = OTLPSpanExporter(endpoint=otlp_endpoint, insecure=not otlp_endpoint.startswith("https://"))
    provider.add_span_processor(BatchSpanProcessor(exporter))
    try:
        yield provider.get_tracer("hokusai", version)
    finally:
        await asyncio.to_thread(provider.shutdown)
