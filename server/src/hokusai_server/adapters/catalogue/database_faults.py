"""From the drivers' exceptions to the domain's; by code, never by text."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from hokusai_server.domain.errors import CatalogueUnavailable, StorageFull

_CONFLICTS: Final = frozenset({"40001", "40P01"})
"""SQLSTATE of a serialisation failure and of a deadlock."""

_DISK_FULL: Final = "53100"
_LOCK_TIMEOUT: Final = "55P03"

_SQLITE_UNAVAILABLE: Final = frozenset(
    {
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_NOTADB,
    }
)

_UNAVAILABLE_CLASSES: Final = frozenset({"08", "53", "57", "58"})
"""SQLSTATE classes: connection, resources, operator's intervention, system."""


def is_conflict(error: DBAPIError) -> bool:
    """Whether the transaction lost against another and may simply be run again."""
    return _sqlstate(error) in _CONFLICTS


def is_lock_timeout(error: DBAPIError) -> bool:
    """Whether the transaction waited for a lock for longer than it wanted to."""
    return _sqlstate(error) == _LOCK_TIMEOUT


@contextmanager
def translated() -> Iterator[None]:
    """Turn what a driver raises for want of a database into a domain error; faults of our own statements stay."""
    try:
        yield
    except PoolTimeout as error:
        raise CatalogueUnavailable("no connection became free") from error
    except DBAPIError as error:
        first = _first(error)
        if _is_full(first):
            raise StorageFull("the catalogue") from error
        if _is_unavailable(first):
            raise CatalogueUnavailable(_cause(first)) from error
        raise
    except OSError as error:
        raise CatalogueUnavailable(type(error).__name__) from error


def _first(error: DBAPIError) -> DBAPIError:
    """The fault that began it: on a full disk SQLite ends the transaction, so leaving a savepoint fails as well."""
    context = error.__context__
    while context is not None:
        if isinstance(context, DBAPIError):
            error = context
        context = context.__context__
    return error


def _is_full(error: DBAPIError) -> bool:
    return _sqlstate(error) == _DISK_FULL or _sqlite_code(error) == sqlite3.SQLITE_FULL


def _is_unavailable(error: DBAPIError) -> bool:
    state = _sqlstate(error)
    if state:
        return state[:2] in _UNAVAILABLE_CLASSES
    if isinstance(error.orig, sqlite3.Error):
        return _sqlite_code(error) in _SQLITE_UNAVAILABLE
    return isinstance(error, InterfaceError | OperationalError) or error.connection_invalidated


def _sqlstate(error: DBAPIError) -> str:
    """The SQLSTATE that pg8000 puts under `C` of its exception's argument; empty if there is none."""
    arguments = getattr(error.orig, "args", ())
    fields = arguments[0] if arguments else None
    return str(fields.get("C", "")) if isinstance(fields, dict) else ""


def _sqlite_code(error: DBAPIError) -> int | None:
    """SQLite's primary result code, which is in the lowest byte of the extended one."""
    code = getattr(error.orig, "sqlite_errorcode", None)
    return code & 0xFF if isinstance(code, int) else None


def _cause(error: DBAPIError) -> str:
    """What happened, without the statement and without credentials."""
    name = getattr(error.orig, "sqlite_errorname", None)
    return str(name or _sqlstate(error) or type(error.orig).__name__)
