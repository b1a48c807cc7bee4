"""Writes to MLflow, which knows no request ids, are done once however often they are sent."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hokusai_server.adapters.catalogue.database import open_database
from hokusai_server.adapters.catalogue.named_locks import LocalLocks
from hokusai_server.adapters.catalogue.sql_catalogue import SqlCatalogue
from hokusai_server.domain.errors import ExperimentAlreadyExists, InvalidRequest, MLflowUnavailable
from hokusai_server.domain.experiments import NewExperiment
from hokusai_server.domain.paging import PageRequest
from hokusai_server.domain.requests import RequestKey
from hokusai_server.domain.runs import MetricPoint, NewRun, RunChanges, RunLog
from hokusai_server.services.experiments import Experiments
from hokusai_server.services.repeated_writes import RepeatedWrites
from hokusai_server.services.runs import Runs
from tests.support.in_memory_runs import InMemoryExperimentStore, InMemoryRunStore

NOON = datetime(2026, 3, 1, 12, 0, 0, 123456, tzinfo=UTC)


@asynccontextmanager
async def repeated_writes(folder: Path) -> AsyncIterator[RepeatedWrites]:
    async with open_database(f"sqlite:///{folder / 'catalogue.db'}") as database:
        yield RepeatedWrites(SqlCatalogue(database), LocalLocks(), lambda: NOON)


def a_key() -> RequestKey:
    return RequestKey(str(uuid.uuid4()), "a" * 64)


async def test_an_experiment_whose_answer_was_lost_is_found_by_the_repetition(tmp_path: Path) -> None:
    store, key = InMemoryExperimentStore(), a_key()
    async with repeated_writes(tmp_path) as writes:
        experiments = Experiments(store, writes)
        store.lost_answers = 1
        with pytest.raises(MLflowUnavailable):
            await experiments.create(NewExperiment("churn"), key)
        assert (await experiments.create(NewExperiment("churn"), key)).name == "churn"
        with pytest.raises(ExperimentAlreadyExists):
            await experiments.create(NewExperiment("churn"), a_key())
    assert len(store.experiments) == 1


async def test_a_run_whose_answer_was_lost_is_found_by_the_repetition(tmp_path: Path) -> None:
    store, key = InMemoryRunStore(), a_key()
    async with repeated_writes(tmp_path) as writes:
        runs = Runs(store, writes)
        store.lost_answers = 1
        with pytest.raises(MLflowUnavailable):
            await runs.create(NewRun("1"), key)
        assert (await runs.create(NewRun("1"), key)).run_id == "run-0"
        assert (await runs.create(NewRun("1"), a_key())).run_id == "run-1"


async def test_points_whose_answer_was_lost_are_not_doubled_by_the_repetition(tmp_path: Path) -> None:
    store, key = InMemoryRunStore(), a_key()
    log = RunLog(metrics=(MetricPoint("auc", 0.5), MetricPoint("auc", 0.6, 1, NOON - timedelta(days=1))))
    async with repeated_writes(tmp_path) as writes:
        runs = Runs(store, writes)
        run = await runs.create(NewRun("1"), None)
        store.lost_answers = 1
        with pytest.raises(MLflowUnavailable):
            await runs.log(run.run_id, log, key)
        given = await runs.log(run.run_id, log, key)
    assert given == NOON.replace(microsecond=123000)
    assert store.points[run.run_id] == [MetricPoint("auc", 0.5, 0, given), log.metrics[1]]


async def test_a_series_is_cut_into_pages(tmp_path: Path) -> None:
    store = InMemoryRunStore()
    points = [MetricPoint("loss", float(step), step, NOON) for step in range(5)]
    async with repeated_writes(tmp_path) as writes:
        runs = Runs(store, writes)
        run = await runs.create(NewRun("1"), None)
        await runs.log(run.run_id, RunLog(metrics=points))
        first = await runs.metric_history(run.run_id, "loss", PageRequest(3))
        second = await runs.metric_history(run.run_id, "loss", PageRequest(3, first.next))
    assert ([*first.items, *second.items], second.next) == (points, None)


@pytest.mark.parametrize(
    ("log", "field"),
    [
        (RunLog({"": "x"}), "params['']"),
        (RunLog({"a": "x" * 6001}), "params['a']"),
        (RunLog({str(number): "x" for number in range(101)}), "params"),
        (RunLog(metrics=[MetricPoint("a", 1.0)] * 1001), "metrics"),
        (RunLog(metrics=[MetricPoint("x" * 251, 1.0)]), "metrics[0].key"),
        (RunLog(tags={"hokusai.version": "x"}), "tags['hokusai.version']"),
        (RunLog(tags={"a": "x" * 5001}), "tags['a']"),
        (RunLog({"a": "b"}, [MetricPoint("a", 1.0)] * 1000), "metrics"),
    ],
)
def test_what_breaks_a_limit_is_named(log: RunLog, field: str) -> None:
    with pytest.raises(InvalidRequest) as refusal:
        log.check()
    assert field in [violation.field for violation in refusal.value.violations]


@pytest.mark.parametrize(
    "changes", [RunChanges(tags={"a": "1"}, remove_tags=("a",)), RunChanges(remove_tags=("hokusai.request_id",))]
)
def test_changes_that_contradict_or_take_what_is_ours_are_refused(changes: RunChanges) -> None:
    with pytest.raises(InvalidRequest):
        changes.check()
