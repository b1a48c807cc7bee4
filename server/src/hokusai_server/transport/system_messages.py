"""From facts about the server and its dependencies to the messages of `hokusai.system.v1`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from google.protobuf import duration_pb2, timestamp_pb2

from hokusai.system.v1 import system_service_pb2 as pb
from hokusai_server.domain.dependencies import DependencyState, DependencyStatus, SpoolState
from hokusai_server.domain.mode import Mode
from hokusai_server.services.system import SystemInformation

# The release of the contract that the generated code was made from; grows with every addition to it.
CONTRACT_VERSION: Final = "1.0.0"

_MODES: Final[Mapping[Mode, pb.Mode.ValueType]] = {
    Mode.EMBEDDED: pb.MODE_EMBEDDED,
    Mode.REMOTE: pb.MODE_REMOTE,
    Mode.OPTIONAL: pb.MODE_OPTIONAL,
    Mode.MOCK: pb.MODE_MOCK,
}
_STATES: Final[Mapping[DependencyState, pb.DependencyState.ValueType]] = {
    DependencyState.HEALTHY: pb.DEPENDENCY_STATE_HEALTHY,
    DependencyState.DEGRADED: pb.DEPENDENCY_STATE_DEGRADED,
    DependencyState.RECOVERING: pb.DEPENDENCY_STATE_RECOVERING,
    DependencyState.DOWN: pb.DEPENDENCY_STATE_DOWN,
}


def system_info_to_proto(information: SystemInformation, now: datetime) -> pb.GetSystemInfoResponse:
    """The reply of GetSystemInfo at the instant `now`."""
    return pb.GetSystemInfoResponse(
        mode=_MODES[information.mode],
        server_version=information.server_version,
        contract_version=CONTRACT_VERSION,
        data_plane=pb.DATA_PLANE_NATIVE if information.native_data_plane else pb.DATA_PLANE_PYTHON,
        start_time=_timestamp(information.start_time),
        mlflow_tracking_uri=information.mlflow_tracking_uri,
        instance_id=information.instance_id,
        server_time=_timestamp(now),
        catalogue_backend=information.catalogue_backend,
    )


def dependency_to_proto(status: DependencyStatus) -> pb.Dependency:
    """One dependency as it was last observed."""
    latency = duration_pb2.Duration()
    latency.FromTimedelta(status.latency)
    return pb.Dependency(
        name=status.name,
        state=_STATES[status.state],
        cause=status.cause,
        since_time=_timestamp(status.since),
        observe_time=_timestamp(status.observed),
        latency=latency,
        required=status.required,
        pending_count=None if status.spool is None else status.spool.pending,
        spool=None if status.spool is None else _spool_to_proto(status.spool),
    )


def _spool_to_proto(spool: SpoolState) -> pb.SpoolState:
    oldest = spool.oldest_pending
    return pb.SpoolState(
        pending_count=spool.pending,
        size_bytes=spool.size_bytes,
        max_size_bytes=spool.max_bytes,
        oldest_pending_time=None if oldest is None else _timestamp(oldest),
    )


def _timestamp(instant: datetime) -> timestamp_pb2.Timestamp:
    message = timestamp_pb2.Timestamp()
    message.FromDatetime(instant)
    return message
