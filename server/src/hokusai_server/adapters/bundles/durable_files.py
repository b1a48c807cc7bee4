"""Files that survive a crash: written, synced, and put in place by one rename."""

from __future__ import annotations

import ctypes
import errno
import hashlib
import os
import shutil
import uuid
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from hokusai_server.adapters.file_pieces import PIECE_BYTES, pieces
from hokusai_server.domain.errors import StorageFull

_NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
# One more name is refused: ext4 allows 65,000 of a file; some network file systems allow none.
_NO_FURTHER_LINK: Final = frozenset({errno.EMLINK, errno.EPERM, errno.EXDEV, errno.ENOTSUP})
NEW_PREFIX: Final = ".new-"

# From here on, syncing everything beats syncing each.
_MANY: Final = 64
# Of Linux only, and not in Python's library; elsewhere each file is synced by itself.
_syncfs: Final = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)

Write = Callable[[int, memoryview, int], int]
"""As `os.pwrite`: descriptor, data, offset; returns how many bytes it wrote."""


@contextmanager
def storage_faults(what: str) -> Iterator[None]:
    """Turn "no space left" of the operating system into the domain's error."""
    try:
        yield
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise StorageFull(what) from error
        raise


def write_at(path: Path, data: bytes, offset: int, write: Write) -> None:
    """Make the file end with `data` at `offset`, or leave it ending at `offset` and raise. Not yet durable."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    end = offset
    try:
        os.ftruncate(descriptor, offset)
        for piece in pieces(data):
            rest = piece
            while rest:
                written = write(descriptor, rest, end)
                end, rest = end + written, rest[written:]
    except OSError:
        os.ftruncate(descriptor, offset)
        raise
    finally:
        os.close(descriptor)


def sync_many(paths: Collection[Path]) -> None:
    """Make files and directories of one file system durable, the whole file system at once if they are many.

    One commit of the journal a file takes minutes for ten thousand of them.
    """
    if len(paths) > _MANY and _syncfs is not None:
        _sync_file_system(next(iter(paths)))
        return
    for path in paths:
        _sync(path, os.O_RDONLY)


def sync_file(path: Path) -> None:
    """Make the content of a file durable."""
    _sync(path, os.O_RDONLY)


def sync_directory(path: Path) -> None:
    """Make the entries of a directory durable."""
    _sync(path, os.O_RDONLY | os.O_DIRECTORY)


def write_durably(path: Path, content: bytes) -> None:
    """Put a small file in place: whole and durable, or not at all. Replaces one that is there."""
    new = path.with_name(f"{NEW_PREFIX}{uuid.uuid4().hex}")
    try:
        new.write_bytes(content)
        sync_file(new)
        new.rename(path)
    except OSError:
        with suppress(OSError):
            new.unlink(missing_ok=True)
        raise
    sync_directory(path.parent)


@contextmanager
def new_directory(final: Path) -> Iterator[Path]:
    """A directory to fill, which takes its final name in one durable step at the end, unless that is taken by then."""
    new = final.with_name(f"{NEW_PREFIX}{uuid.uuid4().hex}")
    new.mkdir(mode=0o700)
    try:
        yield new
        sync_many([Path(folder) for folder, _, _ in os.walk(new)])
        _rename_unless_taken(new, final)
        sync_directory(final.parent)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def link_or_copy(source: Path, target: Path) -> None:
    """Give a file a second name, or a durable copy where the file system allows no further one.

    Raises:
        FileExistsError: the target is there.
    """
    try:
        os.link(source, target)
    except OSError as error:
        if error.errno not in _NO_FURTHER_LINK:
            raise
        with source.open("rb") as content, target.open("xb") as copy:
            shutil.copyfileobj(content, copy, PIECE_BYTES)
            copy.flush()
            os.fsync(copy.fileno())


def remove_leftovers(folder: Path) -> None:
    """Remove what a crash left unfinished."""
    for entry in folder.glob(f"{NEW_PREFIX}*"):
        remove_tree(entry)


def remove_tree(path: Path) -> None:
    """Remove a file or a directory with everything in it, if it is there."""
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def set_aside(directory: Path) -> Path | None:
    """Take a directory out of sight in one durable step, to be removed at leisure; None if it is not there."""
    aside = directory.with_name(f"{NEW_PREFIX}{uuid.uuid4().hex}")
    try:
        directory.rename(aside)
    except FileNotFoundError:
        return None
    sync_directory(directory.parent)
    return aside


def sha256_of(path: Path) -> str:
    """SHA-256 of a file's content, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def size_of(path: Path) -> int:
    """Size of a file in bytes; 0 if there is none."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def _rename_unless_taken(new: Path, final: Path) -> None:
    try:
        new.rename(final)
    except OSError as error:
        # Both names are directories with something in them: whoever came first wins, the content is equal.
        if error.errno not in {errno.ENOTEMPTY, errno.EEXIST}:
            raise


def _sync_file_system(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        if _syncfs is not None and _syncfs(descriptor) != 0:
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    finally:
        os.close(descriptor)


def _sync(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
