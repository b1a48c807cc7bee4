"""Registrations and lineages, to and from the wire."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from hokusai.registry.v1 import model_version_pb2
from hokusai.registry.v1 import registry_service_pb2 as pb
from hokusai_server.domain.lineage import Relation
from hokusai_server.domain.numbering import NumberWish
from hokusai_server.domain.semver import SemVer
from hokusai_server.domain.versions import Contributor, ModelVersion
from hokusai_server.services.registration_drafts import VersionDraft
from hokusai_server.services.version_reading import Lineage, LineageNode
from hokusai_server.transport.compatibility_messages import bump_from_proto, change_to_proto
from hokusai_server.transport.metric_messages import comparison_to_proto, metric_from_proto
from hokusai_server.transport.page_tokens import next_page_token
from hokusai_server.transport.version_messages import version_to_proto

_RELATIONS: Final[Mapping[Relation, pb.LineageRelation.ValueType]] = {
    Relation.ANCESTOR: pb.LINEAGE_RELATION_ANCESTOR,
    Relation.SELF: pb.LINEAGE_RELATION_SELF,
    Relation.DESCENDANT: pb.LINEAGE_RELATION_DESCENDANT,
}


def baseline_from_proto(request: pb.RegisterBaselineRequest) -> VersionDraft:
    """A version that improves on nothing."""
    return _draft(request.draft, request.model, parent=None, model_type=request.model_type)


def improved_from_proto(request: pb.RegisterImprovedRequest) -> VersionDraft:
    """A version that improves on another."""
    parent = SemVer.parse(request.parent_version, "parent_version")
    return _draft(request.draft, request.model, parent=parent, model_type="")


def baseline_to_proto(version: ModelVersion) -> pb.RegisterBaselineResponse:
    """The version just registered."""
    return pb.RegisterBaselineResponse(
        version=version_to_proto(version), changes=map(change_to_proto, version.facts.changes)
    )


def improved_to_proto(version: ModelVersion) -> pb.RegisterImprovedResponse:
    """The version just registered."""
    return pb.RegisterImprovedResponse(
        version=version_to_proto(version), changes=map(change_to_proto, version.facts.changes)
    )


def lineage_to_proto(request: pb.GetLineageRequest, lineage: Lineage) -> pb.GetLineageResponse:
    """A page of a lineage."""
    return pb.GetLineageResponse(
        nodes=map(_node, lineage.nodes.items),
        next_page_token=next_page_token(request, lineage.nodes.next),
        improvements_since_root=map(comparison_to_proto, lineage.since_root),
    )


def _draft(draft: pb.VersionDraft, model: str, *, parent: SemVer | None, model_type: str) -> VersionDraft:
    return VersionDraft(
        model=model,
        bundle_digest=draft.bundle_digest,
        parent=parent,
        model_type=model_type,
        wish=_wish(draft),
        metrics=tuple(map(metric_from_proto, draft.metrics)),
        description=draft.description,
        tags=dict(draft.tags),
        contributors=tuple(map(_contributor, draft.contributors)),
        aliases=tuple(draft.aliases),
        run_id=draft.mlflow_run_id,
    )


def _wish(draft: pb.VersionDraft) -> NumberWish:
    exact = SemVer.parse(draft.version, "draft.version") if draft.HasField("version") else None
    return NumberWish(exact, bump_from_proto(draft.bump), draft.allow_breaking)


def _contributor(contributor: model_version_pb2.Contributor) -> Contributor:
    return Contributor(contributor.id, contributor.weight if contributor.HasField("weight") else 1.0)


def _node(node: LineageNode) -> pb.LineageNode:
    return pb.LineageNode(
        version=version_to_proto(node.version), relation=_RELATIONS[node.place.relation], distance=node.place.distance
    )
