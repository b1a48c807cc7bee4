"""Where model code runs: outside this process, one worker for each loaded version."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Protocol

from hokusai_server.domain.errors import HokusaiError


class CallPath(enum.Enum):
    """How a worker calls the model: through MLflow's pyfunc, or the estimator itself where it was shown to be equal."""

    PYFUNC = "pyfunc"
    NATIVE = "native"


class Lane(enum.Enum):
    """The two ways to a worker: what is small does not wait behind what is large."""

    EXPRESS = "express"
    BULK = "bulk"


@dataclass(frozen=True, slots=True)
class LoadableVersion:
    """A version and where its bundle lies.

    Attributes:
        model: name of the model.
        number: SemVer number of the version.
        bundle: absolute path of the bundle's directory, an MLflow model.
    """

    model: str
    number: str
    bundle: Path


@dataclass(frozen=True, slots=True)
class OpaqueRequest:
    """One request whose payload nobody here looks into.

    Attributes:
        payload: the rows in one of the encodings of the contract.
        params: the parameters of the prediction, encoded; empty means the defaults.
        response_encoding: number of the wanted encoding in the contract; 0 means that of the payload.
        deadline: `time.monotonic()` after which the work need not start; None for never.
        traceparent: W3C trace context of the caller; empty if the call is not traced.
    """

    payload: bytes
    params: bytes = b""
    response_encoding: int = 0
    deadline: float | None = None
    traceparent: str = ""

    @property
    def size(self) -> int:
        """Bytes that travel to the worker."""
        return len(self.payload) + len(self.params)


@dataclass(frozen=True, slots=True)
class OpaquePrediction:
    """The answer to one request: `row_count` rows in `payload`, row i answering row i of the request."""

    payload: bytes
    row_count: int


@dataclass(frozen=True, slots=True)
class BatchTimings:
    """Where the time of a whole batch went in the worker, in nanoseconds, and how often the model was called."""

    decode_nanos: int = 0
    validate_nanos: int = 0
    predict_nanos: int = 0
    encode_nanos: int = 0
    model_calls: int = 1


@dataclass(frozen=True, slots=True)
class BatchResult:
    """What became of a batch.

    Attributes:
        outcomes: one for each request, in their order: its prediction, or why there is none.
        timings: where the time of the whole batch went.
        private_memory_bytes: memory that the worker shares with no other process; 0 if it was not measured this time.
    """

    outcomes: Sequence[OpaquePrediction | HokusaiError]
    timings: BatchTimings
    private_memory_bytes: int = 0


@dataclass(frozen=True, slots=True)
class WorkerAddress:
    """Where a worker takes connections from another dispatcher than the one that started it.

    Attributes:
        worker_id: names the process; never used again for another one.
        socket_path: of the Unix socket on which it speaks the worker protocol.
    """

    worker_id: str
    socket_path: Path


class WorkerEndedError(Exception):
    """The worker's process ended; what it was working on is lost. `cause` says how it ended, e.g. `signal 11`."""

    def __init__(self, cause: str) -> None:
        super().__init__(cause)
        self.cause = cause


class ModelWorker(Protocol):
    """A process that holds one version, warm and ready.

    Concurrency: used from one event loop. Several `predict` may be open; the worker runs those of a lane one by one, in
    order, and between the parts of a batch of the bulk lane it runs one of the express lane.
    """

    @property
    def call_path(self) -> CallPath:
        """How the model is called."""
        ...

    @property
    def private_memory_bytes(self) -> int:
        """Memory that it shared with no other process when that was last measured, in bytes."""
        ...

    @property
    def address(self) -> WorkerAddress:
        """Where another dispatcher reaches it."""
        ...

    @property
    def leaves(self) -> bool:
        """Whether the process is gone, or was asked to go: then nothing new may be sent to it."""
        ...

    def measured(self, private_memory_bytes: int) -> None:
        """Note what another dispatcher was told of its memory."""
        ...

    async def predict(self, requests: Sequence[OpaqueRequest], lane: Lane = Lane.EXPRESS) -> BatchResult:
        """Run one micro-batch.

        A request whose deadline passed before its turn is not run and has DeadlinePassed as outcome. A request's faults
        (PayloadInvalid, ModelInputInvalid, ModelRaised, ModelOutputInvalid) are its outcome and touch no other request.
        Cancelling stops the waiting, not the worker.

        Args:
            requests: at least one.
            lane: express only for what is small.
        Raises:
            WorkerEndedError: the process ended before it answered.
        """
        ...

    async def ended(self) -> str:
        """Return, once the process has ended, the cause: `exit code 3`, `signal 11`, `stopped`. Any number may wait."""
        ...

    async def stop(self) -> None:
        """End the process after the batches that it has; kill it if it lingers. Waits for its end. Idempotent."""
        ...

    def kill(self, cause: str | None = None) -> None:
        """End the process at once, whatever it does. Does not wait. Idempotent.

        Args:
            cause: what `ended` shall say instead of how the process ended.
        """
        ...


class ModelRuntime(Protocol):
    """Starts workers."""

    async def start(self, version: LoadableVersion, *, time_limit: timedelta) -> ModelWorker:
        """Start a process, load the version into it and warm it up.

        Several starts may run at once. A start that is cancelled or fails leaves no process.

        Args:
            time_limit: how long loading may take.
        Raises:
            ModelLoadFailed: the version cannot be loaded, or not within the limit.
        """
        ...
