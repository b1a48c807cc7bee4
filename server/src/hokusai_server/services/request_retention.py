"""Forgetting the outcomes of old requests."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from hokusai_server.domain.errors import HokusaiError
from hokusai_server.ports.catalogue import Catalogue
from hokusai_server.services.write_once import Clock, utc_now

_log: Final = logging.getLogger(__name__)

KEPT: Final = timedelta(days=8)
"""The contract promises seven days; the eighth is for clocks that disagree."""


@dataclass(frozen=True, slots=True)
class RequestRetention:
    """Forgets from time to time.

    Attributes:
        catalogue: where outcomes are kept.
        kept: how long.
        interval: between two rounds.
        clock: tells the time.
    """

    catalogue: Catalogue
    kept: timedelta = KEPT
    interval: timedelta = timedelta(hours=1)
    clock: Clock = utc_now

    async def run(self) -> None:
        """Forget at once and then again and again, until cancelled; a fault is left to the next time."""
        while True:
            try:
                await self.forget()
            except HokusaiError as error:
                _log.warning("requests not forgotten", extra={"reason": error.reason})
            await asyncio.sleep(self.interval.total_seconds())

    async def forget(self) -> int:
        """Forget what is too old; returns how many outcomes that were."""
        before = self.clock() - self.kept
        return await self.catalogue.write(lambda transaction: transaction.requests.forget_before(before))
