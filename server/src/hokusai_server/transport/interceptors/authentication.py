"""Who is calling: gives each call its principal."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing
from contextvars import ContextVar
from typing import Any, Final, Protocol

from typing_extensions import override

from hokusai_server.domain.access import ANONYMOUS, Caller, Credential, token_digest
from hokusai_server.services.access_keys import AccessKeys
from hokusai_server.transport.interceptors.callers import Callers, DirectCallers
from hokusai_server.transport.interceptors.method_wrapping import (
    Behaviour,
    Context,
    Handler,
    MethodInterceptor,
    StreamBehaviour,
)

_BEARER: Final = re.compile(r"bearer ([A-Za-z0-9._~+/=-]+)", re.IGNORECASE)

_NOBODY: Final = Caller(ANONYMOUS)

_caller: ContextVar[Caller] = ContextVar("hokusai_caller", default=_NOBODY)


def current_caller() -> Caller:
    """Who makes the call that runs now."""
    return _caller.get()


def current_principal() -> str:
    """The name of whoever makes the call that runs now; what history rows name as actor when the request does not."""
    return _caller.get().principal


class Authenticator(Protocol):
    """Decides who a caller is."""

    async def authenticate(self, context: Context) -> Caller:
        """Who calls.

        Raises:
            Unauthenticated: no credential where one is needed, or one that is not valid.
        """


class OpenDoor:
    """Takes every caller: the subject of its client certificate where mutual TLS showed one, else anonymous."""

    def __init__(self, callers: Callers | None = None) -> None:
        self._callers = callers or DirectCallers()

    async def authenticate(self, context: Context) -> Caller:
        """The first identity that TLS verified, or `anonymous`."""
        identity = self._callers.identity(context)
        return Caller(f"certificate:{identity}" if identity else ANONYMOUS)


class LockedDoor:
    """Takes whoever shows a key. A client certificate opens the connection and not this door."""

    def __init__(self, keys: AccessKeys) -> None:
        self._keys = keys

    async def authenticate(self, context: Context) -> Caller:
        """The holder of the key in the header `authorization`."""
        shown = [value for name, value in context.invocation_metadata() or () if name == "authorization"]
        key = self._keys.key(read_credential(shown))
        return Caller(key.principal, key)


def read_credential(headers: Sequence[str | bytes]) -> Credential:
    """What the values of the header `authorization` show. Tokens go no further than here: the rest knows digests."""
    if not headers:
        return Credential()
    value = headers[0]
    match = _BEARER.fullmatch(value) if isinstance(value, str) else None
    if match is None or len(headers) > 1:
        return Credential(malformed=True)
    return Credential(token_digest(match[1]))


class AuthenticationInterceptor(MethodInterceptor):
    """Asks the authenticator before a method runs; health and reflection are open to all."""

    def __init__(self, authenticator: Authenticator) -> None:
        self._authenticator = authenticator

    @override
    def around_unary(self, method: str, handler: Handler, behaviour: Behaviour) -> Behaviour:
        """Authenticate, then call."""
        del method, handler

        async def authenticated(request: Any, context: Context) -> Any:
            _caller.set(await self._authenticator.authenticate(context))
            return await behaviour(request, context)

        return authenticated

    @override
    def around_stream(self, method: str, handler: Handler, behaviour: StreamBehaviour) -> StreamBehaviour:
        """Authenticate, then stream."""
        del method, handler

        async def authenticated(request: Any, context: Context) -> AsyncIterator[Any]:
            _caller.set(await self._authenticator.authenticate(context))
            async with aclosing(behaviour(request, context)) as responses:  # type: ignore[type-var]
                async for response in responses:
                    yield response

        return authenticated
