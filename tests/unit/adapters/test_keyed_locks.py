"""Mutual exclusion by key."""

from __future__ import annotations

import asyncio

import pytest

from hokusai_server.adapters.keyed_locks import KeyedLocks


async def test_one_key_is_held_by_one_at_a_time_in_the_order_of_asking() -> None:
    locks, inside, order = KeyedLocks(), 0, []

    async def hold(number: int) -> None:
        nonlocal inside
        async with locks.held(["key"]):
            inside += 1
            assert inside == 1
            order.append(number)
            for _ in range(3):
                await asyncio.sleep(0)
            inside -= 1

    await asyncio.gather(*(hold(number) for number in range(20)))
    assert order == list(range(20))


async def test_who_comes_while_a_waiter_wakes_up_waits_too() -> None:
    """Between the release and the waiter's turn the lock is nobody's; it must not be given to a third."""
    locks, inside, most = KeyedLocks(), 0, 0

    async def hold(rounds: int) -> None:
        nonlocal inside, most
        async with locks.held(["key"]):
            inside += 1
            most = max(most, inside)
            for _ in range(rounds):
                await asyncio.sleep(0)
            inside -= 1

    first, second = asyncio.create_task(hold(2)), asyncio.create_task(hold(2))
    for _ in range(3):
        await asyncio.sleep(0)
    await asyncio.gather(first, second, *(hold(1) for _ in range(5)))
    assert most == 1


async def test_different_keys_do_not_wait_for_each_other() -> None:
    locks = KeyedLocks()
    async with locks.held(["a"]), locks.held(["b"]):
        pass


async def test_a_waiter_that_is_cancelled_leaves_the_lock_to_the_next() -> None:
    locks = KeyedLocks()
    async with locks.held(["a", "b"]):
        waiting = asyncio.create_task(_enter(locks, ["a"]))
        await asyncio.sleep(0)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
    async with asyncio.timeout(5):
        await _enter(locks, ["a", "b"])


async def _enter(locks: KeyedLocks, keys: list[str]) -> None:
    async with locks.held(keys):
        pass
