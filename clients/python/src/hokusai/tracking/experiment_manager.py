"""`ExperimentManager`: experiments and runs, which stock MLflow tools see too."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from typing_extensions import override

from hokusai.client import Client
from hokusai.exceptions import ConflictingSources, ExperimentAlreadyExists, ExperimentNotFound
from hokusai.registry.model_registry import ModelRegistry
from hokusai.tracking.runs import Artifact, Experiment, Run

# MLflow's own name for the experiment that is always there.
DEFAULT_EXPERIMENT: Final = "Default"


class ExperimentManager:
    """One experiment of one server.

    `ExperimentManager(registry)`, `ExperimentManager("name")` and `ExperimentManager(experiment_name="name",
    registry=registry)` are all valid: the registry gives the connection, the name the experiment. Makes no call until
    it is asked for something.
    """

    def __init__(
        self,
        registry_or_name: ModelRegistry | str | None = None,
        *,
        experiment_name: str | None = None,
        registry: ModelRegistry | None = None,
    ) -> None:
        """Say which server and which experiment.

        Args:
            registry_or_name: the one or the other.
            experiment_name: name of the experiment. Default: `Default`, which MLflow always has.
            registry: whose connection to use. Default: the default server.

        Raises:
            ConflictingSources: two arguments name two experiments or two registries; the message says which.
            TypeError: the first argument is neither a registry nor a name.
        """
        if isinstance(registry_or_name, str):
            experiment_name = _one("experiment", registry_or_name, "experiment_name", experiment_name)
        elif isinstance(registry_or_name, ModelRegistry):
            registry = _one("registry", registry_or_name, "registry", registry)
        elif registry_or_name is not None:
            raise TypeError(
                "ExperimentManager takes a ModelRegistry or the name of an experiment, not "
                f"{type(registry_or_name).__name__}"
            )
        self.experiment_name = experiment_name or DEFAULT_EXPERIMENT
        self.registry = registry if registry is not None else ModelRegistry()

    @property
    def experiment(self) -> Experiment:
        """The experiment, created if there is none of this name."""
        client = self.registry.client
        try:
            return client.get_experiment(self.experiment_name)
        except ExperimentNotFound:
            try:
                return client.create_experiment(self.experiment_name)
            except ExperimentAlreadyExists:
                return client.get_experiment(self.experiment_name)  # somebody else was faster

    def start_run(self, name: str = "", *, tags: Mapping[str, str] | None = None) -> ActiveRun:
        """Begin a run. Used in a `with` block it ends by itself: finished, or failed if the block raised."""
        client = self.registry.client
        return ActiveRun(client, client.create_run(self.experiment.experiment_id, name=name, tags=tags))

    def list_runs(self, *, filter_string: str = "") -> list[Run]:
        """Runs of the experiment, the newest first; the filter is in MLflow's search language."""
        return list(self.registry.client.search_runs([self.experiment.experiment_id], filter_string=filter_string))

    @override
    def __repr__(self) -> str:
        return f"ExperimentManager({self.experiment_name!r}, registry={self.registry!r})"


class ActiveRun:
    """A run that is going on."""

    def __init__(self, client: Client, run: Run) -> None:
        """For `ExperimentManager.start_run`."""
        self._client = client
        self.run_id = run.run_id
        self.experiment_id = run.experiment_id

    def log_params(self, params: Mapping[str, Any]) -> None:
        """Log params, which never change afterwards.

        Raises:
            ParamChanged: one has another value already.
        """
        self._client.log_batch(self.run_id, params=params)

    def log_metrics(self, metrics: Mapping[str, float], *, step: int = 0) -> None:
        """Add one point to each of some metrics' series."""
        self._client.log_batch(self.run_id, metrics=metrics, step=step)

    def set_tags(self, tags: Mapping[str, str]) -> None:
        """Set tags."""
        self._client.log_batch(self.run_id, tags=tags)

    def log_artifact(self, source: str | Path, path: str = "") -> Artifact:
        """Store one file as an artifact; by default under its own name at the root."""
        return self._client.log_artifact(self.run_id, source, path)

    def finish(self, state: str = "finished") -> Run:
        """End the run as `finished`, `failed` or `killed`."""
        return self._client.finish_run(self.run_id, state=state)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if kind is None:
            self.finish()
        else:
            self.finish("failed" if issubclass(kind, Exception) else "killed")

    @override
    def __repr__(self) -> str:
        return f"ActiveRun({self.run_id!r})"


def _one(what: str, first: Any, keyword: str, second: Any) -> Any:
    if second is not None and second != first:
        raise ConflictingSources(
            f"the {what} is given twice: {first!r} as the first argument and {second!r} as {keyword}=…; give it once"
        )
    return first
