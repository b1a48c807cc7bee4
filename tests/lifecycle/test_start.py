"""How a server starts, and every way in which it says that it cannot."""

from __future__ import annotations

import json
import re
import socket
import sqlite3
from pathlib import Path

import grpc
import httpx
import pytest

from hokusai.system.v1 import system_service_pb2 as pb
from hokusai.system.v1.system_service_pb2_grpc import SystemServiceStub
from hokusai_server.exit_codes import ExitCode
from tests.support.running_server import server_process


def failed_start(folder: Path, *options: str, environment: dict[str, str] | None = None) -> tuple[int, str]:
    """Exit code and log of a server that should not start."""
    with server_process(folder, *options, environment=environment, serve=False) as server:
        return server.wait(), server.log


def assert_one_clear_line(log: str, *words: str) -> None:
    """One line for people, with the words in it, and nothing else but lines of the log."""
    lines = [line for line in log.splitlines() if not re.match(r"\d{4}-\d\d-\d\dT\S+ info ", line)]
    assert len(lines) == 1, log
    assert lines[0].startswith("hokusai: "), log
    assert all(word in lines[0] for word in words), log


@pytest.mark.usefixtures("plane")
def test_server_says_where_it_serves(tmp_path: Path) -> None:
    """The line on stdout and the ready file name both bound addresses, and both answer."""
    ready = tmp_path / "ready.json"
    with server_process(tmp_path, "--ready-file", str(ready)) as server:
        written = json.loads(ready.read_text(encoding="utf-8"))
        assert (written["grpc"], written["gateway"]) == (server.address, server.gateway)
        assert written["pid"] == server.process.pid
        assert httpx.get(f"http://{server.gateway}/livez").status_code == 200
        with grpc.insecure_channel(server.address) as channel:
            assert SystemServiceStub(channel).GetSystemInfo(pb.GetSystemInfoRequest()).mode == pb.MODE_EMBEDDED


@pytest.mark.usefixtures("plane")
def test_readiness_names_what_serves(tmp_path: Path) -> None:
    """/readyz tells of services and dependencies, /metrics counts calls, other paths are not there."""
    with server_process(tmp_path) as server:
        with grpc.insecure_channel(server.address) as channel:
            SystemServiceStub(channel).GetSystemInfo(pb.GetSystemInfoRequest())
        ready = httpx.get(f"http://{server.gateway}/readyz")
        metrics = httpx.get(f"http://{server.gateway}/metrics").text
        assert httpx.get(f"http://{server.gateway}/nothing").status_code == 404
    assert ready.status_code == 200
    assert ready.json()["serving"]["hokusai.system.v1.SystemService"] is True
    assert {one["name"] for one in ready.json()["dependencies"]} >= {"catalogue", "mlflow"}
    method = "/hokusai.system.v1.SystemService/GetSystemInfo"
    assert 'hokusai_dependency_up{dependency="catalogue"} 1.0' in metrics
    assert 'mode="embedded"' in metrics
    assert f'hokusai_rpc_finished_total{{code="OK",method="{method}"}} 1.0' in metrics


@pytest.mark.usefixtures("plane")
@pytest.mark.parametrize("option", ["--listen", "--gateway"])
def test_port_in_use(tmp_path: Path, option: str) -> None:
    """Either port may be taken by another program; gRPC adds no lines of its own, even if it may."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        code, log = failed_start(tmp_path, option, address, environment={"GRPC_VERBOSITY": "ERROR"})
    assert code == ExitCode.PORT_UNAVAILABLE
    assert_one_clear_line(log, address)


@pytest.mark.usefixtures("plane")
def test_port_of_another_server_is_not_shared(tmp_path: Path) -> None:
    """gRPC would let two servers listen on one port and split the calls between them."""
    with server_process(tmp_path / "first") as first:
        code, log = failed_start(tmp_path / "second", "--listen", first.address)
    assert code == ExitCode.PORT_UNAVAILABLE
    assert_one_clear_line(log, first.address)


@pytest.mark.usefixtures("plane")
@pytest.mark.parametrize("address", ["203.0.113.7:0", "no-such-host.invalid:0"], ids=["foreign", "unknown"])
def test_address_that_is_not_of_this_machine(tmp_path: Path, address: str) -> None:
    """An address that another machine has, or nobody."""
    options = ("--listen", address, "--set", "allow_plaintext=true")
    code, log = failed_start(tmp_path, *options, environment={"GRPC_VERBOSITY": "ERROR"})
    assert code == ExitCode.PORT_UNAVAILABLE
    assert_one_clear_line(log, address, "--listen")


def test_data_directory_that_cannot_be_made(tmp_path: Path) -> None:
    """A file is where the directory should be."""
    (tmp_path / "data").write_text("in the way")
    code, log = failed_start(tmp_path)
    assert code == ExitCode.DATA_DIR_UNUSABLE
    assert_one_clear_line(log, str(tmp_path / "data"))


def test_data_directory_with_a_file_in_the_way(tmp_path: Path) -> None:
    """Something inside it is not what it should be."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "bundles").write_text("in the way")
    code, log = failed_start(tmp_path)
    assert code == ExitCode.DATA_DIR_UNUSABLE
    assert_one_clear_line(log, str(tmp_path / "data"))


def test_catalogue_that_is_no_database(tmp_path: Path) -> None:
    """A damaged file is not overwritten."""
    (tmp_path / "data").mkdir()
    catalogue = tmp_path / "data" / "catalogue.db"
    catalogue.write_text("this was a database once")
    code, log = failed_start(tmp_path)
    assert code == ExitCode.CATALOGUE_UNREACHABLE
    assert_one_clear_line(log, "catalogue")
    assert catalogue.read_text() == "this was a database once"


def test_ready_file_that_cannot_be_written(tmp_path: Path) -> None:
    """Whoever waits for it must not wait for ever."""
    ready = tmp_path / "nowhere" / "ready.json"
    code, log = failed_start(tmp_path, "--ready-file", str(ready))
    assert code == ExitCode.SETTINGS_INVALID
    assert_one_clear_line(log, str(ready))


@pytest.mark.usefixtures("plane")
def test_data_directory_of_another_server(tmp_path: Path) -> None:
    """One server owns a directory; the next is told which process has it."""
    with server_process(tmp_path) as first:
        code, log = failed_start(tmp_path)
    assert code == ExitCode.DATA_DIR_IN_USE
    assert_one_clear_line(log, str(tmp_path / "data"), str(first.process.pid))


@pytest.mark.usefixtures("plane")
def test_data_directory_is_free_after_a_crash(tmp_path: Path) -> None:
    """The lock goes with the process, however that ends."""
    with server_process(tmp_path) as crashed:
        crashed.kill()
    with server_process(tmp_path) as second:
        assert second.address


def test_data_directory_is_private(tmp_path: Path) -> None:
    """Nobody but its owner reads it."""
    with server_process(tmp_path):
        assert (tmp_path / "data").stat().st_mode & 0o077 == 0


def test_schema_of_a_later_release(tmp_path: Path) -> None:
    """A catalogue that a later release wrote is left alone."""
    with server_process(tmp_path) as server:
        server.terminate()
        assert server.wait() == ExitCode.OK
    with sqlite3.connect(tmp_path / "data" / "catalogue.db") as catalogue:
        catalogue.execute("UPDATE alembic_version SET version_num = '9999'")
    catalogue.close()
    code, log = failed_start(tmp_path)
    assert code == ExitCode.SCHEMA_NEWER
    assert_one_clear_line(log, "9999", "later release")


def test_catalogue_that_does_not_answer(tmp_path: Path) -> None:
    """PostgreSQL is not there."""
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    address = f"postgresql://ada:engine@127.0.0.1:{port}/hokusai"
    code, log = failed_start(tmp_path, environment={"HOKUSAI_CATALOGUE_URL": address})
    assert code == ExitCode.CATALOGUE_UNREACHABLE
    assert_one_clear_line(log, "catalogue", "check HOKUSAI_CATALOGUE_URL")
    assert "engine" not in log


def test_mlflow_that_does_not_answer(tmp_path: Path) -> None:
    """The address is that of no server."""
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    code, log = failed_start(tmp_path, environment={"MLFLOW_TRACKING_URI": f"http://127.0.0.1:{port}"})
    assert code == ExitCode.MLFLOW_UNREACHABLE
    assert_one_clear_line(log, f"http://127.0.0.1:{port}", "check MLFLOW_TRACKING_URI")
    assert "request_id" not in log


def test_mlflow_that_is_silent(tmp_path: Path) -> None:
    """It takes the connection and says nothing; the start does not wait for ever."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        environment = {"MLFLOW_TRACKING_URI": f"http://127.0.0.1:{port}", "HOKUSAI_MLFLOW_TIMEOUT": "300ms"}
        code, log = failed_start(tmp_path, environment=environment)
    assert code == ExitCode.MLFLOW_UNREACHABLE
    assert_one_clear_line(log, f"http://127.0.0.1:{port}")


def test_misspelt_variable(tmp_path: Path) -> None:
    """The nearest right name is suggested."""
    code, log = failed_start(tmp_path, environment={"HOKUSAI_DATADIR": "/tmp"})
    assert code == ExitCode.SETTINGS_INVALID
    assert_one_clear_line(log, "HOKUSAI_DATADIR", "HOKUSAI_DATA_DIR")


def test_unknown_setting_as_argument(tmp_path: Path) -> None:
    """--set takes known keys only, written KEY=VALUE."""
    code, log = failed_start(tmp_path, "--set", "limits.inflight=3")
    assert code == ExitCode.SETTINGS_INVALID
    assert_one_clear_line(log, "limits.in_flight")
    code, log = failed_start(tmp_path, "--set", "limits.in_flight")
    assert code == ExitCode.SETTINGS_INVALID
    assert_one_clear_line(log, "KEY=VALUE")


def test_what_is_not_offered_yet_is_refused(tmp_path: Path) -> None:
    """Optional mode is not silently the strict one."""
    code, log = failed_start(tmp_path, environment={"HOKUSAI_OPTIONAL_MLFLOW": "true"})
    assert code == ExitCode.SETTINGS_INVALID
    assert_one_clear_line(log, "optional_mlflow")


def test_log_lines_can_be_json(tmp_path: Path) -> None:
    """Every line on stderr is an object with time, level and event."""
    with server_process(tmp_path, "--log-format", "json", "--log-level", "debug") as server:
        with grpc.insecure_channel(server.address) as channel:
            SystemServiceStub(channel).GetSystemInfo(pb.GetSystemInfoRequest())
        server.terminate()
        assert server.wait() == ExitCode.OK
    lines = [json.loads(line) for line in server.log.splitlines()]
    assert all({"time", "level", "event"} <= set(line) for line in lines)
    finished = [line for line in lines if line["event"] == "rpc finished"]
    assert finished[0]["method"] == "/hokusai.system.v1.SystemService/GetSystemInfo"
    assert finished[0]["code"] == "OK"
