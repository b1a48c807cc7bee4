"""Page tokens: opaque, and good for the query that issued them only."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from typing import Protocol, cast

from google.protobuf.message import Message

from hokusai_server.domain.errors import PageTokenInvalid
from hokusai_server.domain.paging import PageRequest


class PagedRequest(Protocol):
    """A request for a page of a listing."""

    page_size: int
    page_token: str


def page_request(request: PagedRequest, size: int) -> PageRequest:
    """Which page a request asks for.

    Args:
        request: a message with `page_size` and `page_token`.
        size: its page size, coerced.

    Raises:
        PageTokenInvalid: the token was issued for another query, or never.
    """
    if not request.page_token:
        return PageRequest(size)
    try:
        digest, *after = json.loads(base64.urlsafe_b64decode(request.page_token))
    except (binascii.Error, ValueError, TypeError) as error:
        raise PageTokenInvalid from error
    if digest != _query_digest(request) or not after or not all(isinstance(part, str | int) for part in after):
        raise PageTokenInvalid
    return PageRequest(size, tuple(after))


def next_page_token(request: PagedRequest, following: tuple[str | int, ...] | None) -> str:
    """The token of the page after the one that `request` asked for; empty if that was the last."""
    if following is None:
        return ""
    token = json.dumps([_query_digest(request), *following], separators=(",", ":"))
    return base64.urlsafe_b64encode(token.encode()).decode("ascii")


def _query_digest(request: PagedRequest) -> str:
    message = cast("Message", request)
    query = type(message)()
    query.CopyFrom(message)
    query.ClearField("page_token")
    query.ClearField("page_size")
    body = message.DESCRIPTOR.full_name.encode() + query.SerializeToString(deterministic=True)
    return hashlib.sha256(body).hexdigest()[:16]
