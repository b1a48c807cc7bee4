"""Bytes for large files: quickly made, no two blocks alike."""

from __future__ import annotations

import os
from collections.abc import Iterator

BLOCK_BYTES = 256 * 1024
_REST = os.urandom(BLOCK_BYTES - 8)


def blocks(size: int) -> Iterator[bytes]:
    """So many bytes, the same each time."""
    for offset in range(0, size, BLOCK_BYTES):
        yield (offset.to_bytes(8, "big") + _REST)[: size - offset]
