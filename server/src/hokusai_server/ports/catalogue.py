"""What makes writes atomic: models, versions, aliases, history, request ids and the outbox, in transactions."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from hokusai_server.ports.catalogue_transaction import CatalogueTransaction

T = TypeVar("T")


class Catalogue(Protocol):
    """A transactional store.

    A transaction is a plain function of a `CatalogueTransaction`. It runs on a thread of the adapter, must not touch
    anything but its argument, and may be run again from its start if the database asks for it.

    Raises, both methods:
        CatalogueUnavailable: the database does not answer.
        Whatever the function raises; nothing of it is then kept.
    """

    async def read(self, work: Callable[[CatalogueTransaction], T]) -> T:
        """Run `work` on a snapshot. It must not write."""

    async def write(self, work: Callable[[CatalogueTransaction], T]) -> T:
        """Run `work` and commit it durably before returning.

        Two transactions that both locked a model (`ModelRecords.lock`) come one after the other. Cancelling the caller
        does not undo a transaction under way.

        Raises:
            StorageFull: no room; nothing was committed.
        """
