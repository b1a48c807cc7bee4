"""Experiments and runs in memory, with answers that get lost on demand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import final

from typing_extensions import override

from hokusai_server.domain.errors import ExperimentAlreadyExists, ExperimentNotFound, MLflowUnavailable, RunNotFound
from hokusai_server.domain.experiments import Experiment, ExperimentState, NewExperiment, SearchQuery
from hokusai_server.domain.paging import Page, PageRequest
from hokusai_server.domain.runs import MetricPoint, NewRun, Run, RunChanges, RunLog, RunState
from hokusai_server.ports.experiment_store import ExperimentStore
from hokusai_server.ports.run_store import RunStore


class LosesAnswers:
    """Does the next writes, and then says that it is not available.

    Attributes:
        lost_answers: how many more.
    """

    lost_answers = 0

    def _answer(self) -> None:
        if self.lost_answers:
            self.lost_answers -= 1
            raise MLflowUnavailable("http://mlflow", "the answer was lost")


@final
class InMemoryExperimentStore(LosesAnswers, ExperimentStore):
    """Experiments in a list; it searches nothing."""

    def __init__(self) -> None:
        self.experiments: list[Experiment] = []

    @override
    async def create(self, new: NewExperiment) -> Experiment:
        if any(one.name == new.name for one in self.experiments):
            raise ExperimentAlreadyExists(new.name)
        number = str(len(self.experiments))
        made = Experiment(number, new.name, new.artifact_location, ExperimentState.ACTIVE, dict(new.tags))
        self.experiments.append(made)
        self._answer()
        return made

    @override
    async def get(self, experiment_id: str) -> Experiment:
        for one in self.experiments:
            if one.experiment_id == experiment_id:
                return one
        raise ExperimentNotFound(experiment_id)

    @override
    async def get_by_name(self, name: str) -> Experiment:
        for one in self.experiments:
            if one.name == name:
                return one
        raise ExperimentNotFound(name)

    @override
    async def search(self, query: SearchQuery, state: ExperimentState, page: PageRequest) -> Page[Experiment]:
        return Page(tuple(one for one in self.experiments if one.state is state))


@final
class InMemoryRunStore(LosesAnswers, RunStore):
    """Runs in a list; it searches nothing, and keeps a point of a series once, as MLflow does."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.points: dict[str, list[MetricPoint]] = {}

    @override
    async def create(self, new: NewRun) -> Run:
        begun = Run(f"run-{len(self.runs)}", new.experiment_id, new.name, RunState.RUNNING, "", tags=dict(new.tags))
        self.runs.append(begun)
        self._answer()
        return begun

    @override
    async def get(self, run_id: str) -> Run:
        for one in self.runs:
            if one.run_id == run_id:
                return one
        raise RunNotFound(run_id)

    @override
    async def with_tag(self, experiment_id: str, key: str, value: str) -> Run | None:
        tagged = (one for one in self.runs if one.experiment_id == experiment_id and one.tags.get(key) == value)
        return next(tagged, None)

    @override
    async def search(self, experiment_ids: Sequence[str], query: SearchQuery, page: PageRequest) -> Page[Run]:
        return Page(tuple(one for one in self.runs if one.experiment_id in experiment_ids))

    @override
    async def change(self, run_id: str, changes: RunChanges) -> Run:
        standing = await self.get(run_id)
        return self._put(replace(standing, name=changes.name or standing.name, tags={**standing.tags, **changes.tags}))

    @override
    async def finish(self, run_id: str, state: RunState, end_time: datetime) -> Run:
        return self._put(replace(await self.get(run_id), state=state, end_time=end_time))

    @override
    async def log(self, run_id: str, log: RunLog) -> None:
        series = self.points.setdefault((await self.get(run_id)).run_id, [])
        series += [point for point in log.metrics if point not in series]
        self._answer()

    @override
    async def metric_history(self, run_id: str, key: str) -> Sequence[MetricPoint]:
        return [point for point in self.points.get(run_id, []) if point.key == key]

    def _put(self, run: Run) -> Run:
        self.runs = [run if one.run_id == run.run_id else one for one in self.runs]
        return run
