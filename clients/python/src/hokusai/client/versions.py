"""Versions, for threads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from hokusai.client.walking import Sending
from hokusai.registry.model_version import ModelVersion
from hokusai.versions import calls
from hokusai.versions.history import HistoryEntry, ResolvedVersion, VersionComparison


class VersionMethods(Sending):
    """Calls of VersionService."""

    def get_version(self, model: str, version: str, *, timeout: float | None = None) -> ModelVersion:
        """One version by its number, deprecated and deleted ones too.

        Raises:
            ModelNotFound, VersionNotFound: there is no such model or version.
        """
        return self._sender.send(calls.get_version(model, version), timeout)

    def list_versions(
        self,
        model: str,
        *,
        within: str = "",
        states: Sequence[str] = (),
        newest_first: bool = False,
        timeout: float | None = None,
    ) -> Iterator[ModelVersion]:
        """Versions by number, the lowest first, fetched page by page; deleted ones only if `states` names them.

        Args:
            model: name of the model.
            within: only versions in this range, as in `^1.2`.
            states: only versions in these states (`ready`, `deprecated`, `deleted`, `unversioned`).
            newest_first: the highest number first.
            timeout: seconds for each page.
        """
        listing = calls.list_versions(model, within=within, states=states, newest_first=newest_first)
        return self._walk(listing, timeout)

    def get_latest_version(self, model: str, *, timeout: float | None = None) -> ModelVersion:
        """The highest version that is not a pre-release and not retired; says nothing about what is in production.

        Raises:
            VersionNotFound: there is none yet.
        """
        return self._sender.send(calls.get_latest_version(model), timeout)

    def resolve_version(
        self,
        model: str,
        version: str | None = None,
        *,
        as_of: datetime | None = None,
        timeout: float | None = None,
    ) -> ResolvedVersion:
        """The version that a selector picks, and the rule that picked it.

        Args:
            model: name of the model.
            version: `1.2.3`, `latest`, `@production`, `^1.2`, `>=1.0 <2`; None picks as a prediction does.
            as_of: where the alias pointed at this instant.
            timeout: seconds.
        """
        return self._sender.send(calls.resolve_version(model, version, as_of=as_of), timeout)

    def compare_versions(
        self,
        model: str,
        baseline: str,
        candidate: str,
        *,
        tolerance: float = 0.0,
        metric_tolerances: Mapping[str, float] | None = None,
        timeout: float | None = None,
    ) -> VersionComparison:
        """How a candidate stands against a baseline, metric by metric and signature by signature."""
        prepared = calls.compare_versions(
            model, baseline, candidate, tolerance=tolerance, metric_tolerances=metric_tolerances
        )
        return self._sender.send(prepared, timeout)

    def promote_version(
        self,
        model: str,
        version: str,
        *,
        alias: str = "production",
        expected_from: str | None = None,
        reason: str = "",
        timeout: float | None = None,
    ) -> HistoryEntry:
        """Point an alias to a version.

        Args:
            model: name of the model.
            version: its number.
            alias: with or without `@`.
            expected_from: what the alias must point to now: a version, or `unset`. None: wherever it points.
            reason: for the history.
            timeout: seconds.

        Raises:
            AliasMoved: it does not point to what `expected_from` says.
            VersionDeprecated, VersionDeleted: the version is retired.
        """
        prepared = calls.promote_version(model, version, alias=alias, expected_from=expected_from, reason=reason)
        return self._sender.send(prepared, timeout)

    def rollback_alias(
        self,
        model: str,
        *,
        alias: str = "production",
        steps: int | None = None,
        version: str | None = None,
        expected_from: str | None = None,
        reason: str = "",
        timeout: float | None = None,
    ) -> HistoryEntry:
        """Point an alias back to a version that it pointed to before: `steps` back (one by default) or to `version`.

        Raises:
            RollbackTargetInvalid: it never pointed there.
            AliasMoved: it does not point to what `expected_from` says.
        """
        prepared = calls.rollback_alias(
            model, alias=alias, steps=steps, version=version, expected_from=expected_from, reason=reason
        )
        return self._sender.send(prepared, timeout)

    def remove_alias(
        self,
        model: str,
        alias: str,
        *,
        expected_from: str | None = None,
        reason: str = "",
        timeout: float | None = None,
    ) -> HistoryEntry:
        """Remove an alias; what it pointed to stays as it is."""
        prepared = calls.remove_alias(model, alias, expected_from=expected_from, reason=reason)
        return self._sender.send(prepared, timeout)

    def deprecate_version(
        self, model: str, version: str, *, reason: str = "", timeout: float | None = None
    ) -> ModelVersion:
        """Retire a version: neither latest nor a range picks it any more.

        Raises:
            VersionInUse: an alias or a traffic policy uses it.
        """
        return self._sender.send(calls.deprecate_version(model, version, reason=reason), timeout)

    def delete_version(
        self, model: str, version: str, *, reason: str = "", timeout: float | None = None
    ) -> ModelVersion:
        """Delete a version and leave a tombstone, so that its number is never used again.

        Raises:
            VersionInUse: an alias or a traffic policy uses it.
        """
        return self._sender.send(calls.delete_version(model, version, reason=reason), timeout)

    def restore_version(
        self, model: str, version: str, *, reason: str = "", timeout: float | None = None
    ) -> ModelVersion:
        """Make a deprecated version usable again."""
        return self._sender.send(calls.restore_version(model, version, reason=reason), timeout)

    def list_history(
        self,
        model: str,
        *,
        alias: str = "",
        version: str = "",
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        oldest_first: bool = False,
        timeout: float | None = None,
    ) -> Iterator[HistoryEntry]:
        """Rows of the model's history, the newest first, fetched page by page; `timeout` is for each page."""
        listing = calls.list_history(
            model, alias=alias, version=version, start_time=start_time, end_time=end_time, oldest_first=oldest_first
        )
        return self._walk(listing, timeout)
