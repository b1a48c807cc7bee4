"""Where runs live."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from hokusai_server.domain.experiments import SearchQuery
from hokusai_server.domain.paging import Page, PageRequest
from hokusai_server.domain.runs import MetricPoint, NewRun, Run, RunChanges, RunLog, RunState


class RunStore(Protocol):
    """Runs of one MLflow.

    Raises, each method:
        MLflowUnavailable: no answer, or one that promises nothing; the call may or may not have had its effect.
        MLflowAuthentication: 401 or 403; it had no effect.
        MLflowRefused: MLflow understood and refused; it had no effect.
        RunNotFound: each method that names a run, if there is none.
    """

    async def create(self, new: NewRun) -> Run:
        """Begin a run.

        Raises:
            ExperimentNotFound: there is no such experiment.
            ExperimentDeleted: it takes no runs.
        """

    async def get(self, run_id: str) -> Run:
        """One run."""

    async def with_tag(self, experiment_id: str, key: str, value: str) -> Run | None:
        """A run of an experiment that carries a tag; None if there is none."""

    async def search(self, experiment_ids: Sequence[str], query: SearchQuery, page: PageRequest) -> Page[Run]:
        """A page of runs that are not deleted.

        Raises:
            InvalidRequest: filter or order cannot be read.
            PageTokenInvalid: the page is none of this query.
        """

    async def change(self, run_id: str, changes: RunChanges) -> Run:
        """Make changes; a repeated call changes nothing more."""

    async def finish(self, run_id: str, state: RunState, end_time: datetime) -> Run:
        """End a run; one that ended in the same state stays as it is.

        Raises:
            RunFinished: it ended in another state.
        """

    async def log(self, run_id: str, log: RunLog) -> None:
        """Write params, metric points and tags; a repeated call writes nothing more. Each point has a time.

        Raises:
            ParamChanged: a param has another value already; nothing was written.
            InvalidRequest: MLflow refuses a value; something may be written.
        """

    async def metric_history(self, run_id: str, key: str) -> Sequence[MetricPoint]:
        """The whole series of a metric; empty if it was never logged."""
