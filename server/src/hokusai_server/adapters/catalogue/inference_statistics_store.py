"""Counts of inference events in the catalogue."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from sqlalchemy import Connection, Row, Select, and_, bindparam, insert, select, update

from hokusai_server.adapters.catalogue.database import Database
from hokusai_server.adapters.catalogue.event_tallies import (
    MetricSums,
    Tally,
    TallyKey,
    merge_metrics,
    metrics_from_text,
    metrics_to_text,
    tallies_of,
)
from hokusai_server.adapters.catalogue.sketches import Sketch
from hokusai_server.adapters.catalogue.tracking_tables import INFERENCE_STATISTICS, SPOOL_POSITIONS
from hokusai_server.domain.inference_statistics import InferenceStatistics, StatisticsQuery
from hokusai_server.domain.semver import SemVer
from hokusai_server.ports.event_spool import SpooledEvents, SpoolPosition

_STATISTICS: Final = INFERENCE_STATISTICS.c
# Both databases take thousands of bound values in a statement; 500 keeps the statement short.
_MINUTES_AT_ONCE: Final = 500
# One folds what comes in; a query over a long window does not hold it up.
_THREADS: Final = 2


@asynccontextmanager
async def open_inference_statistics(database: Database) -> AsyncIterator[CatalogueInferenceStatistics]:
    """The store in an open catalogue; it folds and merges on threads of its own, outside of transactions."""
    with ThreadPoolExecutor(_THREADS, thread_name_prefix="hokusai-statistics") as folding:
        yield CatalogueInferenceStatistics(database, folding)


class CatalogueInferenceStatistics:
    """An `InferenceStatisticsStore` in the catalogue."""

    def __init__(self, database: Database, folding: ThreadPoolExecutor) -> None:
        self._database = database
        self._folding = folding

    async def position(self, spool_id: str) -> SpoolPosition:
        """See `InferenceStatisticsStore`."""
        return await self._database.read(partial(_position, spool_id=spool_id))

    async def apply(self, spool_id: str, after: SpoolPosition, events: SpooledEvents) -> SpoolPosition:
        """See `InferenceStatisticsStore`."""
        tallies = await asyncio.get_running_loop().run_in_executor(self._folding, tallies_of, events.events)
        application = _Application(spool_id, after, events.end, tallies)
        return await self._database.write(application.run)

    async def query(self, query: StatisticsQuery) -> Sequence[InferenceStatistics]:
        """See `InferenceStatisticsStore`."""
        rows = await self._database.read(partial(_rows, query=query))
        return await asyncio.get_running_loop().run_in_executor(self._folding, _merged, query, rows)

    async def has_events(self, model: str) -> bool:
        """See `InferenceStatisticsStore`."""
        statement = select(_STATISTICS.model).where(_STATISTICS.model == model).limit(1)
        return await self._database.read(lambda connection: connection.execute(statement).first() is not None)


@dataclass(frozen=True, slots=True)
class _Application:
    """One transaction that counts events; it may be run again from the start."""

    spool_id: str
    after: SpoolPosition
    end: SpoolPosition
    tallies: Mapping[TallyKey, Tally]

    def run(self, connection: Connection) -> SpoolPosition:
        standing = _position(connection, self.spool_id)
        if standing != self.after:
            return standing
        self._move_position(connection)
        fresh, known = self._new_values(connection)
        if fresh:
            connection.execute(insert(INFERENCE_STATISTICS), fresh)
        if known:
            connection.execute(_UPDATE, known)
        return self.end

    def _move_position(self, connection: Connection) -> None:
        place = {"segment": self.end.segment, "position": self.end.offset}
        moved = connection.execute(
            update(SPOOL_POSITIONS).where(SPOOL_POSITIONS.c.spool_id == self.spool_id).values(place)
        )
        if not moved.rowcount:
            connection.execute(insert(SPOOL_POSITIONS).values(spool_id=self.spool_id, **place))

    def _new_values(self, connection: Connection) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """Rows to insert, and rows to update with what they hold already added."""
        stored = {
            TallyKey(row.model, row.version, row.arm, row.minute): row
            for statement in self._standing_rows()
            for row in connection.execute(statement)
        }
        fresh: list[dict[str, Any]] = []
        known: list[dict[str, Any]] = []
        for key, tally in self.tallies.items():
            row = stored.get(key)
            if row is None:
                fresh.append({"spool_id": self.spool_id, **key._asdict(), **_columns(tally)})
            else:
                total = _tally(row)
                total.merge(tally)
                keys = {f"key_{name}": value for name, value in key._asdict().items()}
                known.append({"key_spool_id": self.spool_id, **keys, **_columns(total)})
        return fresh, known

    def _standing_rows(self) -> Iterator[Select[Any]]:
        """Statements for the rows that the tallies add to."""
        minutes: dict[tuple[str, str, str], list[int]] = defaultdict(list)
        for key in self.tallies:
            minutes[key[:3]].append(key.minute)
        for (model, version, arm), wanted in minutes.items():
            for first in range(0, len(wanted), _MINUTES_AT_ONCE):
                yield select(INFERENCE_STATISTICS).where(
                    _STATISTICS.spool_id == self.spool_id,
                    _STATISTICS.model == model,
                    _STATISTICS.version == version,
                    _STATISTICS.arm == arm,
                    _STATISTICS.minute.in_(wanted[first : first + _MINUTES_AT_ONCE]),
                )


_UPDATE: Final = update(INFERENCE_STATISTICS).where(
    and_(*(_STATISTICS[name] == bindparam(f"key_{name}") for name in ("spool_id", *TallyKey._fields)))
)


def _position(connection: Connection, spool_id: str) -> SpoolPosition:
    statement = select(SPOOL_POSITIONS.c.segment, SPOOL_POSITIONS.c.position).where(
        SPOOL_POSITIONS.c.spool_id == spool_id
    )
    row = connection.execute(statement).first()
    return SpoolPosition() if row is None else SpoolPosition(row.segment, row.position)


def _columns(tally: Tally) -> dict[str, Any]:
    return {
        "event_count": tally.event_count,
        "error_count": tally.error_count,
        "latency": tally.latency.to_bytes(),
        "confidence": tally.confidence.to_bytes() if tally.confidence.count else None,
        "metrics": metrics_to_text(tally.metrics),
    }


def _tally(row: Row[Any]) -> Tally:
    confidence = [row.confidence] if row.confidence is not None else []
    return Tally(
        row.event_count,
        row.error_count,
        Sketch.from_bytes([row.latency]),
        Sketch.from_bytes(confidence),
        metrics_from_text(row.metrics),
    )


def _rows(connection: Connection, query: StatisticsQuery) -> Sequence[Row[Any]]:
    statement = select(INFERENCE_STATISTICS).where(
        _STATISTICS.model == query.model,
        _STATISTICS.minute >= query.window.start_minute,
        _STATISTICS.minute < query.window.end_minute,
    )
    if query.versions:
        statement = statement.where(_STATISTICS.version.in_(query.versions))
    return connection.execute(statement).all()


def _merged(query: StatisticsQuery, rows: Sequence[Row[Any]]) -> Sequence[InferenceStatistics]:
    groups: dict[tuple[str, str, int], list[Row[Any]]] = defaultdict(list)
    for row in rows:
        groups[row.version, row.arm if query.by_arm else "", query.window.part_of(row.minute)].append(row)
    ordered = sorted(groups.items(), key=lambda group: (SemVer.parse(group[0][0]), *group[0][1:]))
    return [_statistics(query, group, members) for group, members in ordered]


def _statistics(query: StatisticsQuery, group: tuple[str, str, int], rows: Sequence[Row[Any]]) -> InferenceStatistics:
    version, arm, part = group
    start, end = query.window.part(part)
    confidence = Sketch.from_bytes(row.confidence for row in rows if row.confidence is not None)
    metrics: dict[str, MetricSums] = {}
    for row in rows:
        merge_metrics(metrics, metrics_from_text(row.metrics))
    return InferenceStatistics(
        model=query.model,
        version=version,
        arm=arm,
        start=start,
        end=end,
        event_count=sum(row.event_count for row in rows),
        error_count=sum(row.error_count for row in rows),
        latency_ms=Sketch.from_bytes(row.latency for row in rows).distribution(),
        confidence=confidence.distribution() if confidence.count else None,
        metrics={name: metrics[name].statistics() for name in sorted(metrics)},
    )
