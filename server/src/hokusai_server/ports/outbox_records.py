"""The outbox in a transaction of the catalogue."""

from collections.abc import Sequence
from typing import Protocol

from hokusai_server.domain.mirroring import MirrorTask, PendingTask


class OutboxRecords(Protocol):
    """What the mirror has not been told yet, in the order in which it happened."""

    def add(self, task: MirrorTask) -> None:
        """Add a task after all others."""

    def first(self, limit: int) -> Sequence[PendingTask]:
        """The oldest tasks."""

    def remove(self, task_id: int) -> None:
        """Take a task out; none of this id is a success too."""

    def has_any(self, model: str) -> bool:
        """Whether a task of this model waits."""

    def count(self) -> int:
        """How many there are."""
