"""Events move from the spool into the statistics: all of them, once, whatever fails on the way."""

from __future__ import annotations

import asyncio

import pytest

from hokusai_server.domain.errors import CatalogueUnavailable
from hokusai_server.ports.event_spool import EventBatch
from hokusai_server.services.event_counting import counting_events
from tests.support.in_memory_tracking import InMemoryEventSpool, InMemoryInferenceStatistics
from tests.support.inference_events import an_event, numbers


async def test_a_flush_returns_once_everything_before_it_is_counted() -> None:
    spool, statistics = InMemoryEventSpool(), InMemoryInferenceStatistics()
    async with counting_events(spool, statistics) as counting:
        for number in range(5):
            await spool.append(EventBatch([an_event(number)]))
        await asyncio.gather(*(counting.flush() for _ in range(3)))
        assert numbers(statistics.counted) == list(range(5))
        assert spool.state().pending == 0


async def test_a_flush_with_nothing_to_count_returns_at_once() -> None:
    spool = InMemoryEventSpool()
    async with counting_events(spool, InMemoryInferenceStatistics()) as counting:
        await spool.append(EventBatch([an_event()]))
        await counting.flush()
        await counting.flush()


async def test_events_are_counted_without_anybody_asking() -> None:
    spool, statistics = InMemoryEventSpool(), InMemoryInferenceStatistics()
    async with counting_events(spool, statistics):
        await spool.append(EventBatch([an_event(1)]))
        await spool.empty.wait()
        assert numbers(statistics.counted) == [1]


async def test_what_is_left_is_counted_at_the_end() -> None:
    spool, statistics = InMemoryEventSpool(), InMemoryInferenceStatistics()
    async with counting_events(spool, statistics):
        await spool.append(EventBatch([an_event(1)]))
    assert numbers(statistics.counted) == [1]


@pytest.mark.parametrize("fault", [CatalogueUnavailable("gone"), OSError("broken"), ValueError("a fault of ours")])
async def test_a_fault_is_told_to_whoever_waits_and_the_events_are_counted_later(fault: Exception) -> None:
    spool, statistics = InMemoryEventSpool(), InMemoryInferenceStatistics(faults=[fault])
    async with counting_events(spool, statistics) as counting:
        await spool.append(EventBatch([an_event(1)]))
        with pytest.raises(type(fault)):
            await counting.flush()
        await spool.append(EventBatch([an_event(2)]))
        await counting.flush()
    assert numbers(statistics.counted) == [1, 2]


async def test_events_whose_counting_was_not_confirmed_are_not_counted_again() -> None:
    lost: list[Exception] = [CatalogueUnavailable("the answer was lost")]
    spool, statistics = InMemoryEventSpool(), InMemoryInferenceStatistics(lost_answers=lost)
    async with counting_events(spool, statistics) as counting:
        await spool.append(EventBatch([an_event(1)]))
        with pytest.raises(CatalogueUnavailable):
            await counting.flush()
        await spool.append(EventBatch([an_event(2)]))
        await counting.flush()
    assert numbers(statistics.counted) == [1, 2]


async def test_counting_goes_on_where_it_ended() -> None:
    spool, statistics = InMemoryEventSpool(), InMemoryInferenceStatistics()
    for number in range(2):
        async with counting_events(spool, statistics):
            await spool.append(EventBatch([an_event(number)]))
    assert numbers(statistics.counted) == [0, 1]
