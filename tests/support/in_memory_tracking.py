"""A spool and statistics in memory, with faults on demand."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import final

from typing_extensions import override

from hokusai_server.domain.dependencies import SpoolState
from hokusai_server.domain.errors import ModelNotFound, VersionNotFound
from hokusai_server.domain.inference_events import InferenceEvent
from hokusai_server.domain.inference_statistics import InferenceStatistics, StatisticsQuery
from hokusai_server.ports.event_spool import (
    AppendOutcome,
    EventBatch,
    EventSpool,
    SpooledEvents,
    SpoolPosition,
)
from hokusai_server.ports.inference_statistics import InferenceStatisticsStore
from hokusai_server.ports.registered_versions import RegisteredVersions


@final
class InMemoryEventSpool(EventSpool):
    """A list of events; a position's offset is an index into it. It remembers no ids.

    Attributes:
        events: all that were kept.
        released: how many of them were counted elsewhere.
        empty: set once all of them were.
    """

    def __init__(self) -> None:
        self.events: list[InferenceEvent] = []
        self.released = 0
        self.empty = asyncio.Event()
        self._grown = asyncio.Event()

    @property
    @override
    def spool_id(self) -> str:
        return "in memory"

    @property
    @override
    def end(self) -> SpoolPosition:
        return SpoolPosition(1, len(self.events))

    @override
    async def append(self, batch: EventBatch) -> AppendOutcome:
        self.events += batch.events
        self._grown.set()
        return AppendOutcome(len(batch.events), 0)

    @override
    async def read(self, after: SpoolPosition, limit: int) -> SpooledEvents:
        found = self.events[after.offset : after.offset + limit]
        return SpooledEvents(found, SpoolPosition(1, after.offset + len(found)))

    @override
    async def wait_beyond(self, position: SpoolPosition) -> None:
        while self.end <= position:
            self._grown.clear()
            await self._grown.wait()

    @override
    def release(self, applied: SpoolPosition, events: int) -> None:
        self.released += events
        if self.released == len(self.events):
            self.empty.set()

    @override
    def state(self) -> SpoolState:
        return SpoolState(len(self.events) - self.released, 0, 1, None)


@final
@dataclass(slots=True)
class InMemoryInferenceStatistics(InferenceStatisticsStore):
    """Keeps what was applied.

    Attributes:
        counted: the events, in the order in which they were applied.
        faults: raised by the next applications, one each, before anything is kept.
        lost_answers: raised by the next applications, one each, after the events were kept.
    """

    counted: list[InferenceEvent] = field(default_factory=list)
    faults: list[Exception] = field(default_factory=list)
    lost_answers: list[Exception] = field(default_factory=list)
    positions: dict[str, SpoolPosition] = field(default_factory=dict)

    @override
    async def position(self, spool_id: str) -> SpoolPosition:
        return self.positions.get(spool_id, SpoolPosition())

    @override
    async def apply(self, spool_id: str, after: SpoolPosition, events: SpooledEvents) -> SpoolPosition:
        if self.faults:
            raise self.faults.pop(0)
        if await self.position(spool_id) == after:
            self.counted += events.events
            self.positions[spool_id] = events.end
        if self.lost_answers:
            raise self.lost_answers.pop(0)
        return await self.position(spool_id)

    @override
    async def query(self, query: StatisticsQuery) -> Sequence[InferenceStatistics]:
        return ()

    @override
    async def has_events(self, model: str) -> bool:
        return any(event.model == model for event in self.counted)


@final
class InMemoryRegisteredVersions(RegisteredVersions):
    """Knows the versions that it is given; notes what it was asked."""

    def __init__(self, *known: tuple[str, str]) -> None:
        self.known = set(known)
        self.asked: list[tuple[str, str]] = []

    @override
    async def check(self, model: str, version: str) -> None:
        self.asked.append((model, version))
        if not await self.has_model(model):
            raise ModelNotFound(model)
        if (model, version) not in self.known:
            raise VersionNotFound(model, version)

    @override
    async def has_model(self, model: str) -> bool:
        return any(model == name for name, _ in self.known)
