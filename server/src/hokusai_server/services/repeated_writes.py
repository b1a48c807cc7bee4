"""Makes writes to stores without request ids of their own safe to repeat."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from hokusai_server.domain.requests import RequestKey
from hokusai_server.ports.catalogue import Catalogue
from hokusai_server.ports.catalogue_transaction import CatalogueTransaction
from hokusai_server.ports.named_locks import NamedLocks


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt at a write.

    Attributes:
        first_time: when the write was attempted first.
        is_first: whether this is that attempt; if not, an earlier one may have had its effect.
    """

    first_time: datetime
    is_first: bool


class RepeatedWrites:
    """Knows which requests were attempted before."""

    def __init__(
        self, catalogue: Catalogue, locks: NamedLocks, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._catalogue = catalogue
        self._locks = locks
        self._now = now

    @asynccontextmanager
    async def attempt(self, key: RequestKey | None) -> AsyncIterator[Attempt]:
        """Attempt a write inside the context; attempts at the same request come one after the other.

        Args:
            key: identity of the request; None: every attempt is a first.
        Raises:
            RequestIdReused: the id came before with another body.
            CatalogueUnavailable: nobody can tell.
        """
        if key is None:
            yield Attempt(self._now(), is_first=True)
            return
        async with self._locks.hold(f"request/{key.request_id}"):
            yield await self._catalogue.write(lambda transaction: self._note(transaction, key))

    def _note(self, transaction: CatalogueTransaction, key: RequestKey) -> Attempt:
        noted = transaction.requests.outcome(key)
        if noted is not None:
            return Attempt(datetime.fromisoformat(noted), is_first=False)
        now = self._now()
        transaction.requests.record(key, now.isoformat(), now)
        return Attempt(now, is_first=True)
