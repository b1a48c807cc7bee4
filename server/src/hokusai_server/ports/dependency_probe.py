"""Asking a dependency whether it answers."""

from __future__ import annotations

from typing import Protocol

from hokusai_server.domain.dependencies import SpoolState


class DependencyProbe(Protocol):
    """One dependency that can be asked."""

    @property
    def name(self) -> str:
        """Its name, unique among the probes: `catalogue`, `mlflow`, `bundles`, ..."""

    @property
    def required(self) -> bool:
        """Whether the server is not ready without it."""

    async def check(self) -> None:
        """Ask it something cheap.

        Raises:
            HokusaiError: it does not answer as it should; the message is shown to users.
        """

    def spool_state(self) -> SpoolState | None:
        """How full it is, from memory; None if it is no spool."""
