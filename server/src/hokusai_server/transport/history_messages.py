"""History and moves of aliases, to and from the wire."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from hokusai.versions.v1 import history_entry_pb2
from hokusai.versions.v1 import version_service_pb2 as pb
from hokusai_server.domain.history import HistoryEntry, HistoryKind, HistoryQuery
from hokusai_server.domain.names import DEFAULT_ALIAS
from hokusai_server.domain.paging import Page
from hokusai_server.domain.semver import SemVer
from hokusai_server.services.promotion import AliasExpectation, AliasMove, MovedAlias
from hokusai_server.transport.instants import instant_from_proto, instant_to_proto
from hokusai_server.transport.page_tokens import next_page_token
from hokusai_server.transport.version_messages import version_to_proto

_KINDS: Final[Mapping[HistoryKind, history_entry_pb2.HistoryKind.ValueType]] = {
    HistoryKind.REGISTERED: history_entry_pb2.HISTORY_KIND_REGISTERED,
    HistoryKind.PROMOTED: history_entry_pb2.HISTORY_KIND_PROMOTED,
    HistoryKind.ROLLED_BACK: history_entry_pb2.HISTORY_KIND_ROLLED_BACK,
    HistoryKind.ALIAS_REMOVED: history_entry_pb2.HISTORY_KIND_ALIAS_REMOVED,
    HistoryKind.DEPRECATED: history_entry_pb2.HISTORY_KIND_DEPRECATED,
    HistoryKind.DELETED: history_entry_pb2.HISTORY_KIND_DELETED,
    HistoryKind.RESTORED: history_entry_pb2.HISTORY_KIND_RESTORED,
}
_ASKED_KINDS: Final = {value: kind for kind, value in _KINDS.items()}

_Move = pb.PromoteVersionRequest | pb.RollbackAliasRequest | pb.RemoveAliasRequest


def move_from_proto(request: _Move) -> AliasMove:
    """Which alias moves, from where, and why."""
    expected = _expectation(request.expected_from) if request.HasField("expected_from") else None
    return AliasMove(request.model, request.alias or DEFAULT_ALIAS, expected, request.reason)


def rollback_target_from_proto(request: pb.RollbackAliasRequest) -> SemVer | int:
    """Where an alias goes back to: a version, or a number of steps."""
    if request.HasField("version"):
        return SemVer.parse(request.version)
    return request.steps if request.HasField("steps") else 1


def promotion_to_proto(moved: MovedAlias) -> pb.PromoteVersionResponse:
    """The alias as moved."""
    return pb.PromoteVersionResponse(
        version=version_to_proto(moved.version) if moved.version else None, entry=entry_to_proto(moved.entry)
    )


def rollback_to_proto(moved: MovedAlias) -> pb.RollbackAliasResponse:
    """The alias as moved back."""
    return pb.RollbackAliasResponse(
        version=version_to_proto(moved.version) if moved.version else None, entry=entry_to_proto(moved.entry)
    )


def entry_to_proto(entry: HistoryEntry) -> history_entry_pb2.HistoryEntry:
    """A row."""
    row = entry.row
    return history_entry_pb2.HistoryEntry(
        id=entry.id,
        model=row.model,
        kind=_KINDS[row.kind],
        alias=row.alias,
        from_version=str(row.from_number) if row.from_number else "",
        to_version=str(row.to_number) if row.to_number else "",
        actor=row.actor,
        reason=row.reason,
        time=instant_to_proto(row.time),
        breaking_allowed=bool(row.breaking_fields),
        breaking_fields=row.breaking_fields,
    )


def history_query_from_proto(request: pb.ListHistoryRequest) -> HistoryQuery:
    """Which rows, and in which order."""
    wanted = request.filter
    start = instant_from_proto(wanted.start_time, "filter.start_time") if wanted.HasField("start_time") else None
    end = instant_from_proto(wanted.end_time, "filter.end_time") if wanted.HasField("end_time") else None
    return HistoryQuery(
        alias=wanted.alias,
        number=SemVer.parse(wanted.version, "filter.version") if wanted.version else None,
        kinds=frozenset(_ASKED_KINDS[kind] for kind in wanted.kinds),
        start_time=start,
        end_time=end,
        oldest_first=request.oldest_first,
    )


def history_to_proto(request: pb.ListHistoryRequest, page: Page[HistoryEntry]) -> pb.ListHistoryResponse:
    """A page of the history."""
    return pb.ListHistoryResponse(
        entries=map(entry_to_proto, page.items), next_page_token=next_page_token(request, page.next)
    )


def _expectation(expected: history_entry_pb2.AliasExpectation) -> AliasExpectation:
    if expected.HasField("version"):
        return AliasExpectation(SemVer.parse(expected.version, "expected_from.version"))
    return AliasExpectation(None)
