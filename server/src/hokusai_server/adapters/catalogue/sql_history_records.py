"""History on SQL."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, insert, or_, select

from hokusai_server.adapters.catalogue.tables import HISTORY
from hokusai_server.domain.history import HistoryDraft, HistoryEntry, HistoryKind, HistoryQuery
from hokusai_server.domain.paging import Page, PageRequest, cut
from hokusai_server.domain.semver import SemVer


@dataclass(frozen=True, slots=True)
class SqlHistoryRecords:
    """`HistoryRecords` on a connection."""

    connection: Connection

    def append(self, row: HistoryDraft) -> HistoryEntry:
        """See the port."""
        values = {
            "model": row.model,
            "kind": row.kind.value,
            "alias": row.alias,
            "from_number": str(row.from_number) if row.from_number else None,
            "to_number": str(row.to_number) if row.to_number else None,
            "actor": row.actor,
            "reason": row.reason,
            "time": row.time,
            "breaking_fields": json.dumps(row.breaking_fields),
        }
        entry_id = self.connection.execute(insert(HISTORY).values(**values).returning(HISTORY.c.id)).scalar_one()
        return HistoryEntry(entry_id, row)

    def find(self, entry_id: int) -> HistoryEntry | None:
        """See the port."""
        return self._first(select(HISTORY).where(HISTORY.c.id == entry_id))

    def moves(self, model: str, alias: str) -> Sequence[HistoryDraft]:
        """See the port."""
        return [_entry(row).row for row in self.connection.execute(_moves(model, alias).order_by(HISTORY.c.id))]

    def last_move(self, model: str, alias: str, until: datetime | None = None) -> HistoryEntry | None:
        """See the port."""
        statement = _moves(model, alias)
        if until is not None:
            statement = statement.where(HISTORY.c.time <= until)
        return self._first(statement.order_by(HISTORY.c.id.desc()).limit(1))

    def page(self, model: str, query: HistoryQuery, wanted: PageRequest) -> Page[HistoryEntry]:
        """See the port."""
        statement = select(HISTORY).where(HISTORY.c.model == model, *_conditions(query))
        if wanted.after is not None:
            last = int(wanted.after[0])
            statement = statement.where(HISTORY.c.id > last if query.oldest_first else HISTORY.c.id < last)
        order = HISTORY.c.id.asc() if query.oldest_first else HISTORY.c.id.desc()
        rows = self.connection.execute(statement.order_by(order).limit(wanted.size + 1)).all()
        return cut([_entry(row) for row in rows], wanted.size, lambda entry: (entry.id,))

    def _first(self, statement: Select[Any]) -> HistoryEntry | None:
        row = self.connection.execute(statement).first()
        return _entry(row) if row else None


def _moves(model: str, alias: str) -> Select[Any]:
    return select(HISTORY).where(HISTORY.c.model == model, HISTORY.c.alias == alias)


def _conditions(query: HistoryQuery) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if query.alias:
        conditions.append(HISTORY.c.alias == query.alias)
    if query.number is not None:
        number = str(query.number)
        conditions.append(or_(HISTORY.c.from_number == number, HISTORY.c.to_number == number))
    if query.kinds:
        conditions.append(HISTORY.c.kind.in_([kind.value for kind in query.kinds]))
    if query.start_time is not None:
        conditions.append(HISTORY.c.time >= query.start_time)
    if query.end_time is not None:
        conditions.append(HISTORY.c.time < query.end_time)
    return conditions


def _entry(row: Row[Any]) -> HistoryEntry:
    draft = HistoryDraft(
        model=row.model,
        kind=HistoryKind(row.kind),
        actor=row.actor,
        time=row.time,
        alias=row.alias,
        from_number=SemVer.parse(row.from_number) if row.from_number else None,
        to_number=SemVer.parse(row.to_number) if row.to_number else None,
        reason=row.reason,
        breaking_fields=tuple(json.loads(row.breaking_fields)),
    )
    return HistoryEntry(row.id, draft)
