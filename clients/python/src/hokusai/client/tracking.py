"""Experiments, runs and inference events, for threads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from hokusai.client.walking import Sending
from hokusai.tracking import calls
from hokusai.tracking.artifact_transfer import fetch_artifact, log_artifact
from hokusai.tracking.inference_events import InferenceStatistics, TrackingReceipt
from hokusai.tracking.runs import Artifact, Experiment, MetricPoint, Run


class TrackingMethods(Sending):
    """Calls of TrackingService."""

    def create_experiment(
        self,
        name: str,
        *,
        tags: Mapping[str, str] | None = None,
        artifact_location: str = "",
        timeout: float | None = None,
    ) -> Experiment:
        """Create an experiment in MLflow.

        Raises:
            ExperimentAlreadyExists: the name is taken, perhaps by a deleted experiment.
        """
        prepared = calls.create_experiment(name, tags=tags, artifact_location=artifact_location)
        return self._sender.send(prepared, timeout)

    def get_experiment(self, name: str, *, timeout: float | None = None) -> Experiment:
        """One experiment by its name, deleted ones too.

        Raises:
            ExperimentNotFound: there is none of this name.
        """
        return self._sender.send(calls.get_experiment(name), timeout)

    def get_experiment_by_id(self, experiment_id: str, *, timeout: float | None = None) -> Experiment:
        """One experiment by MLflow's identifier, deleted ones too."""
        return self._sender.send(calls.get_experiment_by_id(experiment_id), timeout)

    def list_experiments(
        self, *, filter_string: str = "", order_by: Sequence[str] = (), timeout: float | None = None
    ) -> Iterator[Experiment]:
        """Active experiments, the newest first; filter and order in MLflow's search language."""
        return self._walk(calls.list_experiments(filter_string=filter_string, order_by=order_by), timeout)

    def create_run(
        self,
        experiment_id: str,
        *,
        name: str = "",
        tags: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> Run:
        """Begin a run."""
        return self._sender.send(calls.create_run(experiment_id, name=name, tags=tags), timeout)

    def get_run(self, run_id: str, *, timeout: float | None = None) -> Run:
        """One run with its params, tags and the last value of each metric.

        Raises:
            RunNotFound: there is none of this id.
        """
        return self._sender.send(calls.get_run(run_id), timeout)

    def search_runs(
        self,
        experiment_ids: Sequence[str],
        *,
        filter_string: str = "",
        order_by: Sequence[str] = (),
        timeout: float | None = None,
    ) -> Iterator[Run]:
        """Runs of one or more experiments, the newest first; filter and order in MLflow's search language."""
        listing = calls.search_runs(experiment_ids, filter_string=filter_string, order_by=order_by)
        return self._walk(listing, timeout)

    def update_run(
        self,
        run_id: str,
        *,
        name: str | None = None,
        tags: Mapping[str, str] | None = None,
        remove_tags: Sequence[str] = (),
        timeout: float | None = None,
    ) -> Run:
        """Rename a run, set and remove tags."""
        return self._sender.send(calls.update_run(run_id, name=name, tags=tags, remove_tags=remove_tags), timeout)

    def finish_run(self, run_id: str, *, state: str = "finished", timeout: float | None = None) -> Run:
        """End a run as `finished`, `failed` or `killed`; an end is final.

        Raises:
            RunFinished: it ended in another state.
        """
        return self._sender.send(calls.finish_run(run_id, state=state), timeout)

    def log_batch(
        self,
        run_id: str,
        *,
        params: Mapping[str, Any] | None = None,
        metrics: Mapping[str, float] | Sequence[MetricPoint] | None = None,
        tags: Mapping[str, str] | None = None,
        step: int = 0,
        timeout: float | None = None,
    ) -> None:
        """Log params, metrics and tags of a run; `step` is that of metrics given as a dict.

        Raises:
            ParamChanged: a param has another value already.
        """
        self._sender.send(calls.log_batch(run_id, params=params, metrics=metrics, tags=tags, step=step), timeout)

    def get_metric_history(self, run_id: str, key: str, *, timeout: float | None = None) -> Iterator[MetricPoint]:
        """The series of one metric."""
        return self._walk(calls.get_metric_history(run_id, key), timeout)

    def list_artifacts(self, run_id: str, path: str = "", *, timeout: float | None = None) -> Iterator[Artifact]:
        """Artifacts directly below one folder of a run, by path."""
        return self._walk(calls.list_artifacts(run_id, path), timeout)

    def log_artifact(self, run_id: str, source: str | Path, path: str = "") -> Artifact:
        """Store one file as an artifact of a run; a file of that path is replaced. Whole and verified, or not at all.

        Args:
            run_id: the run.
            source: the file.
            path: where below the run's artifact root, `plots/roc.png`. Default: the name of the file, at the root.

        Raises:
            RunNotFound: there is none of this id.
            InvalidArgumentError: `source` is no file, or `path` leaves the root.
        """
        file = Path(source)
        return log_artifact(self._sender, run_id, file, path or file.name)

    def download_artifact(self, run_id: str, path: str, target: str | Path) -> Path:
        """Fetch one artifact of a run into a file, which is replaced if it exists.

        Raises:
            RunNotFound, ArtifactNotFound: there is none.
        """
        file = Path(target)
        fetch_artifact(self._sender, run_id, path, file)
        return file

    def track_inference(
        self, events: Mapping[str, Any] | Sequence[Mapping[str, Any]], *, timeout: float | None = None
    ) -> TrackingReceipt:
        """Store one inference event, or up to 1000, durably: when it returns, all are on disk. All or nothing.

        Args:
            events: dicts with `model`, `version` and `latency_ms`, and optionally `confidence`, `error_reason`, `arm`,
                `subject_key`, `prediction_id`, `event_time`, `event_id`. Further numbers are metrics. The names
                `model_id`, `model_version`, `user_id`, `request_id` and `timestamp` are understood too.
            timeout: seconds.

        Raises:
            InvalidArgumentError: an event is not valid.
            ModelNotFound, VersionNotFound: not registered here, and the server's setting
                `tracking.unregistered_models` refuses that.
            SpoolFull: the server's spool is at its bound.
        """
        given = [events] if isinstance(events, Mapping) else events
        return self._sender.send(calls.track_inference(given), timeout)

    def get_inference_statistics(
        self,
        model: str,
        *,
        versions: Sequence[str] = (),
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        bucket: timedelta | None = None,
        by_arm: bool = False,
        timeout: float | None = None,
    ) -> tuple[InferenceStatistics, ...]:
        """Counts, errors, latency, confidence and rate per version; by default over the last 24 hours."""
        prepared = calls.get_inference_statistics(
            model, versions=versions, start_time=start_time, end_time=end_time, bucket=bucket, by_arm=by_arm
        )
        return self._sender.send(prepared, timeout)
