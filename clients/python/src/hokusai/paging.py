"""Listings in pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from hokusai.calls import Prepared

Item = TypeVar("Item")

# Rows asked for in one page while a listing is walked through to its end.
PAGE_SIZE = 500


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """Some items of a listing, and the token of what follows. An empty token ends the listing."""

    items: tuple[Item, ...]
    next_token: str


# From a page's token to the call that fetches it.
Listing = Callable[[str], Prepared[Page[Item]]]
