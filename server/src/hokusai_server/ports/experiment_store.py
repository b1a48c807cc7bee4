"""Where experiments live."""

from __future__ import annotations

from typing import Protocol

from hokusai_server.domain.experiments import Experiment, ExperimentState, NewExperiment, SearchQuery
from hokusai_server.domain.paging import Page, PageRequest


class ExperimentStore(Protocol):
    """Experiments of one MLflow.

    Raises, each method:
        MLflowUnavailable: no answer, or one that promises nothing; the call may or may not have had its effect.
        MLflowAuthentication: 401 or 403; it had no effect.
        MLflowRefused: MLflow understood and refused; it had no effect.
    """

    async def create(self, new: NewExperiment) -> Experiment:
        """Make an experiment.

        Raises:
            ExperimentAlreadyExists: the name is taken, also by a deleted one.
        """

    async def get(self, experiment_id: str) -> Experiment:
        """One experiment, deleted ones too.

        Raises:
            ExperimentNotFound: there is none.
        """

    async def get_by_name(self, name: str) -> Experiment:
        """One experiment, deleted ones too.

        Raises:
            ExperimentNotFound: there is none.
        """

    async def search(self, query: SearchQuery, state: ExperimentState, page: PageRequest) -> Page[Experiment]:
        """A page of experiments.

        Raises:
            InvalidRequest: filter or order cannot be read.
            PageTokenInvalid: the page is none of this query.
        """
