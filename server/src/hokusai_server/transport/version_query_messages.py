"""Listings and comparisons of versions, to and from the wire."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from hokusai.versions.v1 import version_service_pb2 as pb
from hokusai_server.domain.metrics import Recommendation, Tolerances
from hokusai_server.domain.paging import Page
from hokusai_server.domain.selectors import Resolution, Selector
from hokusai_server.domain.version_range import VersionRange
from hokusai_server.domain.versions import ModelVersion, VersionOrder, VersionQuery, VersionState
from hokusai_server.services.version_reading import VersionComparison
from hokusai_server.transport.compatibility_messages import bump_to_proto, change_to_proto
from hokusai_server.transport.metric_messages import comparison_to_proto
from hokusai_server.transport.page_tokens import next_page_token
from hokusai_server.transport.selector_messages import rule_to_proto, selector_from_proto
from hokusai_server.transport.version_messages import STATES, version_to_proto

_ASKED_STATES: Final = {value: state for state, value in STATES.items()}
_ORDERS: Final[Mapping[pb.VersionOrder.ValueType, VersionOrder]] = {
    pb.VERSION_ORDER_UNSPECIFIED: VersionOrder.NUMBER,
    pb.VERSION_ORDER_NUMBER: VersionOrder.NUMBER,
    pb.VERSION_ORDER_NUMBER_DESCENDING: VersionOrder.NUMBER_DESCENDING,
    pb.VERSION_ORDER_CREATE_TIME: VersionOrder.CREATE_TIME,
    pb.VERSION_ORDER_CREATE_TIME_DESCENDING: VersionOrder.CREATE_TIME_DESCENDING,
}
_RECOMMENDATIONS: Final[Mapping[Recommendation, pb.Recommendation.ValueType]] = {
    Recommendation.ACCEPT: pb.RECOMMENDATION_ACCEPT,
    Recommendation.REVIEW: pb.RECOMMENDATION_REVIEW,
    Recommendation.REJECT: pb.RECOMMENDATION_REJECT,
}


def version_query_from_proto(request: pb.ListVersionsRequest) -> VersionQuery:
    """Which versions, and in which order. Nothing is UNVERSIONED in the catalogue, so asking for that finds nothing."""
    wanted = request.filter
    every = VersionQuery()
    return VersionQuery(
        range=VersionRange.parse(wanted.range, "filter.range") if wanted.range else None,
        states=_states(wanted) if wanted.states else every.states,
        tags=dict(wanted.tags),
        exclude_pre_releases=wanted.exclude_pre_releases,
        order=_ORDERS[request.order],
    )


def versions_to_proto(request: pb.ListVersionsRequest, page: Page[ModelVersion]) -> pb.ListVersionsResponse:
    """A page of versions."""
    return pb.ListVersionsResponse(
        versions=map(version_to_proto, page.items), next_page_token=next_page_token(request, page.next)
    )


def asked_selector(request: pb.ResolveVersionRequest) -> Selector | None:
    """How to pick; None leaves it to the rule of predictions."""
    return selector_from_proto(request.selector) if request.HasField("selector") else None


def resolution_to_proto(resolution: Resolution) -> pb.ResolveVersionResponse:
    """The version picked, and the rule."""
    return pb.ResolveVersionResponse(version=version_to_proto(resolution.version), rule=rule_to_proto(resolution.rule))


def tolerances_from_proto(request: pb.CompareVersionsRequest) -> Tolerances:
    """Largest deltas that count as unchanged."""
    return Tolerances(request.tolerance, dict(request.metric_tolerances))


def version_comparison_to_proto(comparison: VersionComparison) -> pb.CompareVersionsResponse:
    """How a candidate stands against a baseline."""
    return pb.CompareVersionsResponse(
        baseline=version_to_proto(comparison.baseline),
        candidate=version_to_proto(comparison.candidate),
        metrics=map(comparison_to_proto, comparison.metrics),
        recommendation=_RECOMMENDATIONS[comparison.recommendation],
        rationale=comparison.rationale,
        signature_changes=map(change_to_proto, comparison.changes),
        least_bump=bump_to_proto(comparison.least_bump),
    )


def _states(wanted: pb.VersionFilter) -> frozenset[VersionState]:
    return frozenset(_ASKED_STATES[state] for state in wanted.states if state in _ASKED_STATES)
