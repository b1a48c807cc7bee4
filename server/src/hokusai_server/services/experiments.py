"""Experiments: made once, found by id, name or search."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from hokusai_server.domain.errors import ExperimentAlreadyExists
from hokusai_server.domain.experiments import Experiment, ExperimentState, NewExperiment, SearchQuery
from hokusai_server.domain.paging import Page, PageRequest
from hokusai_server.domain.requests import RequestKey
from hokusai_server.ports.experiment_store import ExperimentStore
from hokusai_server.services.repeated_writes import RepeatedWrites

REQUEST_TAG: Final = "hokusai.request_id"


class Experiments:
    """Use cases of experiments. Faults of the store pass through; see `ExperimentStore`."""

    def __init__(self, store: ExperimentStore, writes: RepeatedWrites) -> None:
        self._store = store
        self._writes = writes

    async def create(self, new: NewExperiment, key: RequestKey | None) -> Experiment:
        """Make an experiment; repeated with the same key, the one it made.

        Raises:
            InvalidRequest, RequestIdReused, ExperimentAlreadyExists, CatalogueUnavailable.
        """
        new.check()
        if key is None:
            return await self._store.create(new)
        async with self._writes.attempt(key):
            try:
                return await self._store.create(replace(new, tags={**new.tags, REQUEST_TAG: key.request_id}))
            except ExperimentAlreadyExists:
                standing = await self._store.get_by_name(new.name)
                if standing.tags.get(REQUEST_TAG) == key.request_id:
                    return standing
                raise

    async def get(self, experiment_id: str) -> Experiment:
        """One experiment by its identifier.

        Raises:
            ExperimentNotFound.
        """
        return await self._store.get(experiment_id)

    async def get_by_name(self, name: str) -> Experiment:
        """One experiment by its name.

        Raises:
            ExperimentNotFound.
        """
        return await self._store.get_by_name(name)

    async def search(self, query: SearchQuery, state: ExperimentState, page: PageRequest) -> Page[Experiment]:
        """A page of experiments.

        Raises:
            InvalidRequest, PageTokenInvalid.
        """
        return await self._store.search(query, state, page)
