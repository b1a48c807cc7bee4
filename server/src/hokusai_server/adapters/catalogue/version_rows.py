"""A version as a row and back."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import Row

from hokusai_server.adapters.catalogue.documents import from_document, to_document
from hokusai_server.domain.semver import SemVer
from hokusai_server.domain.versions import MirrorState, ModelVersion, Retirement, VersionFacts, VersionState


def row_values(version: ModelVersion) -> dict[str, object]:
    """What goes into the table; tags and aliases have their own."""
    retirement = version.retirement
    return {
        "version_id": version.version_id,
        "model": version.model,
        "number": str(version.number),
        "sort_key": version.number.sort_key,
        "pre_release": version.number.is_pre_release,
        "state": version.state.value,
        "bundle_digest": version.bundle_digest,
        "bundle_size": version.bundle_size,
        "parent_number": str(version.parent) if version.parent else None,
        "mlflow_name": version.mirror.name,
        "mlflow_version": version.mirror.version,
        "mlflow_run_id": version.mirror.run_id,
        "actor": version.actor,
        "create_time": version.create_time,
        "facts": to_document(version.facts),
        "retire_time": retirement.time if retirement else None,
        "retire_actor": retirement.actor if retirement else None,
        "retire_reason": retirement.reason if retirement else None,
    }


def version_from_row(row: Row[Any], tags: Mapping[str, str], aliases: tuple[str, ...]) -> ModelVersion:
    """The version of a row."""
    return ModelVersion(
        version_id=row.version_id,
        model=row.model,
        number=SemVer.parse(row.number),
        state=VersionState(row.state),
        bundle_digest=row.bundle_digest,
        bundle_size=row.bundle_size,
        parent=SemVer.parse(row.parent_number) if row.parent_number else None,
        mirror=MirrorState(row.mlflow_name, row.mlflow_version, row.mlflow_run_id),
        actor=row.actor,
        create_time=row.create_time,
        tags=tags,
        facts=facts_from_document(row.facts),
        retirement=_retirement(row),
        aliases=aliases,
    )


@lru_cache(maxsize=512)
def facts_from_document(text: str) -> VersionFacts:
    """The facts of which `text` is the document. They never change; decoding a wide signature takes a millisecond."""
    return from_document(VersionFacts, text)


def _retirement(row: Row[Any]) -> Retirement | None:
    if row.retire_time is None:
        return None
    return Retirement(row.retire_time, row.retire_actor, row.retire_reason)
