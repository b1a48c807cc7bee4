"""Pages of listings."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")

DEFAULT_PAGE_SIZE: Final = 50
MAX_PAGE_SIZE: Final = 1000


@dataclass(frozen=True, slots=True)
class PageRequest:
    """Which page is asked for.

    Attributes:
        size: most items on it, 1 to 1000.
        after: sort key of the last item of the page before, as `Page.next` said; None for the first page.
    """

    size: int = DEFAULT_PAGE_SIZE
    after: tuple[str | int, ...] | None = None


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """A page: its items, and the sort key after which the next one begins; None if this is the last."""

    items: tuple[T, ...]
    next: tuple[str | int, ...] | None = None


def cut(items: Sequence[T], size: int, key: Callable[[T], tuple[str | int, ...]]) -> Page[T]:
    """Make a page of up to `size` items out of up to `size` + 1; the last one only tells that there is more."""
    if len(items) <= size:
        return Page(tuple(items))
    return Page(tuple(items[:size]), key(items[size - 1]))


def coerced_size(asked: int) -> int:
    """The size of a page when a caller asks for `asked`: the default for 0, never more than the cap."""
    return min(asked, MAX_PAGE_SIZE) if asked > 0 else DEFAULT_PAGE_SIZE
