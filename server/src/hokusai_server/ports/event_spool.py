"""Where inference events are kept from their acknowledgement until they are counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from hokusai_server.domain.dependencies import SpoolState
from hokusai_server.domain.inference_events import InferenceEvent


@dataclass(frozen=True, slots=True, order=True)
class SpoolPosition:
    """A place between two records; positions of one spool are ordered.

    Attributes:
        segment: number of the segment, growing; 0 lies before the first.
        offset: byte in the segment.
    """

    segment: int = 0
    offset: int = 0


@dataclass(frozen=True, slots=True)
class EventBatch:
    """Events to be kept together.

    Attributes:
        events: valid events, at least one.
        identity: makes a repeated batch count once; empty: only the events' own ids do.
    """

    events: Sequence[InferenceEvent]
    identity: str = ""


@dataclass(frozen=True, slots=True)
class AppendOutcome:
    """What became of a batch.

    Attributes:
        accepted: events kept by this call.
        duplicates: events that were kept before, by their id or the batch's.
    """

    accepted: int
    duplicates: int


@dataclass(frozen=True, slots=True)
class SpooledEvents:
    """Events read back, each with its `time_micros` set.

    Attributes:
        events: in the order of their acknowledgement.
        end: the position after the last of them.
    """

    events: Sequence[InferenceEvent]
    end: SpoolPosition


class EventSpool(Protocol):
    """An append-only store of events that survives a crash at any instant.

    Safe from many tasks of one loop.
    """

    @property
    def spool_id(self) -> str:
        """Identifies this spool for ever (UUID); positions of different spools have nothing to do with one another."""

    @property
    def end(self) -> SpoolPosition:
        """Every event acknowledged so far lies before this position."""

    async def append(self, batch: EventBatch) -> AppendOutcome:
        """Keep a batch, all of it or nothing; when this returns it is on disk.

        Ids of events and batches are remembered for 10 minutes or the last 200,000 ids, whichever is less, also across
        restarts. What is repeated within that time is acknowledged and not kept again.

        Raises:
            RequestIdReused: the batch's identity came before with other events.
            SpoolFull: the spool is at its size limit.
            StorageFull: the disk is full.
            Overloaded: too many batches wait to be written.
            ShuttingDown: the spool is closing.
        """

    async def read(self, after: SpoolPosition, limit: int) -> SpooledEvents:
        """The next events after a position: whole batches, one at least where there is one, until `limit` is met."""

    async def wait_beyond(self, position: SpoolPosition) -> None:
        """Return once the end lies beyond a position."""

    def release(self, applied: SpoolPosition, events: int) -> None:
        """Say that everything before a position is counted elsewhere, so that its space may be reclaimed.

        Args:
            applied: the end of a `read`.
            events: how many events lie between the position released before and this one.
        """

    def state(self) -> SpoolState:
        """How full the spool is, from memory."""
