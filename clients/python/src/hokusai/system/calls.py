"""The calls of SystemService: requests built and replies parsed, nothing sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import grpc
from grpc_health.v1 import health_pb2
from grpc_health.v1.health_pb2_grpc import HealthStub

from hokusai.calls import Prepared, UnaryCall
from hokusai.system.v1 import system_service_pb2 as pb
from hokusai.system.v1.system_service_pb2_grpc import SystemServiceStub
from hokusai.wire_values import optional, seconds, when, word

_INFO = UnaryCall(lambda channel: SystemServiceStub(channel).GetSystemInfo)
_DEPENDENCIES = UnaryCall(lambda channel: SystemServiceStub(channel).ListDependencies)


@dataclass(frozen=True, slots=True)
class SystemInfo:
    """What a server is.

    Attributes:
        mode: `embedded`, `remote`, `optional` or `mock`.
        server_version: SemVer.
        contract_version: SemVer; within one major everything that worked goes on working.
        data_plane: `python` or `native`.
        start_time: when this process began to serve.
        mlflow_tracking_uri: without secrets.
        instance_id: tells replicas and restarts apart.
        server_time: the server's clock when it answered.
        catalogue_backend: `sqlite` or `postgresql`.
    """

    mode: str
    server_version: str
    contract_version: str
    data_plane: str
    start_time: datetime | None
    mlflow_tracking_uri: str
    instance_id: str
    server_time: datetime | None
    catalogue_backend: str

    @classmethod
    def from_proto(cls, message: pb.GetSystemInfoResponse) -> SystemInfo:
        """From the contract's message."""
        return cls(
            mode=word(pb.Mode, message.mode),
            server_version=message.server_version,
            contract_version=message.contract_version,
            data_plane=word(pb.DataPlane, message.data_plane),
            start_time=when(message, "start_time"),
            mlflow_tracking_uri=message.mlflow_tracking_uri,
            instance_id=message.instance_id,
            server_time=when(message, "server_time"),
            catalogue_backend=message.catalogue_backend,
        )


@dataclass(frozen=True, slots=True)
class Dependency:
    """Something that the server needs.

    Attributes:
        name: `catalogue`, `mlflow`, `bundles`, `spool` or `workers`.
        state: `healthy`, `degraded`, `recovering` or `down`.
        cause: why it is not healthy; empty while it is.
        since_time: since when it has been in this state.
        observe_time: when it was last observed.
        latency: seconds that its last answer took; None if it was never asked.
        pending_count: writes that wait for it; None if nothing ever does.
        breaker: `closed`, `open` or `half_open`; None if it has no circuit breaker.
        required: whether the server serves only with it.
    """

    name: str
    state: str
    cause: str
    since_time: datetime | None
    observe_time: datetime | None
    latency: float | None
    pending_count: int | None
    breaker: str | None
    required: bool

    @classmethod
    def from_proto(cls, message: pb.Dependency) -> Dependency:
        """From the contract's message."""
        return cls(
            name=message.name,
            state=word(pb.DependencyState, message.state),
            cause=message.cause,
            since_time=when(message, "since_time"),
            observe_time=when(message, "observe_time"),
            latency=seconds(message, "latency"),
            pending_count=optional(message, "pending_count"),
            breaker=word(pb.BreakerState, message.breaker.state) if message.HasField("breaker") else None,
            required=message.required,
        )


def _check(channel: grpc.Channel) -> Any:
    return HealthStub(channel).Check  # type: ignore[attr-defined]  # its stubs leave the methods out


_HEALTH: UnaryCall[Any, Any] = UnaryCall(_check)


def get_system_info() -> Prepared[SystemInfo]:
    """GetSystemInfo."""
    return _INFO.prepare(pb.GetSystemInfoRequest(), SystemInfo.from_proto)


def list_dependencies() -> Prepared[tuple[Dependency, ...]]:
    """ListDependencies."""
    return _DEPENDENCIES.prepare(
        pb.ListDependenciesRequest(page_size=1000),
        lambda reply: tuple(Dependency.from_proto(each) for each in reply.dependencies),
    )


def check_health(service: str = "") -> Prepared[str]:
    """grpc.health.v1 Check."""
    known = health_pb2.HealthCheckResponse.ServingStatus
    return _HEALTH.prepare(
        health_pb2.HealthCheckRequest(service=service), lambda reply: known.Name(reply.status).lower()
    )
