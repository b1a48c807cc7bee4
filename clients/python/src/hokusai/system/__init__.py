"""What a server is and what it depends on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hokusai.lazy_exports import lazy

if TYPE_CHECKING:
    from hokusai.system.calls import Dependency as Dependency
    from hokusai.system.calls import SystemInfo as SystemInfo

__all__ = ["Dependency", "SystemInfo"]

__getattr__, __dir__ = lazy(
    __name__,
    {
        "Dependency": "hokusai.system.calls",
        "SystemInfo": "hokusai.system.calls",
    },
)
