"""Which data plane a server takes, and how it says so."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import grpc
import httpx
import pytest

from hokusai.backend.v1 import data_plane_service_pb2 as backend
from hokusai.backend.v1.data_plane_service_pb2_grpc import DataPlaneServiceStub
from hokusai.system.v1 import system_service_pb2 as pb
from hokusai.system.v1.system_service_pb2_grpc import SystemServiceStub
from hokusai_server.exit_codes import ExitCode
from tests.support.data_planes import data_plane_of, data_planes_of, eventually
from tests.support.planes import native_program, on_plane
from tests.support.running_server import ServerProcess, server_process
from tests.support.scripts import write_script


@pytest.fixture
def foreign(tmp_path: Path) -> str:
    """A program that is none of this release."""
    return str(write_script(tmp_path / "foreign", "echo something else"))


@pytest.fixture
def native() -> Iterator[None]:
    with on_plane("native"):
        yield


def plane_of(server: ServerProcess) -> str:
    """What the server says over gRPC."""
    with grpc.insecure_channel(server.address) as channel:
        reply = SystemServiceStub(channel).GetSystemInfo(pb.GetSystemInfoRequest())
    return pb.DataPlane.Name(reply.data_plane)


def lines_of(log: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in log.splitlines() if line.startswith("{")]


@pytest.mark.parametrize("plane", ["python", "native"])
def test_the_first_line_of_the_log_says_which_plane_serves(tmp_path: Path, plane: str) -> None:
    with on_plane(plane), server_process(tmp_path, "--log-format", "json") as server:
        assert plane_of(server) == f"DATA_PLANE_{plane.upper()}"
        server.terminate()
        server.wait()
        first = lines_of(server.log)[0]
    assert (first["event"], first["data_plane"]) == ("serving", plane)


def test_auto_takes_the_program_that_is_there(tmp_path: Path) -> None:
    options = ("--set", f"data_plane_program={native_program()}", "--set", "data_plane=auto")
    with server_process(tmp_path, *options) as server:
        assert plane_of(server) == "DATA_PLANE_NATIVE"


def test_auto_serves_without_a_program_that_is_of_no_use_and_says_why(tmp_path: Path, foreign: str) -> None:
    options = ("--set", f"data_plane_program={foreign}", "--set", "data_plane=auto", "--log-format", "json")
    with server_process(tmp_path, *options) as server:
        assert plane_of(server) == "DATA_PLANE_PYTHON"
        assert data_planes_of(server.process.pid) == []
        server.terminate()
        server.wait()
        (warning,) = [line for line in lines_of(server.log) if line["level"] == "warning"]
    assert "another release" in str(warning["cause"])
    assert "make dataplane" in str(warning["cause"])


def test_native_does_not_start_on_a_program_that_is_of_no_use(tmp_path: Path, foreign: str) -> None:
    options = ("--set", f"data_plane_program={foreign}", "--set", "data_plane=native")
    with server_process(tmp_path, *options, serve=False) as server:
        assert server.wait() == ExitCode.SETTINGS_INVALID
        assert "another release" in server.log


@pytest.mark.usefixtures("native")
async def test_a_program_of_another_release_is_told_nothing(tmp_path: Path) -> None:
    with server_process(tmp_path) as server:
        socket = data_plane_of(server.process.pid).cmdline()[1]
        async with grpc.aio.insecure_channel(f"unix:{socket}") as channel:
            foreign = backend.AttachRequest(pid=os.getpid(), contract_digest="of another release")
            attached = aiter(DataPlaneServiceStub(channel).Attach(foreign))
            with pytest.raises(grpc.aio.AioRpcError) as refused:
                await anext(attached)
        assert refused.value.code() is grpc.StatusCode.FAILED_PRECONDITION
        assert plane_of(server) == "DATA_PLANE_NATIVE"


# The dependencies are asked every few seconds.
@pytest.mark.slow
@pytest.mark.usefixtures("native")
async def test_a_data_plane_that_hangs_is_seen_in_readiness(tmp_path: Path) -> None:
    with server_process(tmp_path) as server:
        assert readiness(server) == (200, True)
        plane = data_plane_of(server.process.pid)
        plane.send_signal(signal.SIGSTOP)
        try:
            await eventually(lambda: readiness(server) == (503, False))
        finally:
            plane.send_signal(signal.SIGCONT)
        await eventually(lambda: readiness(server) == (200, True))


def readiness(server: ServerProcess) -> tuple[int, bool]:
    """What /readyz answers, and whether it calls the data plane healthy."""
    ready = httpx.get(f"http://{server.gateway}/readyz")
    (healthy,) = [one["healthy"] for one in ready.json()["dependencies"] if one["name"] == "data_plane"]
    return ready.status_code, healthy
