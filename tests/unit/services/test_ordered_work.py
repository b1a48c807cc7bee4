"""Several items at a time, results in order, bounded reading, nothing left behind."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing

import pytest

from hokusai_server.services.ordered_work import OrderedWork


async def numbers(count: int) -> AsyncIterator[int]:
    for number in range(count):
        yield number


async def test_results_come_in_the_order_of_the_items_whatever_takes_longest() -> None:
    async def slower_when_smaller(number: int) -> int:
        for _ in range(20 - number):
            await asyncio.sleep(0)
        return number * 10

    work = OrderedWork(numbers(20), slower_when_smaller, limit=7)
    assert [result async for result in work.results()] == [number * 10 for number in range(20)]


async def test_no_more_than_the_limit_is_read_before_the_consumer_takes_results() -> None:
    read = 0

    async def counted() -> AsyncIterator[int]:
        nonlocal read
        async for number in numbers(100):
            read += 1
            yield number

    async def at_once(number: int) -> int:
        return number

    async with aclosing(OrderedWork(counted(), at_once, limit=3).results()) as results:
        assert await anext(results) == 0
        for _ in range(50):
            await asyncio.sleep(0)
        assert read == 3
        assert await anext(results) == 1
        for _ in range(50):
            await asyncio.sleep(0)
        assert read == 4


async def test_a_client_that_waits_for_each_answer_is_not_stalled() -> None:
    answers: asyncio.Queue[int] = asyncio.Queue()

    async def ping_pong() -> AsyncIterator[int]:
        for number in range(5):
            yield number
            assert await answers.get() == number

    async def at_once(number: int) -> int:
        return number

    async for result in OrderedWork(ping_pong(), at_once, limit=4).results():
        answers.put_nowait(result)


async def test_what_the_items_raise_comes_after_the_results_of_the_items_before() -> None:
    async def broken() -> AsyncIterator[int]:
        yield 1
        yield 2
        raise ConnectionError("cut")

    async def at_once(number: int) -> int:
        return number

    results = OrderedWork(broken(), at_once, limit=4).results()
    assert [await anext(results), await anext(results)] == [1, 2]
    with pytest.raises(ConnectionError):
        await anext(results)


async def test_leaving_early_cancels_what_runs_and_leaves_no_task() -> None:
    cancelled: list[int] = []

    async def never(number: int) -> int:
        if number == 0:
            return 0
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            cancelled.append(number)
            raise
        return number

    before = asyncio.all_tasks()
    async with aclosing(OrderedWork(numbers(10), never, limit=4).results()) as results:
        assert await anext(results) == 0
        for _ in range(20):
            await asyncio.sleep(0)
    assert sorted(cancelled) == [1, 2, 3]
    assert asyncio.all_tasks() == before


async def test_stopping_gives_the_results_of_what_was_read_and_then_the_reason() -> None:
    async def endless() -> AsyncIterator[int]:
        yield 1
        yield 2
        await asyncio.Event().wait()

    async def at_once(number: int) -> int:
        return number

    work = OrderedWork(endless(), at_once, limit=4)
    results = work.results()
    assert [await anext(results), await anext(results)] == [1, 2]
    work.stop(RuntimeError("enough"))
    with pytest.raises(RuntimeError, match="enough"):
        await anext(results)
