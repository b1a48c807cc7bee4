"""Reading a stored file in pieces, verifying it on the way."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any, Final

from hokusai_server.domain.bundle_manifest import BundleFile
from hokusai_server.ports.bundle_store import BundleDamagedError

PIECE_BYTES: Final = 2**20

Blocking = Callable[..., Awaitable[Any]]
"""Runs a function with arguments on a thread."""


async def read_file(blocking: Blocking, path: Path, file: BundleFile, offset: int, length: int) -> AsyncIterator[bytes]:
    """Part of a file, in pieces of at most 1 MiB.

    Raises:
        FileNotFoundError: the bundle was removed.
        BundleDamagedError: the file is too short, or, if it was read whole, does not match its SHA-256.
    """
    whole = offset == 0 and length == file.size
    state = hashlib.sha256()
    stream = await blocking(path.open, "rb", 0)
    try:
        await blocking(stream.seek, offset)
        while length > 0:
            piece: bytes = await blocking(_read_piece, stream, min(length, PIECE_BYTES), state)
            if not piece:
                raise BundleDamagedError(f"{path} is shorter than its manifest says")
            length -= len(piece)
            if length == 0 and whole and state.hexdigest() != file.sha256:
                raise BundleDamagedError(f"{path} does not match its SHA-256")
            yield piece
    finally:
        stream.close()


def _read_piece(stream: Any, length: int, state: Any) -> bytes:
    piece: bytes = stream.read(length)
    state.update(piece)
    return piece
