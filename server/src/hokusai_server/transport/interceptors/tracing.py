"""One server span for every call, in the caller's trace.

Outermost, and reads `context.code()` once everything inside has ended: the instrumentation of the OpenTelemetry project
records OK for calls that an inner interceptor aborted.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import aclosing, contextmanager
from typing import Any

import grpc
from opentelemetry.context import attach, detach
from opentelemetry.trace import Span, SpanKind, StatusCode, Tracer
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator
from typing_extensions import override

from hokusai_server.transport.interceptors.method_wrapping import (
    Behaviour,
    Context,
    Handler,
    MethodInterceptor,
    StreamBehaviour,
)

# Codes that mean the server failed: by OpenTelemetry's convention a caller's fault is no error of the server's span.
SERVER_ERRORS = frozenset(
    {
        grpc.StatusCode.UNKNOWN,
        grpc.StatusCode.DEADLINE_EXCEEDED,
        grpc.StatusCode.UNIMPLEMENTED,
        grpc.StatusCode.INTERNAL,
        grpc.StatusCode.UNAVAILABLE,
        grpc.StatusCode.DATA_LOSS,
    }
)


class TracingInterceptor(MethodInterceptor):
    """Records calls of the contract; health and reflection are left out."""

    def __init__(self, tracer: Tracer) -> None:
        self._tracer = tracer
        self._propagator = TraceContextTextMapPropagator()

    @override
    def around_unary(self, method: str, handler: Handler, behaviour: Behaviour) -> Behaviour:
        """Record a call with one response."""
        del handler

        async def traced(request: Any, context: Context) -> Any:
            with self._span(method, context):
                return await behaviour(request, context)

        return traced

    @override
    def around_stream(self, method: str, handler: Handler, behaviour: StreamBehaviour) -> StreamBehaviour:
        """Record a call with a stream of responses, from its open to its end."""
        del handler

        async def traced(request: Any, context: Context) -> AsyncIterator[Any]:
            with self._span(method, context):
                async with aclosing(behaviour(request, context)) as responses:  # type: ignore[type-var]
                    async for response in responses:
                        yield response

        return traced

    @contextmanager
    def _span(self, method: str, context: Context) -> Iterator[None]:
        service, _, name = method.removeprefix("/").rpartition("/")
        with self._tracer.start_as_current_span(
            f"{service}/{name}",
            context=self._propagator.extract(_carrier(context)),
            kind=SpanKind.SERVER,
            attributes={"rpc.system": "grpc", "rpc.service": service, "rpc.method": name},
            record_exception=False,
            set_status_on_exception=False,
        ) as span:
            try:
                yield
            finally:
                _record_end(span, context)


class CallersTraceInterceptor(MethodInterceptor):
    """Runs calls in the caller's trace, with no span of their own: the caller has one for them."""

    def __init__(self) -> None:
        self._propagator = TraceContextTextMapPropagator()

    @override
    def around_unary(self, method: str, handler: Handler, behaviour: Behaviour) -> Behaviour:
        """What a call with one response does belongs to the caller's span."""
        del method, handler

        async def within(request: Any, context: Context) -> Any:
            token = attach(self._propagator.extract(_carrier(context)))
            try:
                return await behaviour(request, context)
            finally:
                detach(token)

        return within

    @override
    def around_stream(self, method: str, handler: Handler, behaviour: StreamBehaviour) -> StreamBehaviour:
        """Streams last longer than any call and belong to none."""
        del method, handler
        return behaviour


def _carrier(context: Context) -> dict[str, str]:
    metadata = context.invocation_metadata() or ()
    return {str(key): value for key, value in metadata if isinstance(value, str)}


def _record_end(span: Span, context: Context) -> None:
    code = grpc.StatusCode.CANCELLED if context.cancelled() else _code_of(context)
    span.set_attribute("rpc.grpc.status_code", code.value[0])
    if code in SERVER_ERRORS:
        span.set_status(StatusCode.ERROR, context.details() or code.name)


def _code_of(context: Context) -> grpc.StatusCode:
    """The code; gRPC has none yet where the behaviour simply returned, whatever its types say."""
    code: grpc.StatusCode | None = context.code()
    return grpc.StatusCode.OK if code is None else code
