"""Mutual exclusion by key, within one process."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Hashable, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field


@dataclass(slots=True)
class _Lock:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    users: int = 0


class KeyedLocks:
    """Locks that exist while somebody uses them. Not re-entrant."""

    def __init__(self) -> None:
        self._locks: dict[Hashable, _Lock] = {}

    @asynccontextmanager
    async def held(self, keys: Iterable[Hashable]) -> AsyncIterator[None]:
        """Hold the locks of all keys. Who asks for several must always ask for them in the same order."""
        async with AsyncExitStack() as stack:
            for key in keys:
                await stack.enter_async_context(self._held(key))
            yield

    @asynccontextmanager
    async def _held(self, key: Hashable) -> AsyncIterator[None]:
        entry = self._locks.setdefault(key, _Lock())
        entry.users += 1
        try:
            async with entry.lock:
                yield
        finally:
            entry.users -= 1
            if entry.users == 0:
                del self._locks[key]
