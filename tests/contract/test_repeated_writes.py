"""Attempts at a write are told apart, one after the other, on SQLite and on PostgreSQL."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from hokusai_server.adapters.catalogue.database import open_database
from hokusai_server.adapters.catalogue.named_locks import open_locks
from hokusai_server.adapters.catalogue.sql_catalogue import SqlCatalogue
from hokusai_server.domain.errors import RequestIdReused
from hokusai_server.domain.requests import RequestKey
from hokusai_server.services.repeated_writes import RepeatedWrites

NOON = datetime(2026, 3, 1, 12, 0, 0, 123456, tzinfo=UTC)


class Clock:
    """Advances by an hour each time it is read."""

    def __init__(self) -> None:
        self._hours = 0

    def __call__(self) -> datetime:
        self._hours += 1
        return NOON + timedelta(hours=self._hours - 1)


@pytest.fixture
async def writes(database_url: str) -> AsyncIterator[RepeatedWrites]:
    async with open_database(database_url) as database, open_locks(database) as locks:
        yield RepeatedWrites(SqlCatalogue(database), locks, Clock())


def a_key(fingerprint: str = "a") -> RequestKey:
    return RequestKey(str(uuid.uuid4()), fingerprint * 64)


async def test_a_repetition_knows_the_time_of_the_first_attempt(writes: RepeatedWrites) -> None:
    key = a_key()
    for is_first in (True, False, False):
        async with writes.attempt(key) as attempt:
            assert (attempt.first_time, attempt.is_first) == (NOON, is_first)


async def test_an_attempt_that_failed_was_an_attempt(writes: RepeatedWrites) -> None:
    key = a_key()
    with pytest.raises(ConnectionError):
        async with writes.attempt(key):
            raise ConnectionError
    async with writes.attempt(key) as attempt:
        assert not attempt.is_first


async def test_without_a_key_every_attempt_is_a_first(writes: RepeatedWrites) -> None:
    for hour in range(2):
        async with writes.attempt(None) as attempt:
            assert (attempt.first_time, attempt.is_first) == (NOON + timedelta(hours=hour), True)


async def test_an_id_with_another_body_is_refused(writes: RepeatedWrites) -> None:
    key = a_key()
    async with writes.attempt(key):
        pass
    with pytest.raises(RequestIdReused):
        async with writes.attempt(RequestKey(key.request_id, "b" * 64)):
            pass


async def test_attempts_at_one_request_do_not_overlap_and_one_of_them_is_the_first(writes: RepeatedWrites) -> None:
    key, running, firsts = a_key(), 0, []

    async def attempt() -> None:
        nonlocal running
        async with writes.attempt(key) as made:
            running += 1
            assert running == 1
            await asyncio.sleep(0)
            firsts.append(made.is_first)
            running -= 1

    await asyncio.gather(*(attempt() for _ in range(8)))
    assert sorted(firsts) == [False] * 7 + [True]
