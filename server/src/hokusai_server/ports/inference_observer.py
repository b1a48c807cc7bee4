"""Who is told what the inference engine does, as it does it: metrics, health, traces."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from hokusai_server.ports.model_runtime import BatchTimings, CallPath


class LoadState(enum.Enum):
    """How far a version is from serving; the contract's `LoadState` has the meanings."""

    LOADING = "loading"
    READY = "ready"
    RESTARTING = "restarting"
    UNLOADING = "unloading"


@dataclass(frozen=True, slots=True)
class LoadedModel:
    """A version in memory, as it is at one moment.

    Attributes:
        model: name of the model.
        number: SemVer number of the version.
        state: how far it is.
        call_path: how the model is called; None while the first process loads.
        private_memory_bytes: memory of its processes that no other shares; 0 while it loads.
        ready_time: when it last began to serve, with a process that was ready; None while it loads.
        load_duration: how long that process took from start to ready; None while it loads.
        restart_count: how often a process was replaced since the version was loaded.
        pinned: whether it stays when memory runs short.
        last_used_time: when it last got a request; None if never.
    """

    model: str
    number: str
    state: LoadState
    call_path: CallPath | None
    private_memory_bytes: int
    ready_time: datetime | None
    load_duration: timedelta | None
    restart_count: int
    pinned: bool
    last_used_time: datetime | None


@dataclass(frozen=True, slots=True)
class BatchRecord:
    """One answered micro-batch.

    Attributes:
        request_count: requests in it.
        row_count: rows predicted.
        queue_seconds: how long each request waited before the batch was sent.
        worker_seconds: from sending the batch to having its answer.
        timings: where the worker spent the time.
    """

    request_count: int
    row_count: int
    queue_seconds: Sequence[float]
    worker_seconds: float
    timings: BatchTimings


class InferenceObserver(Protocol):
    """Is told of every event at once, on the event loop. Must neither block nor raise."""

    def batch_answered(self, model: str, number: str, batch: BatchRecord) -> None:
        """A worker answered a micro-batch."""
        ...

    def request_refused(self, model: str, number: str, reason: str) -> None:
        """A request ended before a worker got it; `reason` is that of the error."""
        ...

    def model_changed(self, loaded: LoadedModel) -> None:
        """A version changed its state."""
        ...

    def model_unloaded(self, model: str, number: str, *, evicted: bool) -> None:
        """A version left memory, by request or because memory ran short."""
        ...

    def load_ended(self, model: str, number: str, duration: timedelta, error: str | None) -> None:
        """An attempt to start a process for a version ended, well (`error` is None) or with the reason of an error."""
        ...

    def worker_lost(self, model: str, number: str, cause: str) -> None:
        """A process of a version ended unasked, or had to be ended."""
        ...

    def memory_measured(self, model: str, number: str, private_memory_bytes: int) -> None:
        """The private memory of all processes of a version, as last measured."""
        ...


class NobodyObserves:
    """The observer for where none is wanted."""

    def batch_answered(self, model: str, number: str, batch: BatchRecord) -> None:
        """Nothing happens."""

    def request_refused(self, model: str, number: str, reason: str) -> None:
        """Nothing happens."""

    def model_changed(self, loaded: LoadedModel) -> None:
        """Nothing happens."""

    def model_unloaded(self, model: str, number: str, *, evicted: bool) -> None:
        """Nothing happens."""

    def load_ended(self, model: str, number: str, duration: timedelta, error: str | None) -> None:
        """Nothing happens."""

    def worker_lost(self, model: str, number: str, cause: str) -> None:
        """Nothing happens."""

    def memory_measured(self, model: str, number: str, private_memory_bytes: int) -> None:
        """Nothing happens."""
