"""Experiments, runs, artifacts and inference events on a real server, in both doors."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from hokusai import Client, aio, exceptions
from hokusai.tracking import MetricPoint
from tests.client.conftest import MODEL, QUICK, Served
from tests.support.cutting_proxy import cutting_proxy

# The first test that runs waits for the server, the training and the registration.
pytestmark = pytest.mark.timeout(150)


@pytest.fixture
def real(served: Served) -> Iterator[Client]:
    with Client(served.address, retry=QUICK) as client:
        yield client


@pytest.fixture
def run_id(real: Client, request: pytest.FixtureRequest) -> str:
    experiment = real.create_experiment(request.node.name[:200])
    return real.create_run(experiment.experiment_id, name="first", tags={"team": "growth"}).run_id


def test_a_run_keeps_what_was_logged(real: Client, run_id: str) -> None:
    real.log_batch(run_id, params={"depth": 3}, metrics={"f1": 0.5}, step=1)
    real.log_batch(run_id, metrics=[MetricPoint("f1", 0.75, 2, datetime(2026, 1, 1, tzinfo=UTC))])
    with pytest.raises(exceptions.ParamChanged):
        real.log_batch(run_id, params={"depth": 4})
    run = real.get_run(run_id)
    assert (run.params, run.metrics, run.state) == ({"depth": "3"}, {"f1": 0.75}, "running")
    assert {(each.step, each.value) for each in real.get_metric_history(run_id, "f1")} == {(1, 0.5), (2, 0.75)}
    assert real.update_run(run_id, name="renamed", remove_tags=["team"]).name == "renamed"
    assert real.finish_run(run_id).state == "finished"
    with pytest.raises(exceptions.RunFinished):
        real.finish_run(run_id, state="failed")
    found = list(real.search_runs([run.experiment_id], filter_string="metrics.f1 > 0.7"))
    assert [each.run_id for each in found] == [run_id]


def test_experiments_are_found_by_name_and_id(real: Client) -> None:
    made = real.create_experiment("by name and id", tags={"team": "growth"})
    assert real.get_experiment("by name and id") == real.get_experiment_by_id(made.experiment_id)
    assert made.name in {each.name for each in real.list_experiments(filter_string="tags.team = 'growth'")}
    with pytest.raises(exceptions.ExperimentAlreadyExists):
        real.create_experiment("by name and id")
    with pytest.raises(exceptions.ExperimentNotFound):
        real.get_experiment("nobody made this")


def test_an_artifact_comes_back_as_it_went(real: Client, run_id: str, tmp_path: Path) -> None:
    content = np.random.default_rng(0).bytes(3_500_000)
    (tmp_path / "weights.bin").write_bytes(content)
    (tmp_path / "empty").write_bytes(b"")
    assert real.log_artifact(run_id, tmp_path / "weights.bin").path == "weights.bin"
    assert real.log_artifact(run_id, tmp_path / "empty", "notes/empty").size == 0
    listed = {each.path: each.is_directory for each in real.list_artifacts(run_id)}
    assert listed == {"weights.bin": False, "notes": True}
    assert real.download_artifact(run_id, "weights.bin", tmp_path / "back").read_bytes() == content
    with pytest.raises(exceptions.ArtifactNotFound):
        real.download_artifact(run_id, "nothing", tmp_path / "nothing")
    with pytest.raises(exceptions.InvalidArgumentError):
        real.log_artifact(run_id, tmp_path / "empty", "../outside")
    with pytest.raises(exceptions.InvalidArgumentError, match="no file"):
        real.log_artifact(run_id, tmp_path)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["back", "empty", "weights.bin"]


def test_artifacts_survive_cuts(served: Served, run_id: str, tmp_path: Path) -> None:
    content = np.random.default_rng(1).bytes(5_000_000)
    (tmp_path / "weights.bin").write_bytes(content)
    with cutting_proxy(served.address) as proxy, Client(proxy.address, retry=QUICK) as client:
        proxy.cut_after_upload = 2_000_000
        client.log_artifact(run_id, tmp_path / "weights.bin")
        proxy.cut_after = 2_000_000
        assert client.download_artifact(run_id, "weights.bin", tmp_path / "back").read_bytes() == content
        assert proxy.cuts == 2


async def test_the_event_loop_client_tracks(served: Served, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("fine")
    async with aio.Client(served.address) as client:
        experiment = await client.create_experiment("from an event loop")
        run = await client.create_run(experiment.experiment_id)
        await client.log_batch(run.run_id, metrics={"f1": 0.5})
        await client.log_artifact(run.run_id, tmp_path / "note.txt")
        back = await client.download_artifact(run.run_id, "note.txt", tmp_path / "back.txt")
        assert back.read_text() == "fine"
        assert [each.path async for each in client.list_artifacts(run.run_id)] == ["note.txt"]
        assert (await client.finish_run(run.run_id, state="failed")).state == "failed"


def test_events_are_counted_once_and_by_version(real: Client) -> None:
    since = datetime.now(UTC) - timedelta(minutes=2)
    before = {each.version: each.event_count for each in real.get_inference_statistics(MODEL, start_time=since)}
    events = [
        {
            "model": MODEL,
            "version": "1.0.0",
            "latency_ms": float(latency),
            "confidence": 0.5,
            "event_id": f"e{latency}",
            "tokens": 2,
        }
        for latency in range(1, 101)
    ]
    assert real.track_inference(events).accepted == 100
    assert real.track_inference(events[:10]).duplicates == 10
    (found,) = real.get_inference_statistics(MODEL, versions=["1.0.0"], start_time=since)
    assert found.event_count - before.get("1.0.0", 0) == 100
    assert found.latency_ms is not None
    assert found.latency_ms.max == 100.0
    assert found.metrics["tokens"].sum == 200.0


def test_one_bad_event_refuses_all(real: Client) -> None:
    good = {"model": MODEL, "version": "1.0.0", "latency_ms": 1.0}
    with pytest.raises(exceptions.InvalidRequest) as caught:
        real.track_inference([good, {**good, "latency_ms": -1.0}])
    assert caught.value.violations[0].field.startswith("events[1]")
