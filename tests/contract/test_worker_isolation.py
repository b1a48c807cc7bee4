"""Model code that crashes, hangs, leaks, prints, forks or exits costs its own process, and nothing else."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from hokusai.inference.v1 import payload_pb2
from hokusai.worker.v1 import worker_pb2, zygote_pb2
from hokusai_server.domain.signature import ColumnType
from tests.support.odd_models import write_odd_model
from tests.support.payloads import GivenColumn, as_rows, plain_columns
from tests.support.worker_client import Ask, RunningZygote, SpawnedWorker, WorkerClient, running_zygote

_MEBIBYTE = 1 << 20


@pytest.fixture(scope="module")
def zygote() -> Iterator[RunningZygote]:
    with running_zygote() as running:
        yield running


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_odd_model(tmp_path_factory.mktemp("bundles") / "odd")


@contextmanager
def _loaded(zygote: RunningZygote, bundle: Path, **options: int) -> Iterator[tuple[SpawnedWorker, WorkerClient]]:
    worker = zygote.spawn(**options)
    with worker.connect() as client:
        assert client.load(bundle).HasField("loaded")
        yield worker, client
    with suppress(OSError):  # some tests end the zygote
        zygote.kill(worker)


def _end(zygote: RunningZygote, worker: SpawnedWorker) -> None:
    """Its log is complete once its end is reported."""
    zygote.kill(worker)
    zygote.exit_of(worker)


def _acts(*acts: str) -> payload_pb2.Payload:
    return as_rows([GivenColumn("act", ColumnType.STRING, list(acts))])


def _assert_closed(client: WorkerClient) -> None:
    try:
        assert client.receive_end() is None
    except ConnectionError:
        return


@pytest.mark.parametrize(
    ("act", "code", "number"),
    [("exits", 3, None), ("calls_exit", 4, None), ("segfaults", None, signal.SIGSEGV)],
)
def test_an_end_of_the_process_is_reported_with_its_cause(
    zygote: RunningZygote, bundle: Path, act: str, code: int | None, number: int | None
) -> None:
    with _loaded(zygote, bundle) as (worker, client):
        client.send_batch([Ask(_acts(act))])
        _assert_closed(client)
        exited = zygote.exit_of(worker)
        assert (exited.exit_code if exited.HasField("exit_code") else None) == code
        assert (exited.signal if exited.HasField("signal") else None) == number


def test_a_crash_leaves_other_workers_alone_and_a_trace_in_the_log(zygote: RunningZygote, bundle: Path) -> None:
    with _loaded(zygote, bundle) as (_, healthy), _loaded(zygote, bundle) as (worker, client):
        client.send_batch([Ask(_acts("segfaults"))])
        zygote.exit_of(worker)
        assert "Segmentation fault" in worker.log.read_text()
        assert plain_columns(healthy.predict(_acts("fine")).served) == {"length": [4]}


def test_a_hanging_worker_is_killed_on_request(zygote: RunningZygote, bundle: Path) -> None:
    with _loaded(zygote, bundle) as (worker, client):
        client.send_batch([Ask(_acts("sleeps 3600"))])
        zygote.kill(worker)
        assert zygote.exit_of(worker).signal == signal.SIGKILL
        _assert_closed(client)


def test_a_leak_over_the_limit_is_the_models_error(zygote: RunningZygote, bundle: Path) -> None:
    with _loaded(zygote, bundle, address_space_bytes=256 * _MEBIBYTE) as (_, client):
        fault = client.predict(_acts("leaks 512")).fault
        assert (fault.reason, fault.cause) == ("MODEL_RAISED", "MemoryError")
        assert plain_columns(client.predict(_acts("fine")).served) == {"length": [4]}


def test_private_memory_grows_with_what_the_model_keeps(zygote: RunningZygote, bundle: Path) -> None:
    with _loaded(zygote, bundle) as (_, client):
        before = _private_memory(client)
        client.predict(_acts("leaks 64"))
        assert _private_memory(client) - before > 60 * _MEBIBYTE


def _private_memory(client: WorkerClient) -> int:
    client.send(worker_pb2.ToWorker(ping=worker_pb2.Ping()))
    answer, _ = client.receive()
    return answer.pong.private_memory_bytes


def test_a_model_that_prints_without_end_fills_neither_disk_nor_pipe(zygote: RunningZygote, bundle: Path) -> None:
    with _loaded(zygote, bundle, log_bytes=2 * _MEBIBYTE) as (worker, client):
        assert client.predict(_acts("prints 16")).outcome.row_count == 1
        _end(zygote, worker)
        kept = [worker.log, worker.log.with_name(worker.log.name + ".1")]
        assert all(path.stat().st_size <= 2 * _MEBIBYTE for path in kept)


def test_processes_that_a_model_started_end_with_its_worker(zygote: RunningZygote, bundle: Path) -> None:
    with _loaded(zygote, bundle) as (worker, client):
        client.send_batch([Ask(_acts("forks"))])
        client.receive()
        started = _members(worker.pid) - {worker.pid}
        assert len(started) == 1
        watched = os.pidfd_open(started.pop())
        zygote.kill(worker)
        _assert_ends(watched)


def _members(group: int) -> set[int]:
    listed = subprocess.run(["ps", "-e", "-o", "pid=,pgid="], capture_output=True, text=True, check=True).stdout
    return {int(line.split()[0]) for line in listed.splitlines() if int(line.split()[1]) == group}


def test_secrets_of_the_servers_environment_do_not_reach_the_model(
    bundle: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MLFLOW_TRACKING_TOKEN", "hush")
    monkeypatch.setenv("DB_PASSWORD", "hush")
    with running_zygote() as zygote, _loaded(zygote, bundle) as (worker, client):
        assert client.predict(_acts("looks_around")).fault.reason == "MODEL_RAISED"
        environment = Path(f"/proc/{worker.pid}/environ").read_bytes()
        assert b"hush" not in environment
        _end(zygote, worker)
        assert "found []" in worker.log.read_text()


def test_a_worker_inherits_no_descriptors(zygote: RunningZygote, bundle: Path) -> None:
    """Its standard streams, its listening socket, its selector and its one connection."""
    with _loaded(zygote, bundle), _loaded(zygote, bundle) as (worker, _):
        links = [os.readlink(link) for link in Path(f"/proc/{worker.pid}/fd").iterdir()]
        assert sum(link.startswith("socket:") for link in links) == 2
        assert len(links) == 6, links


def test_a_worker_imports_no_grpc(zygote: RunningZygote, bundle: Path) -> None:
    with _loaded(zygote, bundle) as (worker, _):
        maps = Path(f"/proc/{worker.pid}/maps").read_text()
        assert "sklearn" in maps
        assert "grpc" not in maps


def test_the_modules_of_a_worker_import_no_grpc() -> None:
    code = (
        "import sys, hokusai_server.adapters.runtime.zygote, hokusai_server.adapters.runtime.worker.serving;"
        "sys.exit(any(name.split('.')[0] in {'grpc', 'sqlalchemy'} for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_broken_bundle_fails_with_its_cause_and_ends_the_worker(zygote: RunningZygote, tmp_path: Path) -> None:
    worker = zygote.spawn()
    with worker.connect() as client:
        failed = client.load(write_odd_model(tmp_path / "broken", flaw="broken")).load_failed
    assert failed.cause == "ImportError: this model wants a library that is not there"
    assert zygote.exit_of(worker).exit_code == 0
    assert failed.error_id in worker.log.read_text()


def test_a_bundle_that_ends_the_process_while_loading_is_an_exit(zygote: RunningZygote, tmp_path: Path) -> None:
    worker = zygote.spawn()
    with worker.connect() as client:
        order = worker_pb2.Load(bundle_path=str(write_odd_model(tmp_path / "deadly", flaw="deadly")))
        client.send(worker_pb2.ToWorker(load=order))
        assert zygote.exit_of(worker).exit_code == 7


def test_a_worker_that_cannot_listen_is_reported(zygote: RunningZygote, tmp_path: Path) -> None:
    order = zygote_pb2.SpawnWorker(
        worker_id="lost", socket_path=str(tmp_path / "absent" / "s"), log_path=str(tmp_path / "l")
    )
    zygote.order(zygote_pb2.ToZygote(spawn=order))
    while not (report := zygote.report()).HasField("spawn_failed"):
        assert not report.HasField("spawned")
    assert report.spawn_failed.worker_id == "lost"
    assert "No such file" in report.spawn_failed.cause


def test_killing_an_unknown_worker_is_no_error(zygote: RunningZygote) -> None:
    zygote.order(zygote_pb2.ToZygote(kill=zygote_pb2.KillWorker(worker_id="nobody")))
    zygote.kill(zygote.spawn())


def test_the_death_of_the_zygote_ends_its_workers(bundle: Path) -> None:
    with running_zygote() as zygote, _loaded(zygote, bundle) as (worker, client):
        watched = os.pidfd_open(worker.pid)
        os.kill(zygote.process.pid, signal.SIGKILL)
        _assert_ends(watched)
        _assert_closed(client)


def test_the_end_of_the_server_ends_zygote_and_workers(bundle: Path) -> None:
    with running_zygote() as zygote, _loaded(zygote, bundle) as (worker, client):
        client.send_batch([Ask(_acts("sleeps 3600"))])
        watched = os.pidfd_open(worker.pid)
        zygote.control.close()
        _assert_ends(watched)
        assert zygote.process.wait(timeout=20) == 0


_SERVER_STAND_IN = """
import sys, time
from tests.support.worker_client import running_zygote
with running_zygote() as zygote:
    worker = zygote.spawn()
    print(zygote.process.pid, worker.pid, flush=True)
    time.sleep(3600)
"""


def test_kill_9_of_the_server_ends_zygote_and_workers() -> None:
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        [sys.executable, "-c", _SERVER_STAND_IN], stdout=subprocess.PIPE, cwd=root, text=True
    ) as server:
        assert server.stdout is not None
        watched = [os.pidfd_open(int(pid)) for pid in server.stdout.readline().split()]
        server.kill()
        for descriptor in watched:
            _assert_ends(descriptor)


def _assert_ends(descriptor: int) -> None:
    readable, _, _ = select.select([descriptor], [], [], 20)
    os.close(descriptor)
    assert readable, "the process still runs"
