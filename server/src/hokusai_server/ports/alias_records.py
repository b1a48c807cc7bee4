"""Aliases in a transaction of the catalogue."""

from collections.abc import Sequence
from typing import Protocol

from hokusai_server.domain.models import AliasTarget
from hokusai_server.domain.semver import SemVer


class AliasRecords(Protocol):
    """Where aliases point now."""

    def find(self, model: str, alias: str) -> AliasTarget | None:
        """Where the alias points; None if nowhere."""

    def pointing_to(self, model: str, number: SemVer) -> Sequence[str]:
        """Names of the aliases that point to a version, sorted."""

    def point(self, model: str, target: AliasTarget) -> None:
        """Point an alias somewhere, whether or not it pointed anywhere before."""

    def remove(self, model: str, alias: str) -> None:
        """Let an alias point nowhere."""
