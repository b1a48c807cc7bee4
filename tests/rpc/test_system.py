"""SystemService over a real socket."""

from __future__ import annotations

from pathlib import Path

import grpc
import pytest
from google.rpc import error_details_pb2, status_pb2

from hokusai.system.v1 import system_service_pb2 as pb
from hokusai.system.v1.system_service_pb2_grpc import SystemServiceStub
from tests.support.planes import chosen_plane
from tests.support.running_server import ServerUnderTest, serving

pytestmark = pytest.mark.usefixtures("plane")


async def test_system_info_says_what_the_server_is(server: ServerUnderTest) -> None:
    """GetSystemInfo names mode, versions and stores of an embedded server."""
    reply = await SystemServiceStub(server.channel).GetSystemInfo(pb.GetSystemInfoRequest())
    assert reply.mode == pb.MODE_EMBEDDED
    assert pb.DataPlane.Name(reply.data_plane) == f"DATA_PLANE_{chosen_plane().upper()}"
    assert reply.catalogue_backend == "sqlite"
    assert reply.mlflow_tracking_uri.startswith("sqlite:///")
    assert reply.server_version
    assert reply.start_time.ToMilliseconds() <= reply.server_time.ToMilliseconds()


async def test_each_start_has_an_instance_id_of_its_own(tmp_path: Path) -> None:
    """Restarts can be told apart by the instance id."""
    seen = set()
    for _ in range(2):
        async with serving(tmp_path) as running:
            reply = await SystemServiceStub(running.channel).GetSystemInfo(pb.GetSystemInfoRequest())
            seen.add(reply.instance_id)
    assert len(seen) == 2


async def test_dependencies_come_in_pages(server: ServerUnderTest) -> None:
    """Ordered by name; following the tokens gives each dependency once."""
    stub = SystemServiceStub(server.channel)
    whole = await stub.ListDependencies(pb.ListDependenciesRequest())
    names = [dependency.name for dependency in whole.dependencies]
    assert {"catalogue", "mlflow"} <= set(names)
    assert ("data_plane" in names) == (chosen_plane() == "native")
    assert names == sorted(names)
    assert all(one.state == pb.DEPENDENCY_STATE_HEALTHY and not one.cause for one in whole.dependencies)
    followed, token = [], ""
    while True:
        page = await stub.ListDependencies(pb.ListDependenciesRequest(page_size=1, page_token=token))
        followed += [dependency.name for dependency in page.dependencies]
        token = page.next_page_token
        if not token:
            break
    assert followed == names


async def test_page_token_of_nobody_is_refused(server: ServerUnderTest) -> None:
    """PAGE_TOKEN_INVALID, whatever the text."""
    with pytest.raises(grpc.aio.AioRpcError) as failure:
        await SystemServiceStub(server.channel).ListDependencies(pb.ListDependenciesRequest(page_token="x"))
    assert _error_info(failure.value).reason == "PAGE_TOKEN_INVALID"


async def test_unknown_dependency_is_not_found(server: ServerUnderTest) -> None:
    """GetDependency of a name that the server does not have fails with DEPENDENCY_NOT_FOUND."""
    with pytest.raises(grpc.aio.AioRpcError) as failure:
        await SystemServiceStub(server.channel).GetDependency(pb.GetDependencyRequest(name="no_such_thing"))
    assert failure.value.code() is grpc.StatusCode.NOT_FOUND
    assert "DEPENDENCY_NOT_FOUND" in str(_error_info(failure.value))


async def test_breakers_come_later(server: ServerUnderTest) -> None:
    """ResetBreaker answers UNIMPLEMENTED with a reason."""
    with pytest.raises(grpc.aio.AioRpcError) as failure:
        await SystemServiceStub(server.channel).ResetBreaker(pb.ResetBreakerRequest(dependency="mlflow"))
    assert failure.value.code() is grpc.StatusCode.UNIMPLEMENTED
    assert _error_info(failure.value).reason == "NOT_IMPLEMENTED_YET"


async def test_every_reply_of_a_mock_server_is_marked(tmp_path: Path) -> None:
    """In mock mode the header `hokusai-mode` says so, and nothing is left behind."""
    async with serving(tmp_path, mock_mode="true") as running:
        call = SystemServiceStub(running.channel).GetSystemInfo(pb.GetSystemInfoRequest())
        assert (await call).mode == pb.MODE_MOCK
        assert dict(await call.initial_metadata())["hokusai-mode"] == "mock"
    assert not running.data_dir.exists()


def _error_info(error: grpc.aio.AioRpcError) -> error_details_pb2.ErrorInfo:
    trailers = dict(error.trailing_metadata())
    status = status_pb2.Status.FromString(trailers["grpc-status-details-bin"])
    info = error_details_pb2.ErrorInfo()
    assert status.details[0].Unpack(info)
    return info
