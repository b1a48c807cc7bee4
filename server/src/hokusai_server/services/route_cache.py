"""Which version answers, remembered until the catalogue changes: predicting must not cost a transaction each time."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Final, TypeAlias, TypeVar, final

from typing_extensions import override

from hokusai_server.domain.selectors import AliasAsOf, Resolution, Selector
from hokusai_server.ports.catalogue import Catalogue
from hokusai_server.ports.catalogue_transaction import CatalogueTransaction
from hokusai_server.services.prediction import Resolve

MOST_ROUTES: Final = 4096

T = TypeVar("T")
_Key: TypeAlias = tuple[str, Selector | None]


@final
class CatalogueRevision:
    """Counts the writes of this process to the catalogue, and tells of each."""

    def __init__(self) -> None:
        self.count = 0
        self._watchers: list[Callable[[int], None]] = []

    def watch(self, changed: Callable[[int], None]) -> None:
        """Have `changed` called with the count after every write, before the write's caller learns that it is done."""
        self._watchers.append(changed)

    def advance(self) -> None:
        """Count a write."""
        self.count += 1
        for changed in self._watchers:
            changed(self.count)


@final
class CountingCatalogue(Catalogue):
    """A catalogue that counts its writes, before their caller learns that they are done.

    Args:
        inner: the catalogue.
        revision: what counts.
        noticed: returns once others who remember routes have forgotten those of before; None if nobody does.
    """

    def __init__(
        self, inner: Catalogue, revision: CatalogueRevision, noticed: Callable[[], Awaitable[None]] | None = None
    ) -> None:
        self._inner = inner
        self._revision = revision
        self._noticed = noticed

    @override
    async def read(self, work: Callable[[CatalogueTransaction], T]) -> T:
        return await self._inner.read(work)

    @override
    async def write(self, work: Callable[[CatalogueTransaction], T]) -> T:
        try:
            written = await self._inner.write(work)
        finally:
            self._revision.advance()
        if self._noticed is not None:
            await self._noticed()
        return written


@final
class RouteCache:
    """Resolves selectors like the service beneath, and asks it again only after a write or a while.

    A write of this process is seen by every resolution that begins after it; one of another server on the same
    database, after `lifetime`.

    Args:
        resolve: the service beneath.
        revision: of the catalogue that it reads.
        lifetime: how long an answer is good; None where no other process writes to the catalogue.
    """

    def __init__(self, resolve: Resolve, revision: CatalogueRevision, lifetime: timedelta | None) -> None:
        self._resolve = resolve
        self._revision = revision
        self._lifetime = float("inf") if lifetime is None else lifetime.total_seconds()
        self._seen = revision.count
        self._routes: OrderedDict[_Key, tuple[Resolution, float]] = OrderedDict()

    async def resolve(self, model: str, selector: Selector | None) -> Resolution:
        """As the service beneath; faults are not remembered."""
        if self._seen != self._revision.count:
            self._routes.clear()
            self._seen = self._revision.count
        known = self._routes.get((model, selector))
        if known is not None and time.monotonic() < known[1]:
            return known[0]
        began, now = self._revision.count, time.monotonic()
        resolution = await self._resolve(model, selector)
        if began == self._revision.count == self._seen and not isinstance(selector, AliasAsOf):
            self._remember((model, selector), resolution, now)
        return resolution

    def _remember(self, key: _Key, resolution: Resolution, now: float) -> None:
        self._routes[key] = (resolution, now + self._lifetime)
        self._routes.move_to_end(key)
        if len(self._routes) > MOST_ROUTES:
            self._routes.popitem(last=False)
