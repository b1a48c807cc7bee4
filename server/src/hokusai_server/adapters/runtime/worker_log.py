"""The bounded log of the workers of one version.

A worker writes to a pipe, not to the file, so that a model that prints without end cannot fill the disk. Several of a
version append to one file.
"""

import os
from contextlib import suppress
from pathlib import Path
from typing import final

_CHUNK_BYTES = 64 * 1024
_DEFAULT_LIMIT_BYTES = 16 * 1024 * 1024


@final
class WorkerLog:
    """Moves what a worker prints from its pipe into a file, and the file aside when it is full."""

    def __init__(self, path: Path, limit_bytes: int) -> None:
        """Open the file for appending and a pipe for the worker.

        Raises:
            OSError: the file cannot be written.
        """
        self._path = path
        self._limit = limit_bytes or _DEFAULT_LIMIT_BYTES
        self._file = self._open()
        self.read_end, self.write_end = os.pipe2(os.O_CLOEXEC)
        os.set_blocking(self.read_end, False)

    def worker_has_it(self) -> None:
        """Close this process's copy of the writing end, after the fork."""
        os.close(self.write_end)

    def drain_once(self) -> bool:
        """Move at most one chunk. Never blocks.

        Returns:
            Whether more may come; False when every writer has closed.
        """
        try:
            chunk = os.read(self.read_end, _CHUNK_BYTES)
        except BlockingIOError:
            return True
        if chunk:
            self._append(chunk)
        return bool(chunk)

    def drain(self) -> None:
        """Move what is in the pipe now, when the worker has ended."""
        for _ in range(_PIPE_CAPACITY_CHUNKS):
            try:
                chunk = os.read(self.read_end, _CHUNK_BYTES)
            except BlockingIOError:
                return
            if not chunk:
                return
            self._append(chunk)

    def close(self) -> None:
        """Close the pipe and the file."""
        os.close(self.read_end)
        os.close(self._file)

    def _append(self, chunk: bytes) -> None:
        if os.fstat(self._file).st_size + len(chunk) > self._limit:
            self._rotate()
        try:
            os.write(self._file, chunk)
        except OSError:
            return  # a full disk costs the log, not the worker

    def _rotate(self) -> None:
        """Move the full file aside, unless that of another worker of the version has done so."""
        full = os.fstat(self._file)
        os.close(self._file)
        try:
            with suppress(FileNotFoundError):
                if os.path.samestat(full, self._path.stat()):
                    self._path.replace(self._path.with_name(self._path.name + ".1"))
        finally:
            self._file = self._open()

    def _open(self) -> int:
        return os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)


_PIPE_CAPACITY_CHUNKS = 16
"""A pipe holds at most 1 MiB."""
