"""Turns whatever a method raises into a status: one place for every RPC and all four shapes."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Any, NoReturn

import grpc
from typing_extensions import override

from hokusai_server.transport.interceptors.method_wrapping import (
    Behaviour,
    Context,
    Handler,
    MethodInterceptor,
    StreamBehaviour,
)
from hokusai_server.transport.status_mapping import describe

_log = logging.getLogger(__name__)


class StatusInterceptor(MethodInterceptor):
    """Ends a failed call with what the error table says; a fault nobody foresaw is logged here, once."""

    @override
    def around_unary(self, method: str, handler: Handler, behaviour: Behaviour) -> Behaviour:
        """Answer, or abort with the status of what was raised."""
        del handler

        async def guarded(request: Any, context: Context) -> Any:
            try:
                return await behaviour(request, context)
            except grpc.aio.AbortError:
                raise
            except Exception as fault:  # noqa: BLE001 - the one place that turns every fault into a status
                await _abort(method, fault, context)

        return guarded

    @override
    def around_stream(self, method: str, handler: Handler, behaviour: StreamBehaviour) -> StreamBehaviour:
        """Pass the responses on; abort with the status of what was raised."""
        del handler

        async def guarded(request: Any, context: Context) -> AsyncIterator[Any]:
            try:
                async with aclosing(behaviour(request, context)) as responses:  # type: ignore[type-var]
                    async for response in responses:
                        yield response
            except grpc.aio.AbortError:
                raise
            except Exception as fault:  # noqa: BLE001 - as above
                await _abort(method, fault, context)

        return guarded


async def _abort(method: str, fault: Exception, context: Context) -> NoReturn:
    described = describe(fault)
    if described.error_id is not None:
        _log.error("rpc failed unexpectedly", extra={"method": method, "error_id": described.error_id}, exc_info=fault)
    await context.abort(described.code, described.status.message, described.trailing_metadata())
