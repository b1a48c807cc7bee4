"""Marks every reply of a server that runs in mock mode."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Any, Final

from typing_extensions import override

from hokusai_server.transport.interceptors.method_wrapping import (
    Behaviour,
    Context,
    Handler,
    MethodInterceptor,
    StreamBehaviour,
)

MODE_HEADER: Final = "hokusai-mode"


class ModeInterceptor(MethodInterceptor):
    """Sends the header `hokusai-mode` before anything else, on calls that will fail as well."""

    def __init__(self, mode: str) -> None:
        self._header = ((MODE_HEADER, mode),)

    @override
    def applies_to(self, method: str) -> bool:
        """Every method, health and reflection included."""
        del method
        return True

    @override
    def around_unary(self, method: str, handler: Handler, behaviour: Behaviour) -> Behaviour:
        """Mark, then call."""
        del method, handler

        async def marked(request: Any, context: Context) -> Any:
            await context.send_initial_metadata(self._header)
            return await behaviour(request, context)

        return marked

    @override
    def around_stream(self, method: str, handler: Handler, behaviour: StreamBehaviour) -> StreamBehaviour:
        """Mark, then stream."""
        del method, handler

        async def marked(request: Any, context: Context) -> AsyncIterator[Any]:
            await context.send_initial_metadata(self._header)
            async with aclosing(behaviour(request, context)) as responses:  # type: ignore[type-var]
                async for response in responses:
                    yield response

        return marked
