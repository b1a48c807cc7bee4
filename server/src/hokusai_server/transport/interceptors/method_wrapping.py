"""How an interceptor puts itself around a method: once per method, for all four shapes of an RPC."""

from __future__ import annotations

import abc
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import Any, Final, TypeAlias, final

import grpc
from typing_extensions import override

Context: TypeAlias = grpc.aio.ServicerContext[Any, Any]
Behaviour: TypeAlias = Callable[[Any, Context], Awaitable[Any]]
StreamBehaviour: TypeAlias = Callable[[Any, Context], AsyncIterator[Any]]
Handler: TypeAlias = "grpc.RpcMethodHandler[Any, Any]"  # generic in its stubs only

_SHAPES: Final = ("unary_unary", "unary_stream", "stream_unary", "stream_stream")
OWN_PACKAGE: Final = "/hokusai."


class MethodInterceptor(abc.ABC):
    """Puts something around the behaviour of a method, once per method."""

    def applies_to(self, method: str) -> bool:
        """Whether calls of the method, `/package.Service/Method`, pass here; by default those of our own contract."""
        return method.startswith(OWN_PACKAGE)

    @abc.abstractmethod
    def around_unary(self, method: str, handler: Handler, behaviour: Behaviour) -> Behaviour:
        """The behaviour of a method with one response, with this interceptor around it."""

    @abc.abstractmethod
    def around_stream(self, method: str, handler: Handler, behaviour: StreamBehaviour) -> StreamBehaviour:
        """The behaviour of a method with a stream of responses, with this interceptor around it."""

    def wrap(self, method: str, handler: Handler) -> Handler:
        """The handler of a method with this interceptor around it, if it applies."""
        if not self.applies_to(method):
            return handler
        shape = next(name for name in _SHAPES if getattr(handler, name))
        around = self.around_stream if handler.response_streaming else self.around_unary
        wrapped: Handler = handler._replace(**{shape: around(method, handler, getattr(handler, shape))})  # type: ignore[attr-defined]
        return wrapped


@final
class InterceptorChain(grpc.aio.ServerInterceptor):
    """All interceptors as one: gRPC would run a coroutine for each and every call, which costs more than they do.

    Wraps each method once and remembers it, so that a call costs one look-up. `intercept_service` runs for every call
    and must not raise (gRPC would answer UNKNOWN), so nothing is decided there; what an interceptor raises, it raises
    inside the wrapped behaviour.

    Args:
        chain: outermost first.
    """

    def __init__(self, chain: Sequence[MethodInterceptor]) -> None:
        self._chain = tuple(chain)
        self._wrapped: dict[str, tuple[Handler, Handler]] = {}

    @override
    async def intercept_service(
        self,
        continuation: Callable[[grpc.HandlerCallDetails], Awaitable[Handler | None]],
        handler_call_details: grpc.HandlerCallDetails,
    ) -> Handler | None:
        """The method's handler with every interceptor around it; None for a method that nobody serves."""
        handler = await continuation(handler_call_details)
        if handler is None:
            return None
        method = handler_call_details.method
        known = self._wrapped.get(method)
        if known is None or known[0] is not handler:
            known = (handler, self._wrap(method, handler))
            self._wrapped[method] = known
        return known[1]

    def _wrap(self, method: str, handler: Handler) -> Handler:
        for interceptor in reversed(self._chain):
            handler = interceptor.wrap(method, handler)
        return handler
