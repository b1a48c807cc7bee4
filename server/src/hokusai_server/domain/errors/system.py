"""Faults of questions about the server itself."""

from __future__ import annotations

from hokusai_server.domain.errors.hokusai_error import HokusaiError


class DependencyNotFound(HokusaiError):
    """The server has no dependency of this name."""

    reason = "DEPENDENCY_NOT_FOUND"

    def __init__(self, dependency: str) -> None:
        super().__init__(
            f"this server has no dependency {dependency!r}; see ListDependencies for those that it has",
            dependency=dependency,
        )
