"""grpc.health.v1 and reflection over a real socket."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import grpc
import pytest
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection_pb2, reflection_pb2_grpc

from tests.support.running_server import ServerUnderTest, serving

pytestmark = pytest.mark.usefixtures("plane")

SERVING = health_pb2.HealthCheckResponse.SERVING
NOT_SERVING = health_pb2.HealthCheckResponse.NOT_SERVING
SERVICE_UNKNOWN = health_pb2.HealthCheckResponse.SERVICE_UNKNOWN
SYSTEM = "hokusai.system.v1.SystemService"


def health_stub(running: ServerUnderTest) -> Any:
    """The health service, whose types lag behind its code."""
    return health_pb2_grpc.HealthStub(running.channel)


def reflection_stub(running: ServerUnderTest) -> Any:
    """The reflection service, whose types know synchronous channels only."""
    channel: Any = running.channel
    return reflection_pb2_grpc.ServerReflectionStub(channel)


def request(name: str) -> health_pb2.HealthCheckRequest:
    """A request for one name."""
    return health_pb2.HealthCheckRequest(service=name)


@pytest.mark.parametrize("name", ["", SYSTEM])
async def test_running_server_and_its_services_serve(server: ServerUnderTest, name: str) -> None:
    """The whole server and each service say SERVING once the stores answered."""
    reply = await health_stub(server).Check(request(name))
    assert reply.status == SERVING


async def test_unknown_name_is_not_found(server: ServerUnderTest) -> None:
    """As the health protocol asks."""
    with pytest.raises(grpc.aio.AioRpcError) as raised:
        await health_stub(server).Check(request("no.such.Service"))
    assert raised.value.code() is grpc.StatusCode.NOT_FOUND


async def test_list_names_everything(server: ServerUnderTest) -> None:
    """List has the whole server and every service."""
    stub = health_stub(server)
    reply = await stub.List(health_pb2.HealthListRequest())  # type: ignore[attr-defined] # newer than the stubs
    assert {"", SYSTEM} <= set(reply.statuses)


async def test_model_comes_and_goes(server: ServerUnderTest) -> None:
    """A watcher of a model sees it unknown, serving, and unknown again."""
    name = "model:lead_scoring/1.0.0"
    seen: asyncio.Queue[int] = asyncio.Queue()

    async def watch() -> None:
        async for reply in health_stub(server).Watch(request(name)):
            seen.put_nowait(reply.status)

    watching = asyncio.create_task(watch())
    assert await seen.get() == SERVICE_UNKNOWN
    server.server.health.set_serving(name, serving=True)
    assert await seen.get() == SERVING
    server.server.health.forget(name)
    assert await seen.get() == SERVICE_UNKNOWN
    watching.cancel()


async def test_watcher_is_told_of_the_drain_and_let_go(tmp_path: Path) -> None:
    """A watcher sees NOT_SERVING and then the end of its stream, so that it never holds up the end of the server."""
    async with serving(tmp_path) as running:
        watching = health_stub(running).Watch(request(""))
        statuses = aiter(watching)
        assert (await anext(statuses)).status == SERVING
        draining = asyncio.create_task(running.server.drain.run())
        assert [reply.status async for reply in statuses] == [NOT_SERVING]
        await draining


async def test_reflection_lists_every_service(server: ServerUnderTest) -> None:
    """grpcurl finds what is served without any proto file."""
    stub = reflection_stub(server)
    asked = reflection_pb2.ServerReflectionRequest(list_services="")
    replies = [reply async for reply in stub.ServerReflectionInfo(iter([asked]))]
    names = {service.name for service in replies[0].list_services_response.service}
    assert {SYSTEM, "grpc.health.v1.Health", "grpc.reflection.v1alpha.ServerReflection"} <= names


async def test_reflection_knows_the_field_rules(server: ServerUnderTest) -> None:
    """Every file behind a service can be fetched, those with options of other packages included."""
    stub = reflection_stub(server)
    asked = reflection_pb2.ServerReflectionRequest(file_containing_symbol=SYSTEM)
    replies = [reply async for reply in stub.ServerReflectionInfo(iter([asked]))]
    assert replies[0].file_descriptor_response.file_descriptor_proto


async def test_reflection_can_be_turned_off(tmp_path: Path) -> None:
    """With the setting off the service is not there."""
    async with serving(tmp_path, reflection="false") as running:
        # Nothing is written: a client whose call ends while it writes does not learn the status.
        call = reflection_stub(running).ServerReflectionInfo()
        assert await call.code() is grpc.StatusCode.UNIMPLEMENTED
