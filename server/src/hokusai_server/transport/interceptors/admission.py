"""Whether a call may start: refuses before any work where too much runs, or where the server drains."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing
from datetime import timedelta
from typing import Any, Final

from typing_extensions import override

from hokusai_server.domain.errors import Overloaded, ShuttingDown
from hokusai_server.transport.interceptors.method_wrapping import (
    Behaviour,
    Context,
    Handler,
    MethodInterceptor,
    StreamBehaviour,
)

RETRY_AFTER_OVERLOAD: Final = timedelta(milliseconds=200)


class Admission:
    """Counts the calls that run and holds the door; `with admission:` holds a place for one call.

    Args:
        limit: most calls in flight, streams included.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._in_flight = 0
        self._open = True
        self._idle = asyncio.Event()
        self._idle.set()

    @property
    def in_flight(self) -> int:
        """Calls that run now."""
        return self._in_flight

    def close(self) -> None:
        """Refuse every further call with SHUTTING_DOWN; those that run go on."""
        self._open = False

    async def wait_idle(self) -> None:
        """Return once no call runs."""
        await self._idle.wait()

    def __enter__(self) -> None:
        """Take a place for one call.

        Raises:
            ShuttingDown: the door is closed.
            Overloaded: the limit is reached.
        """
        if not self._open:
            raise ShuttingDown
        if self._in_flight >= self._limit:
            raise Overloaded("the number of calls in flight", self._limit, RETRY_AFTER_OVERLOAD)
        self._in_flight += 1
        self._idle.clear()

    def __exit__(self, *fault: object) -> None:
        """Give the place back."""
        self._in_flight -= 1
        if self._in_flight == 0:
            self._idle.set()


class AdmissionInterceptor(MethodInterceptor):
    """Lets a call of the contract run only while it holds a place."""

    def __init__(self, admission: Admission) -> None:
        self._admission = admission

    @override
    def around_unary(self, method: str, handler: Handler, behaviour: Behaviour) -> Behaviour:
        """Run the call in a place."""
        del method, handler

        async def admitted(request: Any, context: Context) -> Any:
            with self._admission:
                return await behaviour(request, context)

        return admitted

    @override
    def around_stream(self, method: str, handler: Handler, behaviour: StreamBehaviour) -> StreamBehaviour:
        """Run the stream in a place."""
        del method, handler

        async def admitted(request: Any, context: Context) -> AsyncIterator[Any]:
            with self._admission:
                async with aclosing(behaviour(request, context)) as responses:  # type: ignore[type-var]
                    async for response in responses:
                        yield response

        return admitted
