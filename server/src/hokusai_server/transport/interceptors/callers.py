"""Who is at the other end of a call: the connection says so, or the data plane that passed the call on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Protocol, final

from typing_extensions import override

from hokusai_server.transport.interceptors.method_wrapping import Context

# The data plane removes from a caller's headers what begins with x-hokusai-, and sets these itself.
PEER_HEADER: Final = "x-hokusai-peer"
IDENTITY_HEADER: Final = "x-hokusai-identity-bin"


class Callers(Protocol):
    """Tells callers apart."""

    def peer(self, context: Context) -> str:
        """Where a call comes from, as gRPC names it.

        Ask when the call begins: after a caller vanished the call behind the context is gone, and asking then ends the
        process.
        """
        ...

    def identity(self, context: Context) -> str | None:
        """Whom the client certificate names that TLS verified; None without one."""
        ...


@final
class DirectCallers(Callers):
    """Callers whose connections end in this process."""

    @override
    def peer(self, context: Context) -> str:
        return context.peer()

    @override
    def identity(self, context: Context) -> str | None:
        identities: Iterable[bytes] = context.peer_identities() or ()
        first = next(iter(identities), None)
        return first.decode(errors="replace") if first else None


@final
class ForwardedCallers(Callers):
    """Callers whose connections end in the data plane; only for a server that nobody else reaches."""

    @override
    def peer(self, context: Context) -> str:
        peer = _header(context, PEER_HEADER)
        return peer if isinstance(peer, str) else context.peer()

    @override
    def identity(self, context: Context) -> str | None:
        identity = _header(context, IDENTITY_HEADER)
        return identity.decode(errors="replace") if isinstance(identity, bytes) else None


def _header(context: Context, name: str) -> str | bytes | None:
    return next((value for key, value in context.invocation_metadata() or () if key == name), None)
