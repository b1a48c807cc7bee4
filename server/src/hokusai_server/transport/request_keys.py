"""What makes the repetition of a write safe: its request id, and a fingerprint of all that it says."""

from __future__ import annotations

import hashlib
from typing import Protocol, cast

from google.protobuf.message import Message

from hokusai_server.domain.requests import RequestKey


class IdentifiedRequest(Protocol):
    """A write that may carry a request id."""

    request_id: str


def request_key(request: IdentifiedRequest) -> RequestKey | None:
    """The identity of a write across its repetitions; None if it carries no request id."""
    if not request.request_id:
        return None
    message = cast("Message", request)
    body = message.DESCRIPTOR.full_name.encode() + b"\0" + message.SerializeToString(deterministic=True)
    return RequestKey(request.request_id, hashlib.sha256(body).hexdigest())
