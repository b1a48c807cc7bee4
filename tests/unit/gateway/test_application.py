"""The gateway's routes over a server that answers, and over one that does not."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import grpc
import httpx
import pytest

from hokusai.backend.v1 import backend_service_pb2 as pb
from hokusai.backend.v1.backend_service_pb2_grpc import BackendServiceStub, add_BackendServiceServicer_to_server
from hokusai_server.domain.dependencies import DependencyState, DependencyStatus
from hokusai_server.domain.errors import CatalogueUnavailable
from hokusai_server.domain.mode import Mode
from hokusai_server.gateway.application import build_application
from hokusai_server.gateway.connect_calls import ConnectCalls
from hokusai_server.gateway.web_pages import WebPages
from hokusai_server.services.dependencies import DependencyMonitor
from hokusai_server.telemetry.metrics import Exposition, Metrics
from hokusai_server.transport.backend_servicer import BackendServicer
from hokusai_server.transport.health import OVERALL, Health
from tests.unit.services.test_dependencies import ScriptedProbe

Ask = Callable[[str], Any]


@asynccontextmanager
async def gateway(folder: Path, servicer: BackendServicer | None) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the gateway's application, over a real Unix socket; without a servicer nobody answers there."""
    door = f"unix:{folder / 'b.sock'}"
    server = grpc.aio.server()
    if servicer is not None:
        add_BackendServiceServicer_to_server(servicer, server)
        server.add_insecure_port(door)
    await server.start()
    async with grpc.aio.insecure_channel(door) as channel:
        transport = httpx.ASGITransport(
            build_application(BackendServiceStub(channel), ConnectCalls(None, 1024, WebPages(())))
        )
        async with httpx.AsyncClient(transport=transport, base_url="http://gateway") as client:
            yield client
    await server.stop(grace=None)


def backend(health: Health, monitor: DependencyMonitor, mode: Mode = Mode.EMBEDDED) -> BackendServicer:
    """A servicer over the parts of a server."""
    metrics = Metrics()

    async def expose() -> Exposition:
        return metrics.expose()

    return BackendServicer(mode, health, monitor, expose)


def no_dependencies() -> DependencyMonitor:
    """A monitor of nothing."""
    return DependencyMonitor([], lambda ready: None)


async def test_serving_server_is_live_and_ready(short_folder: Path) -> None:
    """200 for both, and the body names what serves."""
    health = Health()
    health.set_serving(OVERALL, serving=True)
    health.set_serving("hokusai.x.v1.X", serving=True)
    async with gateway(short_folder, backend(health, no_dependencies())) as client:
        live, ready = await client.get("/livez"), await client.get("/readyz")
    assert (live.status_code, ready.status_code) == (200, 200)
    assert ready.json() == {
        "ready": True,
        "mode": "embedded",
        "serving": {"hokusai.x.v1.X": True},
        "dependencies": [],
    }
    assert "hokusai-mode" not in ready.headers


async def test_server_without_a_store_is_live_and_not_ready(short_folder: Path) -> None:
    """503 with the cause; restarting would not help, so it stays live."""
    health = Health()
    probe = ScriptedProbe("catalogue", faults=[CatalogueUnavailable("no route")])
    monitor = DependencyMonitor([probe], lambda ready: health.set_serving(OVERALL, serving=ready))
    await monitor.observe()
    async with gateway(short_folder, backend(health, monitor)) as client:
        live, ready = await client.get("/livez"), await client.get("/readyz")
    assert (live.status_code, ready.status_code) == (200, 503)
    (shown,) = ready.json()["dependencies"]
    assert (shown["name"], shown["healthy"], shown["required"]) == ("catalogue", False, True)
    assert "no route" in shown["cause"]
    assert monitor.status("catalogue").state is DependencyState.DOWN
    assert isinstance(monitor.status("catalogue"), DependencyStatus)


async def test_mock_mode_is_marked(short_folder: Path) -> None:
    """Nobody takes a mock server for a real one."""
    async with gateway(short_folder, backend(Health(), no_dependencies(), Mode.MOCK)) as client:
        assert (await client.get("/readyz")).headers["hokusai-mode"] == "mock"


async def test_metrics_are_those_of_the_server(short_folder: Path) -> None:
    """In the format that Prometheus asks for."""
    async with gateway(short_folder, backend(Health(), no_dependencies())) as client:
        metrics = await client.get("/metrics")
    assert metrics.headers["content-type"].startswith("text/plain; version=")
    assert "process_resident_memory_bytes" in metrics.text


@pytest.mark.parametrize("path", ["/livez", "/readyz", "/metrics"])
async def test_server_that_does_not_answer(short_folder: Path, path: str) -> None:
    """503, never 500, and quickly."""
    async with gateway(short_folder, None) as client:
        answer = await client.get(path)
    assert answer.status_code == 503
    assert "UNAVAILABLE" in answer.text


def test_replies_name_their_service() -> None:
    """The backend contract is what both ends were built from."""
    assert pb.DESCRIPTOR.services_by_name["BackendService"].full_name == "hokusai.backend.v1.BackendService"
