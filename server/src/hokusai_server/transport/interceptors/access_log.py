"""One line and one measurement for every finished call."""

from __future__ import annotations

import logging
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any, Protocol

import grpc
from typing_extensions import override

from hokusai_server.transport.interceptors.callers import Callers
from hokusai_server.transport.interceptors.method_wrapping import (
    Behaviour,
    Context,
    Handler,
    MethodInterceptor,
    StreamBehaviour,
)
from hokusai_server.transport.status_mapping import INTERNAL_REASON, STATUS_CODES, domain_error_in

_log = logging.getLogger(__name__)

_SERVERS_FAULTS = frozenset(
    {grpc.StatusCode.INTERNAL, grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.RESOURCE_EXHAUSTED, grpc.StatusCode.UNKNOWN}
)


@dataclass(frozen=True, slots=True)
class FinishedCall:
    """A call that ended.

    Attributes:
        method: `/package.Service/Method`.
        code: how it ended.
        reason: the reason of a failed call, "" for others and for calls that their caller cancelled.
        seconds: from the call's arrival behind the status interceptor to its end.
        peer: where it came from, as gRPC names it.
    """

    method: str
    code: grpc.StatusCode
    reason: str
    seconds: float
    peer: str


class CallObserver(Protocol):
    """Something that wants to know of every call."""

    def started(self, method: str) -> None:
        """A call began. Runs on the loop: must be quick and must not raise."""

    def finished(self, call: FinishedCall) -> None:
        """A call ended. Runs on the loop: must be quick and must not raise."""


class CallLog:
    """Writes the line: calls that went well at `debug`, the caller's faults at `info`, the server's at `warning`."""

    def started(self, method: str) -> None:
        """Nothing is written until the call has ended."""

    def finished(self, call: FinishedCall) -> None:
        """Write the line of a call."""
        level = logging.DEBUG if call.code is grpc.StatusCode.OK else logging.INFO
        if call.code in _SERVERS_FAULTS:
            level = logging.WARNING
        if _log.isEnabledFor(level):
            facts = {
                "method": call.method,
                "code": call.code.name,
                "reason": call.reason,
                "duration_ms": round(call.seconds * 1000, 3),
                "peer": call.peer,
            }
            _log.log(level, "rpc finished", extra=facts)


def call_log_level() -> int:
    """The least level of lines that are written: at `debug`, every call has one."""
    return _log.getEffectiveLevel()


class AccessLogInterceptor(MethodInterceptor):
    """Tells the observers of every call of the contract."""

    def __init__(self, observers: Sequence[CallObserver], callers: Callers) -> None:
        self._observers = tuple(observers)
        self._callers = callers

    @override
    def around_unary(self, method: str, handler: Handler, behaviour: Behaviour) -> Behaviour:
        """Observe a call with one response."""
        del handler

        async def observed(request: Any, context: Context) -> Any:
            call = _Observed(method, context, self._observers, self._callers.peer(context))
            try:
                response = await behaviour(request, context)
            except Exception as fault:
                call.failed(fault)
                raise
            else:
                call.succeeded()
                return response
            finally:
                call.ended()

        return observed

    @override
    def around_stream(self, method: str, handler: Handler, behaviour: StreamBehaviour) -> StreamBehaviour:
        """Observe a call with a stream of responses."""
        del handler

        async def observed(request: Any, context: Context) -> AsyncIterator[Any]:
            call = _Observed(method, context, self._observers, self._callers.peer(context))
            try:
                async with aclosing(behaviour(request, context)) as responses:  # type: ignore[type-var]
                    async for response in responses:
                        yield response
                call.succeeded()
            except Exception as fault:
                call.failed(fault)
                raise
            finally:
                call.ended()

        return observed


class _Observed:
    """A call under way; one that neither succeeded nor failed was cancelled."""

    __slots__ = ("_code", "_context", "_method", "_observers", "_peer", "_reason", "_started")

    def __init__(self, method: str, context: Context, observers: tuple[CallObserver, ...], peer: str) -> None:
        self._method = method
        self._context = context
        self._peer = peer
        self._observers = observers
        self._code = grpc.StatusCode.CANCELLED
        self._reason = ""
        self._started = time.perf_counter()
        for observer in observers:
            observer.started(method)

    def succeeded(self) -> None:
        self._code = grpc.StatusCode.OK

    def failed(self, fault: Exception) -> None:
        error = domain_error_in(fault)
        if error is not None:
            self._code, self._reason = STATUS_CODES[type(error)], error.reason
        elif isinstance(fault, grpc.aio.AbortError):
            self._code = self._context.code()
        else:
            self._code, self._reason = grpc.StatusCode.INTERNAL, INTERNAL_REASON

    def ended(self) -> None:
        seconds = time.perf_counter() - self._started
        call = FinishedCall(self._method, self._code, self._reason, seconds, self._peer)
        for observer in self._observers:
            observer.finished(call)
