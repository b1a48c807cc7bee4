"""Experiments and runs in MLflow, with a span for every call."""

from __future__ import annotations

from collections.abc import Awaitable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar, final

from opentelemetry.trace import Tracer
from typing_extensions import override

from hokusai_server.domain.experiments import Experiment, ExperimentState, NewExperiment, SearchQuery
from hokusai_server.domain.paging import Page, PageRequest
from hokusai_server.domain.runs import MetricPoint, NewRun, Run, RunChanges, RunLog, RunState
from hokusai_server.ports.experiment_store import ExperimentStore
from hokusai_server.ports.run_store import RunStore

T = TypeVar("T")


@final
@dataclass(frozen=True, slots=True)
class TracedExperimentStore(ExperimentStore):
    """The store beneath, each call a span `mlflow <what>`.

    Attributes:
        inner: does the work.
        tracer: records the spans.
    """

    inner: ExperimentStore
    tracer: Tracer

    @override
    async def create(self, new: NewExperiment) -> Experiment:
        return await _traced(self.tracer, "create experiment", self.inner.create(new))

    @override
    async def get(self, experiment_id: str) -> Experiment:
        return await _traced(self.tracer, "get experiment", self.inner.get(experiment_id))

    @override
    async def get_by_name(self, name: str) -> Experiment:
        return await _traced(self.tracer, "get experiment", self.inner.get_by_name(name))

    @override
    async def search(self, query: SearchQuery, state: ExperimentState, page: PageRequest) -> Page[Experiment]:
        return await _traced(self.tracer, "search experiments", self.inner.search(query, state, page))


@final
@dataclass(frozen=True, slots=True)
class TracedRunStore(RunStore):
    """The store beneath, each call a span `mlflow <what>`, with the run's id where there is one.

    Attributes:
        inner: does the work.
        tracer: records the spans.
    """

    inner: RunStore
    tracer: Tracer

    @override
    async def create(self, new: NewRun) -> Run:
        return await _traced(self.tracer, "create run", self.inner.create(new))

    @override
    async def get(self, run_id: str) -> Run:
        return await _traced(self.tracer, "get run", self.inner.get(run_id), run_id)

    @override
    async def with_tag(self, experiment_id: str, key: str, value: str) -> Run | None:
        return await _traced(self.tracer, "find run", self.inner.with_tag(experiment_id, key, value))

    @override
    async def search(self, experiment_ids: Sequence[str], query: SearchQuery, page: PageRequest) -> Page[Run]:
        return await _traced(self.tracer, "search runs", self.inner.search(experiment_ids, query, page))

    @override
    async def change(self, run_id: str, changes: RunChanges) -> Run:
        return await _traced(self.tracer, "change run", self.inner.change(run_id, changes), run_id)

    @override
    async def finish(self, run_id: str, state: RunState, end_time: datetime) -> Run:
        return await _traced(self.tracer, "finish run", self.inner.finish(run_id, state, end_time), run_id)

    @override
    async def log(self, run_id: str, log: RunLog) -> None:
        await _traced(self.tracer, "log to run", self.inner.log(run_id, log), run_id)

    @override
    async def metric_history(self, run_id: str, key: str) -> Sequence[MetricPoint]:
        return await _traced(self.tracer, "get metric history", self.inner.metric_history(run_id, key), run_id)


async def _traced(tracer: Tracer, what: str, work: Awaitable[T], run_id: str | None = None) -> T:
    attributes = {} if run_id is None else {"hokusai.run_id": run_id}
    # A refused call is an answer as well; its message may hold what the caller sent.
    with tracer.start_as_current_span(f"mlflow {what}", attributes=attributes, record_exception=False):
        return await work
