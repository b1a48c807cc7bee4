"""Transactions on SQLite or PostgreSQL, run on bounded pools of threads so that the event loop never waits."""

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import Final, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from hokusai_server.adapters.catalogue.database_faults import is_conflict, translated
from hokusai_server.adapters.catalogue.engines import EnginePair, create_engines
from hokusai_server.adapters.catalogue.schema import bring_up_to_date

T = TypeVar("T")

_CONFLICT_RETRIES: Final = 5
"""PostgreSQL may end one of two transactions that wait for each other; its work is then run again."""


@dataclass(frozen=True, slots=True)
class Database:
    """A catalogue's database.

    Transactions are functions of a connection. They run on the adapter's threads, hold no state of their own and may be
    run again from the start, so they must have no effect but on the connection.

    On SQLite one thread writes, each transaction holding the write lock from its start; a few threads read, each
    seeing the state of one instant. On PostgreSQL writes run at READ COMMITTED and take row locks where they need
    them; reads are snapshots.
    """

    engines: EnginePair
    readers: ThreadPoolExecutor
    writers: ThreadPoolExecutor

    @property
    def is_postgresql(self) -> bool:
        """Whether other replicas may share the database."""
        return self.engines.writing.dialect.name == "postgresql"

    async def read(self, work: Callable[[Connection], T]) -> T:
        """Run `work` in a transaction that only reads.

        Raises:
            CatalogueUnavailable: the database does not answer.
        """
        return await _on(self.readers, partial(_in_transaction, self.engines.reading, work))

    async def write(self, work: Callable[[Connection], T]) -> T:
        """Run `work` in a transaction and commit it durably; an exception rolls it back.

        Cancelling the caller does not undo a transaction under way.

        Raises:
            CatalogueUnavailable: the database does not answer; nothing was committed as far as one can know.
            StorageFull: no room; nothing was committed.
        """
        return await _on(self.writers, partial(_in_transaction, self.engines.writing, work))


@asynccontextmanager
async def open_database(url: str) -> AsyncIterator[Database]:
    """Open the database behind `url` with its schema brought up to date, and close it on leaving.

    Args:
        url: `sqlite:////absolute/path.db` or `postgresql://user:password@host/name`.

    Raises:
        SchemaTooNewError: the schema was made by a later release.
        CatalogueUnavailable: the database cannot be opened or reached.
    """
    engines = create_engines(url)
    readers = ThreadPoolExecutor(engines.reader_count, thread_name_prefix="catalogue-read")
    writers = ThreadPoolExecutor(engines.writer_count, thread_name_prefix="catalogue-write")
    try:
        await _on(writers, partial(_in_transaction, engines.writing, bring_up_to_date))
        yield Database(engines, readers, writers)
    finally:
        await asyncio.to_thread(_close, engines, readers, writers)


async def _on(pool: ThreadPoolExecutor, work: Callable[[], T]) -> T:
    return await asyncio.get_running_loop().run_in_executor(pool, work)


def _in_transaction(engine: Engine, work: Callable[[Connection], T]) -> T:
    with translated():
        for _ in range(_CONFLICT_RETRIES):
            try:
                return _attempt(engine, work)
            except DBAPIError as error:
                if not is_conflict(error):
                    raise
        return _attempt(engine, work)


def _attempt(engine: Engine, work: Callable[[Connection], T]) -> T:
    with engine.begin() as connection:
        return work(connection)


def _close(engines: EnginePair, readers: ThreadPoolExecutor, writers: ThreadPoolExecutor) -> None:
    writers.shutdown(wait=True)
    readers.shutdown(wait=True)
    engines.dispose()
