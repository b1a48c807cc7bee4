"""Several observers of the inference engine as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import final

from hokusai_server.ports.inference_observer import BatchRecord, InferenceObserver, LoadedModel


@final
@dataclass(frozen=True, slots=True)
class Observers:
    """Tells each of them, in order."""

    each: Sequence[InferenceObserver]

    def batch_answered(self, model: str, number: str, batch: BatchRecord) -> None:
        """Tell each."""
        for observer in self.each:
            observer.batch_answered(model, number, batch)

    def request_refused(self, model: str, number: str, reason: str) -> None:
        """Tell each."""
        for observer in self.each:
            observer.request_refused(model, number, reason)

    def model_changed(self, loaded: LoadedModel) -> None:
        """Tell each."""
        for observer in self.each:
            observer.model_changed(loaded)

    def model_unloaded(self, model: str, number: str, *, evicted: bool) -> None:
        """Tell each."""
        for observer in self.each:
            observer.model_unloaded(model, number, evicted=evicted)

    def load_ended(self, model: str, number: str, duration: timedelta, error: str | None) -> None:
        """Tell each."""
        for observer in self.each:
            observer.load_ended(model, number, duration, error)

    def worker_lost(self, model: str, number: str, cause: str) -> None:
        """Tell each."""
        for observer in self.each:
            observer.worker_lost(model, number, cause)

    def memory_measured(self, model: str, number: str, private_memory_bytes: int) -> None:
        """Tell each."""
        for observer in self.each:
            observer.memory_measured(model, number, private_memory_bytes)
