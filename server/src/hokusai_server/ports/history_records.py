"""History in a transaction of the catalogue."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from hokusai_server.domain.history import HistoryDraft, HistoryEntry, HistoryQuery
from hokusai_server.domain.paging import Page, PageRequest


class HistoryRecords(Protocol):
    """Rows that are never changed or removed."""

    def append(self, row: HistoryDraft) -> HistoryEntry:
        """Add a row after all others."""

    def find(self, entry_id: int) -> HistoryEntry | None:
        """The row of this id; None if there is none."""

    def moves(self, model: str, alias: str) -> Sequence[HistoryDraft]:
        """Every move of an alias, oldest first."""

    def last_move(self, model: str, alias: str, until: datetime | None = None) -> HistoryEntry | None:
        """The last move of an alias, or the last one at or before an instant; None if there is none."""

    def page(self, model: str, query: HistoryQuery, wanted: PageRequest) -> Page[HistoryEntry]:
        """A page of the rows that meet the query, in its order. The cursor is (id)."""
