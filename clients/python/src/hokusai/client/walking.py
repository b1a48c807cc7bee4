"""What every part of the client stands on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from hokusai.paging import Listing
from hokusai.sync_sender import SyncSender

Item = TypeVar("Item")


class Sending:
    """Has a sender."""

    _sender: SyncSender

    def _walk(self, listing: Listing[Item], timeout: float | None) -> Iterator[Item]:
        """Every item of a listing, fetched page by page as it is asked for."""
        token = ""
        while True:
            page = self._sender.send(listing(token), timeout)
            yield from page.items
            token = page.next_token
            if not token:
                return
