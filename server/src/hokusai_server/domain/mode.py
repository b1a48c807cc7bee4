"""How a server was started."""

from __future__ import annotations

from enum import Enum


class Mode(Enum):
    """What stands behind the server; fixed while it runs."""

    EMBEDDED = "embedded"
    REMOTE = "remote"
    OPTIONAL = "optional"
    MOCK = "mock"
