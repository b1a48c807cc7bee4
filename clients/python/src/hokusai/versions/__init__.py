"""Reading, choosing, comparing, promoting and retiring versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hokusai.lazy_exports import lazy

if TYPE_CHECKING:
    from hokusai.versions.history import (
        HistoryEntry as HistoryEntry,
    )
    from hokusai.versions.history import (
        ResolvedVersion as ResolvedVersion,
    )
    from hokusai.versions.history import (
        VersionComparison as VersionComparison,
    )
    from hokusai.versions.version_manager import ModelVersionManager as ModelVersionManager

__all__ = ["HistoryEntry", "ModelVersionManager", "ResolvedVersion", "VersionComparison"]

__getattr__, __dir__ = lazy(
    __name__,
    {
        "HistoryEntry": "hokusai.versions.history",
        "ModelVersionManager": "hokusai.versions.version_manager",
        "ResolvedVersion": "hokusai.versions.history",
        "VersionComparison": "hokusai.versions.history",
    },
)
