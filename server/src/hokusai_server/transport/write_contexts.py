"""Who asks for a write, and what makes its repetition safe."""

from __future__ import annotations

from hokusai_server.domain.requests import WriteContext
from hokusai_server.transport.interceptors.authentication import current_principal
from hokusai_server.transport.request_keys import IdentifiedRequest, request_key


def write_context(request: IdentifiedRequest) -> WriteContext:
    """What every write knows beside its arguments."""
    return WriteContext(current_principal(), request_key(request))
