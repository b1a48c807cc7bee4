"""The process of MLflow's client: it is bounded, replaced when it dies, and gone when its server is."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import psutil
import pytest
import pytest_asyncio

from hokusai_server.adapters.mlflow.client_pool import MlflowClientPool, environment
from hokusai_server.adapters.mlflow.connection import MlflowConnection, MlflowCredentials
from hokusai_server.adapters.mlflow.embedded_store import prepare
from hokusai_server.domain.errors import InvalidRequest, MLflowUnavailable, RollbackTargetInvalid, ShuttingDown
from tests.support import mlflow_work as work

pytestmark = [pytest.mark.slow, pytest.mark.timeout(150), pytest.mark.asyncio(loop_scope="module")]

REPOSITORY = Path(__file__).resolve().parents[2]
SERVER_THAT_IS_KILLED = """
import asyncio, sys
from pathlib import Path
from hokusai_server.adapters.mlflow.client_pool import MlflowClientPool
from hokusai_server.adapters.mlflow.connection import MlflowConnection
from tests.support import mlflow_work as work
async def main():
    pool = MlflowClientPool(MlflowConnection.embedded(Path(sys.argv[1])))
    print(await pool.call(work.process_id), flush=True)
    await pool.call(work.hang, sys.argv[1] + "/hanging")
asyncio.run(main())
"""


@pytest.fixture(scope="module", autouse=True)
def works_are_found() -> Iterator[None]:
    """The client's process finds the tests' functions where this one does."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(REPOSITORY))
        patch.setenv("MLFLOW_TRACKING_TOKEN", "of somebody else")
        yield


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def pool(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[MlflowClientPool]:
    opened = MlflowClientPool(MlflowConnection.embedded(tmp_path_factory.mktemp("mlflow")), threads=3)
    await opened.warm()
    yield opened
    await opened.aclose()


async def test_the_servers_own_process_never_imports_mlflow(pool: MlflowClientPool) -> None:
    assert await pool.call(work.process_id) != os.getpid()


async def test_calls_run_at_once(pool: MlflowClientPool, tmp_path: Path) -> None:
    """Each of two waits for a sign of the other."""
    one, other = str(tmp_path / "one"), str(tmp_path / "other")
    await asyncio.gather(pool.call(work.meet, one, other), pool.call(work.meet, other, one))


async def test_domain_errors_arrive_as_they_are(pool: MlflowClientPool) -> None:
    with pytest.raises(RollbackTargetInvalid) as refused:
        await pool.call(work.refuse)
    original = RollbackTargetInvalid("m", "production", "1.0.0")
    assert (refused.value.message, refused.value.metadata) == (original.message, original.metadata)
    with pytest.raises(InvalidRequest) as invalid:
        await pool.call(work.refuse_fields)
    assert invalid.value.violations[0].field == "a.b"


async def test_a_fault_of_our_own_is_not_blamed_on_mlflow(pool: MlflowClientPool) -> None:
    with pytest.raises(RuntimeError, match="of our own"):
        await pool.call(work.fail)


async def test_a_result_that_cannot_travel_is_a_fault_and_no_endless_wait(pool: MlflowClientPool) -> None:
    with pytest.raises(RuntimeError, match="pickle"):
        await pool.call(work.unsendable)


async def test_a_caller_that_leaves_gives_its_turn_back(pool: MlflowClientPool, tmp_path: Path) -> None:
    signal_file = str(tmp_path / "go")
    leaving = [asyncio.create_task(pool.call(work.wait_for, signal_file)) for _ in range(3)]
    late = asyncio.create_task(pool.call(work.process_id))
    await asyncio.sleep(0)
    for call in leaving:
        call.cancel()
    assert not late.done()
    (tmp_path / "go").touch()
    assert await late > 0


async def test_a_process_that_dies_fails_its_calls_and_is_replaced(pool: MlflowClientPool) -> None:
    before = await pool.call(work.process_id)
    with pytest.raises(MLflowUnavailable) as failed:
        await pool.call(work.die)
    assert failed.value.retryable
    after = await pool.call(work.process_id)
    assert after != before
    assert not psutil.pid_exists(before)


async def test_a_call_over_its_limit_ends_with_its_process(tmp_path: Path) -> None:
    before = set(psutil.Process().children())
    pool = MlflowClientPool(MlflowConnection.embedded(tmp_path), call_limit=timedelta(milliseconds=1))
    with pytest.raises(MLflowUnavailable):
        await pool.call(work.hang, str(tmp_path / "never"))
    await pool.aclose()
    assert set(psutil.Process().children()) <= before


async def test_a_closed_pool_takes_no_calls_and_leaves_no_process(tmp_path: Path) -> None:
    pool = MlflowClientPool(MlflowConnection.embedded(tmp_path))
    process = await pool.call(work.process_id)
    hanging = asyncio.create_task(pool.call(work.hang, str(tmp_path / "hanging")))
    await asyncio.to_thread(work.wait_for, None, str(tmp_path / "hanging"))
    await pool.aclose()
    await pool.aclose()
    with pytest.raises(MLflowUnavailable):
        await hanging
    with pytest.raises(ShuttingDown):
        await pool.call(work.process_id)
    assert not psutil.pid_exists(process)


async def test_the_environment_has_this_connection_and_nothing_of_another(pool: MlflowClientPool) -> None:
    started_with = await pool.call(work.environment)
    assert "MLFLOW_TRACKING_TOKEN" not in started_with
    assert started_with["MLFLOW_HTTP_REQUEST_MAX_RETRIES"] == "0"


async def test_the_environment_of_a_remote_connection_holds_its_credentials() -> None:
    inherited = {"PATH": "/bin", "HOKUSAI_CATALOGUE_URL": "secret", "MLFLOW_TRACKING_URI": "x", "AWS_PROFILE": "p"}
    credentials = MlflowCredentials(username="u", password="p")
    connection = MlflowConnection.remote("http://mlflow", credentials, timedelta(milliseconds=2500))
    made = environment(connection, inherited)
    assert {name: made[name] for name in ("PATH", "AWS_PROFILE")} == {"PATH": "/bin", "AWS_PROFILE": "p"}
    assert (made["MLFLOW_TRACKING_USERNAME"], made["MLFLOW_TRACKING_PASSWORD"]) == ("u", "p")
    assert made["MLFLOW_HTTP_REQUEST_TIMEOUT"] == "2"
    assert not {"HOKUSAI_CATALOGUE_URL", "MLFLOW_TRACKING_URI", "MLFLOW_TRACKING_TOKEN"} & made.keys()


async def test_two_may_make_the_embedded_store_at_once(tmp_path: Path) -> None:
    connection = MlflowConnection.embedded(tmp_path / "mlflow")
    await asyncio.gather(*(asyncio.to_thread(prepare, tmp_path / "mlflow", connection.tracking_uri) for _ in range(2)))
    with closing(sqlite3.connect(tmp_path / "mlflow" / "mlflow.db")) as database:
        assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


async def test_what_a_crash_left_while_the_store_was_made_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "mlflow.db.new").write_bytes(b"half a database")
    connection = MlflowConnection.embedded(tmp_path)
    await asyncio.to_thread(prepare, tmp_path, connection.tracking_uri)
    with closing(sqlite3.connect(tmp_path / "mlflow.db")) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert not (tmp_path / "mlflow.db.new").exists()


async def test_a_store_of_another_mlflow_is_migrated_first(tmp_path: Path) -> None:
    """No database of an older MLflow is at hand; to be seen is that its migration runs and keeps what is there."""
    connection = MlflowConnection.embedded(tmp_path)
    await asyncio.to_thread(prepare, tmp_path, connection.tracking_uri)
    version = tmp_path / "mlflow.db.version"
    now = version.read_text()
    version.write_text("3.1.0")
    await asyncio.to_thread(prepare, tmp_path, connection.tracking_uri)
    assert version.read_text() == now
    with closing(sqlite3.connect(tmp_path / "mlflow.db")) as database:
        assert database.execute("SELECT name FROM experiments").fetchall() == [("Default",)]


async def test_a_killed_server_leaves_no_process_behind(tmp_path: Path) -> None:
    server = await asyncio.create_subprocess_exec(
        sys.executable, "-c", SERVER_THAT_IS_KILLED, str(tmp_path), stdout=asyncio.subprocess.PIPE
    )
    assert server.stdout is not None
    client = psutil.Process(int(await server.stdout.readline()))
    server.send_signal(signal.SIGKILL)
    await server.wait()
    await asyncio.to_thread(client.wait, 20)
