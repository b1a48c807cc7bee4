"""Locks by name, across every replica that shares the catalogue."""

from contextlib import AbstractAsyncContextManager
from typing import Protocol


class NamedLocks(Protocol):
    """Mutual exclusion by name."""

    def hold(self, name: str) -> AbstractAsyncContextManager[None]:
        """Wait for the lock of this name, in the order of asking, and hold it inside the context.

        A holder that dies lets go. Not re-entrant.

        Raises:
            CatalogueUnavailable: replicas share the catalogue and its database does not answer.
        """
