"""The calls of VersionService: requests built and replies parsed, nothing sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from hokusai.calls import WRITE_TIMEOUT, Prepared, UnaryCall
from hokusai.exceptions import InvalidArgumentError
from hokusai.paging import PAGE_SIZE, Listing, Page
from hokusai.registry.model_version import ModelVersion
from hokusai.registry.v1 import model_version_pb2
from hokusai.retrying import new_request_id
from hokusai.versions.history import HistoryEntry, ResolvedVersion, VersionComparison
from hokusai.versions.selector import parse_selector
from hokusai.versions.v1 import history_entry_pb2
from hokusai.versions.v1 import version_service_pb2 as pb
from hokusai.versions.v1.version_service_pb2_grpc import VersionServiceStub
from hokusai.wire_values import timestamp, value_of

_GET = UnaryCall(lambda channel: VersionServiceStub(channel).GetVersion)
_LIST = UnaryCall(lambda channel: VersionServiceStub(channel).ListVersions)
_LATEST = UnaryCall(lambda channel: VersionServiceStub(channel).GetLatestVersion)
_RESOLVE = UnaryCall(lambda channel: VersionServiceStub(channel).ResolveVersion)
_COMPARE = UnaryCall(lambda channel: VersionServiceStub(channel).CompareVersions)
_PROMOTE = UnaryCall(lambda channel: VersionServiceStub(channel).PromoteVersion, WRITE_TIMEOUT)
_ROLLBACK = UnaryCall(lambda channel: VersionServiceStub(channel).RollbackAlias, WRITE_TIMEOUT)
_REMOVE_ALIAS = UnaryCall(lambda channel: VersionServiceStub(channel).RemoveAlias, WRITE_TIMEOUT)
_DEPRECATE = UnaryCall(lambda channel: VersionServiceStub(channel).DeprecateVersion, WRITE_TIMEOUT)
_DELETE = UnaryCall(lambda channel: VersionServiceStub(channel).DeleteVersion, WRITE_TIMEOUT)
_RESTORE = UnaryCall(lambda channel: VersionServiceStub(channel).RestoreVersion, WRITE_TIMEOUT)
_HISTORY = UnaryCall(lambda channel: VersionServiceStub(channel).ListHistory)

# What `expected_from` takes beside a version: the alias must point nowhere.
UNSET = "unset"


def get_version(model: str, version: str) -> Prepared[ModelVersion]:
    """GetVersion."""
    return _GET.prepare(
        pb.GetVersionRequest(model=model, version=version), lambda reply: ModelVersion.from_proto(reply.version)
    )


def list_versions(
    model: str, *, within: str = "", states: Sequence[str] = (), newest_first: bool = False
) -> Listing[ModelVersion]:
    """ListVersions."""
    known = model_version_pb2.VersionState
    filter_ = pb.VersionFilter(
        range=within, states=[known.ValueType(value_of(known, each, "states")) for each in states]
    )
    order = pb.VERSION_ORDER_NUMBER_DESCENDING if newest_first else pb.VERSION_ORDER_NUMBER

    def page(token: str) -> Prepared[Page[ModelVersion]]:
        return _LIST.prepare(
            pb.ListVersionsRequest(model=model, page_size=PAGE_SIZE, page_token=token, filter=filter_, order=order),
            lambda reply: Page(tuple(ModelVersion.from_proto(each) for each in reply.versions), reply.next_page_token),
        )

    return page


def get_latest_version(model: str) -> Prepared[ModelVersion]:
    """GetLatestVersion."""
    return _LATEST.prepare(
        pb.GetLatestVersionRequest(model=model), lambda reply: ModelVersion.from_proto(reply.version)
    )


def resolve_version(
    model: str, version: str | None = None, *, as_of: datetime | None = None
) -> Prepared[ResolvedVersion]:
    """ResolveVersion."""
    request = pb.ResolveVersionRequest(model=model, selector=parse_selector(version, as_of=as_of))
    return _RESOLVE.prepare(request, ResolvedVersion.from_proto)


def compare_versions(
    model: str,
    baseline: str,
    candidate: str,
    *,
    tolerance: float = 0.0,
    metric_tolerances: Mapping[str, float] | None = None,
) -> Prepared[VersionComparison]:
    """CompareVersions."""
    request = pb.CompareVersionsRequest(
        model=model,
        baseline_version=baseline,
        candidate_version=candidate,
        tolerance=tolerance,
        metric_tolerances=metric_tolerances or {},
    )
    return _COMPARE.prepare(request, VersionComparison.from_proto)


def promote_version(
    model: str, version: str, *, alias: str = "production", expected_from: str | None = None, reason: str = ""
) -> Prepared[HistoryEntry]:
    """PromoteVersion."""
    request = pb.PromoteVersionRequest(
        model=model,
        version=version,
        alias=alias.removeprefix("@"),
        expected_from=_expectation(expected_from),
        reason=reason,
        request_id=new_request_id(),
    )
    return _PROMOTE.prepare(request, lambda reply: HistoryEntry.from_proto(reply.entry))


def rollback_alias(
    model: str,
    *,
    alias: str = "production",
    steps: int | None = None,
    version: str | None = None,
    expected_from: str | None = None,
    reason: str = "",
) -> Prepared[HistoryEntry]:
    """RollbackAlias."""
    if steps is not None and version is not None:
        raise InvalidArgumentError(f"steps={steps} and version={version!r} both say where to; give one of them")
    request = pb.RollbackAliasRequest(
        model=model,
        alias=alias.removeprefix("@"),
        expected_from=_expectation(expected_from),
        reason=reason,
        request_id=new_request_id(),
    )
    if steps is not None:
        request.steps = steps
    elif version is not None:
        request.version = version
    return _ROLLBACK.prepare(request, lambda reply: HistoryEntry.from_proto(reply.entry))


def remove_alias(
    model: str, alias: str, *, expected_from: str | None = None, reason: str = ""
) -> Prepared[HistoryEntry]:
    """RemoveAlias."""
    request = pb.RemoveAliasRequest(
        model=model,
        alias=alias.removeprefix("@"),
        expected_from=_expectation(expected_from),
        reason=reason,
        request_id=new_request_id(),
    )
    return _REMOVE_ALIAS.prepare(request, lambda reply: HistoryEntry.from_proto(reply.entry))


def deprecate_version(model: str, version: str, *, reason: str = "") -> Prepared[ModelVersion]:
    """DeprecateVersion."""
    request = pb.DeprecateVersionRequest(model=model, version=version, reason=reason, request_id=new_request_id())
    return _DEPRECATE.prepare(request, lambda reply: ModelVersion.from_proto(reply.version))


def delete_version(model: str, version: str, *, reason: str = "") -> Prepared[ModelVersion]:
    """DeleteVersion."""
    request = pb.DeleteVersionRequest(model=model, version=version, reason=reason, request_id=new_request_id())
    return _DELETE.prepare(request, lambda reply: ModelVersion.from_proto(reply.version))


def restore_version(model: str, version: str, *, reason: str = "") -> Prepared[ModelVersion]:
    """RestoreVersion."""
    request = pb.RestoreVersionRequest(model=model, version=version, reason=reason, request_id=new_request_id())
    return _RESTORE.prepare(request, lambda reply: ModelVersion.from_proto(reply.version))


def list_history(
    model: str,
    *,
    alias: str = "",
    version: str = "",
    start_time: datetime | None = None,
    end_time: datetime | None = None,
    oldest_first: bool = False,
) -> Listing[HistoryEntry]:
    """ListHistory."""
    filter_ = pb.HistoryFilter(
        alias=alias.removeprefix("@"),
        version=version,
        start_time=None if start_time is None else timestamp(start_time),
        end_time=None if end_time is None else timestamp(end_time),
    )

    def page(token: str) -> Prepared[Page[HistoryEntry]]:
        return _HISTORY.prepare(
            pb.ListHistoryRequest(
                model=model, page_size=PAGE_SIZE, page_token=token, filter=filter_, oldest_first=oldest_first
            ),
            lambda reply: Page(tuple(HistoryEntry.from_proto(each) for each in reply.entries), reply.next_page_token),
        )

    return page


def _expectation(expected_from: str | None) -> history_entry_pb2.AliasExpectation | None:
    if expected_from is None:
        return None
    if expected_from == UNSET:
        return history_entry_pb2.AliasExpectation(unset=True)
    return history_entry_pb2.AliasExpectation(version=expected_from)
