"""What a caller may do: holds every call to the key that it came with."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import ExitStack, aclosing
from dataclasses import dataclass
from typing import Any, final

from typing_extensions import override

from hokusai_server.domain.access import AccessKey, Credential
from hokusai_server.services.access_keys import AccessKeys, CallsOfKeys, check_access
from hokusai_server.transport.interceptors.authentication import current_caller
from hokusai_server.transport.interceptors.method_wrapping import (
    Behaviour,
    Context,
    Handler,
    MethodInterceptor,
    StreamBehaviour,
)
from hokusai_server.transport.method_access import METHOD_ACCESS, MOST_GUARDED, MethodAccess


class AuthorizationInterceptor(MethodInterceptor):
    """Lets a call through that its key allows, and no more of them at once than that.

    A stream is decided by its first frame and held to that by every further one: it ends with UNAUTHENTICATED at the
    first frame after its key was revoked or has expired. A unary call that runs by then goes on.
    """

    def __init__(self, keys: AccessKeys) -> None:
        self._keys = keys
        self._calls = CallsOfKeys()

    @override
    def around_unary(self, method: str, handler: Handler, behaviour: Behaviour) -> Behaviour:
        """Check the request, or each frame as it is read, then call."""
        access = METHOD_ACCESS.get(method, MOST_GUARDED)

        async def authorized(request: Any, context: Context) -> Any:
            key = current_caller().key
            if key is None:
                return await behaviour(request, context)
            with ExitStack() as places:
                call = _Call(key, access, self._keys, self._calls, places)
                return await behaviour(call.admit(request, streaming=handler.request_streaming), context)

        return authorized

    @override
    def around_stream(self, method: str, handler: Handler, behaviour: StreamBehaviour) -> StreamBehaviour:
        """Check the request, or each frame as it is read, and stream."""
        access = METHOD_ACCESS.get(method, MOST_GUARDED)

        async def authorized(request: Any, context: Context) -> AsyncIterator[Any]:
            key = current_caller().key
            with ExitStack() as places:
                call = None if key is None else _Call(key, access, self._keys, self._calls, places)
                admitted = request if call is None else call.admit(request, streaming=handler.request_streaming)
                async with aclosing(behaviour(admitted, context)) as responses:  # type: ignore[type-var]
                    async for response in responses:
                        if call is not None and not handler.request_streaming:
                            call.check_again(request)
                        yield response

        return authorized


@final
@dataclass(frozen=True, slots=True)
class _Call:
    """One call of a key.

    Attributes:
        places: gives the call's place back when it ends.
    """

    key: AccessKey
    access: MethodAccess
    keys: AccessKeys
    calls: CallsOfKeys
    places: ExitStack

    def admit(self, request: Any, *, streaming: bool) -> Any:
        """The request, or the frames of a stream, once they are allowed."""
        if streaming:
            return self._each_admitted(request)
        self._begin(self.access.models_in(request))
        return request

    def check_again(self, request: Any) -> None:
        """Return if the call may go on.

        Raises:
            Unauthenticated: its key was revoked, or has expired.
            PermissionDenied: its key lost the grant.
        """
        self._check(self.access.models_in(request))

    async def _each_admitted(self, frames: AsyncIterator[Any]) -> AsyncIterator[Any]:
        opening: list[str] | None = None
        async for frame in frames:
            models = self.access.models_in(frame)
            if opening is None:
                opening = models
                self._begin(models)
            else:
                self._check(models or opening)
            yield frame

    def _begin(self, models: list[str]) -> None:
        self._check(models)
        self.places.enter_context(self.calls.place(self.key, self.access.action))

    def _check(self, models: list[str]) -> None:
        key = self.keys.key(Credential(self.key.digest))
        check_access(key, self.access.action, models, unbound=self.access.unbound)
