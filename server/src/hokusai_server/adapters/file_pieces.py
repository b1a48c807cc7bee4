"""How much is written to a file at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

PIECE_BYTES: Final = 64 * 1024
"""A kernel without preemption gives the core to nobody else while it copies into its page cache: 1 MiB takes it up to
5 ms, in which even what runs at real-time priority waits.
"""


def pieces(data: bytes) -> Iterator[memoryview]:
    """All of the data in order, as much as is written at once."""
    view = memoryview(data)
    for start in range(0, len(view), PIECE_BYTES):
        yield view[start : start + PIECE_BYTES]
