"""The system area: what the server is and how its dependencies are."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from functools import partial

from hokusai.system.v1.system_service_pb2_grpc import add_SystemServiceServicer_to_server
from hokusai_server.bootstrap.assembly import Assembly
from hokusai_server.bootstrap.stores import mlflow_connection
from hokusai_server.domain.dependencies import DependencyState
from hokusai_server.release import SERVER_VERSION
from hokusai_server.services.dependencies import DependencyMonitor
from hokusai_server.services.system import SystemInformation
from hokusai_server.transport.grpc_server import ServedService
from hokusai_server.transport.system_servicer import SystemServicer


def add_system(assembly: Assembly) -> DependencyMonitor:
    """Add SystemService; call it last, when every probe is known."""
    settings = assembly.settings
    information = SystemInformation(
        mode=assembly.mode,
        server_version=SERVER_VERSION,
        start_time=datetime.now(UTC),
        mlflow_tracking_uri=mlflow_connection(settings.mlflow, assembly.data_dir).tracking_uri,
        instance_id=str(uuid.uuid4()),
        catalogue_backend="sqlite" if settings.catalogue.url is None else "postgresql",
        native_data_plane=assembly.link is not None,
    )
    monitor = DependencyMonitor(assembly.probes, partial(_show_overall_health, assembly))
    assembly.metrics.info(
        "hokusai_server_info", "Constant 1; its labels say what runs.", version=SERVER_VERSION, mode=assembly.mode.value
    )
    assembly.metrics.gauges(
        "hokusai_dependency_up",
        "1 while the dependency answers, else 0.",
        "dependency",
        partial(_dependencies_up, monitor),
    )
    servicer = SystemServicer(information, monitor)
    assembly.services.append(
        ServedService("hokusai.system.v1.SystemService", partial(add_SystemServiceServicer_to_server, servicer))
    )
    return monitor


def _dependencies_up(monitor: DependencyMonitor) -> dict[str, float]:
    return {status.name: float(status.state is not DependencyState.DOWN) for status in monitor.statuses()}


def _show_overall_health(assembly: Assembly, ready: bool) -> None:
    for name in ("", *(service.name for service in assembly.services)):
        assembly.health.set_serving(name, serving=ready)
