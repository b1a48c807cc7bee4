"""Runs: begun once, logged to without doubling, ended once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from hokusai_server.domain.experiments import SearchQuery
from hokusai_server.domain.paging import Page, PageRequest
from hokusai_server.domain.requests import RequestKey
from hokusai_server.domain.runs import MetricPoint, NewRun, Run, RunChanges, RunLog, RunState
from hokusai_server.ports.run_store import RunStore
from hokusai_server.services.experiments import REQUEST_TAG
from hokusai_server.services.repeated_writes import RepeatedWrites

DEFAULT_HISTORY_PAGE: Final = 1000
MAX_HISTORY_PAGE: Final = 10_000


def coerced_history_size(asked: int) -> int:
    """The size of a page of a series when a caller asks for `asked`: the default for 0, never more than the cap."""
    return min(asked, MAX_HISTORY_PAGE) if asked > 0 else DEFAULT_HISTORY_PAGE


class Runs:
    """Use cases of runs. Faults of the store pass through; see `RunStore`."""

    def __init__(
        self, store: RunStore, writes: RepeatedWrites, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._store = store
        self._writes = writes
        self._now = now

    async def create(self, new: NewRun, key: RequestKey | None) -> Run:
        """Begin a run; repeated with the same key, the one it began.

        Raises:
            InvalidRequest, RequestIdReused, ExperimentNotFound, ExperimentDeleted, CatalogueUnavailable.
        """
        new.check()
        if key is None:
            return await self._store.create(new)
        async with self._writes.attempt(key) as attempt:
            tagged = replace(new, tags={**new.tags, REQUEST_TAG: key.request_id})
            if not attempt.is_first:
                begun = await self._store.with_tag(new.experiment_id, REQUEST_TAG, key.request_id)
                if begun is not None:
                    return begun
            return await self._store.create(tagged)

    async def get(self, run_id: str) -> Run:
        """One run.

        Raises:
            RunNotFound.
        """
        return await self._store.get(run_id)

    async def search(self, experiment_ids: Sequence[str], query: SearchQuery, page: PageRequest) -> Page[Run]:
        """A page of runs.

        Raises:
            InvalidRequest, PageTokenInvalid.
        """
        return await self._store.search(experiment_ids, query, page)

    async def change(self, run_id: str, changes: RunChanges) -> Run:
        """Rename, set tags, remove tags.

        Raises:
            InvalidRequest, RunNotFound.
        """
        changes.check()
        return await self._store.change(run_id, changes)

    async def finish(self, run_id: str, state: RunState, end_time: datetime | None) -> Run:
        """End a run.

        Raises:
            RunNotFound, RunFinished.
        """
        return await self._store.finish(run_id, state, end_time or self._now())

    async def log(self, run_id: str, log: RunLog, key: RequestKey | None = None) -> datetime:
        """Write params, metric points and tags; the time that points without one were given.

        Raises:
            InvalidRequest, RequestIdReused, RunNotFound, ParamChanged, CatalogueUnavailable.
        """
        log.check()
        async with self._writes.attempt(key) as attempt:
            # MLflow keeps milliseconds; a point of the same key, step, time and value is not added twice.
            time = attempt.first_time.replace(microsecond=attempt.first_time.microsecond // 1000 * 1000)
            timed = tuple(point if point.time is not None else replace(point, time=time) for point in log.metrics)
            await self._store.log(run_id, replace(log, metrics=timed))
        return time

    async def metric_history(self, run_id: str, key: str, page: PageRequest) -> Page[MetricPoint]:
        """A page of a metric's series.

        Raises:
            RunNotFound.
        """
        series = await self._store.metric_history(run_id, key)
        start = int(page.after[0]) if page.after else 0
        end = start + page.size
        return Page(tuple(series[start:end]), (end,) if end < len(series) else None)
