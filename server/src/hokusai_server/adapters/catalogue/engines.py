"""SQLAlchemy engines as the catalogue needs them: one that writes and one that reads."""

import sqlite3
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.pool import QueuePool

_SQLITE_READERS: Final = 4
_POSTGRESQL_CONNECTIONS: Final = 8
"""Of each kind, so 16 a replica of PostgreSQL's default of 100."""

_BUSY_TIMEOUT_MS: Final = 5000
"""How long SQLite waits for another process, such as a backup."""


@dataclass(frozen=True, slots=True)
class EnginePair:
    """An engine whose transactions write and one whose transactions read a snapshot."""

    writing: Engine
    reading: Engine
    writer_count: int
    reader_count: int

    def dispose(self) -> None:
        """Close every connection."""
        self.reading.dispose()
        self.writing.dispose()


def create_engines(url: str) -> EnginePair:
    """Prepare engines for `url`; nothing is connected yet."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return _sqlite_engines(parsed)
    return _postgresql_engines(parsed)


def _sqlite_engines(url: URL) -> EnginePair:
    writing = _sqlite_engine(url, "BEGIN IMMEDIATE", connections=1, query_only=False)
    reading = _sqlite_engine(url, "BEGIN", connections=_SQLITE_READERS, query_only=True)
    return EnginePair(writing, reading, writer_count=1, reader_count=_SQLITE_READERS)


def _sqlite_engine(url: URL, begin: str, *, connections: int, query_only: bool) -> Engine:
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_size=connections,
        max_overflow=0,
        connect_args={"check_same_thread": False},
    )

    def prepare(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None  # the driver must not begin transactions of its own
        connection.execute(f"PRAGMA busy_timeout = {_BUSY_TIMEOUT_MS}")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")  # an acknowledged commit survives a power cut
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA query_only = {int(query_only)}")

    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    return engine


def _postgresql_engines(url: URL) -> EnginePair:
    url = url.set(drivername="postgresql+pg8000")
    writing = _postgresql_engine(url, "READ COMMITTED")
    reading = _postgresql_engine(url, "REPEATABLE READ")
    return EnginePair(writing, reading, writer_count=_POSTGRESQL_CONNECTIONS, reader_count=_POSTGRESQL_CONNECTIONS)


def _postgresql_engine(url: URL, isolation: str) -> Engine:
    return create_engine(
        url,
        isolation_level=isolation,
        pool_size=_POSTGRESQL_CONNECTIONS,
        max_overflow=0,
        pool_pre_ping=True,  # a connection that died with a restart of the database is replaced, not reported
        connect_args={"timeout": 10},
    )
