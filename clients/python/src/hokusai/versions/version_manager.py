"""`ModelVersionManager`: versions by their numbers."""

from __future__ import annotations

from typing_extensions import override

from hokusai.registry.model_registry import ModelRegistry
from hokusai.registry.model_version import ModelVersion
from hokusai.versions.history import HistoryEntry, VersionComparison


class ModelVersionManager:
    """The versions of the models of one registry. Safe to use from many threads."""

    def __init__(self, registry: ModelRegistry | None = None) -> None:
        """Share the registry's connection; without one, use the default server."""
        self.registry = registry if registry is not None else ModelRegistry()

    def get_latest_version(self, model_name: str) -> str:
        """Number of the highest version that is neither a pre-release nor retired, `1.2.3`.

        Raises:
            ModelNotFound, VersionNotFound: there is no such model, or no such version yet.
        """
        return self.registry.client.get_latest_version(model_name).version

    def list_versions(self, model_name: str) -> list[str]:
        """Numbers of all versions that are not deleted, the lowest first: `["1.0.0", "1.1.0", "1.2.3"]`.

        Versions that were made in MLflow directly have no number and are left out; `Client.list_versions` shows them.
        """
        return [each.version for each in self.registry.client.list_versions(model_name) if each.version]

    def get_version(self, model_name: str, version: str) -> ModelVersion:
        """Everything about one version."""
        return self.registry.client.get_version(model_name, version)

    def get_production_version(self, model_name: str) -> str:
        """Number of the version that `@production` points to.

        Raises:
            AliasNotSet: it points nowhere.
        """
        return self.registry.client.resolve_version(model_name, "@production").version.version

    def promote(
        self,
        model_name: str,
        version: str,
        *,
        alias: str = "production",
        expected_from: str | None = None,
        reason: str = "",
    ) -> HistoryEntry:
        """Point an alias to a version; see `Client.promote_version`."""
        return self.registry.client.promote_version(
            model_name, version, alias=alias, expected_from=expected_from, reason=reason
        )

    def rollback(
        self, model_name: str, *, alias: str = "production", version: str | None = None, reason: str = ""
    ) -> HistoryEntry:
        """Point an alias back, one step or to a version that it pointed to before; see `Client.rollback_alias`."""
        return self.registry.client.rollback_alias(model_name, alias=alias, version=version, reason=reason)

    def deprecate(self, model_name: str, version: str, *, reason: str = "") -> ModelVersion:
        """Retire a version; see `Client.deprecate_version`."""
        return self.registry.client.deprecate_version(model_name, version, reason=reason)

    def compare(self, model_name: str, baseline: str, candidate: str, *, tolerance: float = 0.0) -> VersionComparison:
        """How a candidate stands against a baseline; see `Client.compare_versions`."""
        return self.registry.client.compare_versions(model_name, baseline, candidate, tolerance=tolerance)

    def history(self, model_name: str) -> list[HistoryEntry]:
        """What happened to the model's versions and aliases, the newest first."""
        return list(self.registry.client.list_history(model_name))

    @override
    def __repr__(self) -> str:
        return f"ModelVersionManager({self.registry!r})"
