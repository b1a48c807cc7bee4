"""Which version answers, remembered until its model changes: predicting must not cost a transaction each time."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final, TypeAlias, TypeVar, final

from typing_extensions import override

from hokusai_server.domain.selectors import AliasAsOf, Resolution, Selector
from hokusai_server.ports.catalogue import Catalogue
from hokusai_server.ports.catalogue_transaction import CatalogueTransaction
from hokusai_server.services.prediction import Resolve

MOST_ROUTES: Final = 4096
MOST_MODELS: Final = 4096

T = TypeVar("T")
_Key: TypeAlias = tuple[str, Selector | None]


@final
class CatalogueRevision:
    """Counts the writes of this process that may change which version answers, and tells of each."""

    def __init__(self) -> None:
        self.count = 0
        self._of_models: dict[str, int] = {}
        self._of_others = 0
        self._watchers: list[Callable[[int, frozenset[str]], None]] = []

    def of(self, model: str) -> int:
        """The count of the last write that may have changed which version of the model answers."""
        return self._of_models.get(model, self._of_others)

    def watch(self, changed: Callable[[int, frozenset[str]], None]) -> None:
        """Have `changed` called with the count and the models after every such write, before the write's caller learns
        that it is done.
        """
        self._watchers.append(changed)

    def advance(self, models: frozenset[str]) -> None:
        """Count a write that changed some models."""
        self.count += 1
        if len(self._of_models) + len(models) > MOST_MODELS:
            self._of_models.clear()
            self._of_others = self.count
        self._of_models.update(dict.fromkeys(models, self.count))
        for changed in self._watchers:
            changed(self.count, models)


@final
class CountingCatalogue(Catalogue):
    """A catalogue that counts the writes which change routes, before their caller learns that they are done.

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
        self._under_way: set[asyncio.Task[Any]] = set()

    @override
    async def read(self, work: Callable[[CatalogueTransaction], T]) -> T:
        return await self._inner.read(work)

    @override
    async def write(self, work: Callable[[CatalogueTransaction], T]) -> T:
        # A transaction goes on without a caller who leaves, and so does whoever counts it.
        writing = asyncio.create_task(self._write(work))
        self._under_way.add(writing)
        writing.add_done_callback(self._under_way.discard)
        return await asyncio.shield(writing)

    async def _write(self, work: Callable[[CatalogueTransaction], T]) -> T:
        changed: set[str] = set()

        def noting(transaction: CatalogueTransaction) -> T:
            written = work(transaction)
            changed.update(transaction.changed_models)
            return written

        try:
            written = await self._inner.write(noting)
        finally:
            if changed:  # also where nobody knows whether it was committed
                self._revision.advance(frozenset(changed))
        if changed and self._noticed is not None:
            await self._noticed()
        return written


@final
@dataclass(frozen=True, slots=True)
class _Remembered:
    resolution: Resolution
    revision: int
    until: float


@final
class RouteCache:
    """Resolves selectors like the service beneath, and asks it again only after a write to the model or a while.

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
        self._routes: OrderedDict[_Key, _Remembered] = OrderedDict()

    async def resolve(self, model: str, selector: Selector | None) -> Resolution:
        """As the service beneath; faults are not remembered."""
        revision, now = self._revision.of(model), time.monotonic()
        known = self._routes.get((model, selector))
        if known is not None and known.revision == revision and now < known.until:
            return known.resolution
        resolution = await self._resolve(model, selector)
        if revision == self._revision.of(model) and not isinstance(selector, AliasAsOf):
            self._remember((model, selector), _Remembered(resolution, revision, now + self._lifetime))
        return resolution

    def _remember(self, key: _Key, remembered: _Remembered) -> None:
        self._routes[key] = remembered
        self._routes.move_to_end(key)
        if len(self._routes) > MOST_ROUTES:
            self._routes.popitem(last=False)
