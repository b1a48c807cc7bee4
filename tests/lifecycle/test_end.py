"""How a server ends: in order, at once, or by a crash."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from pathlib import Path

import grpc
import httpx
import psutil
import pytest
from grpc_health.v1 import health_pb2, health_pb2_grpc

from hokusai_server.exit_codes import ExitCode
from tests.support.running_server import ServerProcess, server_process

pytestmark = pytest.mark.usefixtures("plane")


def children_of(server: ServerProcess) -> list[psutil.Process]:
    """Every process that the server started, at any depth."""
    return psutil.Process(server.process.pid).children(recursive=True)


def end_twice(server: ServerProcess) -> None:
    """Send a signal, wait until it has shown effect, and send it again."""
    with grpc.insecure_channel(server.address) as channel:
        watching = health_pb2_grpc.HealthStub(channel).Watch(health_pb2.HealthCheckRequest())  # type: ignore[attr-defined]
        next(watching)
        server.terminate()
        next(watching)
        server.terminate()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_signal_ends_an_idle_server_in_order(tmp_path: Path, number: signal.Signals) -> None:
    """Nothing runs, so nothing is waited for, and nothing is left."""
    with server_process(tmp_path, "--set", "drain.grace=300s") as server:
        httpx.get(f"http://{server.gateway}/livez")
        started = children_of(server)
        server.process.send_signal(number)
        assert server.wait() == ExitCode.OK
    assert started
    assert not [process for process in started if process.is_running()]


def test_signal_to_the_whole_group_drains_too(tmp_path: Path) -> None:
    """A terminal's Ctrl-C reaches the gateway as well, which must go on to answer /readyz while the server drains."""
    with server_process(tmp_path, "--set", "drain.lag=300s") as server:
        assert httpx.get(f"http://{server.gateway}/readyz").status_code == 200
        with grpc.insecure_channel(server.address) as channel:
            watching = health_pb2_grpc.HealthStub(channel).Watch(health_pb2.HealthCheckRequest())  # type: ignore[attr-defined]
            assert next(watching).status == health_pb2.HealthCheckResponse.SERVING
            os.killpg(server.process.pid, signal.SIGINT)
            assert next(watching).status == health_pb2.HealthCheckResponse.NOT_SERVING
            draining = httpx.get(f"http://{server.gateway}/readyz")
        assert draining.status_code == 503
        assert draining.json()["ready"] is False
        assert httpx.get(f"http://{server.gateway}/livez").status_code == 200


def test_second_signal_ends_at_once(tmp_path: Path) -> None:
    """Whoever cannot wait sends the signal again; all that was started goes too."""
    with server_process(tmp_path, "--set", "drain.lag=300s") as server:
        started = children_of(server)
        end_twice(server)
        assert server.wait() == 128 + signal.SIGTERM
    assert not psutil.wait_procs(started, timeout=20)[1]


def test_crash_leaves_no_process_behind(tmp_path: Path) -> None:
    """The kernel ends what the server started when the server is killed."""
    with server_process(tmp_path) as server:
        httpx.get(f"http://{server.gateway}/livez")
        started = children_of(server)
        server.kill()
    assert started
    assert not psutil.wait_procs(started, timeout=20)[1]


def test_gateway_tells_of_a_server_that_hangs(tmp_path: Path) -> None:
    """A probe must not believe a server whose process is there and whose loop stands still."""
    with server_process(tmp_path) as server:
        assert httpx.get(f"http://{server.gateway}/livez", timeout=30).status_code == 200
        server.process.send_signal(signal.SIGSTOP)
        hanging = httpx.get(f"http://{server.gateway}/livez", timeout=30)
        server.process.send_signal(signal.SIGCONT)
        assert (hanging.status_code, "DEADLINE_EXCEEDED" in hanging.text) == (503, True)
        assert httpx.get(f"http://{server.gateway}/livez", timeout=30).status_code == 200


def test_gateway_that_dies_is_replaced(tmp_path: Path) -> None:
    """The gRPC port does not notice, and HTTP answers again on the same port."""
    with server_process(tmp_path) as server:
        httpx.get(f"http://{server.gateway}/livez")
        for process in children_of(server):
            process.kill()
        with grpc.insecure_channel(server.address) as channel:
            health = health_pb2_grpc.HealthStub(channel)
            reply = health.Check(health_pb2.HealthCheckRequest())  # type: ignore[attr-defined]
            assert reply.status == health_pb2.HealthCheckResponse.SERVING
        # The socket is the server's, so a connection waits in it for the next gateway.
        answer = None
        while answer is None:
            with suppress(httpx.TransportError):
                answer = httpx.get(f"http://{server.gateway}/livez", timeout=20)
        assert answer.status_code == 200
