"""How much of what waits goes into a micro-batch."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hokusai_server.ports.model_runtime import Lane, OpaqueRequest
from hokusai_server.services.batch_pace import BatchPace
from hokusai_server.services.lane_queue import LaneQueue, Waiting
from hokusai_server.services.queue_limits import QueueLimits


def queue_of(requests: int, limits: QueueLimits, loop: asyncio.AbstractEventLoop) -> LaneQueue:
    queue = LaneQueue(Lane.EXPRESS, limits)
    for _ in range(requests):
        queue.push(Waiting(OpaqueRequest(b"x"), loop.create_future(), 0.0))
    return queue


async def test_a_batch_is_no_larger_than_what_takes_a_quarter_of_the_time_of_a_hung_worker() -> None:
    limits = QueueLimits(batch_time=timedelta(seconds=40))
    queue = queue_of(10, limits, asyncio.get_running_loop())
    queue.pace.record(30.0, 10)
    assert len(queue.take(0.0, 1)[0]) == 3
    queue.pace.record(600.0, 1)
    assert len(queue.take(0.0, 1)[0]) == 1
    assert len(queue) == 6


async def test_nothing_but_the_limits_bounds_a_batch_while_the_pace_is_not_known() -> None:
    queue = queue_of(10, QueueLimits(batch_requests=7), asyncio.get_running_loop())
    assert len(queue.take(0.0, 1)[0]) == 7


batches = st.lists(st.tuples(st.floats(0.001, 100), st.integers(1, 256)), min_size=1, max_size=16)


@given(batches, st.floats(0.001, 100))
def test_as_many_requests_take_a_time_as_the_pace_of_late_says(recent: list[tuple[float, int]], seconds: float) -> None:
    pace = BatchPace()
    for batch in recent:
        pace.record(*batch)
    spent, requests = (sum(each) for each in zip(*recent, strict=True))
    assert pace.requests_within(seconds) * spent / requests == pytest.approx(seconds)
