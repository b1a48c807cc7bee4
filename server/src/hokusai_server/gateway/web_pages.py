"""Which web pages may call the public services by HTTP."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

import grpc

from hokusai_server.gateway.connect_protocol import ConnectError

# What a page may send beside what every page may.
PAGE_HEADERS: Final = (
    *("authorization", "content-type", "traceparent", "tracestate"),
    *("connect-protocol-version", "connect-timeout-ms"),
)
# Browsers tell by it what asks: a page, or (`none`) whoever sits before it.
_FROM_PAGES: Final = frozenset({"same-origin", "same-site", "cross-site"})


@dataclass(frozen=True, slots=True)
class WebPages:
    """The pages that may call; what is no page (curl, a program) may always.

    A name that leads to this machine proves nothing: any page can have one that does, and would be the gateway's own
    in the eyes of a browser. So pages of the gateway itself are known by `localhost` or an address only.

    Attributes:
        origins: of the others, as browsers write them.
    """

    origins: tuple[str, ...]

    def check(self, headers: Mapping[str, str]) -> None:
        """Refuse a page that may not call.

        Raises:
            ConnectError: PERMISSION_DENIED.
        """
        host = headers.get("host", "")
        origin = headers.get("origin")
        if origin is None and headers.get("sec-fetch-site") in _FROM_PAGES:
            origin = f"http://{host}"
        if origin is None or origin in self.origins or (origin == f"http://{host}" and _is_unmistakable(host)):
            return
        message = f"web pages of {origin} may not call this server; allow them with HOKUSAI_GATEWAY_ORIGINS={origin}"
        raise ConnectError(grpc.StatusCode.PERMISSION_DENIED, message)


def _is_unmistakable(host: str) -> bool:
    """Whether it is `localhost` or an address, with or without a port."""
    try:
        name = urlsplit(f"http://{host}").hostname or ""
        return name == "localhost" or bool(ipaddress.ip_address(name))
    except ValueError:
        return False
