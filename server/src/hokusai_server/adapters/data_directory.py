"""The folder that holds everything a server keeps, owned by one server at a time."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LOCK_FILE = "server.lock"


class DataDirectoryUnusableError(Exception):
    """The folder cannot be made or written; the message says why."""


class DataDirectoryInUseError(Exception):
    """Another process holds the folder; the message names it."""


@contextmanager
def open_data_directory(path: Path) -> Iterator[Path]:
    """Make the folder if need be, readable by its owner only, and hold it until left.

    The lock is the kernel's: it goes with the process, however that ends.

    Raises:
        DataDirectoryUnusableError: it cannot be made or written.
        DataDirectoryInUseError: another server holds it.
    """
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(path / LOCK_FILE, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise DataDirectoryUnusableError(
            f"cannot write to the data directory {path}: {error.strerror}; choose another with --data-dir"
        ) from error
    try:
        _lock(descriptor, path)
        yield path
    finally:
        os.close(descriptor)


def _lock(descriptor: int, path: Path) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        holder = os.pread(descriptor, 32, 0).decode(errors="replace").strip() or "unknown"
        raise DataDirectoryInUseError(
            f"the data directory {path} is in use by another server (process {holder}); "
            "stop that one, or give this one a directory of its own with --data-dir"
        ) from error
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
