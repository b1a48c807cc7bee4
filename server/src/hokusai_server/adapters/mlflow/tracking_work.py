"""What experiments and runs do with MLflow's client. Runs in the client's process."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from hokusai_server.adapters.mlflow.faults import is_missing, is_taken
from hokusai_server.domain.errors import (
    ExperimentAlreadyExists,
    ExperimentDeleted,
    ExperimentNotFound,
    FieldViolation,
    InvalidRequest,
    PageTokenInvalid,
    ParamChanged,
    RunFinished,
    RunNotFound,
)
from hokusai_server.domain.experiments import Experiment, ExperimentState, NewExperiment, SearchQuery
from hokusai_server.domain.paging import Page, PageRequest
from hokusai_server.domain.runs import MetricPoint, NewRun, Run, RunChanges, RunLog, RunState

if TYPE_CHECKING:
    from mlflow import MlflowClient
    from mlflow.entities import Experiment as MlflowExperiment
    from mlflow.entities import Metric as MlflowMetric
    from mlflow.entities import Run as MlflowRun
    from mlflow.exceptions import MlflowException

_EPOCH: Final = datetime.fromtimestamp(0, UTC)
_MILLISECOND: Final = timedelta(milliseconds=1)
# What MLflow itself orders by when nothing is said, spelt out so that pages do not depend on its default.
_NEWEST_EXPERIMENTS: Final = ["creation_time DESC", "experiment_id ASC"]
_NEWEST_RUNS: Final = ["attributes.start_time DESC"]


def create_experiment(client: MlflowClient, new: NewExperiment) -> Experiment:
    """Make an experiment."""
    from mlflow.exceptions import MlflowException

    try:
        created = client.create_experiment(new.name, new.artifact_location or None, dict(new.tags))
    except MlflowException as error:
        if is_taken(error):
            raise ExperimentAlreadyExists(new.name) from error
        raise
    return get_experiment(client, created)


def get_experiment(client: MlflowClient, experiment_id: str) -> Experiment:
    """One experiment by its identifier."""
    with _missing_is(ExperimentNotFound(experiment_id)):
        return _experiment(client.get_experiment(experiment_id))


def get_experiment_by_name(client: MlflowClient, name: str) -> Experiment:
    """One experiment by its name."""
    found = client.get_experiment_by_name(name)
    if found is None:
        raise ExperimentNotFound(name)
    return _experiment(found)


def search_experiments(
    client: MlflowClient, query: SearchQuery, state: ExperimentState, page: PageRequest
) -> Page[Experiment]:
    """A page of experiments."""
    from mlflow.entities import ViewType

    with _search_faults(page):
        found = client.search_experiments(
            view_type=ViewType.DELETED_ONLY if state is ExperimentState.DELETED else ViewType.ACTIVE_ONLY,
            max_results=page.size,
            filter_string=query.filter or None,
            order_by=list(query.order_by) or _NEWEST_EXPERIMENTS,
            page_token=_mlflow_token(page),
        )
    return Page(tuple(map(_experiment, found)), _following(found.token))


def create_run(client: MlflowClient, new: NewRun) -> Run:
    """Begin a run."""
    from mlflow.exceptions import MlflowException

    start_time = None if new.start_time is None else _milliseconds(new.start_time)
    try:
        return _run(client.create_run(new.experiment_id, start_time, dict(new.tags), new.name or None))
    except MlflowException:
        # MLflow says for both of these no more than that a parameter is not valid.
        if get_experiment(client, new.experiment_id).state is ExperimentState.DELETED:
            raise ExperimentDeleted(new.experiment_id) from None
        raise


def get_run(client: MlflowClient, run_id: str) -> Run:
    """One run."""
    return _run(existing_run(client, run_id))


def run_with_tag(client: MlflowClient, experiment_id: str, key: str, value: str) -> Run | None:
    """A run of an experiment that carries a tag."""
    found = client.search_runs([experiment_id], filter_string=f"tags.`{key}` = '{value}'", max_results=1)
    return _run(found[0]) if found else None


def search_runs(
    client: MlflowClient, experiment_ids: Sequence[str], query: SearchQuery, page: PageRequest
) -> Page[Run]:
    """A page of runs."""
    with _search_faults(page):
        found = client.search_runs(
            list(experiment_ids),
            filter_string=query.filter,
            max_results=page.size,
            order_by=list(query.order_by) or _NEWEST_RUNS,
            page_token=_mlflow_token(page),
        )
    return Page(tuple(map(_run, found)), _following(found.token))


def change_run(client: MlflowClient, run_id: str, changes: RunChanges) -> Run:
    """Rename a run, set tags and remove tags."""
    from mlflow.entities import RunTag
    from mlflow.exceptions import MlflowException

    standing = existing_run(client, run_id).data.tags
    if changes.name is not None:
        client.update_run(run_id, name=changes.name)
    if changes.tags:
        client.log_batch(run_id, tags=[RunTag(key, value) for key, value in changes.tags.items()])
    for key in changes.remove_tags:
        try:
            if key in standing:
                client.delete_tag(run_id, key)
        except MlflowException as error:
            if not is_missing(error):
                raise
    return get_run(client, run_id)


def finish_run(client: MlflowClient, run_id: str, state: RunState, end_time: datetime) -> Run:
    """End a run that has not ended yet."""
    standing = get_run(client, run_id)
    if standing.state is state:
        return standing
    if standing.state.is_end:
        raise RunFinished(run_id, standing.state.value)
    client.set_terminated(run_id, state.value, _milliseconds(end_time))
    return get_run(client, run_id)


def log_to_run(client: MlflowClient, run_id: str, log: RunLog) -> None:
    """Write params, metric points and tags, once it is known that the params do not contradict those that stand."""
    from mlflow.entities import Metric, Param, RunTag
    from mlflow.exceptions import MlflowException

    standing = existing_run(client, run_id)
    _refuse_changed_params(run_id, standing.data.params, log.params)
    try:
        client.log_batch(
            run_id,
            metrics=[Metric(one.key, one.value, _milliseconds(one.time or _EPOCH), one.step) for one in log.metrics],
            params=[Param(key, value) for key, value in log.params.items()],
            tags=[RunTag(key, value) for key, value in log.tags.items()],
        )
    except MlflowException as error:
        _refuse_changed_params(run_id, existing_run(client, run_id).data.params, log.params)
        if _is_invalid(error):
            raise InvalidRequest([FieldViolation("params, metrics or tags", str(error.message))]) from error
        raise


def metric_history(client: MlflowClient, run_id: str, key: str) -> list[MetricPoint]:
    """The whole series of a metric."""
    existing_run(client, run_id)
    return [_point(metric) for metric in client.get_metric_history(run_id, key)]


def existing_run(client: MlflowClient, run_id: str) -> MlflowRun:
    """A run as MLflow's client gives it.

    Raises:
        RunNotFound: there is none, or it is deleted.
    """
    with _missing_is(RunNotFound(run_id)):
        found = client.get_run(run_id)
    if found.info.lifecycle_stage == "deleted":
        raise RunNotFound(run_id)
    return found


def _refuse_changed_params(run_id: str, standing: Mapping[str, str], wanted: Mapping[str, str]) -> None:
    for key, value in wanted.items():
        if standing.get(key, value) != value:
            raise ParamChanged(run_id, key)


def _experiment(found: MlflowExperiment) -> Experiment:
    return Experiment(
        experiment_id=str(found.experiment_id),
        name=found.name,
        artifact_location=found.artifact_location or "",
        state=ExperimentState(found.lifecycle_stage),
        tags=dict(found.tags),
        create_time=_instant(found.creation_time),
        update_time=_instant(found.last_update_time),
    )


def _run(found: MlflowRun) -> Run:
    # Only the message keeps step and time of the last points; the mapping `metrics` has their values alone.
    last = found.data.to_proto().metrics
    points = [MetricPoint(one.key, one.value, one.step, _instant(one.timestamp)) for one in last]
    return Run(
        run_id=found.info.run_id,
        experiment_id=str(found.info.experiment_id),
        name=found.info.run_name or "",
        state=RunState(found.info.status),
        artifact_uri=found.info.artifact_uri or "",
        start_time=_instant(found.info.start_time),
        end_time=_instant(found.info.end_time),
        params=dict(found.data.params),
        metrics=tuple(sorted(points, key=lambda point: point.key)),
        tags=dict(found.data.tags),
    )


def _point(metric: MlflowMetric) -> MetricPoint:
    return MetricPoint(metric.key, metric.value, metric.step, _instant(metric.timestamp))


def _instant(milliseconds: int | None) -> datetime | None:
    return None if milliseconds is None else _EPOCH + milliseconds * _MILLISECOND


def _milliseconds(instant: datetime) -> int:
    return (instant - _EPOCH) // _MILLISECOND


def _mlflow_token(page: PageRequest) -> str | None:
    return None if page.after is None else str(page.after[0])


def _following(token: str | bytes | None) -> tuple[str] | None:
    """MLflow gives text over HTTP and bytes from a database."""
    if not token:
        return None
    return (token.decode("ascii") if isinstance(token, bytes) else token,)


def _is_invalid(error: MlflowException) -> bool:
    return bool(error.error_code == "INVALID_PARAMETER_VALUE")


@contextmanager
def _missing_is(domain_error: ExperimentNotFound | RunNotFound) -> Iterator[None]:
    """Something that is not there, or whose identifier cannot be one, is that domain error."""
    from mlflow.exceptions import MlflowException

    try:
        yield
    except MlflowException as error:
        if is_missing(error) or _is_invalid(error):
            raise domain_error from error
        raise


@contextmanager
def _search_faults(page: PageRequest) -> Iterator[None]:
    """What MLflow cannot read in a search is the caller's; so is a token that it does not know."""
    from mlflow.exceptions import MlflowException

    try:
        yield
    except MlflowException as error:
        if not _is_invalid(error):
            raise
        if page.after is not None:
            raise PageTokenInvalid from error
        raise InvalidRequest([FieldViolation("filter", str(error.message))]) from error
