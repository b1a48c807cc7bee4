"""Where inference events are counted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from hokusai_server.domain.inference_statistics import InferenceStatistics, StatisticsQuery
from hokusai_server.ports.event_spool import SpooledEvents, SpoolPosition


class InferenceStatisticsStore(Protocol):
    """Counts per model, version, arm and minute, shared by all replicas."""

    async def position(self, spool_id: str) -> SpoolPosition:
        """Up to where the events of a spool are counted; the beginning for a spool never seen.

        Raises:
            CatalogueUnavailable: the database does not answer.
        """

    async def apply(self, spool_id: str, after: SpoolPosition, events: SpooledEvents) -> SpoolPosition:
        """Count events and move the position to their end, both or neither.

        Idempotent: if the spool's position is not `after`, nothing is counted.

        Args:
            spool_id: the spool that they come from.
            after: the position that they follow.
            events: the events, each with a time.
        Returns: the spool's position now: the events' end, or where it stood if that was not `after`.
        Raises:
            CatalogueUnavailable: the database does not answer; the events may or may not be counted, and applying them
                again settles it.
            StorageFull: no room; nothing was counted.
        """

    async def query(self, query: StatisticsQuery) -> Sequence[InferenceStatistics]:
        """What was counted, ordered by version (as SemVer), arm and part of the window; parts without events left out.

        Raises:
            CatalogueUnavailable: the database does not answer.
        """

    async def has_events(self, model: str) -> bool:
        """Whether any event of a model was ever counted.

        Raises:
            CatalogueUnavailable: the database does not answer.
        """
