"""Experiments, to and from the wire."""

from __future__ import annotations

from typing import Final

from hokusai.tracking.v1 import experiment_pb2 as experiment_pb
from hokusai.tracking.v1 import tracking_service_pb2 as pb
from hokusai_server.domain.experiments import Experiment, ExperimentState, NewExperiment, SearchQuery
from hokusai_server.domain.paging import Page
from hokusai_server.transport.instants import instant_to_proto
from hokusai_server.transport.page_tokens import next_page_token

_STATES: Final = {
    ExperimentState.ACTIVE: experiment_pb.EXPERIMENT_STATE_ACTIVE,
    ExperimentState.DELETED: experiment_pb.EXPERIMENT_STATE_DELETED,
}


def new_experiment_from_proto(request: pb.CreateExperimentRequest) -> NewExperiment:
    """What is to be made."""
    return NewExperiment(request.name, dict(request.tags), request.artifact_location)


def search_query_from_proto(request: pb.ListExperimentsRequest | pb.SearchRunsRequest) -> SearchQuery:
    """What is searched for."""
    return SearchQuery(request.filter, tuple(request.order_by))


def experiment_state_from_proto(state: experiment_pb.ExperimentState.ValueType) -> ExperimentState:
    """Which experiments are meant; active ones if nothing is said."""
    deleted = state == experiment_pb.EXPERIMENT_STATE_DELETED
    return ExperimentState.DELETED if deleted else ExperimentState.ACTIVE


def experiment_to_proto(experiment: Experiment) -> experiment_pb.Experiment:
    """An experiment."""
    created, updated = experiment.create_time, experiment.update_time
    return experiment_pb.Experiment(
        experiment_id=experiment.experiment_id,
        name=experiment.name,
        artifact_location=experiment.artifact_location,
        tags=experiment.tags,
        state=_STATES[experiment.state],
        create_time=None if created is None else instant_to_proto(created),
        update_time=None if updated is None else instant_to_proto(updated),
    )


def experiments_to_proto(request: pb.ListExperimentsRequest, page: Page[Experiment]) -> pb.ListExperimentsResponse:
    """A page of experiments."""
    return pb.ListExperimentsResponse(
        experiments=map(experiment_to_proto, page.items), next_page_token=next_page_token(request, page.next)
    )
