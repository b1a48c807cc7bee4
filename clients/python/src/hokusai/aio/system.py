"""The server itself, for an event loop."""

from __future__ import annotations

from hokusai.aio.walking import Sending
from hokusai.system import calls
from hokusai.system.calls import Dependency, SystemInfo


class SystemMethods(Sending):
    """Calls of SystemService."""

    async def get_system_info(self, *, timeout: float | None = None) -> SystemInfo:
        """What the server is: mode, versions, start time, clock."""
        return await self._sender.send(calls.get_system_info(), timeout)

    async def list_dependencies(self, *, timeout: float | None = None) -> tuple[Dependency, ...]:
        """The state of everything that the server needs, by name."""
        return await self._sender.send(calls.list_dependencies(), timeout)

    async def check_health(self, service: str = "", *, timeout: float | None = None) -> str:
        """`serving` or `not_serving`, of the whole server, or of one service or loaded model.

        Raises:
            NotFoundError: the server knows no such service.
        """
        return await self._sender.send(calls.check_health(service), timeout)
