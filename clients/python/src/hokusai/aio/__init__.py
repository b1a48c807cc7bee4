"""The client for an event loop: `hokusai.aio.Client`."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from typing_extensions import override

from hokusai.aio.inference import InferenceMethods
from hokusai.aio.registry import RegistryMethods
from hokusai.aio.system import SystemMethods
from hokusai.aio.tracking import TrackingMethods
from hokusai.aio.versions import VersionMethods
from hokusai.aio_sender import AioSender
from hokusai.connection import TLSSettings, resolve_settings
from hokusai.retrying import RetryPolicy

__all__ = ["Client"]


class Client(RegistryMethods, VersionMethods, InferenceMethods, TrackingMethods, SystemMethods):
    """`hokusai.Client` for an event loop: the same calls, to be awaited; listings and streams by `async for`.

    Belongs to the event loop in which it sends first. Deadlines, retries and errors are those of `hokusai.Client`.
    """

    def __init__(
        self,
        address: str | None = None,
        *,
        tls: TLSSettings | None = None,
        token: str | None = None,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
    ) -> None:
        """Prepare a connection, with the arguments of `hokusai.Client`. It is made with the first call.

        Raises:
            InvalidClientSettings: these cannot work together.
        """
        settings = resolve_settings(address, tls=tls, token=token, timeout=timeout, retry=retry)
        self._sender = AioSender(settings)

    @property
    def address(self) -> str:
        """The address that calls go to."""
        return self._sender.settings.address

    async def close(self) -> None:
        """Close the connection. Calls that are waiting end with an error. Closing twice does nothing."""
        await self._sender.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.close()

    @override
    def __repr__(self) -> str:
        return f"hokusai.aio.Client({self.address!r})"
