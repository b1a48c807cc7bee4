"""Faults of experiments, runs and inference events."""

from __future__ import annotations

from datetime import timedelta

from hokusai_server.domain.errors.hokusai_error import HokusaiError


class ExperimentNotFound(HokusaiError):
    """No experiment of this id or name."""

    reason = "EXPERIMENT_NOT_FOUND"

    def __init__(self, experiment: str) -> None:
        super().__init__(
            f"experiment {experiment!r} does not exist; create it with CreateExperiment", experiment=experiment
        )


class ExperimentAlreadyExists(HokusaiError):
    """The name is taken."""

    reason = "EXPERIMENT_ALREADY_EXISTS"

    def __init__(self, experiment: str) -> None:
        super().__init__(f"experiment {experiment!r} exists; read it with GetExperiment", experiment=experiment)


class ExperimentDeleted(HokusaiError):
    """A deleted experiment takes no runs."""

    reason = "EXPERIMENT_DELETED"

    def __init__(self, experiment: str) -> None:
        super().__init__(
            f"experiment {experiment!r} is deleted and takes no runs; restore it in MLflow or use another one",
            experiment=experiment,
        )


class RunNotFound(HokusaiError):
    """No run of this id."""

    reason = "RUN_NOT_FOUND"

    def __init__(self, run_id: str) -> None:
        super().__init__(f"run {run_id!r} does not exist; find runs with SearchRuns", run_id=run_id)


class ParamChanged(HokusaiError):
    """A param has another value already; params are immutable."""

    reason = "PARAM_CHANGED"

    def __init__(self, run_id: str, param: str) -> None:
        super().__init__(
            f"param {param!r} of run {run_id!r} has another value and params never change; "
            "log it under another name or in a new run",
            run_id=run_id,
            param=param,
        )


class RunFinished(HokusaiError):
    """The run ended already, in another state; an end is final."""

    reason = "RUN_FINISHED"

    def __init__(self, run_id: str, state: str) -> None:
        super().__init__(
            f"run {run_id!r} ended as {state} and an end is final; begin a new run", run_id=run_id, state=state
        )


class ArtifactNotFound(HokusaiError):
    """The run has no artifact at this path."""

    reason = "ARTIFACT_NOT_FOUND"

    def __init__(self, run_id: str, path: str) -> None:
        super().__init__(f"run {run_id!r} has no artifact {path!r}; see ListArtifacts", run_id=run_id, path=path)


class SpoolFull(HokusaiError):
    """The spool is at its bound, so the event was refused rather than an acknowledged one dropped."""

    reason = "SPOOL_FULL"
    retryable = True

    def __init__(self, limit_bytes: int) -> None:
        super().__init__(
            f"the event spool holds {limit_bytes} bytes, its limit; nothing acknowledged was dropped; retry later",
            limit_bytes=limit_bytes,
            retry_after=timedelta(seconds=5),
        )
