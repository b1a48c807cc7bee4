"""What every InferenceStatisticsStore promises: on SQLite and on PostgreSQL."""

from __future__ import annotations

import random
import statistics as plain
import uuid
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from hokusai_server.adapters.catalogue.database import open_database
from hokusai_server.adapters.catalogue.inference_statistics_store import (
    CatalogueInferenceStatistics,
    open_inference_statistics,
)
from hokusai_server.domain.inference_events import InferenceEvent
from hokusai_server.domain.inference_statistics import InferenceStatistics, StatisticsQuery, Window
from hokusai_server.ports.event_spool import SpooledEvents, SpoolPosition
from hokusai_server.ports.inference_statistics import InferenceStatisticsStore
from tests.support.inference_events import an_event

MODEL = "lead_scoring"
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR = Window(NOON, NOON + timedelta(hours=1))
BEGINNING = SpoolPosition()


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[CatalogueInferenceStatistics]:
    async with open_database(database_url) as database, open_inference_statistics(database) as opened:
        yield opened


def at(minute: float, **changes: Any) -> InferenceEvent:
    micros = round((NOON + timedelta(minutes=minute)).timestamp() * 1e6)
    return an_event(model=MODEL, time_micros=micros, latency_ms=10.0)._replace(**changes)


async def count(
    store: InferenceStatisticsStore, events: Sequence[InferenceEvent], spool_id: str | None = None
) -> SpoolPosition:
    """Count events of a spool, after what was counted of it before."""
    spool_id = spool_id or str(uuid.uuid4())
    after = await store.position(spool_id)
    return await store.apply(spool_id, after, SpooledEvents(events, SpoolPosition(1, after.offset + 100)))


async def asked(
    store: InferenceStatisticsStore, window: Window = HOUR, *, versions: tuple[str, ...] = (), by_arm: bool = False
) -> Sequence[InferenceStatistics]:
    return await store.query(StatisticsQuery(MODEL, versions, window, by_arm))


async def test_a_spool_never_seen_stands_at_the_beginning(store: InferenceStatisticsStore) -> None:
    assert await store.position(str(uuid.uuid4())) == BEGINNING


async def test_nothing_counted_is_nothing_found(store: InferenceStatisticsStore) -> None:
    assert list(await asked(store)) == []
    assert not await store.has_events(MODEL)


async def test_counts_errors_and_sums_are_exact(store: InferenceStatisticsStore) -> None:
    events = [
        at(1, latency_ms=1.0, confidence=0.2, metrics={"tokens": 1.0}),
        at(2, latency_ms=2.0, confidence=None, is_error=True, metrics={"tokens": 4.0, "cost": 0.5}),
        at(2, latency_ms=6.0, confidence=0.4, metrics={}),
    ]
    await count(store, events)
    (found,) = await asked(store)
    assert (found.event_count, found.error_count) == (3, 1)
    assert (found.latency_ms.count, found.latency_ms.mean) == (3, 3.0)
    assert (found.latency_ms.min, found.latency_ms.max) == (1.0, 6.0)
    assert found.confidence is not None
    assert found.confidence.count == 2
    assert found.confidence.mean == pytest.approx(0.3)
    assert sorted(found.metrics) == ["cost", "tokens"]
    assert (found.metrics["tokens"].count, found.metrics["tokens"].sum) == (2, 5.0)
    assert found.metrics["tokens"].standard_deviation == pytest.approx(plain.stdev([1.0, 4.0]))
    assert found.metrics["cost"].standard_deviation == 0.0
    assert found.events_per_second == pytest.approx(3 / 3600)
    assert await store.has_events(MODEL)


async def test_no_confidence_at_all_is_none(store: InferenceStatisticsStore) -> None:
    await count(store, [at(1, confidence=None)])
    (found,) = await asked(store)
    assert found.confidence is None


async def test_percentiles_over_many_minutes_and_applications_are_within_one_percent(
    store: InferenceStatisticsStore,
) -> None:
    chance = random.Random(7)
    latencies = [chance.lognormvariate(3, 1.2) for _ in range(6000)]
    spool_id = str(uuid.uuid4())
    for first in range(0, len(latencies), 1000):
        part = latencies[first : first + 1000]
        events = [at(number % 50, latency_ms=latency) for number, latency in enumerate(part)]
        await count(store, events, spool_id)
    (found,) = await asked(store)
    ordered = sorted(latencies)
    for fraction, estimate in ((0.5, found.latency_ms.p50), (0.9, found.latency_ms.p90), (0.99, found.latency_ms.p99)):
        assert estimate == pytest.approx(ordered[int(fraction * (len(ordered) - 1))], rel=0.011)
    assert found.latency_ms.mean == pytest.approx(plain.fmean(latencies))


async def test_latencies_of_zero_and_of_any_size_are_counted(store: InferenceStatisticsStore) -> None:
    await count(store, [at(1, latency_ms=value) for value in (0.0, 0.0, 0.0, 1e-300, 1e300)])
    (found,) = await asked(store)
    assert (found.latency_ms.count, found.latency_ms.min, found.latency_ms.max) == (5, 0.0, 1e300)
    assert found.latency_ms.p50 == 0.0


async def test_what_was_applied_already_is_not_counted_again(store: InferenceStatisticsStore) -> None:
    spool_id = str(uuid.uuid4())
    events = SpooledEvents([at(1), at(2)], SpoolPosition(1, 100))
    assert await store.apply(spool_id, BEGINNING, events) == events.end
    assert await store.apply(spool_id, BEGINNING, events) == events.end
    (found,) = await asked(store)
    assert found.event_count == 2
    assert await store.position(spool_id) == events.end


async def test_spools_of_replicas_add_up(store: InferenceStatisticsStore) -> None:
    await count(store, [at(1, latency_ms=1.0)])
    await count(store, [at(1, latency_ms=3.0)])
    (found,) = await asked(store)
    assert (found.event_count, found.latency_ms.mean) == (2, 2.0)


async def test_the_window_counts_its_start_and_not_its_end(store: InferenceStatisticsStore) -> None:
    await count(store, [at(-0.1), at(0), at(59.9), at(60)])
    (found,) = await asked(store)
    assert found.event_count == 2


async def test_versions_come_in_the_order_of_semver_and_may_be_chosen(store: InferenceStatisticsStore) -> None:
    await count(store, [at(1, version=number) for number in ("1.10.0", "1.2.0", "1.2.0-rc.1", "2.0.0")])
    assert [one.version for one in await asked(store)] == ["1.2.0-rc.1", "1.2.0", "1.10.0", "2.0.0"]
    assert [one.version for one in await asked(store, versions=("2.0.0", "1.2.0"))] == ["1.2.0", "2.0.0"]


async def test_models_and_their_versions_are_told_apart_byte_by_byte(store: InferenceStatisticsStore) -> None:
    await count(store, [at(1), at(1, model="Lead_Scoring"), at(1, model="lead_scoring2")])
    (found,) = await asked(store)
    assert found.event_count == 1


async def test_arms_are_told_apart_on_request(store: InferenceStatisticsStore) -> None:
    await count(store, [at(1), at(1, arm="a"), at(2, arm="a"), at(1, arm="b")])
    assert [(one.arm, one.event_count) for one in await asked(store)] == [("", 4)]
    assert [(one.arm, one.event_count) for one in await asked(store, by_arm=True)] == [("", 1), ("a", 2), ("b", 1)]


async def test_a_window_is_cut_into_parts_from_its_start(store: InferenceStatisticsStore) -> None:
    window = Window(NOON, NOON + timedelta(minutes=50), timedelta(minutes=20))
    await count(store, [at(0), at(19), at(20), at(45)])
    found = await asked(store, window)
    minutes = [((one.start - NOON).seconds // 60, (one.end - NOON).seconds // 60, one.event_count) for one in found]
    assert minutes == [(0, 20, 2), (20, 40, 1), (40, 50, 1)]


async def test_a_thousand_minutes_in_one_application(store: InferenceStatisticsStore) -> None:
    spool_id = str(uuid.uuid4())
    for _ in range(2):
        await count(store, [at(minute) for minute in range(1200)], spool_id)
    (found,) = await asked(store, Window(NOON, NOON + timedelta(minutes=1200)))
    assert found.event_count == 2400


async def test_counts_outlive_the_store(database_url: str) -> None:
    spool_id = str(uuid.uuid4())
    async with open_database(database_url) as database, open_inference_statistics(database) as store:
        end = await count(store, [at(1)], spool_id)
    async with open_database(database_url) as database, open_inference_statistics(database) as store:
        assert await store.position(spool_id) == end
        assert [one.event_count for one in await asked(store)] == [1]
