"""Versions, to the wire."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from hokusai.registry.v1 import model_version_pb2 as pb
from hokusai_server.domain.versions import Contributor, MirrorState, ModelVersion, Retirement, VersionState
from hokusai_server.transport.compatibility_messages import bump_to_proto
from hokusai_server.transport.instants import instant_to_proto
from hokusai_server.transport.metric_messages import comparison_to_proto, metric_to_proto
from hokusai_server.transport.signature_messages import signature_to_proto

STATES: Final[Mapping[VersionState, pb.VersionState.ValueType]] = {
    VersionState.READY: pb.VERSION_STATE_READY,
    VersionState.DEPRECATED: pb.VERSION_STATE_DEPRECATED,
    VersionState.DELETED: pb.VERSION_STATE_DELETED,
}


def version_to_proto(version: ModelVersion) -> pb.ModelVersion:
    """A version with everything that is known of it."""
    facts = version.facts
    return pb.ModelVersion(
        model=version.model,
        version=str(version.number),
        state=STATES[version.state],
        bundle_digest=version.bundle_digest,
        bundle_size_bytes=version.bundle_size,
        signature=signature_to_proto(facts.signature) if facts.signature else None,
        flavours=facts.flavours,
        metrics=map(metric_to_proto, facts.metrics),
        parent_version=str(version.parent) if version.parent else "",
        improvements=map(comparison_to_proto, facts.improvements),
        bump=bump_to_proto(facts.bump),
        compared_with=str(facts.compared_with) if facts.compared_with else "",
        breaking_allowed=bool(facts.breaking_fields),
        mlflow=_mirror(version.mirror),
        aliases=version.aliases,
        create_time=instant_to_proto(version.create_time),
        actor=version.actor,
        description=facts.description,
        tags=version.tags,
        contributors=map(_contributor, facts.contributors),
        deprecation=_retirement(version, VersionState.DEPRECATED),
        deletion=_retirement(version, VersionState.DELETED),
        version_id=version.version_id,
    )


def _mirror(mirror: MirrorState) -> pb.MlflowVersion:
    return pb.MlflowVersion(
        name=mirror.name, version=mirror.version or 0, run_id=mirror.run_id, pending=mirror.version is None
    )


def _contributor(contributor: Contributor) -> pb.Contributor:
    return pb.Contributor(id=contributor.id, weight=contributor.weight)


def _retirement(version: ModelVersion, state: VersionState) -> pb.VersionRetirement | None:
    retirement: Retirement | None = version.retirement if version.state is state else None
    if retirement is None:
        return None
    return pb.VersionRetirement(
        time=instant_to_proto(retirement.time), actor=retirement.actor, reason=retirement.reason
    )
