"""A version of the catalogue as the mirror wants it."""

from pathlib import Path

from hokusai_server.domain.versions import ModelVersion
from hokusai_server.ports.version_mirror import MirroredVersion


def mirrored_version(version: ModelVersion, bundle_path: Path) -> MirroredVersion:
    """The version on its way into MLflow."""
    return MirroredVersion(
        version_id=version.version_id,
        model=version.model,
        number=str(version.number),
        bundle_digest=version.bundle_digest,
        bundle_path=bundle_path,
        run_id=version.mirror.run_id or None,
        description=version.facts.description,
        tags=version.tags,
    )
