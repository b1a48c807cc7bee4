"""The client for threads: `hokusai.Client`."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from typing_extensions import override

from hokusai.client.inference import InferenceMethods
from hokusai.client.registry import RegistryMethods
from hokusai.client.system import SystemMethods
from hokusai.client.tracking import TrackingMethods
from hokusai.client.versions import VersionMethods
from hokusai.connection import TLSSettings, resolve_settings
from hokusai.retrying import RetryPolicy
from hokusai.sync_sender import SyncSender

__all__ = ["Client"]


class Client(RegistryMethods, VersionMethods, InferenceMethods, TrackingMethods, SystemMethods):
    """A connection to a Hokusai server, and every call it takes.

    Safe to use from many threads at once. Does not depend on an event loop, and so works in notebooks. Belongs to the
    process that made it: a gRPC channel does not survive `fork`, so make the client in the child, or start processes
    with the `spawn` method; a client that finds itself in a fork says so.

    Every call has a deadline (`timeout=` seconds; each kind of call has its default) that covers all its attempts. A
    call is sent again only where that is safe: when the connection failed, or the server said that it should come again
    later. Writes carry a request id that their retries share, so that nothing is done twice.

    Every failure is a `hokusai.exceptions.HokusaiError`.
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
        """Prepare a connection. It is made with the first call.

        Args:
            address: `HOST:PORT` or `unix:PATH`. Default: `HOKUSAI_ADDRESS`, else 127.0.0.1:50051.
            tls: encryption. Default: from `HOKUSAI_TLS_CA`, `HOKUSAI_TLS_CLIENT_CERT` and `HOKUSAI_TLS_CLIENT_KEY`;
                plain text if none is set.
            token: bearer token. Default: `HOKUSAI_TOKEN`. Never sent in plain text to another machine.
            timeout: seconds for each call in place of the defaults.
            retry: patience of retries. Default: 5 attempts, from 0.1 s to 5 s apart.

        Raises:
            InvalidClientSettings: these cannot work together.
        """
        settings = resolve_settings(address, tls=tls, token=token, timeout=timeout, retry=retry)
        self._sender = SyncSender(settings)

    @property
    def address(self) -> str:
        """The address that calls go to."""
        return self._sender.settings.address

    def close(self) -> None:
        """Close the connection. Calls that are waiting end with an error. Closing twice does nothing."""
        self._sender.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    @override
    def __repr__(self) -> str:
        return f"hokusai.Client({self.address!r})"
