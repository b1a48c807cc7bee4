"""Experiments and runs in MLflow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import final

from typing_extensions import override

from hokusai_server.adapters.mlflow import tracking_work
from hokusai_server.adapters.mlflow.client_pool import MlflowClientPool
from hokusai_server.domain.experiments import Experiment, ExperimentState, NewExperiment, SearchQuery
from hokusai_server.domain.paging import Page, PageRequest
from hokusai_server.domain.runs import MetricPoint, NewRun, Run, RunChanges, RunLog, RunState
from hokusai_server.ports.experiment_store import ExperimentStore
from hokusai_server.ports.run_store import RunStore


@final
class MlflowExperimentStore(ExperimentStore):
    """An `ExperimentStore` in an embedded or a remote MLflow."""

    def __init__(self, pool: MlflowClientPool) -> None:
        self._pool = pool

    @override
    async def create(self, new: NewExperiment) -> Experiment:
        return await self._pool.call(tracking_work.create_experiment, replace(new, tags=dict(new.tags)))

    @override
    async def get(self, experiment_id: str) -> Experiment:
        return await self._pool.call(tracking_work.get_experiment, experiment_id)

    @override
    async def get_by_name(self, name: str) -> Experiment:
        return await self._pool.call(tracking_work.get_experiment_by_name, name)

    @override
    async def search(self, query: SearchQuery, state: ExperimentState, page: PageRequest) -> Page[Experiment]:
        return await self._pool.call(tracking_work.search_experiments, query, state, page)


@final
class MlflowRunStore(RunStore):
    """A `RunStore` in an embedded or a remote MLflow."""

    def __init__(self, pool: MlflowClientPool) -> None:
        self._pool = pool

    @override
    async def create(self, new: NewRun) -> Run:
        return await self._pool.call(tracking_work.create_run, replace(new, tags=dict(new.tags)))

    @override
    async def get(self, run_id: str) -> Run:
        return await self._pool.call(tracking_work.get_run, run_id)

    @override
    async def with_tag(self, experiment_id: str, key: str, value: str) -> Run | None:
        return await self._pool.call(tracking_work.run_with_tag, experiment_id, key, value)

    @override
    async def search(self, experiment_ids: Sequence[str], query: SearchQuery, page: PageRequest) -> Page[Run]:
        return await self._pool.call(tracking_work.search_runs, tuple(experiment_ids), query, page)

    @override
    async def change(self, run_id: str, changes: RunChanges) -> Run:
        return await self._pool.call(tracking_work.change_run, run_id, replace(changes, tags=dict(changes.tags)))

    @override
    async def finish(self, run_id: str, state: RunState, end_time: datetime) -> Run:
        return await self._pool.call(tracking_work.finish_run, run_id, state, end_time)

    @override
    async def log(self, run_id: str, log: RunLog) -> None:
        plain = RunLog(dict(log.params), tuple(log.metrics), dict(log.tags))
        await self._pool.call(tracking_work.log_to_run, run_id, plain)

    @override
    async def metric_history(self, run_id: str, key: str) -> Sequence[MetricPoint]:
        return await self._pool.call(tracking_work.metric_history, run_id, key)
