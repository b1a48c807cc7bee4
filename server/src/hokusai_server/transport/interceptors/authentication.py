"""Who is calling: gives each call its principal."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import aclosing
from contextvars import ContextVar
from typing import Any, Final, Protocol

from typing_extensions import override

from hokusai_server.transport.interceptors.callers import Callers, DirectCallers
from hokusai_server.transport.interceptors.method_wrapping import (
    Behaviour,
    Context,
    Handler,
    MethodInterceptor,
    StreamBehaviour,
)

ANONYMOUS: Final = "anonymous"

_principal: ContextVar[str] = ContextVar("hokusai_principal", default=ANONYMOUS)


def current_principal() -> str:
    """Who makes the call that runs now; what history rows name as actor when the request does not."""
    return _principal.get()


class Authenticator(Protocol):
    """Decides who a caller is."""

    async def authenticate(self, context: Context) -> str:
        """The principal of a call.

        Raises:
            Unauthenticated: no credential where one is needed, or one that is not valid.
        """


class OpenDoor:
    """Takes every caller: the subject of its client certificate where mutual TLS showed one, else anonymous."""

    def __init__(self, callers: Callers | None = None) -> None:
        self._callers = callers or DirectCallers()

    async def authenticate(self, context: Context) -> str:
        """The first identity that TLS verified, or `anonymous`."""
        identity = self._callers.identity(context)
        return f"certificate:{identity}" if identity else ANONYMOUS


class AuthenticationInterceptor(MethodInterceptor):
    """Asks the authenticator before a method runs; health and reflection are open to all."""

    def __init__(self, authenticator: Authenticator) -> None:
        self._authenticator = authenticator

    @override
    def around_unary(self, method: str, handler: Handler, behaviour: Behaviour) -> Behaviour:
        """Authenticate, then call."""
        del method, handler

        async def authenticated(request: Any, context: Context) -> Any:
            _principal.set(await self._authenticator.authenticate(context))
            return await behaviour(request, context)

        return authenticated

    @override
    def around_stream(self, method: str, handler: Handler, behaviour: StreamBehaviour) -> StreamBehaviour:
        """Authenticate, then stream."""
        del method, handler

        async def authenticated(request: Any, context: Context) -> AsyncIterator[Any]:
            _principal.set(await self._authenticator.authenticate(context))
            async with aclosing(behaviour(request, context)) as responses:  # type: ignore[type-var]
                async for response in responses:
                    yield response

        return authenticated
