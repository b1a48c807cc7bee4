"""Locks by name: within the process, and on PostgreSQL across replicas too."""

import asyncio
import hashlib
import logging
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from typing import Final
from weakref import WeakValueDictionary

from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.exc import DBAPIError

from hokusai_server.adapters.catalogue.database import Database
from hokusai_server.adapters.catalogue.database_faults import is_lock_timeout, translated

_log: Final = logging.getLogger(__name__)

_HELD_AT_ONCE: Final = 16
"""Advisory locks that one replica holds or waits for; each takes a connection of its own."""


_PATIENCE_SECONDS: Final = 5
"""How long one statement waits for a lock before it asks anew; the driver gives up on any answer after 10 s."""


class LocalLocks:
    """`NamedLocks` for one process: what SQLite needs, whose directory one server has to itself."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def hold(self, name: str) -> AsyncIterator[None]:
        """See the port."""
        lock = self._locks.setdefault(name, asyncio.Lock())
        async with lock:
            yield


class AdvisoryLocks:
    """`NamedLocks` for all replicas on one PostgreSQL, which lets go when a holder's connection ends.

    Within the process a local lock comes first, so that one replica never waits twice for one name.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._local = LocalLocks()
        self._room = asyncio.Semaphore(_HELD_AT_ONCE)
        self._waiters = ThreadPoolExecutor(_HELD_AT_ONCE, thread_name_prefix="catalogue-lock")
        self._releasers = ThreadPoolExecutor(1, thread_name_prefix="catalogue-unlock")

    @asynccontextmanager
    async def hold(self, name: str) -> AsyncIterator[None]:
        """See the port."""
        async with self._local.hold(name), self._room:
            connection = await self._acquire(_key(name))
            try:
                yield
            finally:
                loop = asyncio.get_running_loop()
                await asyncio.shield(loop.run_in_executor(self._releasers, _release, connection, _key(name)))

    def close(self) -> None:
        """Close every connection; blocks until nobody waits for a lock any more."""
        self._waiters.shutdown(wait=True)
        self._releasers.shutdown(wait=True)
        self._engine.dispose()

    async def _acquire(self, key: int) -> Connection:
        waiting = asyncio.get_running_loop().run_in_executor(self._waiters, partial(_acquire, self._engine, key))
        try:
            return await asyncio.shield(waiting)
        except asyncio.CancelledError:
            # The thread cannot be stopped; what it acquires in the end must be let go.
            waiting.add_done_callback(lambda done: self._let_go(done, key))
            raise

    def _let_go(self, done: "asyncio.Future[Connection]", key: int) -> None:
        if not done.cancelled() and done.exception() is None:
            self._releasers.submit(_release, done.result(), key)


@asynccontextmanager
async def open_locks(database: Database) -> AsyncIterator[LocalLocks | AdvisoryLocks]:
    """The locks that fit the database."""
    if not database.is_postgresql:
        yield LocalLocks()
        return
    locks = AdvisoryLocks(
        create_engine(
            database.engines.writing.url,
            isolation_level="AUTOCOMMIT",
            pool_size=_HELD_AT_ONCE,
            max_overflow=0,
            pool_pre_ping=True,
            connect_args={"timeout": 10},
        )
    )
    async with AsyncExitStack() as stack:
        stack.push_async_callback(asyncio.to_thread, locks.close)
        yield locks


def _key(name: str) -> int:
    """A signed 64-bit number for the name; two names of one number only wait for each other."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], signed=True)


def _acquire(engine: Engine, key: int) -> Connection:
    with translated():
        connection = engine.connect()
        try:
            while not _try(connection, key):
                pass
        except BaseException:
            connection.close()
            raise
        return connection


def _try(connection: Connection, key: int) -> bool:
    """Wait for the lock for a while, less than the driver waits for any answer."""
    try:
        connection.execute(text(f"SET lock_timeout = '{_PATIENCE_SECONDS}s'"))
        connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": key})
    except DBAPIError as error:
        if is_lock_timeout(error):
            return False
        raise
    return True


def _release(connection: Connection, key: int) -> None:
    try:
        connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": key})
    except (DBAPIError, OSError):
        _log.warning("advisory lock lost with its connection")
        connection.invalidate()
    finally:
        connection.close()
