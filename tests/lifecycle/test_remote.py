"""A server in front of a real MLflow server, with its catalogue in a real PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AsyncExitStack, ExitStack
from pathlib import Path

import pytest
from grpc_health.v1 import health_pb2

from hokusai.system.v1 import system_service_pb2 as pb
from hokusai.system.v1.system_service_pb2_grpc import SystemServiceStub
from hokusai_server.exit_codes import ExitCode
from tests.support.mlflow_server import ADMIN, MlflowServer, mlflow_server
from tests.support.postgres import PostgresServer, running_postgres
from tests.support.running_server import ServerUnderTest, server_process, serving

pytestmark = pytest.mark.usefixtures("plane")

HEALTHY, DOWN = pb.DEPENDENCY_STATE_HEALTHY, pb.DEPENDENCY_STATE_DOWN


async def states(running: ServerUnderTest) -> dict[str, int]:
    """The state of each dependency, looked at now."""
    await running.server.monitor.observe()
    reply = await SystemServiceStub(running.channel).ListDependencies(pb.ListDependenciesRequest())
    return {dependency.name: dependency.state for dependency in reply.dependencies}


async def test_server_goes_on_without_mlflow(tmp_path: Path) -> None:
    """MLflow going away is shown and named; the server stays ready, since predicting needs no MLflow."""
    async with AsyncExitStack() as stack:
        with mlflow_server(tmp_path / "mlflow") as mlflow:
            settings = {"mlflow__tracking_uri": mlflow.uri, "mlflow__timeout": "2s"}
            running = await stack.enter_async_context(serving(tmp_path, **settings))
            info = await SystemServiceStub(running.channel).GetSystemInfo(pb.GetSystemInfoRequest())
            assert (info.mode, info.mlflow_tracking_uri) == (pb.MODE_REMOTE, mlflow.uri)
            assert (await states(running))["mlflow"] == HEALTHY
        assert (await states(running))["mlflow"] == DOWN
        reply = await SystemServiceStub(running.channel).GetDependency(pb.GetDependencyRequest(name="mlflow"))
        assert mlflow.uri in reply.dependency.cause
        assert not reply.dependency.required
        assert running.server.health.status("") == health_pb2.HealthCheckResponse.SERVING


async def test_server_is_not_ready_without_its_catalogue(tmp_path: Path) -> None:
    """PostgreSQL going away turns the health of the server."""
    async with AsyncExitStack() as stack:
        with running_postgres() as postgres:
            running = await stack.enter_async_context(serving(tmp_path, catalogue__url=postgres.new_database()))
            info = await SystemServiceStub(running.channel).GetSystemInfo(pb.GetSystemInfoRequest())
            assert info.catalogue_backend == "postgresql"
            assert (await states(running))["catalogue"] == HEALTHY
        assert (await states(running))["catalogue"] == DOWN
        assert running.server.health.status("") == health_pb2.HealthCheckResponse.NOT_SERVING


@pytest.fixture(scope="module")
def guarded_mlflow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MlflowServer]:
    """An MLflow server that asks for user and password."""
    with mlflow_server(tmp_path_factory.mktemp("mlflow"), basic_auth=True) as mlflow:
        yield mlflow


def test_wrong_password_for_mlflow_stops_the_start(tmp_path: Path, guarded_mlflow: MlflowServer) -> None:
    """One line that names what to set, with a code of its own; the password is not in it."""
    environment = {
        "MLFLOW_TRACKING_URI": guarded_mlflow.uri,
        "MLFLOW_TRACKING_USERNAME": ADMIN,
        "MLFLOW_TRACKING_PASSWORD": "wrong-horse",
    }
    with server_process(tmp_path, environment=environment, serve=False) as refused:
        assert refused.wait() == ExitCode.MLFLOW_REFUSED
    assert "MLFLOW_TRACKING_PASSWORD" in refused.log
    assert "wrong-horse" not in refused.log


async def test_right_password_for_mlflow_is_used(tmp_path: Path, guarded_mlflow: MlflowServer) -> None:
    """With the credentials that MLflow knows, it counts as healthy."""
    credentials = {"mlflow__username": ADMIN, "mlflow__password": guarded_mlflow.password}
    async with serving(tmp_path, mlflow__tracking_uri=guarded_mlflow.uri, **credentials) as running:
        assert (await states(running))["mlflow"] == HEALTHY


def test_replicas_on_postgresql_start_and_end(tmp_path: Path, postgres: PostgresServer) -> None:
    """Set by the environment, as a container would; two replicas may share the database."""
    environment = {"HOKUSAI_CATALOGUE_URL": postgres.new_database()}
    with ExitStack() as stack:
        replicas = [
            stack.enter_context(server_process(tmp_path / name, environment=environment)) for name in ("one", "two")
        ]
        for replica in replicas:
            replica.terminate()
            assert replica.wait() == ExitCode.OK
