"""Removing what nobody needs: abandoned uploads, and bundles that no version is made of."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from hokusai_server.domain.errors import HokusaiError
from hokusai_server.ports.bundle_store import BundleStore
from hokusai_server.ports.catalogue import Catalogue

_log = logging.getLogger(__name__)

KEPT_UNUSED: Final = timedelta(days=7)
INTERVAL: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class BundleCollection:
    """Collects from time to time.

    A bundle that is being registered is never taken: describing it counts as use, so it is younger than `kept_unused`.

    Attributes:
        store: what is collected from.
        catalogue: knows what versions are made of.
        kept_unused: how long a bundle without a version is kept.
        interval: between two collections.
        now: the time in UTC.
    """

    store: BundleStore
    catalogue: Catalogue
    kept_unused: timedelta = KEPT_UNUSED
    interval: timedelta = INTERVAL
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    async def run(self) -> None:
        """Collect at once and then again and again, until cancelled; a fault is left to the next time."""
        while True:
            try:
                await self.collect()
            except (HokusaiError, OSError) as error:
                _log.warning("bundles not collected", extra={"cause": str(error)})
            await asyncio.sleep(self.interval.total_seconds())

    async def collect(self) -> None:
        """Forget expired uploads and remove bundles that no version uses. Idempotent."""
        uploads = await self.store.expire_uploads()
        before = self.now() - self.kept_unused
        removed = [digest for digest in await self.store.unused_since(before) if await self._remove(digest, before)]
        if uploads or removed:
            _log.info("bundles collected", extra={"uploads": uploads, "bundles": len(removed)})

    async def _remove(self, digest: str, before: datetime) -> bool:
        if await self.catalogue.read(lambda transaction: transaction.versions.uses_bundle(digest)):
            return False
        return await self.store.remove_unused(digest, before)
