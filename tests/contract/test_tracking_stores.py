"""What every experiment, run and artifact store promises: the embedded MLflow and a real `mlflow server`."""

from __future__ import annotations

import asyncio
import hashlib
import math
import uuid
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from hokusai_server.adapters.mlflow.artifact_store import open_artifact_store
from hokusai_server.adapters.mlflow.client_pool import MlflowClientPool
from hokusai_server.adapters.mlflow.connection import MlflowConnection, MlflowCredentials
from hokusai_server.adapters.mlflow.tracking_stores import MlflowExperimentStore, MlflowRunStore
from hokusai_server.domain.artifacts import ArtifactEntry, ExpectedContent
from hokusai_server.domain.errors import (
    ArtifactNotFound,
    ChecksumMismatch,
    ExperimentAlreadyExists,
    ExperimentDeleted,
    ExperimentNotFound,
    InvalidRequest,
    MLflowAuthentication,
    MLflowUnavailable,
    PageTokenInvalid,
    ParamChanged,
    RunFinished,
    RunNotFound,
)
from hokusai_server.domain.experiments import Experiment, ExperimentState, NewExperiment, SearchQuery
from hokusai_server.domain.paging import PageRequest
from hokusai_server.domain.runs import MetricPoint, NewRun, Run, RunChanges, RunLog, RunState
from hokusai_server.ports.artifact_store import ArtifactStore
from hokusai_server.ports.experiment_store import ExperimentStore
from hokusai_server.ports.run_store import RunStore
from tests.support.mlflow_server import free_port, mlflow_server

pytestmark = pytest.mark.asyncio(loop_scope="module")

FIRST_PAGE = PageRequest(50)
TIME = datetime(2026, 3, 1, 12, 0, 0, 123_000, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Stores:
    """The three stores of one MLflow, and the URI at which stock clients see it."""

    experiments: ExperimentStore
    runs: RunStore
    artifacts: ArtifactStore
    stock_uri: str


@pytest.fixture(scope="module", params=["embedded", "remote"])
def connection(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MlflowConnection]:
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "embedded":
        yield MlflowConnection.embedded(folder / "mlflow")
        return
    with mlflow_server(folder) as server:
        yield MlflowConnection.remote(server.uri, timeout=timedelta(seconds=30))


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def stores(connection: MlflowConnection, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stores]:
    pool = MlflowClientPool(connection)
    async with open_artifact_store(pool, tmp_path_factory.mktemp("scratch")) as artifacts:
        yield Stores(MlflowExperimentStore(pool), MlflowRunStore(pool), artifacts, connection.tracking_uri)
    await pool.aclose()


async def an_experiment(stores: Stores) -> Experiment:
    return await stores.experiments.create(NewExperiment(f"experiment {uuid.uuid4()}", {"team": "growth"}))


async def a_run(stores: Stores, name: str = "") -> Run:
    return await stores.runs.create(NewRun((await an_experiment(stores)).experiment_id, name))


async def in_chunks(*chunks: bytes) -> AsyncIterator[bytes]:
    for chunk in chunks:
        yield chunk


async def delete_experiment(stores: Stores, experiment_id: str) -> None:
    """As a stock client does."""
    from mlflow import MlflowClient

    await asyncio.to_thread(MlflowClient(stores.stock_uri).delete_experiment, experiment_id)


async def test_an_experiment_is_found_by_id_and_name(stores: Stores) -> None:
    made = await an_experiment(stores)
    assert made.state is ExperimentState.ACTIVE
    assert made.tags["team"] == "growth"
    assert made.create_time is not None
    assert await stores.experiments.get(made.experiment_id) == made
    assert await stores.experiments.get_by_name(made.name) == made


async def test_a_name_is_taken_once(stores: Stores) -> None:
    made = await an_experiment(stores)
    with pytest.raises(ExperimentAlreadyExists):
        await stores.experiments.create(NewExperiment(made.name))


@pytest.mark.parametrize("experiment_id", ["987654321", "no-number"])
async def test_an_unknown_experiment_is_not_found(stores: Stores, experiment_id: str) -> None:
    with pytest.raises(ExperimentNotFound):
        await stores.experiments.get(experiment_id)
    with pytest.raises(ExperimentNotFound):
        await stores.experiments.get_by_name(experiment_id)
    with pytest.raises(ExperimentNotFound):
        await stores.runs.create(NewRun(experiment_id))


async def test_a_deleted_experiment_is_shown_as_deleted_and_takes_no_runs(stores: Stores) -> None:
    made = await an_experiment(stores)
    await delete_experiment(stores, made.experiment_id)
    assert (await stores.experiments.get(made.experiment_id)).state is ExperimentState.DELETED
    with pytest.raises(ExperimentDeleted):
        await stores.runs.create(NewRun(made.experiment_id))
    query = SearchQuery(f"name = '{made.name}'")
    assert (await stores.experiments.search(query, ExperimentState.ACTIVE, FIRST_PAGE)).items == ()
    (found,) = (await stores.experiments.search(query, ExperimentState.DELETED, FIRST_PAGE)).items
    assert found.experiment_id == made.experiment_id


async def test_experiments_are_searched_in_pages(stores: Stores) -> None:
    team = uuid.uuid4().hex
    names = [f"{team}-{number}" for number in range(5)]
    for name in names:
        await stores.experiments.create(NewExperiment(name, {"team": team}))
    query = SearchQuery(f"tags.team = '{team}'", ("name ASC",))
    found: list[str] = []
    page = await stores.experiments.search(query, ExperimentState.ACTIVE, PageRequest(2))
    while True:
        found += [one.name for one in page.items]
        if page.next is None:
            break
        page = await stores.experiments.search(query, ExperimentState.ACTIVE, PageRequest(2, page.next))
    assert found == names


async def test_a_search_that_cannot_be_read_is_the_callers_fault(stores: Stores) -> None:
    made = await an_experiment(stores)
    nonsense = SearchQuery("nonsense (")
    with pytest.raises(InvalidRequest):
        await stores.experiments.search(nonsense, ExperimentState.ACTIVE, FIRST_PAGE)
    with pytest.raises(InvalidRequest):
        await stores.runs.search([made.experiment_id], nonsense, FIRST_PAGE)
    with pytest.raises(InvalidRequest):
        await stores.runs.search([made.experiment_id], SearchQuery("", ("nonsense (",)), FIRST_PAGE)
    with pytest.raises(PageTokenInvalid):
        await stores.runs.search([made.experiment_id], SearchQuery(), PageRequest(5, ("no token",)))


async def test_a_run_begins_running_with_its_name_tags_and_time(stores: Stores) -> None:
    made = await an_experiment(stores)
    run = await stores.runs.create(NewRun(made.experiment_id, "first", {"a": "b"}, TIME))
    assert (run.name, run.state, run.start_time, run.end_time) == ("first", RunState.RUNNING, TIME, None)
    assert run.tags["a"] == "b"
    assert await stores.runs.get(run.run_id) == run


@pytest.mark.parametrize("run_id", ["0" * 32, "not a run; at all"])
async def test_an_unknown_run_is_not_found(stores: Stores, run_id: str) -> None:
    with pytest.raises(RunNotFound):
        await stores.runs.get(run_id)
    with pytest.raises(RunNotFound):
        await stores.runs.change(run_id, RunChanges("name"))
    with pytest.raises(RunNotFound):
        await stores.runs.finish(run_id, RunState.FINISHED, TIME)
    with pytest.raises(RunNotFound):
        await stores.runs.log(run_id, RunLog({"a": "b"}))
    with pytest.raises(RunNotFound):
        await stores.runs.metric_history(run_id, "auc")
    with pytest.raises(RunNotFound):
        await stores.artifacts.entries(run_id, "")
    with pytest.raises(RunNotFound):
        await stores.artifacts.put(run_id, "a.txt", in_chunks(b"a"), ExpectedContent())
    with pytest.raises(RunNotFound):
        async with stores.artifacts.open(run_id, "a.txt"):
            pass


async def test_a_run_is_found_by_a_tag(stores: Stores) -> None:
    made = await an_experiment(stores)
    run = await stores.runs.create(NewRun(made.experiment_id, tags={"hokusai.request_id": "r1"}))
    assert await stores.runs.with_tag(made.experiment_id, "hokusai.request_id", "r1") == run
    assert await stores.runs.with_tag(made.experiment_id, "hokusai.request_id", "r2") is None


async def test_changes_are_made_and_may_be_repeated(stores: Stores) -> None:
    run = await a_run(stores, "before")
    await stores.runs.change(run.run_id, RunChanges(tags={"a": "1", "b": "2"}))
    changes = RunChanges("after", {"a": "3"}, ("b", "never set"))
    for _ in range(2):
        changed = await stores.runs.change(run.run_id, changes)
        assert changed.name == "after"
        assert changed.tags["a"] == "3"
        assert "b" not in changed.tags


async def test_a_run_ends_once(stores: Stores) -> None:
    run = await a_run(stores)
    ended = await stores.runs.finish(run.run_id, RunState.FAILED, TIME)
    assert (ended.state, ended.end_time) == (RunState.FAILED, TIME)
    assert await stores.runs.finish(run.run_id, RunState.FAILED, TIME + timedelta(hours=1)) == ended
    with pytest.raises(RunFinished):
        await stores.runs.finish(run.run_id, RunState.FINISHED, TIME)


async def test_params_metrics_and_tags_are_logged(stores: Stores) -> None:
    run = await a_run(stores)
    points = [MetricPoint("auc", 0.5 + step / 10, step, TIME + timedelta(seconds=step)) for step in range(3)]
    log = RunLog({"depth": "3"}, [*points, MetricPoint("loss", math.nan, 0, TIME)], {"stage": "test"})
    await stores.runs.log(run.run_id, log)
    await stores.runs.log(run.run_id, log)
    found = await stores.runs.get(run.run_id)
    assert dict(found.params) == {"depth": "3"}
    assert found.tags["stage"] == "test"
    assert found.metrics[0] == points[-1]
    assert math.isnan(found.metrics[1].value)
    assert list(await stores.runs.metric_history(run.run_id, "auc")) == points
    assert list(await stores.runs.metric_history(run.run_id, "never logged")) == []


async def test_a_changed_param_is_refused_and_nothing_is_written(stores: Stores) -> None:
    run = await a_run(stores)
    await stores.runs.log(run.run_id, RunLog({"depth": "3"}))
    with pytest.raises(ParamChanged) as refusal:
        await stores.runs.log(run.run_id, RunLog({"depth": "4"}, [MetricPoint("auc", 1.0, 0, TIME)]))
    assert refusal.value.metadata["param"] == "depth"
    assert (await stores.runs.get(run.run_id)).metrics == ()


async def test_a_key_that_mlflow_refuses_is_the_callers_fault(stores: Stores) -> None:
    run = await a_run(stores)
    with pytest.raises(InvalidRequest):
        await stores.runs.log(run.run_id, RunLog(metrics=[MetricPoint("a//b", 1.0, 0, TIME)]))


async def test_runs_are_searched_by_metric_in_order(stores: Stores) -> None:
    made = await an_experiment(stores)
    for number in range(3):
        run = await stores.runs.create(NewRun(made.experiment_id, f"run {number}"))
        await stores.runs.log(run.run_id, RunLog(metrics=[MetricPoint("auc", number / 10, 0, TIME)]))
    query = SearchQuery("metrics.auc > 0.05", ("metrics.auc DESC",))
    page = await stores.runs.search([made.experiment_id], query, PageRequest(1))
    assert [run.name for run in page.items] == ["run 2"]
    rest = await stores.runs.search([made.experiment_id], query, PageRequest(5, page.next))
    assert ([run.name for run in rest.items], rest.next) == (["run 1"], None)


async def test_an_artifact_comes_back_as_it_was_sent(stores: Stores) -> None:
    run = await a_run(stores)
    content = bytes(range(256)) * 8192
    expected = ExpectedContent(len(content), hashlib.sha256(content).digest())
    stored = await stores.artifacts.put(run.run_id, "plots/deep/roc.png", in_chunks(content[:7], content[7:]), expected)
    assert (stored.size_bytes, stored.sha256) == (len(content), expected.sha256)
    async with stores.artifacts.open(run.run_id, "plots/deep/roc.png") as found:
        assert found.entry == ArtifactEntry("plots/deep/roc.png", size_bytes=len(content))
        chunks = [chunk async for chunk in found.chunks]
    assert b"".join(chunks) == content
    assert max(map(len, chunks)) <= 2**20


async def test_an_empty_artifact_and_one_that_is_replaced(stores: Stores) -> None:
    run = await a_run(stores)
    for content in (b"", b"second"):
        await stores.artifacts.put(run.run_id, "note.txt", in_chunks(content), ExpectedContent())
        async with stores.artifacts.open(run.run_id, "note.txt") as found:
            assert b"".join([chunk async for chunk in found.chunks]) == content


async def test_folders_are_listed_one_level_at_a_time(stores: Stores) -> None:
    run = await a_run(stores)
    for path in ("b.txt", "a/x.txt", "a/y.txt"):
        await stores.artifacts.put(run.run_id, path, in_chunks(b"12"), ExpectedContent())
    assert [(one.path, one.is_directory) for one in await stores.artifacts.entries(run.run_id, "")] == [
        ("a", True),
        ("b.txt", False),
    ]
    assert [(one.path, one.size_bytes) for one in await stores.artifacts.entries(run.run_id, "a")] == [
        ("a/x.txt", 2),
        ("a/y.txt", 2),
    ]
    assert list(await stores.artifacts.entries(run.run_id, "nowhere")) == []


async def test_a_missing_artifact_and_a_folder_are_not_found(stores: Stores) -> None:
    run = await a_run(stores)
    await stores.artifacts.put(run.run_id, "a/x.txt", in_chunks(b"12"), ExpectedContent())
    for path in ("nowhere.txt", "a", "nowhere/x.txt"):
        with pytest.raises(ArtifactNotFound):
            async with stores.artifacts.open(run.run_id, path):
                pass


async def test_content_that_is_not_what_was_said_is_not_stored(stores: Stores) -> None:
    run = await a_run(stores)
    for expected in (ExpectedContent(size_bytes=3), ExpectedContent(sha256=bytes(32))):
        with pytest.raises(ChecksumMismatch):
            await stores.artifacts.put(run.run_id, "a.txt", in_chunks(b"12"), expected)
    assert list(await stores.artifacts.entries(run.run_id, "")) == []


async def test_a_sender_that_fails_leaves_nothing(stores: Stores) -> None:
    async def failing() -> AsyncIterator[bytes]:
        yield b"1"
        raise ConnectionResetError

    run = await a_run(stores)
    with pytest.raises(ConnectionResetError):
        await stores.artifacts.put(run.run_id, "a.txt", failing(), ExpectedContent())
    assert list(await stores.artifacts.entries(run.run_id, "")) == []


async def test_stock_clients_see_the_same_run(stores: Stores) -> None:
    from mlflow import MlflowClient

    run = await a_run(stores, "seen")
    await stores.runs.log(run.run_id, RunLog({"depth": "3"}, [MetricPoint("auc", 0.5, 0, TIME)]))
    seen = await asyncio.to_thread(MlflowClient(stores.stock_uri).get_run, run.run_id)
    assert (seen.info.run_name, seen.data.params, seen.data.metrics) == ("seen", {"depth": "3"}, {"auc": 0.5})


async def test_an_mlflow_that_is_not_there_is_unavailable(tmp_path: Path) -> None:
    pool = MlflowClientPool(MlflowConnection.remote(f"http://127.0.0.1:{free_port()}", timeout=timedelta(seconds=5)))
    with pytest.raises(MLflowUnavailable):
        await MlflowRunStore(pool).get("0" * 32)
    with pytest.raises(MLflowUnavailable):
        await MlflowExperimentStore(pool).create(NewExperiment("name"))
    await pool.aclose()


@pytest.mark.slow
async def test_refused_credentials_are_told_with_the_method_that_was_used(tmp_path: Path) -> None:
    with mlflow_server(tmp_path, basic_auth=True) as server:
        credentials = MlflowCredentials(username="admin", password="wrong")
        pool = MlflowClientPool(MlflowConnection.remote(server.uri, credentials, timedelta(seconds=30)))
        with pytest.raises(MLflowAuthentication) as refusal:
            await MlflowRunStore(pool).get("0" * 32)
        assert refusal.value.metadata["auth_method"] == "basic, user 'admin'"
        await pool.aclose()
