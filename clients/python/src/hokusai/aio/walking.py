"""What every part of the client stands on."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import TypeVar

from hokusai.aio_sender import AioSender
from hokusai.paging import Listing

Item = TypeVar("Item")


class Sending:
    """Has a sender."""

    _sender: AioSender

    async def _walk(self, listing: Listing[Item], timeout: float | None) -> AsyncIterator[Item]:
        """Every item of a listing, fetched page by page as it is asked for."""
        token = ""
        while True:
            page = await self._sender.send(listing(token), timeout)
            for item in page.items:
                yield item
            token = page.next_token
            if not token:
                return
