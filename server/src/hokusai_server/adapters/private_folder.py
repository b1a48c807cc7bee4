"""Folders for the time that a process runs, which go even if it is killed: the next process removes them."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

PREFIX: Final = "hokusai-run-"

# Between making a folder and locking it, it looks abandoned.
YOUNGEST_ABANDONED_S: Final = 60.0


@contextmanager
def private_folder(parent: Path | None = None) -> Iterator[Path]:
    """A folder that only this user can enter, with a path that is short enough for Unix sockets (107 bytes).

    A lock on it says that its process lives (systemd-tmpfiles heeds it too). Folders of processes that were killed are
    removed.

    Args:
        parent: where; None is the system's folder for temporary files.
    """
    parent = Path(tempfile.gettempdir()) if parent is None else parent
    remove_abandoned(parent)
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=parent))
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(descriptor)


def remove_abandoned(parent: Path) -> None:
    """Remove this user's private folders whose processes are gone."""
    for folder in parent.glob(f"{PREFIX}*"):
        with suppress(OSError):
            status = folder.lstat()
            if status.st_uid == os.getuid() and time.time() - status.st_mtime > YOUNGEST_ABANDONED_S:
                _remove_unless_locked(folder)


def _remove_unless_locked(folder: Path) -> None:
    """Remove a folder.

    Raises:
        OSError: its process lives, or it is no folder.
    """
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(folder, ignore_errors=True)
    finally:
        os.close(descriptor)
