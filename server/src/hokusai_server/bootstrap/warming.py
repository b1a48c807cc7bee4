"""What takes seconds and memory is begun when the first model is there, and not before."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence

_log = logging.getLogger(__name__)

WarmUp = Callable[[], Awaitable[None]]


class Warming:
    """Runs the warm-ups once, in the background.

    Args:
        warm_ups: may grow until `begin` is called.
    """

    def __init__(self, warm_ups: Sequence[WarmUp]) -> None:
        self._warm_ups = warm_ups
        self._task: asyncio.Task[None] | None = None
        self._closed = False

    def begin(self) -> None:
        """Begin, unless begun before or closed. Call it on the loop."""
        if self._task is None and not self._closed:
            self._task = asyncio.create_task(self._run(), name="warm-up")

    async def aclose(self) -> None:
        """Give up what still runs; nothing begins any more."""
        self._closed = True
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _run(self) -> None:
        for warm_up in self._warm_ups:
            try:
                await warm_up()
            except Exception:  # noqa: BLE001 - a warm-up is no more than a head start
                # Whoever needs it first tries again and learns what is wrong.
                _log.exception("warm-up failed")
