"""Work on a stream of items, several at a time, with the results in the order of the items."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterable, Callable, Coroutine
from typing import Any, Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class OrderedWork(Generic[T, R]):
    """Runs `work(item)` for each item, with at most `limit` items read whose result was not yet taken.

    A reader task takes items while earlier results are still being awaited, so that neither a client that waits for
    each answer nor one that writes far ahead stalls it. The results are iterated once; leaving the iteration ends the
    reader and cancels what runs.
    """

    def __init__(self, items: AsyncIterable[T], work: Callable[[T], Coroutine[Any, Any, R]], *, limit: int) -> None:
        self._items = items
        self._work = work
        self._slots = asyncio.Semaphore(limit)
        self._started: asyncio.Queue[asyncio.Task[R] | None] = asyncio.Queue()
        self._reader: asyncio.Task[None] | None = None
        self._stopped: Exception | None = None

    def stop(self, reason: Exception) -> None:
        """Read no further item; the results of those that were read still come, then `reason` is raised."""
        self._stopped = reason
        if self._reader is not None:
            self._reader.cancel()

    async def results(self) -> AsyncGenerator[R, None]:
        """Every result in the order of the items, then whatever the items raised."""
        self._reader = asyncio.create_task(self._read())
        current: asyncio.Task[R] | None = None
        try:
            while (current := await self._started.get()) is not None:
                yield await current
                self._slots.release()  # after the consumer came back: back-pressure
            if self._stopped is not None:
                raise self._stopped
            await self._reader
        finally:
            await self._abandon(current)

    async def _read(self) -> None:
        try:
            if self._stopped is None:
                await self._slots.acquire()
                async for item in self._items:
                    self._started.put_nowait(asyncio.create_task(self._work(item)))
                    await self._slots.acquire()
        finally:
            self._started.put_nowait(None)

    async def _abandon(self, current: asyncio.Task[R] | None) -> None:
        left: list[asyncio.Task[Any]] = [task for task in (self._reader, current) if task is not None]
        while not self._started.empty():
            if (started := self._started.get_nowait()) is not None:
                left.append(started)
        for task in left:
            task.cancel()
        if left:
            await asyncio.wait(left)
