"""Turns whatever a method raises into a status: one place for every RPC and all four shapes."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import aclosing, suppress
from typing import Any, Final, NoReturn

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

FIRST_FRAME_TIMEOUT_S: Final = 1.0
# The contract asks callers to send at most 64 MiB in one call; at 20 Mbit/s that takes 27 s.
REST_TIMEOUT_S: Final = 30.0

_log = logging.getLogger(__name__)


class StatusInterceptor(MethodInterceptor):
    """Ends a failed call with what the error table says; a fault nobody foresaw is logged here, once."""

    @override
    def around_unary(self, method: str, handler: Handler, behaviour: Behaviour) -> Behaviour:
        """Answer, or abort with the status of what was raised."""

        async def guarded(request: Any, context: Context) -> Any:
            requests = RequestFrames(request) if handler.request_streaming else None
            try:
                return await behaviour(requests or request, context)
            except grpc.aio.AbortError:
                raise
            except Exception as fault:  # noqa: BLE001 - the one place that turns every fault into a status
                if requests is not None:
                    await requests.drop_rest()
                await _abort(method, fault, context, requests)

        return guarded

    @override
    def around_stream(self, method: str, handler: Handler, behaviour: StreamBehaviour) -> StreamBehaviour:
        """Pass the responses on; abort with the status of what was raised."""

        async def guarded(request: Any, context: Context) -> AsyncIterator[Any]:
            requests = RequestFrames(request) if handler.request_streaming else None
            try:
                async with aclosing(behaviour(requests or request, context)) as responses:  # type: ignore[type-var]
                    async for response in responses:
                        yield response
            except grpc.aio.AbortError:
                raise
            except Exception as fault:  # noqa: BLE001 - as above
                await _abort(method, fault, context, requests)

        return guarded


class RequestFrames:
    """The requests of a stream, which knows whether anybody ever asked for one."""

    def __init__(self, requests: AsyncIterator[Any]) -> None:
        self._requests = aiter(requests)
        self._asked = False

    def __aiter__(self) -> AsyncIterator[Any]:
        """Itself: the requests can be read once."""
        return self

    async def __anext__(self) -> Any:
        """The next request."""
        self._asked = True
        return await anext(self._requests)

    async def take_first(self) -> None:
        """Take the first request off the wire, if nobody did and it comes soon.

        An asyncio client loses the status of a call that ends while it writes. Streams of the contract begin with
        one frame and wait for the answer, so it is enough to have read that before a call is refused.
        """
        if not self._asked:
            with suppress(TimeoutError, StopAsyncIteration):
                async with asyncio.timeout(FIRST_FRAME_TIMEOUT_S):
                    await anext(self)

    async def drop_rest(self) -> None:
        """Read the requests to their end and drop them, for as long as that takes a caller in good faith.

        A caller that only sends, and hears nothing before its end, would lose the status as described above.
        """
        self._asked = True
        with suppress(TimeoutError):
            async with asyncio.timeout(REST_TIMEOUT_S):
                async for _ in self._requests:
                    continue


async def _abort(method: str, fault: Exception, context: Context, requests: RequestFrames | None) -> NoReturn:
    described = describe(fault)
    if described.error_id is not None:
        _log.error("rpc failed unexpectedly", extra={"method": method, "error_id": described.error_id}, exc_info=fault)
    if requests is not None:
        await requests.take_first()
    await context.abort(described.code, described.status.message, described.trailing_metadata())
